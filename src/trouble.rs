use article::{Refusal, wire::Damaged};
use catalog::CatalogError;
use thiserror::Error;

/// What can go wrong in front of a reader. `Display` is the sentence on screen; [`Trouble::advice`]
/// says what to do, [`Trouble::address`] where it happened.
#[derive(Clone, Debug, PartialEq, Error)]
pub(crate) enum Trouble {
    /// The browser says that there is no network.
    #[error("You are offline.")]
    Offline { address: String },
    /// No answer: refused, reset, cut off, or forbidden by the other site.
    #[error("The server cannot be reached.")]
    Unreachable { address: String },
    /// The answer did not come, or did not end, in time.
    #[error("The server took too long to answer.")]
    TimedOut { address: String },
    /// Status 404 or 410.
    #[error("There is no file at this address.")]
    NotFound { address: String },
    /// Any other status that is not a success.
    #[error("The server answered with error {status}.")]
    Status { address: String, status: u16 },
    /// More bytes than any file of this kind has.
    #[error("The file is too large to be shown.")]
    TooLarge { address: String },
    /// The bytes are not an article.
    #[error("{refusal}")]
    NotAnArticle { address: String, refusal: Refusal },
    /// The bytes are not a part of a catalog.
    #[error("{error}")]
    BadCatalog { address: String, error: CatalogError },
    /// A part of the catalog is not UTF-8.
    #[error("The catalog is not text in UTF-8, so it cannot be read.")]
    NotText { address: String },
    /// The renderer looped, ran out of memory or broke on this article; the page lives on.
    #[error("This article could not be rendered.")]
    RendererStopped { address: String },
    /// The renderer took longer than an article may.
    #[error("This article took too long to render and was stopped.")]
    RendererTimedOut { address: String },
    /// The renderer's own files did not load.
    #[error("The part of this page that renders articles did not load.")]
    NoRenderer { address: String },
}

impl Trouble {
    /// What the reader can do about it.
    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::Offline { .. } => "Check the connection, then try again. What is already open stays open.",
            Self::Unreachable { .. } | Self::TimedOut { .. } => "It may be busy or blocked. Try again in a moment.",
            Self::NotFound { .. } => "It may have been moved or removed. The list may be out of date: reload it.",
            Self::Status { .. } => "The fault is the server's. Try again in a moment.",
            Self::TooLarge { .. } => "You can still open the file as plain text.",
            Self::NotAnArticle { refusal: Refusal::WebPage, .. } => {
                "A login page or a wrong address is the usual reason. Open the address to see what it says."
            }
            Self::NotAnArticle { .. } => "You can still open the file as it is.",
            Self::BadCatalog { .. } | Self::NotText { .. } => "Make the catalog again, or ask whoever keeps this site.",
            Self::RendererStopped { .. } | Self::RendererTimedOut { .. } => {
                "Nothing else is affected. You can still open the file as plain text."
            }
            Self::NoRenderer { .. } => "The site may have been updated since this page was opened: reload the page.",
        }
    }

    /// The address that it happened at.
    pub(crate) fn address(&self) -> &str {
        match self {
            Self::Offline { address }
            | Self::Unreachable { address }
            | Self::TimedOut { address }
            | Self::NotFound { address }
            | Self::Status { address, .. }
            | Self::TooLarge { address }
            | Self::NotAnArticle { address, .. }
            | Self::BadCatalog { address, .. }
            | Self::NotText { address }
            | Self::RendererStopped { address }
            | Self::RendererTimedOut { address }
            | Self::NoRenderer { address } => address,
        }
    }

    /// An answer of the renderer that cannot be read.
    pub(crate) fn damaged(_: Damaged, address: &str) -> Self {
        Self::RendererStopped { address: address.to_owned() }
    }
}
