//! One line of YAML, taken apart.
//!
//! ```text
//! line = item / pair / text
//! item = "-" [ space line ]
//! pair = ( quoted / text without ": " ) ":" [ space value ]
//! ```

use super::flow::{self, Style};

/// A longer text before a colon is a sentence, not a key.
const MAX_KEY_BYTES: usize = 100;

/// Could this line begin such a block?
pub(super) fn is_key_line(line: &str) -> bool {
    split_key(line).is_some()
}

/// What follows the dash of a list item.
pub(super) fn item(text: &str) -> Option<&str> {
    match text.strip_prefix('-')? {
        "" => Some(""),
        rest => rest.starts_with([' ', '\t']).then(|| rest.trim_start()),
    }
}

/// A key and what follows its colon.
pub(super) fn split_key(text: &str) -> Option<(String, &str)> {
    let (key, after) = match text.as_bytes().first()? {
        b'[' | b'{' | b'#' => return None,
        b'"' | b'\'' => {
            let (key, end) = flow::quoted(text, Style::Yaml)?;
            (key, text[end..].trim_start().strip_prefix(':')?)
        }
        _ if item(text).is_some() || text.starts_with("? ") => return None,
        _ => {
            let colon = |at: usize| text.as_bytes().get(at + 1).is_none_or(|b| matches!(b, b' ' | b'\t'));
            let end = text.bytes().take(MAX_KEY_BYTES + 1).enumerate().find(|&(at, b)| b == b':' && colon(at))?.0;
            (text[..end].trim_end().to_owned(), &text[end + 1..])
        }
    };
    let complete = after.is_empty() || after.starts_with([' ', '\t']);
    (complete && !key.is_empty()).then(|| (key, after.trim_start()))
}

/// Drops an anchor and a tag: `&id001 !!str x`.
pub(super) fn without_properties(mut text: &str) -> &str {
    while let Some(rest) = text.strip_prefix(['&', '!']) {
        let end = rest.find([' ', '\t']).unwrap_or(rest.len());
        if end == 0 && text.starts_with('&') {
            break;
        }
        text = rest[end..].trim_start();
    }
    text
}

/// Cuts a comment: `#` after a space.
pub(super) fn without_comment(text: &str) -> &str {
    let bytes = text.as_bytes();
    let comment = (1..bytes.len()).find(|&at| bytes[at] == b'#' && matches!(bytes[at - 1], b' ' | b'\t'));
    comment.map_or(text, |at| text[..at].trim_end())
}

/// `|` or `>` with its two indicators, and nothing else.
pub(super) fn is_block_header(text: &str) -> bool {
    without_comment(text)[1..].bytes().all(|b| matches!(b, b'+' | b'-' | b'1'..=b'9'))
}

/// `{{ title }}` of a Hexo scaffold, `{% x %}` of Liquid.
pub(super) fn is_template(text: &str) -> bool {
    text.starts_with("{{") || text.starts_with("{%")
}

/// Nothing but a comment follows on the line.
pub(super) fn ends_line(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default().trim();
    line.is_empty() || line.starts_with('#')
}

/// What the author of a line that is no key can do about it.
pub(super) fn remedy(text: &str) -> &'static str {
    match text {
        _ if item(text).is_some() => "this list item belongs to no key; put \u{201c}key:\u{201d} above it",
        _ if text.contains('：') => "this line is no key with a value; write an ASCII colon and a space after the key",
        _ if text.contains(':') => "this line is no key with a value; put a space after the colon",
        _ => "this line is no key with a value; write it as \u{201c}key: value\u{201d}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(&str, &str)>) {
        let pair = split_key(line);
        assert_eq!(pair.as_ref().map(|(key, rest)| (key.as_str(), *rest)), expected, "{line}");
    }

    #[test]
    fn a_key_ends_at_a_colon_and_a_space() {
        check("title: a: b", Some(("title", "a: b")));
        check("date   : x", Some(("date", "x")));
        check("'a: b': c", Some(("a: b", "c")));
        check("tags:", Some(("tags", "")));
        check("http://a.b", None);
        check("- a: b", None);
        check("[a]: b", None);
        check(&format!("{}: b", "x".repeat(101)), None);
    }

    #[test]
    fn anchors_tags_and_comments_are_dropped() {
        assert_eq!(without_properties("&id001 !!str x"), "x");
        assert_eq!(without_properties("& x"), "& x");
        assert_eq!(without_comment("C# and F #5"), "C# and F");
    }
}
