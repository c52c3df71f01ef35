//! Fields of a JSON object that strangers wrote: each is read as what it should be, or not at all.

use std::borrow::Cow;

use article::clean_line;

use crate::CatalogError;
use crate::json::{Kind, Reader};

/// Lists and objects inside one another that a card has: the author's object, or the tags, in the card's.
const LEVELS: u32 = 2;

/// A small value as a tree. Large ones (columns) are read without one.
#[derive(Debug)]
pub(crate) enum Value<'t> {
    Text(Cow<'t, str>),
    /// As it is written.
    Number(&'t str),
    List(Vec<Value<'t>>),
    Object(Object<'t>),
    /// `true`, `false`, `null`, and whatever lies deeper than anything that is looked for.
    Other,
}

/// The fields of an object. Of two with one key the later one counts.
#[derive(Debug, Default)]
pub(crate) struct Object<'t>(Vec<(Cow<'t, str>, Value<'t>)>);

impl<'t> Value<'t> {
    /// Reads the next value.
    pub(crate) fn read(json: &mut Reader<'t>) -> Result<Self, CatalogError> {
        Self::read_within(json, LEVELS)
    }

    fn read_within(json: &mut Reader<'t>, levels: u32) -> Result<Self, CatalogError> {
        Ok(match (json.kind()?, levels.checked_sub(1)) {
            (Kind::Text, _) => Self::Text(json.text()?),
            (Kind::Number, _) => Self::Number(json.number()?),
            (Kind::Object, Some(inside)) => {
                let mut fields = Vec::new();
                json.object()?;
                while let Some(key) = json.key()? {
                    fields.push((key, Self::read_within(json, inside)?));
                }
                Self::Object(Object(fields))
            }
            (Kind::Array, Some(inside)) => {
                let mut items = Vec::new();
                json.array()?;
                while json.item()? {
                    items.push(Self::read_within(json, inside)?);
                }
                Self::List(items)
            }
            _ => {
                json.skip()?;
                Self::Other
            }
        })
    }

    /// The text, if it is one.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The fields, if it is an object.
    pub(crate) fn as_object(&self) -> Option<&Object<'t>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// A whole number, or a text of figures and commas.
    pub(crate) fn count(&self) -> Option<u64> {
        match self {
            Self::Number(number) => number.parse().ok(),
            Self::Text(text) => text.trim().replace(',', "").parse().ok(),
            _ => None,
        }
    }
}

impl<'t> Object<'t> {
    pub(crate) fn get(&self, key: &str) -> Option<&Value<'t>> {
        self.0.iter().rev().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// A text.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }

    /// The items of a list; none for anything else.
    pub(crate) fn list(&self, key: &str) -> &[Value<'t>] {
        match self.get(key) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// A number without fraction, exponent and sign.
    pub(crate) fn whole(&self, key: &str) -> Option<u64> {
        match self.get(key)? {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    /// A text of one clean line; a number is its figures. `None` for an empty one and any other type.
    /// Longer than `max_chars` it is cut and gets an ellipsis.
    pub(crate) fn line(&self, key: &str, max_chars: usize) -> Option<String> {
        let text = match self.get(key)? {
            Value::Text(text) => clean_line(text),
            Value::Number(number) => (*number).to_owned(),
            _ => return None,
        };
        (!text.is_empty()).then(|| shorten(text, max_chars))
    }
}

/// Cuts a text that is longer than `max_chars` characters, and marks the cut.
pub(crate) fn shorten(mut text: String, max_chars: usize) -> String {
    if let Some((at, _)) = text.char_indices().nth(max_chars) {
        text.truncate(at);
        text.truncate(text.trim_end().len());
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_as_what_it_should_be_or_not_at_all() {
        let text = r#"{"a":" x\ty ","b":1.50,"c":null,"d":"1,200","e":[1,[2,[3]],{}],"f":1,"f":"later"}"#;
        let mut json = Reader::new(text).unwrap();
        let value = Value::read(&mut json).unwrap();
        let object = value.as_object().unwrap();
        let lines = ["a", "b", "c", "f", "g"].map(|key| object.line(key, 9));
        assert_eq!(lines.each_ref().map(Option::as_deref), [Some("x y"), Some("1.50"), None, Some("later"), None]);
        let counts = ["a", "b", "c", "d"].map(|key| object.get(key).unwrap().count());
        assert_eq!(counts, [None, None, None, Some(1200)]);
        assert_eq!((object.list("e").len(), object.list("a").len()), (3, 0));
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        assert_eq!(shorten("中文字".into(), 3), "中文字");
        assert_eq!(shorten("中文 字符".into(), 3), "中文…");
    }
}
