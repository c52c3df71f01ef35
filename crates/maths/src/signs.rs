//! Letters, numbers and signs: what each becomes, in its font, and the space it takes.

use pulldown_latex::event::{Content, DelimiterSize, DelimiterType, Dimension, DimensionUnit, Font, RelationContent};

use crate::fonts;
use crate::tree::{Attr, Element, Length, Name, Node};

/// What an element is to the ones beside it (The TeXbook, chapter 18): spaces follow from it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Atom {
    /// A letter, a number, a group: something that has a value.
    Value,
    /// A closing bracket.
    Close,
    /// Anything else, or nothing.
    Other,
}

/// A letter, a number, a sign or words, and what it is to what follows.
pub(crate) fn sign(content: Content<'_>, font: Option<Font>, previous: Atom) -> (Element, Atom) {
    match content {
        Content::Text(text) => (words(text, font), Atom::Value),
        Content::Number(number) => (Element::word(Name::Number, lettered(number, font)), Atom::Value),
        Content::Function(name) => {
            let function = Element::word(Name::Identifier, name);
            let is_letter = name.chars().nth(1).is_none();
            (if is_letter { function.with(Attr::Upright) } else { function }, Atom::Value)
        }
        Content::Ordinary { content, stretchy: true } => {
            (Element::word(Name::Operator, content).with(Attr::Stretchy), Atom::Value)
        }
        Content::Ordinary { content, .. } => (identifier(content, font), Atom::Value),
        Content::LargeOp { content, small } => {
            let operator = Element::word(Name::Operator, content).with(Attr::FixedLimits);
            (if small { operator.with(Attr::SmallOperator) } else { operator }, Atom::Other)
        }
        Content::BinaryOp { content, .. } => {
            let operator = Element::word(Name::Operator, content);
            // Without something before it, it is a sign of what follows.
            (if previous == Atom::Other { operator.with(Attr::Prefix) } else { operator }, Atom::Other)
        }
        Content::Relation { content, .. } => (Element::word(Name::Operator, relation(content)), Atom::Other),
        Content::Delimiter { content, size, ty } => {
            let delimiter = Element::word(Name::Operator, content);
            let delimiter = match (size, ty) {
                (Some(size), _) => delimiter.with(Attr::Stretchy).with(Attr::Height(height(size))),
                (None, DelimiterType::Fence) => delimiter.with(Attr::Stretchy),
                (None, _) => delimiter.with(Attr::Rigid),
            };
            (delimiter, if ty == DelimiterType::Close { Atom::Close } else { Atom::Other })
        }
        Content::Punctuation(content) => (Element::word(Name::Operator, content), Atom::Other),
    }
}

fn relation(content: RelationContent) -> String {
    let mut buffer = [0; 8];
    String::from_utf8_lossy(content.encode_utf8_to_buf(&mut buffer)).into_owned()
}

/// Spaces at the ends of words in a formula are meant, and MathML would drop them.
fn words(text: &str, font: Option<Font>) -> Element {
    // What the parser makes of `~`.
    let text = text.replace("&nbsp;", "\u{a0}");
    let inner = text.trim_matches([' ', '\t', '\n', '\r']);
    let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    let mut out = String::new();
    out.extend((before && inner.len() < text.len()).then_some('\u{a0}'));
    out.push_str(&lettered(inner, font));
    out.extend((after && !inner.is_empty() && inner.len() < text.len()).then_some('\u{a0}'));
    Element::word(Name::Text, out)
}

fn lettered(text: &str, font: Option<Font>) -> String {
    match font {
        Some(Font::BoldSymbol) => text.chars().map(|c| fonts::letter(Font::Bold, c)).collect(),
        Some(font) => text.chars().map(|c| fonts::letter(font, c)).collect(),
        None => text.to_owned(),
    }
}

fn identifier(letter: char, font: Option<Font>) -> Element {
    // Capital Greek letters stand upright in TeX.
    let is_upright = letter.is_uppercase() && !letter.is_ascii_uppercase();
    let identifier = |letter| Element::word(Name::Identifier, letter);
    match font {
        None if is_upright => identifier(letter).with(Attr::Upright),
        None => identifier(letter),
        Some(Font::UpRight) => identifier(letter).with(Attr::Upright),
        Some(Font::BoldSymbol) if is_upright => identifier(fonts::letter(Font::Bold, letter)),
        Some(font) => match fonts::letter(font, letter) {
            // A font without this letter is no reason for italics.
            same if same == letter => identifier(letter).with(Attr::Upright),
            mapped => identifier(mapped),
        },
    }
}

fn height(size: DelimiterSize) -> Length {
    Length::ems(match size {
        DelimiterSize::Big => 1.2,
        DelimiterSize::BIG => 1.8,
        DelimiterSize::Bigg => 2.4,
        DelimiterSize::BIGG => 3.0,
    })
}

/// A sign that keeps close to the letter it stands over.
pub(crate) fn is_accent(element: &Element) -> bool {
    match element.children.as_slice() {
        [Node::Text(text)] if element.name != Name::Text => {
            let mut signs = text.chars();
            let sign = signs.next().filter(|_| signs.next().is_none());
            sign.is_some_and(|sign| {
                matches!(
                    sign,
                    '^' | '~'
                        | '`'
                        | '´'
                        | '˙'
                        | '¨'
                        | 'ˇ'
                        | '˘'
                        | '˚'
                        | '¯'
                        | '‾'
                        | '_'
                        | '→'
                        | '←'
                        | '↔'
                        | '⃛'
                        | '˜'
                        | 'ˆ'
                )
            })
        }
        _ => false,
    }
}

/// Nothing, of this width.
pub(crate) fn space(ems: f32) -> Element {
    Element::new(Name::Space, Vec::new()).with(Attr::Width(Length::ems(ems)))
}

/// A length in ems, where an em is ten points (The TeXbook, chapter 10).
pub(crate) fn ems(dimension: Dimension) -> f32 {
    dimension.value
        * match dimension.unit {
            DimensionUnit::Em => 1.0,
            DimensionUnit::Mu => 1.0 / 18.0,
            DimensionUnit::Ex => 0.431,
            DimensionUnit::Pt | DimensionUnit::Bp | DimensionUnit::Dd => 0.1,
            DimensionUnit::Pc | DimensionUnit::Cc => 1.2,
            DimensionUnit::In => 7.227,
            DimensionUnit::Cm => 2.845,
            DimensionUnit::Mm => 0.2845,
            DimensionUnit::Sp => 0.0,
        }
}
