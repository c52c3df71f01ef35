use std::ops::Deref;
use std::sync::Arc;

use article::Refusal;
use catalog::CatalogError;
use thiserror::Error;

/// Something that went wrong in front of a reader. A handle, so that what may fail stays small.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trouble(Arc<Details>);

impl Deref for Trouble {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

/// What went wrong, and at which address.
#[derive(Debug, PartialEq)]
pub(crate) struct Details {
    /// What went wrong.
    pub(crate) fault: Fault,
    /// Where; empty when it has no address.
    pub(crate) address: String,
}

/// What can go wrong. `Display` is the sentence on screen; [`Fault::advice`] says what to do.
#[derive(Clone, Debug, PartialEq, Error)]
pub(crate) enum Fault {
    /// The browser says that there is no network.
    #[error("You are offline.")]
    Offline,
    /// No answer: refused, reset, cut off, or forbidden by the other site.
    #[error("The server cannot be reached.")]
    Unreachable,
    /// The answer did not come, or did not end, in time.
    #[error("The server took too long to answer.")]
    TimedOut,
    /// Status 404 or 410.
    #[error("There is no file at this address.")]
    NotFound,
    /// Any other status that is not a success.
    #[error("The server answered with error {0}.")]
    Status(u16),
    /// More bytes than any file of this kind has.
    #[error("The file is too large to be shown.")]
    TooLarge,
    /// The bytes are not an article.
    #[error("{0}")]
    NotAnArticle(Refusal),
    /// The bytes are not a part of a catalog.
    #[error("{0}")]
    BadCatalog(CatalogError),
    /// A part of the catalog is not UTF-8.
    #[error("The catalog is not text in UTF-8, so it cannot be read.")]
    NotText,
    /// The renderer looped, ran out of memory or broke on this article; the page lives on.
    #[error("This article could not be rendered.")]
    RendererStopped,
    /// The renderer took longer than an article may.
    #[error("This article took too long to render and was stopped.")]
    RendererTimedOut,
    /// The renderer's own files did not load.
    #[error("The part of this page that renders articles did not load.")]
    NoRenderer,
    /// A part of the search index, or what reads it, could not be had; the sentence says which.
    #[error("{0}")]
    NoSearch(String),
}

impl Fault {
    /// The fault at an address.
    #[inline(never)]
    pub(crate) fn at(self, address: &str) -> Trouble {
        Trouble(Arc::new(Details { fault: self, address: address.to_owned() }))
    }

    /// What the reader can do about it.
    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::Offline => "Check the connection, then try again. What is already open stays open.",
            Self::Unreachable | Self::TimedOut => "It may be busy or blocked. Try again in a moment.",
            Self::NotFound => "It may have been moved or removed. The list may be out of date: reload it.",
            Self::Status(_) => "The fault is the server's. Try again in a moment.",
            Self::TooLarge => "You can still open the file as plain text.",
            Self::NotAnArticle(Refusal::WebPage) => {
                "A login page or a wrong address is the usual reason. Open the address to see what it says."
            }
            Self::NotAnArticle(_) => "You can still open the file as it is.",
            Self::BadCatalog(_) | Self::NotText => "Make the catalog again, or ask whoever keeps this site.",
            Self::RendererStopped | Self::RendererTimedOut => {
                "Nothing else is affected. You can still open the file as plain text."
            }
            Self::NoRenderer | Self::NoSearch(_) => "The site may have been updated meanwhile: reload the page.",
        }
    }
}
