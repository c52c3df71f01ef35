//! Raw HTML in Markdown to the same tree.
//!
//! A tokenizer that follows the standard cuts the tags; then each name has one of four fates:
//!
//! 1. on the list of [`Name`]: an element, with the attributes that are allowed for it
//! 2. HTML that stands for something on the list (`strike`, `center`): that element
//! 3. HTML that is not for articles: dropped, with its content where that is no text for people
//!    (`script`, `style`), without it elsewhere (`form`, `button`)
//! 4. no HTML at all (`<iostream>`, `<Business Value>`, `Option<T>`): words of the author, shown
//!
//! The lists follow GitHub's practice (security.md section a), rule 1 of the threat list.

use article::{Align, Attr, Element, Name, Source};
use html5gum::emitters::default::{DefaultEmitter, EndTag, StartTag, Token};
use html5gum::{Spanned, Tokenizer};

use super::builder::Builder;
use super::links::Links;
use crate::Dialect;

/// Names whose content is not text for people.
const DROPPED_WITH_CONTENT: [&str; 17] = [
    "canvas",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// Names of HTML whose tags go and whose content stays.
const DROPPED: [&str; 37] = [
    "address", "applet", "area", "article", "audio", "base", "basefont", "body", "button", "data", "datalist",
    "dialog", "dir", "embed", "fieldset", "footer", "form", "frame", "frameset", "head", "header", "hgroup", "html",
    "label", "legend", "link", "main", "map", "menu", "meta", "meter", "nav", "optgroup", "option", "param", "source",
    "track",
];

/// Old or near names and what stands for them.
const SYNONYMS: [(&str, Name); 8] = [
    ("acronym", Name::Abbr),
    ("big", Name::Span),
    ("center", Name::Div),
    ("dialog", Name::Div),
    ("font", Name::Span),
    ("strike", Name::S),
    ("tt", Name::Code),
    ("picture", Name::Span),
];

enum Fate {
    Element(Name),
    DropWithContent,
    Drop,
    Words,
}

fn fate(name: &str, dialect: Dialect) -> Fate {
    if let Some(name) = Name::from_html(name).filter(|name| *name != Name::Input) {
        return Fate::Element(name);
    }
    if DROPPED_WITH_CONTENT.contains(&name) {
        return Fate::DropWithContent;
    }
    match (dialect, SYNONYMS.iter().find(|(old, _)| *old == name)) {
        // In the CommonMark dialect nothing is added to the specification: what is off the list goes.
        (Dialect::CommonMark, _) => Fate::Drop,
        (Dialect::Archive, Some((_, name))) => Fate::Element(*name),
        (Dialect::Archive, None) if DROPPED.contains(&name) || name == "input" => Fate::Drop,
        (Dialect::Archive, None) => Fate::Words,
    }
}

/// Feeds a piece of raw HTML, such as a whole HTML block or one inline tag, to the tree.
pub(crate) fn feed(builder: &mut Builder, html: &str, links: &Links<'_>) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        if builder.is_full() {
            return;
        }
        match token {
            Token::StartTag(tag) => start(builder, &tag, html, links),
            Token::EndTag(tag) => end(builder, &tag, html, links.dialect()),
            Token::String(text) => builder.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}

fn start(builder: &mut Builder, tag: &StartTag<usize>, html: &str, links: &Links<'_>) {
    let name = String::from_utf8_lossy(&tag.name);
    match fate(&name, links.dialect()) {
        Fate::Element(name) => builder.open_html(element(name, tag, links)),
        Fate::DropWithContent if tag.self_closing => {}
        Fate::DropWithContent => builder.start_dropping(&name),
        Fate::Drop => {}
        Fate::Words => builder.text(html.get(tag.span.start..tag.span.end).unwrap_or_default()),
    }
}

fn end(builder: &mut Builder, tag: &EndTag<usize>, html: &str, dialect: Dialect) {
    let name = String::from_utf8_lossy(&tag.name);
    match fate(&name, dialect) {
        Fate::Element(name) => builder.close_html(name),
        Fate::DropWithContent => builder.stop_dropping(&name),
        Fate::Drop => {}
        Fate::Words => builder.text(html.get(tag.span.start..tag.span.end).unwrap_or_default()),
    }
}

fn element(name: Name, tag: &StartTag<usize>, links: &Links<'_>) -> Element {
    let mut element = Element::new(name);
    let mut source = None;
    for (key, value) in &tag.attributes {
        let Spanned { value, .. } = value;
        let value = String::from_utf8_lossy(value);
        let key: &[u8] = key;
        match (name, key) {
            (Name::A, b"href") => element.attrs.extend(links.attributes(&value)),
            (Name::Img, b"src") => source = links.source(&value),
            (_, b"title") => element.attrs.push(Attr::Title(value.into_owned())),
            (Name::Img, b"alt") => element.attrs.push(Attr::Alt(value.into_owned())),
            (_, attribute) => element.attrs.extend(other(name, attribute, &value, links.dialect())),
        }
    }
    match (name, source) {
        (Name::Img, Some(source)) => element.attrs.insert(0, Attr::Src(source)),
        // A picture without an address is its description.
        (Name::Img, None) if links.dialect() == Dialect::Archive => return described(&element),
        _ => {}
    }
    element
}

/// What is left of a picture that cannot be shown.
fn described(picture: &Element) -> Element {
    let alt = picture.attrs.iter().find_map(|attr| match attr {
        Attr::Alt(alt) => Some(alt.clone()),
        _ => None,
    });
    let mut img = Element::new(Name::Img);
    img.attrs.push(Attr::Alt(alt.unwrap_or_default()));
    img
}

fn other(name: Name, key: &[u8], value: &str, dialect: Dialect) -> Option<Attr> {
    let number = |most: u16| value.trim().parse::<u16>().ok().filter(|n| (1..=most).contains(n));
    let archive = dialect == Dialect::Archive;
    match (key, name) {
        (b"id", _) if archive => Some(Attr::Id(value.to_owned())),
        (b"name", Name::A) if archive => Some(Attr::Id(value.to_owned())),
        (b"lang", _) => article::Language::new(value).map(Attr::Lang),
        (b"colspan", Name::Td | Name::Th) => number(1000).map(Attr::ColSpan),
        (b"rowspan", Name::Td | Name::Th) => number(1000).map(Attr::RowSpan),
        (b"start", Name::Ol) => value.trim().parse().ok().map(Attr::Start),
        (b"open", Name::Details) => Some(Attr::Open),
        (b"width", Name::Img) => number(9_999).map(Attr::Width),
        (b"height", Name::Img) => number(9_999).map(Attr::Height),
        (b"align", Name::Td | Name::Th | Name::P | Name::Div) => match value {
            "left" => Some(Attr::Align(Align::Left)),
            "center" => Some(Attr::Align(Align::Center)),
            "right" => Some(Attr::Align(Align::Right)),
            _ => None,
        },
        (b"value", Name::Progress) => value.trim().parse::<f64>().ok().map(|part| {
            let percent = if part <= 1.0 { part * 100.0 } else { part };
            Attr::Percent(percent.clamp(0.0, 100.0) as u8)
        }),
        _ => None,
    }
}

/// A picture of the tree, used by Markdown and HTML alike.
pub(crate) fn picture(source: Option<Source>, alt: String, title: &str) -> Element {
    let mut img = Element::new(Name::Img);
    img.attrs.extend(source.map(Attr::Src));
    img.attrs.push(Attr::Alt(alt));
    if !title.is_empty() {
        img.attrs.push(Attr::Title(title.to_owned()));
    }
    img
}
