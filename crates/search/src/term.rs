//! The order of terms.

use std::cmp::Ordering;

use crate::fold::{Class, class};
use crate::normal::is_suffix;

/// Words come first, then characters of scripts without spaces; either by their code points, which is
/// also the order of UTF-8.
pub(crate) fn order(a: &str, b: &str) -> Ordering {
    is_wide(a).cmp(&is_wide(b)).then_with(|| a.cmp(b))
}

/// Whether a term is a character of a script without spaces, wherever it stands: it has no masks.
pub(crate) fn is_lone(term: &str) -> bool {
    is_wide(term) && term.chars().nth(1).is_none()
}

fn is_wide(term: &str) -> bool {
    term.chars().next().is_some_and(|c| class(c) == Class::Wide)
}

/// Which terms a part of a query means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// This one.
    Exact,
    /// This word, and the same with `+` or `#` behind it.
    Suffixed,
    /// All that begin with it.
    Prefix,
}

impl Reach {
    /// Whether a term is meant. Those that are stand together in the order of terms, `wanted` first.
    pub(crate) fn takes(self, wanted: &str, term: &str) -> bool {
        match (self, term.strip_prefix(wanted)) {
            (_, None) => false,
            (_, Some("")) => true,
            (Self::Exact, _) => false,
            (Self::Suffixed, Some(rest)) => rest.starts_with(is_suffix),
            (Self::Prefix, _) => true,
        }
    }
}
