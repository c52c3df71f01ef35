//! What the press printed into a published page: an article that is read already while the app loads.
//!
//! The app does not render it again. It takes the nodes as they are, where they are, and gives them what
//! only a script can: tags that filter, a table of contents that follows, neighbours in the list as it
//! is filtered.

use article::Slug;
use catalog::ViewState;
use web_sys::{Element, HtmlElement};

use crate::ids;

/// The printed nodes of one article.
#[derive(Clone)]
pub(crate) struct Printed {
    pub(crate) slug: Slug,
    /// The main region, and in it the place of the rest.
    pub(crate) main: Element,
    pub(crate) reader: Element,
    pub(crate) article: Element,
    pub(crate) contents: Option<Element>,
}

impl Printed {
    /// Finds the article in the page, if the page is one of it.
    pub(crate) fn find(root: &HtmlElement, state: &ViewState) -> Option<Self> {
        let find = |selector: &str| root.query_selector(selector).ok().flatten();
        let slug = state.article.clone()?;
        find(&format!("#{}", ids::BODY))?;
        Some(Self {
            slug,
            main: find("main")?,
            reader: find(".reader")?,
            article: find(".reader > article")?,
            contents: find(".reader > .toc"),
        })
    }
}
