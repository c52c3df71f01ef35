//! What an article can become on a page, as JSON for the browser tests (tests/harm): every element and
//! every attribute that [`Painter`] can paint, with the values that are fixed. Worked out by painting
//! everything there is, so that the list cannot fall behind.
//!
//! ```text
//! { "elements": [name, …], "attributes": { name: [fixed value, …] | null } }
//! ```
//!
//! `null` stands for an attribute whose values come from the article.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use article::paint::{Addresses, Canvas, Labels, Painter};
use article::{
    Align, ArchivePath, Attr, Class, Element, Formula, Language, Link, MediaPolicy, Name, Node, Part, SafeUrl, Slug,
    Source, Tone,
};

/// Values that come from an article, as far as they have no form of their own.
const WRITTEN: &str = "written";

fn main() {
    let list = List::default();
    for media in ["allow", "ask"] {
        let media = MediaPolicy::new(media.to_owned());
        let painter = Painter { canvas: &list, addresses: &Anywhere, labels: &LABELS, media: &media };
        for &name in Name::ALL {
            for attr in every_attribute() {
                let element = Element::new(name).with(attr);
                // Some elements are painted otherwise where they hold something, or nothing but a picture.
                let full = element.clone().containing(vec![Node::Text("x".to_owned())]);
                let framed = Element::new(Name::P).containing(vec![Node::Element(element.clone())]);
                painter.paint(&mut (), &[element, full, framed].map(Node::Element));
            }
        }
    }
    let elements: Vec<String> = list.elements.into_inner().iter().map(|name| quoted(name)).collect();
    let attributes: Vec<String> = list.attributes.into_inner().iter().map(entry).collect();
    println!("{{\"elements\":[{}],\"attributes\":{{{}}}}}", elements.join(","), attributes.join(","));
}

/// At least one of each.
fn every_attribute() -> Vec<Attr> {
    let written = || WRITTEN.to_owned();
    let (slug, path) = (Slug::new("a").ok(), ArchivePath::new("b.png").ok());
    let url = SafeUrl::parse("https://host.example/").ok();
    let mut all = vec![
        Attr::Id(written()),
        Attr::Href(Link::Heading(written())),
        Attr::Alt(written()),
        Attr::Title(written()),
        Attr::Start(7),
        Attr::ColSpan(7),
        Attr::RowSpan(7),
        Attr::Checked,
        Attr::Open,
        Attr::Width(7),
        Attr::Height(7),
        Attr::Percent(7),
    ];
    all.extend([Align::Left, Align::Center, Align::Right].map(Attr::Align));
    all.extend(Language::new("en").map(Attr::Lang));
    all.extend(slug.map(|slug| Attr::Href(Link::Article { slug, heading: None })));
    all.extend(path.clone().map(|path| Attr::Href(Link::File(path))));
    all.extend(path.map(|path| Attr::Src(Source::File(path))));
    all.extend(url.clone().map(|url| Attr::Href(Link::Url(url))));
    all.extend(url.map(|url| Attr::Src(Source::Url(url))));
    all.extend([Tone::Info, Tone::Success, Tone::Warning, Tone::Danger].map(|tone| Attr::Class(Class::Hint(tone))));
    let plain = [Class::FootnoteRef, Class::Footnotes, Class::FootnoteBack, Class::Task, Class::DeadLink];
    all.extend(plain.map(Attr::Class));
    all.extend(Part::ALL.iter().map(|part| Attr::Class(Class::Part(*part))));
    all.push(Attr::Class(Class::Code(written())));
    all.extend([Formula::Inline, Formula::Display].map(|formula| Attr::Class(Class::Maths(formula))));
    all
}

/// A canvas that only notes what it is asked for.
#[derive(Default)]
struct List {
    elements: RefCell<BTreeSet<&'static str>>,
    attributes: RefCell<BTreeMap<&'static str, BTreeSet<String>>>,
}

impl Canvas for List {
    type Element = ();

    fn element(&self, name: &'static str) {
        self.elements.borrow_mut().insert(name);
    }

    fn attribute(&self, _: &mut (), name: &'static str, value: &str) {
        self.attributes.borrow_mut().entry(name).or_default().insert(value.to_owned());
    }

    fn text(&self, _: &mut (), _: &str) {}

    fn append(&self, _: &mut (), _: ()) {}
}

/// Attributes whose values matter to what an element does, and are never an author's.
const FIXED: [&str; 9] =
    ["class", "decoding", "disabled", "loading", "referrerpolicy", "rel", "role", "target", "type"];

fn entry((name, values): (&&'static str, &BTreeSet<String>)) -> String {
    let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    match FIXED.contains(name) {
        true => format!("{}:[{}]", quoted(name), values.join(",")),
        false => format!("{}:null", quoted(name)),
    }
}

/// All of these are names and words of this program: nothing in them needs more than quotes.
fn quoted(text: &str) -> String {
    assert!(!text.contains(['"', '\\']) && !text.contains(char::is_control), "{text:?}");
    format!("\"{text}\"")
}

struct Anywhere;

impl Addresses for Anywhere {
    fn article(&self, slug: &Slug, _: Option<&str>) -> String {
        slug.to_string()
    }

    fn file(&self, path: &ArchivePath) -> String {
        path.to_url_path()
    }
}

const LABELS: Labels = Labels {
    notes: [WRITTEN; 4],
    table: WRITTEN,
    code: WRITTEN,
    progress: WRITTEN,
    task: WRITTEN,
    to_text: WRITTEN,
    no_picture: WRITTEN,
    held_picture: WRITTEN,
};
