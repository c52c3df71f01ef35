//! A body, painted: createElement and text nodes, nothing else.
//!
//! What may be painted was decided when the tree was built, and what each element gets on the page
//! by [`article::paint`]; here it meets the DOM.

use article::paint::{Addresses, Canvas};
use article::{ArchivePath, MediaPolicy, Node, Slug};

use crate::archive::Archive;
use crate::element::{el, heading};
use crate::words;

/// How addresses inside the archive look from where the article is shown.
pub(crate) struct Painter<'a, F: Fn(&Slug, Option<&str>) -> String> {
    pub(crate) archive: Archive,
    /// The level of the first headings.
    pub(crate) level: u8,
    pub(crate) media: &'a MediaPolicy,
    /// The address of another article, or of a heading in it.
    pub(crate) article: F,
}

impl<F: Fn(&Slug, Option<&str>) -> String> Painter<'_, F> {
    /// Replaces everything in `place`, which is not in the page yet, by the nodes.
    pub(crate) fn paint(&self, place: &web_sys::Element, nodes: &[Node]) {
        place.replace_children_with_node_0();
        let canvas = Dom { level: self.level };
        let painter =
            article::paint::Painter { canvas: &canvas, addresses: self, labels: &words::PAINTED, media: self.media };
        painter.paint(&mut place.clone(), nodes);
    }
}

impl<F: Fn(&Slug, Option<&str>) -> String> Addresses for Painter<'_, F> {
    fn article(&self, slug: &Slug, heading: Option<&str>) -> String {
        (self.article)(slug, heading)
    }

    fn file(&self, path: &ArchivePath) -> String {
        self.archive.file_address(path)
    }
}

/// The browser's document as what is painted on.
struct Dom {
    level: u8,
}

impl Canvas for Dom {
    type Element = web_sys::Element;

    fn element(&self, name: &'static str) -> web_sys::Element {
        // Headings of the text stand below those of the page around it.
        let level = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
        let element = match level {
            Some(level) => heading(level + self.level - 1),
            None => el(name),
        };
        element.node().clone()
    }

    fn attribute(&self, element: &mut web_sys::Element, name: &'static str, value: &str) {
        // Names come from a closed list and are well formed: nothing to be told.
        let _ = element.set_attribute(name, value);
    }

    fn text(&self, element: &mut web_sys::Element, text: &str) {
        let text = leptos::prelude::document().create_text_node(text);
        let _ = element.append_child(&text);
    }

    fn append(&self, element: &mut web_sys::Element, child: web_sys::Element) {
        // Appending fails only for a node that would hold itself, which a tree cannot make.
        let _ = element.append_child(&child);
    }
}
