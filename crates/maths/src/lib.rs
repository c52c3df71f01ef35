//! TeX formulas to MathML.
//!
//! TeX text in, an owned tree of a closed list of MathML elements and attributes out ([`Element`],
//! [`Name`], [`Attr`]); no DOM, no files, no network. The tree is written as text for pages that are
//! made beforehand ([`text`]) and as JSON for a page that builds nodes of it ([`json`]).
//!
//! pulldown-latex reads the TeX, and only its *events* are used: its own writer puts what an author
//! writes inside `\operatorname` into the page unescaped. Here the words of a formula can only become
//! text, whatever they are. What it cannot read stays as TeX on the page, with the reason.
//!
//! ```
//! let formula = maths::read(r"\frac12", article::Formula::Inline).expect("a fraction is TeX");
//! assert_eq!(maths::text::serialise(&formula), "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>");
//! ```

#![forbid(unsafe_code)]

mod build;
mod fonts;
pub mod json;
mod limits;
mod signs;
mod table;
pub mod text;
mod tree;

use article::Formula;
use thiserror::Error;

pub use tree::{Attr, Cell, Element, Length, Level, Look, Name, Node, Rules, Side};

/// Why a formula is shown as the TeX it was written in. `Display` is what the reader is told.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// Longer than any formula that somebody wrote by hand, or with too many commands.
    #[error("the formula is too long")]
    TooLong,
    /// Braces, roots or scripts inside one another, deeper than a line can show.
    #[error("the formula is nested too deeply")]
    TooDeep,
    /// No TeX, or TeX that is not known here.
    #[error("{0}")]
    Unreadable(String),
}

/// Reads a formula, which is written without its dollars.
///
/// # Errors
/// When it is beyond the limits or holds something unknown. Its text is then what to show.
pub fn read(tex: &str, layout: Formula) -> Result<Element, Error> {
    build::formula(&limits::prepare(tex)?, layout)
}
