use thiserror::Error;

/// Why a file of the index cannot be used. `Display` is a sentence for the page; the page adds what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SearchError {
    /// Not a file of an index: a web page, an empty answer.
    #[error("The server answered with something else than a part of the search index.")]
    NotAnIndex,
    /// Made by another program.
    #[error("The search index has version {0}, which this page does not know. Reload the page, or update the site.")]
    Version(u8),
    /// A part of another index: the site was renewed meanwhile.
    #[error("The search index was renewed. Reload the page.")]
    Renewed,
    /// The bytes cannot be right.
    #[error("A part of the search index is damaged.")]
    Damaged,
}
