use std::fmt;

use serde::{Deserialize, Serialize};

/// Characters a tag may have. The longest seen in 6,000 real articles has 40.
const MAX_CHARS: usize = 120;

/// A tag as it is shown: one line, no control or invisible characters, not empty.
///
/// Two tags that differ in width, case or inner spaces are one tag; the catalog merges them and
/// shows the commonest spelling.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(String);

impl Tag {
    /// Cleans a text into a tag. `None` when nothing is left, or when it is longer than any tag.
    pub fn new(text: &str) -> Option<Self> {
        let cleaned = clean_line(text);
        (!cleaned.is_empty() && cleaned.chars().count() <= MAX_CHARS).then_some(Self(cleaned))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Tag {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text).ok_or("a tag is one to 120 visible characters")
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> Self {
        tag.0
    }
}

/// One line of text for a card: control, zero-width and direction-override characters go, runs of
/// white space become one space (security rule 17: metadata must not reorder the text around it).
pub fn clean_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_clean_line(&mut out, text);
    out
}

/// [`clean_line`] at the end of other text.
pub fn push_clean_line(out: &mut String, text: &str) {
    let start = out.len();
    for c in text.chars() {
        match c {
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if out.len() > start && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(start + out[start..].trim_end().len());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Tag::new(text).as_ref().map(Tag::as_str), expected, "{text:?}");
    }

    #[test]
    fn a_tag_is_one_clean_line() {
        check("  小红书 ", Some("小红书"));
        check("2 \t Pizza\nTeam", Some("2 Pizza Team"));
        check("\u{feff}A/B 测试\u{200b}", Some("A/B 测试"));
        check("产品入门，产品经理", Some("产品入门，产品经理"));
        check("a\u{202e}b", Some("ab"));
        check(" \u{200b} ", None);
        check(&"长".repeat(121), None);
    }
}
