//! What an article is.
//!
//! An [`Article`] is a [`Card`] (its metadata) and a body: a tree of [`Node`]s that can only hold
//! what a reader may safely be shown. Everything here is a plain value: no DOM, no files, no
//! network. The types are narrow on purpose, so that what reaches the page cannot be wrong:
//!
//! - [`ArchivePath`], [`Slug`]: a place inside the archive, never outside it
//! - [`SafeUrl`], [`Link`], [`Source`]: addresses that cannot run anything
//! - [`Tag`], [`Date`], [`Language`], [`Stats`]: metadata after it was checked
//! - [`Name`], [`Attr`], [`Class`]: the closed list of what a body may contain
//! - [`html`]: text as a file of HTML holds it
//! - [`paint`]: what each element gets when it is painted, on a page or in a file
//! - [`wire`]: the compact bytes in which an article crosses from the renderer to the page

#![forbid(unsafe_code)]

mod body;
mod card;
mod date;
pub mod html;
mod language;
mod limits;
mod link;
mod media;
mod name;
pub mod paint;
mod path;
mod reading;
mod tag;
mod url;
pub mod wire;

pub use body::{Align, Attr, Class, Element, Formula, Node, Part, Tone};
pub use card::{Author, Card, Stat, Stats};
pub use date::{Date, DateError};
pub use language::Language;
pub use limits::{Limit, Limits, Refusal};
pub use link::{Link, Source};
pub use media::MediaPolicy;
pub use name::Name;
pub use path::{ArchivePath, PathError, Slug, percent_decode, push_percent, url_path};
pub use reading::Heading;
pub use tag::{Tag, clean_line, push_clean_line};
pub use url::{SafeUrl, UrlError};

/// One article, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The metadata.
    pub card: Card,
    /// The text, without what the card already says.
    pub body: Vec<Node>,
    /// Scraped clutter that repeats the card: shown folded at the end, never lost.
    pub clutter: Vec<Node>,
    /// Limits the article ran into: the body is shortened where this is not empty.
    pub limits: Vec<Limit>,
}
