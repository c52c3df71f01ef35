//! A body, painted: createElement and text nodes, nothing else.
//!
//! What may be painted was decided when the tree was built; here it gets what belongs to the page:
//! addresses, lazy pictures, names for screen readers.

use article::{Attr, Class, Element, Link, Name, Node, Slug, Tone};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{archive::Archive, words};

/// How addresses inside the archive look from where the article is shown.
pub(crate) struct Painter<F: Fn(&Slug, Option<&str>) -> String> {
    pub(crate) archive: Archive,
    /// The address of another article, or of a heading in it.
    pub(crate) article: F,
}

impl<F: Fn(&Slug, Option<&str>) -> String> Painter<F> {
    /// Replaces everything in `place` by the nodes.
    pub(crate) fn paint(&self, place: &web_sys::Element, nodes: &[Node]) {
        let fragment = document().create_document_fragment();
        self.nodes(&fragment, nodes);
        place.replace_children_with_node_1(&fragment);
    }

    fn nodes(&self, parent: &web_sys::Node, nodes: &[Node]) {
        for node in nodes {
            let child: Option<web_sys::Node> = match node {
                Node::Text(text) => Some(document().create_text_node(text).into()),
                Node::Element(element) => self.element(element).map(Into::into),
            };
            if let Some(child) = child {
                let _ = parent.append_child(&child);
            }
        }
    }

    fn element(&self, element: &Element) -> Option<web_sys::Element> {
        // A header cell without a word heads nothing.
        let empty = element.children.iter().all(|node| node.text().trim().is_empty());
        let name = if element.name == Name::Th && empty { Name::Td } else { element.name };
        let painted = document().create_element(name.as_str()).ok()?;
        for attr in &element.attrs {
            self.attribute(&painted, attr);
        }
        self.nodes(&painted, &element.children);
        self.furnish(painted, element)
    }

    fn attribute(&self, painted: &web_sys::Element, attr: &Attr) {
        match attr {
            Attr::Id(id) => set(painted, "id", id),
            Attr::Href(link) => self.link(painted, link),
            Attr::Src(source) => {
                // Before the address: what is set later would come too late.
                set(painted, "loading", "lazy");
                set(painted, "decoding", "async");
                set(painted, "referrerpolicy", "no-referrer");
                set(painted, "src", &self.archive.source_address(source));
            }
            Attr::Alt(text) => set(painted, "alt", text),
            Attr::Title(text) => set(painted, "title", text),
            Attr::Class(class) => self.class(painted, class),
            Attr::Lang(language) => set(painted, "lang", language.as_str()),
            Attr::Start(number) => set(painted, "start", &number.to_string()),
            Attr::ColSpan(number) => set(painted, "colspan", &number.to_string()),
            Attr::RowSpan(number) => set(painted, "rowspan", &number.to_string()),
            Attr::Align(align) => set(painted, "align", align.as_str()),
            Attr::Checked => set(painted, "checked", ""),
            Attr::Open => set(painted, "open", ""),
            Attr::Width(number) => set(painted, "width", &number.to_string()),
            Attr::Height(number) => set(painted, "height", &number.to_string()),
            Attr::Percent(number) => {
                set(painted, "max", "100");
                set(painted, "value", &number.to_string());
            }
        }
    }

    fn link(&self, painted: &web_sys::Element, link: &Link) {
        match link {
            Link::Url(url) => {
                set(painted, "href", url.as_str());
                outside(painted);
            }
            Link::Article { slug, heading } => set(painted, "href", &(self.article)(slug, heading.as_deref())),
            Link::Heading(id) => set(painted, "href", &format!("#{id}")),
            Link::File(path) => {
                set(painted, "href", &self.archive.file_address(path));
                outside(painted);
            }
        }
    }

    fn class(&self, painted: &web_sys::Element, class: &Class) {
        let name = match class {
            Class::Code(language) => {
                set(painted, "data-language", language);
                return;
            }
            Class::Hint(tone) => {
                let (name, label) = match tone {
                    Tone::Info => ("hint hint-info", words::NOTE_INFO),
                    Tone::Success => ("hint hint-success", words::NOTE_SUCCESS),
                    Tone::Warning => ("hint hint-warning", words::NOTE_WARNING),
                    Tone::Danger => ("hint hint-danger", words::NOTE_DANGER),
                };
                set(painted, "role", "note");
                set(painted, "aria-label", label);
                name
            }
            Class::FootnoteRef => "footnote-ref",
            Class::Footnotes => "footnotes",
            Class::FootnoteBack => {
                set(painted, "aria-label", words::TO_TEXT);
                "footnote-back"
            }
            Class::Task => "task",
            Class::DeadLink => "dead-link",
        };
        set(painted, "class", name);
    }

    /// What an element needs around or on it, once it is complete.
    fn furnish(&self, painted: web_sys::Element, element: &Element) -> Option<web_sys::Element> {
        match element.name {
            Name::Table => {
                // Wide tables scroll in a box of their own, which the keyboard can reach.
                let scroller = document().create_element("div").ok()?;
                set(&scroller, "class", "table-box");
                set(&scroller, "role", "group");
                set(&scroller, "aria-label", words::TABLE);
                set(&scroller, "tabindex", "0");
                scroller.append_child(&painted).ok()?;
                Some(scroller)
            }
            Name::Pre => {
                set(&painted, "role", "group");
                set(&painted, "aria-label", words::CODE);
                set(&painted, "tabindex", "0");
                Some(painted)
            }
            Name::Li => {
                label_task(&painted, element);
                Some(painted)
            }
            Name::Input => {
                set(&painted, "type", "checkbox");
                set(&painted, "disabled", "");
                set(&painted, "aria-label", words::TASK);
                Some(painted)
            }
            Name::Progress => {
                set(&painted, "aria-label", words::PROGRESS);
                Some(painted)
            }
            Name::Img if element.src().is_none() => missing_picture(element.attrs.iter().find_map(alt), None),
            Name::Img => {
                if element.attrs.iter().find_map(alt).is_none() {
                    set(&painted, "alt", "");
                }
                Some(painted)
            }
            _ => Some(painted),
        }
    }
}

fn alt(attr: &Attr) -> Option<&str> {
    match attr {
        Attr::Alt(alt) => Some(alt),
        _ => None,
    }
}

/// The box of a task is named by what is to be done.
fn label_task(painted: &web_sys::Element, element: &Element) {
    let boxed = painted.query_selector(":scope > input, :scope > p > input").ok().flatten();
    if let Some(boxed) = boxed {
        let mut text: String = element.children.iter().map(Node::text).collect();
        text.truncate(text.char_indices().nth(80).map_or(text.len(), |(at, _)| at));
        set(&boxed, "aria-label", text.trim());
    }
}

/// What stands where a picture cannot be shown: its description and where it would have come from.
pub(crate) fn missing_picture(alt: Option<&str>, address: Option<&str>) -> Option<web_sys::Element> {
    let place = document().create_element("span").ok()?;
    set(&place, "class", "missing-picture");
    let label = match alt {
        Some(alt) if !alt.trim().is_empty() => format!("{}: {}", words::NO_PICTURE, alt.trim()),
        _ => words::NO_PICTURE.to_owned(),
    };
    let description = document().create_element("span").ok()?;
    description.set_text_content(Some(&label));
    place.append_child(&description).ok()?;
    if let Some(address) = address.filter(|address| address.starts_with("http")) {
        let shown = document().create_element("small").ok()?;
        shown.set_text_content(Some(address));
        place.append_child(&shown).ok()?;
    }
    Some(place)
}

/// Puts placeholders where pictures failed before anybody listened.
pub(crate) fn replace_dead_pictures(place: &web_sys::Element) {
    let Ok(pictures) = place.query_selector_all(".body img[src]") else { return };
    for at in 0..pictures.length() {
        let picture = pictures.get(at).and_then(|picture| picture.dyn_into::<web_sys::HtmlImageElement>().ok());
        if let Some(picture) = picture.filter(|picture| picture.complete() && picture.natural_width() == 0) {
            replace(&picture);
        }
    }
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
    if let Some(place) = missing_picture(alt.as_deref(), address.as_deref()) {
        let _ = picture.replace_with_with_node_1(&place);
    }
}

/// A link that leaves the page: it opens beside it, and tells the other site nothing.
fn outside(painted: &web_sys::Element) {
    set(painted, "rel", "noopener noreferrer nofollow ugc");
    set(painted, "target", "_blank");
}

fn set(painted: &web_sys::Element, name: &str, value: &str) {
    // Names come from this file and are well formed: nothing to be told.
    let _ = painted.set_attribute(name, value);
}
