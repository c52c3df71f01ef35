//! The list at the head of a translation of the gold-miner project (SYNTAX.md section D; 2,471
//! files, ten years of hands).
//!
//! ```text
//! list = 1*( [ ">" ] ( "*" / "-" / "+" ) key ( ":" / "：" ) value newline )
//! key  = "原文地址" / "原文链接" / "原文作者" / "译者" / "校对者" / "译文出自" / "永久链接" / …
//! ```
//!
//! The quote sign often stands before the first line only; spaces stand anywhere.

use super::page::{Page, unquote};
use super::value::{Block, Value};
use super::{card, inline, keys};
use crate::openers;

/// What a line of this list can be about. No other list is cut.
const KEYS: [&str; 12] = [
    "原文地址",
    "原文链接",
    "原文作者",
    "原文标题",
    "原文",
    "作者",
    "译者",
    "校对者",
    "校对",
    "译文出自",
    "永久链接",
    "本文永久链接",
];

/// Cuts such a list.
pub(super) fn cut(page: &mut Page<'_>) -> Option<Block> {
    let mut look = *page;
    let mut block = Block::default();
    while let Some((key, text)) = look.peek().and_then(pair) {
        let field = keys::field(key).map(|(field, _)| field);
        block.push(look.line, key, card::value(field, text));
        // The name of the link is the title of the original: the card has no field for it.
        if let (Some(keys::Field::Original), Some((name, url))) = (field, inline::link(text))
            && name != url
        {
            block.push(look.line, "原文标题", Value::Text(name.to_owned()));
        }
        look.next();
        while look.peek().and_then(unquote).is_some_and(|line| line.trim().is_empty()) {
            look.next();
        }
    }
    (!block.entries.is_empty()).then(|| {
        *page = look;
        block
    })
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let item = unquote(line).unwrap_or(line).trim_ascii().strip_prefix(['*', '-', '+'])?;
    let (key, value) = item.split_once([':', '：']).filter(|_| openers::opens_list(item.as_bytes()))?;
    let key = key.trim_matches([' ', '\t', '*']);
    KEYS.contains(&key).then(|| (key, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)], rest: &str) {
        let mut page = Page::new(text);
        let block = cut(&mut page).unwrap_or_default();
        let shown: Vec<_> = block.entries.iter().map(|entry| (entry.key.as_str(), entry.value.joined())).collect();
        let shown: Vec<_> = shown.iter().map(|(key, value)| (*key, value.as_str())).collect();
        assert_eq!(shown, expected, "{text}");
        assert_eq!(page.rest(), rest, "{text}");
    }

    #[test]
    fn the_list_is_read_however_it_was_typed() {
        check(
            "> * 原文地址：[An Ode](https://a.b/x)\n* 原文作者 : [T](https://a.b/t)\n * 译者 :\n> - 校对者: [a](https://a.b/a)、[b](u)\n\n# T",
            &[
                ("原文地址", "https://a.b/x"),
                ("原文标题", "An Ode"),
                ("原文作者", "name: T, url: https://a.b/t"),
                ("译者", ""),
                ("校对者", "a、b"),
            ],
            "\n# T",
        );
    }

    #[test]
    fn another_list_stays() {
        for text in ["> * 一个列表：a\n", "* item\n", "> text\n", "# T\n", "**作者**：a\n"] {
            check(text, &[], text);
        }
    }

    #[test]
    fn every_key_is_one_that_the_larger_renderer_is_loaded_for() {
        for key in KEYS {
            assert!(openers::opens_list(format!(" **{key}**：a").as_bytes()), "{key}");
        }
    }
}
