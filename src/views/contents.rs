use article::{Element, Node};
use leptos::html::{a, h2, li, nav, ul};
use leptos::prelude::*;

use crate::words;

/// Fewer headings than this make no table of contents.
const LEAST: usize = 2;

/// A heading of an article.
#[derive(Clone, PartialEq)]
pub(crate) struct Heading {
    level: u8,
    id: String,
    text: String,
}

impl Heading {
    /// The id of the heading's element.
    pub(crate) fn into_id(self) -> String {
        self.id
    }
}

/// The headings of a body that stand at its top level.
pub(crate) fn headings(body: &[Node]) -> Vec<Heading> {
    let heading = |element: &Element| {
        let level = element.name.heading_level().filter(|level| *level <= 3)?;
        let text: String = element.children.iter().map(Node::text).collect();
        let id = element.id()?.to_owned();
        (!text.trim().is_empty()).then_some(Heading { level, id, text })
    };
    body.iter().filter_map(Node::element).filter_map(heading).collect()
}

/// The table of contents; the heading that is being read is marked.
pub(crate) fn contents(headings: Vec<Heading>, current: RwSignal<String>) -> Option<impl IntoView> {
    if headings.len() < LEAST {
        return None;
    }
    let rows = headings.into_iter().map(|heading| {
        let id = heading.id.clone();
        let is_current = move || current.with(|current| *current == id);
        let shown = is_current.clone();
        li().class(if heading.level > 2 { "deeper" } else { "" }).child(
            a().href(format!("#{}", heading.id))
                .class(("on", is_current))
                .attr("aria-current", move || shown().then_some("location"))
                .attr("dir", "auto")
                .child(heading.text),
        )
    });
    Some(
        nav()
            .class("toc")
            .aria_label(words::ON_THIS_PAGE)
            .child((h2().child(words::ON_THIS_PAGE), ul().attr("role", "list").child(rows.collect_view()))),
    )
}
