//! Whether an article needs more than the small renderer knows.
//!
//! The scan looks for what could open a block or a mark of another dialect, outside fenced code:
//!
//! ```text
//! line start   ":::"  "!!! "  "??? "  "???+ "  "=== "  "?> "  "!> "  "[!" other than GitHub's five  "import "
//! anywhere     "{%" other than GitBook's hint on a line of its own    "{{<"  "{{%"  "{:"  "^["  ":name:"
//!              "<iframe"  "<embed"  "<object"  "<video"  "<audio"  "<source"
//!              ` data-view=`  ` class="button`  `class="fa-`  "<Tab"
//!              a link's definition whose label has letters of two cases beyond ASCII
//!              two dollars on a line, "$$" and "```math" at the start of one
//! in a vault   "[["  "%%"  "=="  " ^"
//! first line   "+++"  "---toml"  "---json"  ";;;"  "{"  DQUOTE  "[#]:"  a key of Pelican and ":", or a text in UTF-16
//! near it      "<ArticleInfo"  an item of a list that begins as `metadata::quote_list` has it
//! ```
//!
//! It may say yes too often (the larger renderer reads plain Markdown too), never too rarely: what it does not
//! see, the larger renderer does not read either ([`opens_text`]).

use crate::Vault;
use crate::body::gitbook::{after_marks, next_fence};

/// Names that Markdown itself gives to boxed remarks.
pub(crate) const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Tags that would load something from elsewhere.
const MEDIA: [&[u8]; 6] = [b"iframe", b"embed", b"object", b"video", b"audio", b"source"];

fn starts_with_ignoring_case(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// Whether the bytes of an article hold anything that only the feature `dialects` reads.
pub fn needs_dialects(bytes: &[u8], vault: Vault) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    opens_metadata(text) || opens_text(text, vault)
}

/// The same of a text whose metadata is cut off.
pub(crate) fn opens_text(text: &[u8], vault: Vault) -> bool {
    let mut fence = None;
    lines(text).any(|line| {
        let content = without_quotes(line);
        let before = fence;
        fence = next_fence(fence, content);
        match (before, fence) {
            (None, None) => {
                opens_block(content) || opens_mark(content, vault) || (content.starts_with(b"{%") && is_indented(line))
            }
            (None, Some(_)) => after_marks(content).starts_with(b"```math"),
            (Some(_), _) => false,
        }
    })
}

/// The lines of a file, whatever ends them; between the two characters of a line end stands an empty one.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| matches!(byte, b'\n' | b'\r'))
}

fn without_quotes(line: &[u8]) -> &[u8] {
    let start = line.iter().position(|byte| !matches!(byte, b'>' | b' ' | b'\t'));
    &line[start.unwrap_or(line.len())..]
}

/// Lines in which a card may begin.
pub(crate) const HEAD_LINES: usize = 24;

/// Keys that begin a file without a fence.
pub(crate) const FIRST_KEYS: [&str; 5] = ["title", "author", "authors", "date", "slug"];

/// Perhaps metadata of a rarer kind.
fn opens_metadata(text: &[u8]) -> bool {
    if text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
        return true;
    }
    let first = text.trim_ascii_start();
    let fences: [&[u8]; 8] = [b"+++", b"---toml", b"--- toml", b"---json", b"--- json", b";;;", b"\"", b"[#]:"];
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-');
    let word = first.iter().take_while(|byte| is_word(byte)).count();
    fences.iter().any(|fence| first.starts_with(fence))
        || (first.starts_with(b"{") && first[1..].trim_ascii_start().starts_with(b"\""))
        || (first.get(word) == Some(&b':')
            && FIRST_KEYS.iter().any(|key| first[..word].eq_ignore_ascii_case(key.as_bytes())))
        || lines(text).filter(|line| !line.is_empty()).take(HEAD_LINES).any(opens_card)
}

/// With what the keys of `metadata::quote_list` begin, two characters each.
const LIST_KEYS: &[u8] = "原文作者译者校对译文永久本文".as_bytes();

fn opens_card(line: &[u8]) -> bool {
    let content = without_quotes(line);
    content.starts_with(b"<ArticleInfo") || matches!(content, [b'*' | b'-' | b'+', item @ ..] if opens_list(item))
}

/// The item of a list begins with a key of the quoted list.
pub(crate) fn opens_list(item: &[u8]) -> bool {
    let start = item.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'*')).unwrap_or(item.len());
    !item.starts_with(b"*") && LIST_KEYS.chunks(6).any(|key| item[start..].starts_with(key))
}

fn opens_block(line: &[u8]) -> bool {
    let starts = |opener: &[u8]| line.starts_with(opener);
    match line.first() {
        Some(b':') => starts(b":::"),
        Some(b'$') => starts(b"$$"),
        Some(b'[') if has_cased_label(line) => true,
        Some(b'!') => starts(b"!!! ") || starts(b"!> "),
        Some(b'?') => starts(b"??? ") || starts(b"???+ ") || starts(b"?> "),
        Some(b'=') => starts(b"=== "),
        Some(b'i') => starts(b"import "),
        // A picture in a link begins so too.
        Some(b'[') => line.get(2).is_some_and(|byte| *byte != b'[') && starts(b"[!") && !is_alert(&line[2..]),
        _ => false,
    }
}

/// A definition, `[Élan]: …`, that another spelling of the label may mean. UTF-8 writes Latin, Greek, Cyrillic,
/// Armenian and Coptic letters with these first bytes, and the rarer ones with 0xE1, 0xE2, 0xEA, 0xEF or 0xF0.
fn has_cased_label(line: &[u8]) -> bool {
    let end = line.windows(2).position(|two| two == b"]:");
    end.is_some_and(|end| line[..end].iter().any(|byte| matches!(byte, 0xc3..=0xd6 | 0xe1 | 0xe2 | 0xea | 0xef | 0xf0)))
}

fn is_alert(rest: &[u8]) -> bool {
    let name = rest.trim_ascii_end().strip_suffix(b"]");
    name.is_some_and(|name| ALERTS.iter().any(|alert| name.eq_ignore_ascii_case(alert.as_bytes())))
}

fn opens_mark(line: &[u8], vault: Vault) -> bool {
    line.iter().enumerate().any(|(at, byte)| {
        let after = &line[at + 1..];
        let next = after.first().copied().unwrap_or_default();
        match byte {
            b'{' if next == b'%' => !is_hint(line, at),
            b'{' if next == b'{' => matches!(after.get(1), Some(b'<' | b'%')),
            b'{' => next == b':',
            b'^' if next == b'[' => true,
            b'$' => after.contains(&b'$'),
            b':' => is_short_code(line, at),
            b' ' => after.starts_with(b"data-view=") || (vault == Vault::Yes && next == b'^'),
            b'"' | b'\'' => after.starts_with(b"button") || after.starts_with(b"fa-"),
            b'<' => after.starts_with(b"Tab") || MEDIA.iter().any(|name| starts_with_ignoring_case(after, name)),
            b'[' | b'%' | b'=' => vault == Vault::Yes && next == *byte,
            _ => false,
        }
    })
}

/// The line is a hint of GitBook and nothing else, which the small renderer knows.
fn is_hint(line: &[u8], at: usize) -> bool {
    let Some(inside) = line.trim_ascii_end().strip_suffix(b"%}").filter(|_| at == 0) else { return false };
    // `{%}` is both ends at once.
    let Some(name) = inside.strip_prefix(b"{%") else { return false };
    let name = name.strip_prefix(b"-").unwrap_or(name).trim_ascii_start();
    (name.starts_with(b"hint") || name.starts_with(b"endhint")) && !inside.contains(&b'}')
}

/// Perhaps code, where a hint is none.
fn is_indented(line: &[u8]) -> bool {
    line.starts_with(b"    ") || line.starts_with(b"\t")
}

/// A colon begins an emoji's name: `:tada:`.
fn is_short_code(line: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(b' ', |before| line[before]);
    if before == b':' || before.is_ascii_alphanumeric() {
        return false;
    }
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-');
    let name = line[at + 1..].iter().take(40).take_while(|byte| is_name(**byte)).count();
    let letters = line[at + 1..at + 1 + name].iter().any(u8::is_ascii_alphanumeric);
    name > 1 && letters && line.get(at + 1 + name) == Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(needs_dialects(text.as_bytes(), Vault::No), expected, "{text}");
    }

    #[test]
    fn every_opener_of_another_dialect_is_seen() {
        for text in [
            ":::tip",
            "> !!! note",
            "??? a",
            "???+ a",
            "=== \"a\"",
            "?> a",
            "!> a",
            "> [!faq]- a",
            "> [!note] Title",
            "a {% tabs %}",
            "{%}",
            "{{< a >}}",
            "{{% a %}}",
            "{: .note }",
            "a^[b]",
            "hi :tada:",
            "(:+1:)",
            "<table data-view=\"cards\">",
            "<a class=\"button primary\">",
            "<i class=\"fa-x\">",
            "<Tabs>",
            "<IFrame src=a>",
            "<video>",
            "costs $a$ and",
            "$$",
            "```math",
            "+++\ntitle = 1\n+++",
            "---json\n{}",
            "{\"title\": 1}",
            "\"title\": 1\n;;;",
            "[#]: a: (b)",
            "Title: a",
            "\u{feff}author: a",
            "# a\n\n> * 原文地址：[a](b)",
            "# a\r\n\r\n> *  **译者** : b",
            "a\r:::tip",
            "\u{feff}:::tip",
            "```a``` :tada:",
            "- ```math",
            "1. ```js\n   {% tabs %}\n   ```\n{% tabs %}",
            "<ArticleInfo a=\"b\" />",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn what_the_small_renderer_knows_needs_nothing_more() {
        for text in [
            "{% hint style=\"info\" %}\n{%- endhint -%}",
            "> [!NOTE]\n> a",
            "10:30:45 and std::vec::Vec",
            "[![](a.png)](b)",
            "| :---: |",
            "```\n{% tabs %}\n:::\n```",
            "[[a]] ==b== %%c%% d ^e",
            "{{ x }}",
            "2^{i}",
            "/http://a/b:c:d",
            "for $160 or",
            "---\ntitle: a\n---\n",
            "> **Author:** a",
            "**Tags:** a",
            "- one: a\n* two：b\n* 一个列表：a\n",
            "**作者**：a",
            "- ```js\n  {% tabs %}\n  :::\n  ```\n",
            "> 2) ~~~\n>    :::\n>    ~~~\n",
        ] {
            check(text, false);
        }
        assert!(needs_dialects(b"[[a]]", Vault::Yes) && needs_dialects(b"a ^x", Vault::Yes));
    }
}
