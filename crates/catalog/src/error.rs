use thiserror::Error;

/// Why a file of a catalog cannot be used. `Display` is a sentence for the page; the page adds the
/// address and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CatalogError {
    /// Nothing but white space.
    #[error("The catalog is empty.")]
    Empty,
    /// A web page: a login page, or a server's own error page.
    #[error("The server answered with a web page instead of a catalog.")]
    WebPage,
    /// Neither JSON nor a list of links.
    #[error("The catalog cannot be read: line {line}, column {column} is not JSON.")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in bytes.
        column: usize,
    },
    /// JSON or text that holds no list of articles.
    #[error("The file is not a catalog: it holds no list of articles.")]
    NotACatalog,
    /// Made by a newer program.
    #[error("The catalog has version {0}, which this page does not know. Reload the page, or update the site.")]
    Version(u64),
    /// The parts of a catalog do not fit together.
    #[error("The catalog is damaged: {0}.")]
    Damaged(&'static str),
}
