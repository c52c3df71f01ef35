//! Raw HTML in Markdown to the same tree.
//!
//! [`Tokenizer`] cuts the tags as the standard does; then each name has one of four fates:
//!
//! 1. on the list of [`Name`]: an element, with the attributes that are allowed for it
//! 2. HTML that stands for something on the list (`strike`, `center`): that element
//! 3. HTML that is not for articles: dropped, with its content where that is no text for people
//!    (`script`, `style`), without it elsewhere (`form`, `button`); what would load something from another
//!    site (`iframe`, `video`) leaves a link to it ([`embeds`])
//! 4. no HTML at all (`<iostream>`, `<Business Value>`, `Option<T>`): words of the author, shown
//!
//! The lists follow GitHub's practice (security.md section a), rule 1 of the threat list.

use article::{Align, Attr, Element, Name};

use super::builder::Builder;
#[cfg(feature = "dialects")]
use super::embeds;
use super::links::Links;
use super::pictures::picture;
use super::tokenizer::{StartTag, Token, Tokenizer};
use crate::Dialect;

/// Names whose content is not text for people.
const DROPPED_WITH_CONTENT: [&str; 18] = [
    "audio",
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
const DROPPED: [&str; 36] = [
    "address", "applet", "area", "article", "base", "basefont", "body", "button", "data", "datalist", "dialog", "dir",
    "embed", "fieldset", "footer", "form", "frame", "frameset", "head", "header", "hgroup", "html", "label", "legend",
    "link", "main", "map", "menu", "meta", "meter", "nav", "optgroup", "option", "param", "source", "track",
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
    for token in Tokenizer::new(html) {
        if builder.is_full() {
            return;
        }
        match token {
            Token::StartTag(tag) => start(builder, tag, links),
            Token::EndTag { name, source } => end(builder, &name, source, links.dialect()),
            Token::Text(text) => builder.text(&text),
        }
    }
}

fn start(builder: &mut Builder, tag: StartTag<'_>, links: &Links<'_>) {
    match fate(&tag.name, links.dialect()) {
        Fate::Element(name) => builder.open_html(element(name, tag.attributes, links)),
        fate @ (Fate::DropWithContent | Fate::Drop) => {
            #[cfg(feature = "dialects")]
            if links.dialect() == Dialect::Archive
                && let Some(card) = embeds::of_tag(&tag.name, &tag.attributes, links)
            {
                builder.beside_what_is_dropped(card);
            }
            if matches!(fate, Fate::DropWithContent) && !tag.self_closing {
                builder.start_dropping(&tag.name);
            }
        }
        Fate::Words => builder.text(tag.source),
    }
}

fn end(builder: &mut Builder, name: &str, source: &str, dialect: Dialect) {
    match fate(name, dialect) {
        Fate::Element(name) => builder.close_html(name),
        Fate::DropWithContent => builder.stop_dropping(name),
        Fate::Drop => {}
        Fate::Words => builder.text(source),
    }
}

fn element(name: Name, attributes: Vec<(String, String)>, links: &Links<'_>) -> Element {
    let mut element = Element::new(name);
    let mut source = None;
    for (key, value) in attributes {
        match (name, key.as_str()) {
            (Name::A, "href") => element.attrs.extend(links.attributes(&value)),
            (Name::Img, "src") => source = links.source(&value),
            (_, "title") => element.attrs.push(Attr::Title(value)),
            (Name::Img, "alt") => element.attrs.push(Attr::Alt(value)),
            (_, key) => element.attrs.extend(other(name, key, &value, links.dialect())),
        }
    }
    match (name, source) {
        (Name::Img, Some(source)) => element.attrs.insert(0, Attr::Src(source)),
        // A picture without an address is its description.
        (Name::Img, None) if links.dialect() == Dialect::Archive => {
            let alt = element.attrs.into_iter().find_map(|attr| match attr {
                Attr::Alt(alt) => Some(alt),
                _ => None,
            });
            return picture(None, alt.unwrap_or_default(), "");
        }
        _ => {}
    }
    element
}

fn other(name: Name, key: &str, value: &str, dialect: Dialect) -> Option<Attr> {
    let number = |most: u16| value.trim().trim_end_matches("px").parse::<u16>().ok().filter(|n| (1..=most).contains(n));
    let archive = dialect == Dialect::Archive;
    match (key, name) {
        ("id", _) if archive => Some(Attr::Id(value.to_owned())),
        ("name", Name::A) if archive => Some(Attr::Id(value.to_owned())),
        ("lang", _) => article::Language::new(value).map(Attr::Lang),
        ("colspan", Name::Td | Name::Th) => number(1000).map(Attr::ColSpan),
        ("rowspan", Name::Td | Name::Th) => number(1000).map(Attr::RowSpan),
        ("start", Name::Ol) => value.trim().parse().ok().map(Attr::Start),
        ("open", Name::Details) => Some(Attr::Open),
        ("width", Name::Img) => number(9_999).map(Attr::Width),
        ("height", Name::Img) => number(9_999).map(Attr::Height),
        ("align", Name::Td | Name::Th | Name::P | Name::Div) => match value {
            "left" => Some(Attr::Align(Align::Left)),
            "center" => Some(Attr::Align(Align::Center)),
            "right" => Some(Attr::Align(Align::Right)),
            _ => None,
        },
        ("value", Name::Progress) => percent(value.trim()).map(Attr::Percent),
        #[cfg(feature = "dialects")]
        _ if archive => super::dialects::attribute(name, key, value),
        _ => None,
    }
}

/// How much of a progress bar is full: `0.75` and `75` both say three quarters. Decimal figures
/// only, without floating-point numbers: reading those costs a tenth of the renderer.
fn percent(value: &str) -> Option<u8> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (whole, sign) = match whole.strip_prefix('-') {
        Some(whole) => (whole, Sign::Minus),
        None => (whole, Sign::Plus),
    };
    if !figures(whole) || !figures(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let hundredths = fraction.bytes().chain([b'0', b'0']).take(2).fold(0, |sum, digit| sum * 10 + (digit - b'0'));
    Some(match (sign, whole.trim_start_matches('0')) {
        (Sign::Minus, _) => 0,
        (Sign::Plus, "") => hundredths,
        (Sign::Plus, "1") if fraction.trim_end_matches('0').is_empty() => 100,
        // Only a number too large for the type cannot be read.
        (Sign::Plus, whole) => whole.parse::<u8>().unwrap_or(100).min(100),
    })
}

enum Sign {
    Plus,
    Minus,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Option<u8>) {
        assert_eq!(percent(value), expected, "{value}");
    }

    #[test]
    fn progress_is_a_part_of_one_or_of_a_hundred() {
        check("0.75", Some(75));
        check(".5", Some(50));
        check("0.299", Some(29));
        check("1", Some(100));
        check("1.0", Some(100));
        check("1.5", Some(1));
        check("75", Some(75));
        check("75.9", Some(75));
        check("007", Some(7));
        check("1000", Some(100));
        check("-3", Some(0));
    }

    #[test]
    fn what_is_no_figure_is_no_progress() {
        for value in ["", ".", "-", "half", "75%", "1e2", "1.2.3", "７"] {
            check(value, None);
        }
    }
}
