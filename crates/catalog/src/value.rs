//! Fields of a JSON object that strangers wrote: each is read as what it should be, or not at all.

use std::borrow::Cow;

use article::clean_line;
use serde_json::{Map, Value};

use crate::CatalogError;

pub(crate) type Object = Map<String, Value>;

/// Reads JSON. A byte order mark is left out, and half a surrogate pair, which JSON in the wild holds
/// and Rust's strings cannot, becomes U+FFFD.
pub(crate) fn json(text: &str) -> Result<Value, CatalogError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(CatalogError::Empty);
    }
    if text.starts_with('<') {
        return Err(CatalogError::WebPage);
    }
    Ok(serde_json::from_str(text).or_else(|error| match mend_surrogates(text) {
        Cow::Owned(mended) => serde_json::from_str(&mended),
        Cow::Borrowed(_) => Err(error),
    })?)
}

/// A text of one clean line; a number is its figures. `None` for an empty one and any other type.
/// Longer than `max_chars` it is cut and gets an ellipsis.
pub(crate) fn line(object: &Object, key: &str, max_chars: usize) -> Option<String> {
    let text = match object.get(key)? {
        Value::String(text) => clean_line(text),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then(|| shorten(text, max_chars))
}

/// A whole number, or a text of figures and commas.
pub(crate) fn count(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().replace(',', "").parse().ok(),
        _ => None,
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

/// Replaces `\ud800` to `\udfff` by `\ufffd` where no pair is formed.
fn mend_surrogates(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let unit = |at: usize| -> Option<u16> {
        let escape = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(escape).ok()?, 16).ok()
    };
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = text[at..].find('\\') {
        at += found;
        at += match (unit(at), unit(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                out.push_str(&text[copied..at]);
                out.push_str("\\ufffd");
                copied = at + 6;
                6
            }
            // The backslash and what it escapes, which may be another backslash.
            _ => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    match copied {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(out + &text[copied..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_surrogate_pair_does_not_cost_the_whole_catalog() {
        let read = |text: &str| json(text).map(|value| value.as_str().unwrap().to_owned());
        assert_eq!(read(r#""a\ud83db""#), Ok("a\u{fffd}b".to_owned()));
        assert_eq!(read(r#""\udc00\ud83d\ude00\ud83d""#), Ok("\u{fffd}😀\u{fffd}".to_owned()));
        assert_eq!(read(r#""\\ud83d \ud83d""#), Ok("\\ud83d \u{fffd}".to_owned()));
        assert!(read(r#""\ud83d"#).is_err());
        assert!(read(r#""\ud83d\"#).is_err());
    }

    #[test]
    fn what_is_not_json_says_where() {
        assert_eq!(json(" \n"), Err(CatalogError::Empty));
        assert_eq!(json("<!doctype html>"), Err(CatalogError::WebPage));
        assert_eq!(json("[\n1,]"), Err(CatalogError::NotJson { line: 2, column: 3 }));
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        assert_eq!(shorten("中文字".into(), 3), "中文字");
        assert_eq!(shorten("中文 字符".into(), 3), "中文…");
    }
}
