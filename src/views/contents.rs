use article::{Element, Node};

use crate::element::{El, el};
use crate::signal::{Readable, Signal};
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
    pub(crate) fn id(&self) -> &str {
        &self.id
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
pub(crate) fn contents(headings: &[Heading], lang: Option<&str>, current: Signal<String>) -> Option<El> {
    if headings.len() < LEAST {
        return None;
    }
    let row = |heading: &Heading| {
        let [shown, marked] = [0; 2].map(|_| heading.id.clone());
        let is = move |id: &String| *current.read() == *id;
        let link = el("a")
            .fixed("href", &format!("#{}", heading.id))
            .class_when("on", move || is(&shown))
            .attr_of("aria-current", move || is(&marked).then(|| "location".to_owned()))
            .fixed("dir", "auto")
            .child(heading.text.as_str());
        el("li").class(if heading.level > 2 { "deeper" } else { "" }).child(link)
    };
    let rows = headings.iter().map(row).collect::<Vec<_>>();
    Some(
        el("nav")
            .class("toc")
            .fixed("aria-label", words::ON_THIS_PAGE)
            .child(el("h2").child(words::ON_THIS_PAGE))
            .child(el("ul").fixed("role", "list").attr_if("lang", lang).child(rows)),
    )
}
