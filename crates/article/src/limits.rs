use thiserror::Error;

/// How much of an article is worked on before the reader is shown a shortened one.
///
/// Trees are built only below these bounds, so that no input can exhaust the stack or the memory
/// (DESIGN section 3: builders and recursion blow up on depth).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Nesting depth of the tree, in elements. Deeper content is lifted to this depth.
    pub depth: usize,
    /// Nodes of the tree. What comes after is cut.
    pub nodes: usize,
    /// Bytes of Markdown. A longer article is refused.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 100, nodes: 50_000, bytes: 2_000_000 }
    }
}

/// A limit that shortened an article. `Display` is the sentence the reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Limit {
    /// Nested deeper than [`Limits::depth`]: the text is all there, its nesting is flattened.
    #[error("This article is nested too deeply: its inner structure is shown flat.")]
    Depth,
    /// More than [`Limits::nodes`]: the rest of the text is missing.
    #[error("This article is too long to show whole: the end is cut off.")]
    Nodes,
}

/// Why some bytes are not an article at all. `Display` is the sentence the reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nothing but white space.
    #[error("The file is empty.")]
    Empty,
    /// Neither UTF-8 nor UTF-16 with a byte order mark.
    #[error("The file is not text in UTF-8, so it cannot be shown.")]
    NotText,
    /// A web page where Markdown was expected: a login page, or a server's own error page.
    #[error("The server answered with a web page instead of an article.")]
    WebPage,
    /// Longer than [`Limits::bytes`].
    #[error("The article is larger than 2 MB, so it is not rendered.")]
    TooLarge,
}
