//! How a body is painted: what each element gets besides what the tree says, such as lazy pictures,
//! names for screen readers and the `rel` of a link that leaves the page.
//!
//! The rules are here once, for whatever they are painted on: the browser's DOM, or the text of a
//! published page. A page that was written beforehand is then what the browser would have painted.

use crate::{ArchivePath, Attr, Class, Element, Formula, Link, MediaPolicy, Name, Node, Slug, Source, Tone};

/// What a body is painted on.
pub trait Canvas {
    /// An element, while it is made and afterwards.
    type Element;
    /// An element without attributes and content. The name is one of [`Name`], `div` or `span`.
    fn element(&self, name: &'static str) -> Self::Element;
    /// Sets an attribute that the element does not have yet. All are set before anything is put in it.
    fn attribute(&self, element: &mut Self::Element, name: &'static str, value: &str);
    /// Puts text at the end of an element.
    fn text(&self, element: &mut Self::Element, text: &str);
    /// Puts an element at the end of another.
    fn append(&self, element: &mut Self::Element, child: Self::Element);
    /// Sets a formula in an element, if the canvas can; where it cannot, its TeX is shown. In the browser
    /// a module that few articles need does so afterwards.
    fn formula(&self, _element: &mut Self::Element, _tex: &Element, _formula: Formula) -> bool {
        false
    }
}

/// How addresses inside the archive are written.
pub trait Addresses {
    /// The address of an article, or of a heading in it.
    fn article(&self, slug: &Slug, heading: Option<&str>) -> String;
    /// The address of another file.
    fn file(&self, path: &ArchivePath) -> String;

    /// The address of a picture.
    fn source(&self, source: &Source) -> String {
        match source {
            Source::Url(url) => url.as_str().to_owned(),
            Source::File(path) => self.file(path),
        }
    }
}

/// The words that painting adds, in the language of the interface.
#[derive(Clone, Copy, Debug)]
pub struct Labels {
    /// Names of boxed remarks: worth knowing, tip, take care, danger.
    pub notes: [&'static str; 4],
    /// A table's scrolling box.
    pub table: &'static str,
    /// A block of code.
    pub code: &'static str,
    /// A progress bar.
    pub progress: &'static str,
    /// A box of a task list that says nothing.
    pub task: &'static str,
    /// The way back from a footnote.
    pub to_text: &'static str,
    /// A picture that is not there.
    pub no_picture: &'static str,
    /// A picture that waits for the reader's consent.
    pub held_picture: &'static str,
}

/// The `rel` of a link that leaves the page: it tells the other site nothing and vouches for nothing.
pub const OUTSIDE_REL: &str = "noopener noreferrer nofollow ugc";

/// Characters of a task that name its box.
const TASK_CHARS: usize = 80;

/// Paints bodies.
pub struct Painter<'a, C> {
    /// What is painted on.
    pub canvas: &'a C,
    /// Where links and pictures lead.
    pub addresses: &'a dyn Addresses,
    /// The words that are added.
    pub labels: &'a Labels,
    /// Which pictures are loaded.
    pub media: &'a MediaPolicy,
}

impl<C: Canvas> Painter<'_, C> {
    /// Puts the nodes at the end of an element.
    pub fn paint(&self, place: &mut C::Element, nodes: &[Node]) {
        self.nodes(place, nodes, None);
    }

    /// `task` is what is to be done, where the nodes may hold the box of a task.
    fn nodes(&self, place: &mut C::Element, nodes: &[Node], task: Option<&str>) {
        for node in nodes {
            match node {
                Node::Text(text) => self.canvas.text(place, text),
                Node::Element(element) => {
                    let painted = self.element(element, task);
                    self.canvas.append(place, painted);
                }
            }
        }
    }

    fn element(&self, element: &Element, task: Option<&str>) -> C::Element {
        if element.name == Name::Img && element.src().is_none() {
            return self.described(element, "missing-picture", self.labels.no_picture);
        }
        // A header cell without a word heads nothing.
        let is_empty = |node: &Node| node.text().trim().is_empty();
        let name = match element.name {
            Name::Th if element.children.iter().all(is_empty) => Name::Td,
            name => name,
        };
        let mut painted = self.canvas.element(name.as_str());
        for attr in &element.attrs {
            self.attr(&mut painted, attr);
        }
        self.furnish(&mut painted, element, task);
        match element.name {
            Name::Li => {
                let label = has_box(element).then(|| task_label(element));
                self.nodes(&mut painted, &element.children, label.as_deref());
            }
            Name::P => self.nodes(&mut painted, &element.children, task),
            _ if element.formula().is_some_and(|formula| self.canvas.formula(&mut painted, element, formula)) => {}
            _ => self.nodes(&mut painted, &element.children, None),
        }
        match element.name {
            Name::Table => self.boxed(painted),
            Name::Img => match element.src().filter(|source| !self.media.may_load(source)) {
                Some(source) => self.held(painted, element, source),
                None => painted,
            },
            _ => painted,
        }
    }

    fn attr(&self, painted: &mut C::Element, attr: &Attr) {
        let mut set = |name, value: &str| self.canvas.attribute(painted, name, value);
        match attr {
            Attr::Id(id) => set("id", id),
            Attr::Href(link) => self.link(painted, link),
            Attr::Src(source) => {
                // Before the address: what is set later would come too late.
                set("loading", "lazy");
                set("decoding", "async");
                set("referrerpolicy", "no-referrer");
                // Without `src` nothing is asked for.
                let name = if self.media.may_load(source) { "src" } else { "data-src" };
                set(name, &self.addresses.source(source));
            }
            Attr::Alt(text) => set("alt", text),
            Attr::Title(text) => set("title", text),
            Attr::Class(class) => self.class(painted, class),
            Attr::Lang(language) => set("lang", language.as_str()),
            Attr::Start(number) => set("start", &number.to_string()),
            Attr::ColSpan(number) => set("colspan", &number.to_string()),
            Attr::RowSpan(number) => set("rowspan", &number.to_string()),
            Attr::Align(align) => set("align", align.as_str()),
            Attr::Checked => set("checked", ""),
            Attr::Open => set("open", ""),
            Attr::Width(number) => set("width", &number.to_string()),
            Attr::Height(number) => set("height", &number.to_string()),
            Attr::Percent(number) => {
                set("max", "100");
                set("value", &number.to_string());
            }
        }
    }

    fn link(&self, painted: &mut C::Element, link: &Link) {
        let href = match link {
            Link::Url(url) => url.as_str().to_owned(),
            Link::Article { slug, heading } => self.addresses.article(slug, heading.as_deref()),
            Link::Heading(id) => format!("#{id}"),
            Link::File(path) => self.addresses.file(path),
        };
        self.canvas.attribute(painted, "href", &href);
        if matches!(link, Link::Url(_) | Link::File(_)) {
            self.canvas.attribute(painted, "rel", OUTSIDE_REL);
            self.canvas.attribute(painted, "target", "_blank");
        }
    }

    fn class(&self, painted: &mut C::Element, class: &Class) {
        let mut set = |name, value: &str| self.canvas.attribute(painted, name, value);
        let [info, success, warning, danger] = self.labels.notes;
        match class {
            Class::Code(language) => set("data-language", language),
            Class::Hint(tone) => {
                let (name, label) = match tone {
                    Tone::Info => ("hint hint-info", info),
                    Tone::Success => ("hint hint-success", success),
                    Tone::Warning => ("hint hint-warning", warning),
                    Tone::Danger => ("hint hint-danger", danger),
                };
                set("role", "note");
                set("aria-label", label);
                set("class", name);
            }
            Class::FootnoteRef => set("class", "footnote-ref"),
            Class::Footnotes => set("class", "footnotes"),
            Class::FootnoteBack => {
                set("aria-label", self.labels.to_text);
                set("class", "footnote-back");
            }
            Class::Task => set("class", "task"),
            Class::DeadLink => set("class", "dead-link"),
            Class::Maths(formula) => {
                // A wide one scrolls in a box of its own, which the keyboard can reach.
                if *formula == Formula::Display {
                    set("tabindex", "0");
                }
                set("class", formula.as_str());
            }
            Class::Part(part) => set("class", part.as_str()),
        }
    }

    /// What an element needs on it besides its own attributes.
    fn furnish(&self, painted: &mut C::Element, element: &Element, task: Option<&str>) {
        let mut set = |name, value: &str| self.canvas.attribute(painted, name, value);
        match element.name {
            Name::Pre => {
                set("role", "group");
                set("aria-label", self.labels.code);
                set("tabindex", "0");
            }
            Name::Input => {
                set("type", "checkbox");
                set("disabled", "");
                set("aria-label", task.unwrap_or(self.labels.task));
            }
            Name::Progress => set("aria-label", self.labels.progress),
            Name::P if is_picture(&element.children) => set("class", "picture"),
            Name::Img if element.attrs.iter().find_map(alt).is_none() => set("alt", ""),
            _ => {}
        }
    }

    /// Wide tables scroll in a box of their own, which the keyboard can reach.
    fn boxed(&self, table: C::Element) -> C::Element {
        let mut scroller = self.canvas.element(Name::Div.as_str());
        let mut set = |name, value: &str| self.canvas.attribute(&mut scroller, name, value);
        set("class", "table-box");
        set("role", "group");
        set("aria-label", self.labels.table);
        set("tabindex", "0");
        self.canvas.append(&mut scroller, table);
        scroller
    }

    /// What stands where a picture is not shown: what it is, and what it shows.
    fn described(&self, picture: &Element, class: &'static str, what: &str) -> C::Element {
        let mut place = self.canvas.element(Name::Span.as_str());
        self.canvas.attribute(&mut place, "class", class);
        let mut description = self.canvas.element(Name::Span.as_str());
        self.canvas.text(&mut description, what);
        if let Some(alt) = picture.attrs.iter().find_map(alt).map(str::trim).filter(|alt| !alt.is_empty()) {
            self.canvas.text(&mut description, ": ");
            self.canvas.text(&mut description, alt);
        }
        self.canvas.append(&mut place, description);
        place
    }

    /// A picture of a host that the reader has not agreed to yet: where it would come from, and the
    /// picture itself, ready and without its `src` (`public/reading/pictures.js`).
    fn held(&self, painted: C::Element, picture: &Element, source: &Source) -> C::Element {
        let mut place = self.described(picture, "held-picture", self.labels.held_picture);
        let mut address = self.canvas.element(Name::Small.as_str());
        self.canvas.text(&mut address, &self.addresses.source(source));
        self.canvas.append(&mut place, address);
        self.canvas.append(&mut place, painted);
        place
    }
}

/// A picture stands by itself, perhaps in a link: nothing beside it but space.
fn is_picture(nodes: &[Node]) -> bool {
    let mut seen = nodes.iter().filter(|node| !matches!(node, Node::Text(text) if text.trim().is_empty()));
    match (seen.next(), seen.next()) {
        (Some(Node::Element(element)), None) => match element.name {
            Name::Img => true,
            Name::A => is_picture(&element.children),
            _ => false,
        },
        _ => false,
    }
}

fn alt(attr: &Attr) -> Option<&str> {
    match attr {
        Attr::Alt(alt) => Some(alt),
        _ => None,
    }
}

/// The item of a list is a task: a box stands in it, or in a paragraph of it.
fn has_box(item: &Element) -> bool {
    let is_box = |node: &Node| node.element().is_some_and(|element| element.name == Name::Input);
    item.children
        .iter()
        .any(|node| is_box(node) || node.element().is_some_and(|p| p.name == Name::P && p.children.iter().any(is_box)))
}

/// The box of a task is named by what is to be done.
fn task_label(item: &Element) -> String {
    let text = item.text();
    let end = text.char_indices().nth(TASK_CHARS).map_or(text.len(), |(at, _)| at);
    text[..end].trim().to_owned()
}

#[cfg(test)]
mod tests;
