use crate::{ArchivePath, SafeUrl, Slug};

/// Where a link of an article leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An address outside the archive. Where links are not resolved (the CommonMark dialect), also
    /// a relative one as the author wrote it.
    Url(SafeUrl),
    /// Another article of the archive, and perhaps a heading in it.
    Article {
        /// The article.
        slug: Slug,
        /// The id of a heading, without `#`.
        heading: Option<String>,
    },
    /// A heading of this article, by its id.
    Heading(String),
    /// Any other file of the archive.
    File(ArchivePath),
}

/// Where a picture comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Another host, or a picture inside the address itself (`data:`).
    Url(SafeUrl),
    /// A file of the archive.
    File(ArchivePath),
}
