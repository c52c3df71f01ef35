//! A body, painted: createElement and text nodes, nothing else.
//!
//! What may be painted was decided when the tree was built, and what each element gets on the page
//! by [`article::paint`]; here it meets the DOM.

use article::paint::{Addresses, Canvas, missing_picture};
use article::{ArchivePath, Node, Slug};
use wasm_bindgen::JsCast;

use crate::archive::Archive;
use crate::element::{el, heading};
use crate::stage::{Manner, Media};
use crate::{dom, words};

/// How addresses inside the archive look from where the article is shown.
pub(crate) struct Painter<F: Fn(&Slug, Option<&str>) -> String> {
    pub(crate) archive: Archive,
    pub(crate) manner: Manner,
    /// The address of another article, or of a heading in it.
    pub(crate) article: F,
}

impl<F: Fn(&Slug, Option<&str>) -> String> Painter<F> {
    /// Replaces everything in `place`, which is not in the page yet, by the nodes.
    pub(crate) fn paint(&self, place: &web_sys::Element, nodes: &[Node]) {
        place.replace_children_with_node_0();
        let canvas = Dom(self.manner);
        let painter = article::paint::Painter { canvas: &canvas, addresses: self, labels: &words::PAINTED };
        painter.paint(&mut place.clone(), nodes);
        if self.manner.media == Media::None {
            pictures(place, "img").iter().for_each(|picture| replace(picture));
        }
    }
}

impl<F: Fn(&Slug, Option<&str>) -> String> Addresses for Painter<F> {
    fn article(&self, slug: &Slug, heading: Option<&str>) -> String {
        (self.article)(slug, heading)
    }

    fn file(&self, path: &ArchivePath) -> String {
        self.archive.file_address(path)
    }
}

/// The browser's document as what is painted on.
struct Dom(Manner);

impl Canvas for Dom {
    type Element = web_sys::Element;

    fn element(&self, name: &'static str) -> web_sys::Element {
        // Headings of the text stand below those of the page around it.
        let level = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
        let element = match level {
            Some(level) => heading(level + self.0.level - 1),
            None => el(name),
        };
        element.node().clone()
    }

    fn attribute(&self, element: &mut web_sys::Element, name: &'static str, value: &str) {
        if name == "src" && self.0.media == Media::None {
            return;
        }
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

/// Puts placeholders where pictures failed before anybody listened.
pub(crate) fn replace_dead_pictures(place: &web_sys::Element) {
    for picture in pictures(place, ".body img[src]") {
        if picture.complete() && picture.natural_width() == 0 {
            replace(&picture);
        }
    }
}

fn pictures(place: &web_sys::Element, selector: &str) -> Vec<web_sys::HtmlImageElement> {
    dom::all(place, selector).into_iter().map(JsCast::unchecked_into).collect()
}

/// Puts the placeholder where a picture failed to load.
pub(crate) fn replace_dead_picture(event: &web_sys::Event) {
    let picture = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(picture) = picture.filter(|element| element.local_name() == "img") {
        replace(&picture);
    }
}

fn replace(picture: &web_sys::Element) {
    let (alt, address) = (picture.get_attribute("alt"), picture.get_attribute("src"));
    let place = missing_picture(&Dom(Manner::default()), &words::PAINTED, alt.as_deref(), address.as_deref());
    let _ = picture.replace_with_with_node_1(&place);
}
