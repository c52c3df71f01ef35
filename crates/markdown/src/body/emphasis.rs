//! Emphasis next to CJK text.
//!
//! CommonMark lets a run of `*` begin or end emphasis by the white space and punctuation around it.
//! Chinese and Japanese have no spaces, and so `**举个例子：**由于` would keep its asterisks: 2,300 of
//! 6,000 real articles show some (SYNTAX.md F1). The published "markdown-cjk-friendly" amendment
//! says, of the characters on both sides of a run:
//!
//! - CJK punctuation counts as a letter
//! - other punctuation counts as a letter when the character on the other side is CJK
//!
//! The parser is told so by a mark between the run and such punctuation: a noncharacter of Unicode,
//! which is neither white space nor punctuation, and which no text holds. It is taken out again from
//! everything the parser gives back. Text without CJK characters is not touched.

use std::borrow::Cow;

use super::is_wide;

/// U+FDD0, a noncharacter: never part of text that is interchanged (Unicode 23.7).
pub(crate) const MARK: char = '\u{fdd0}';

/// The text with a [`MARK`] wherever punctuation beside a run of asterisks counts as a letter.
pub(crate) fn mark(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(offset) = text[from..].find('*') {
        let start = from + offset;
        let end = start + text[start..].bytes().take_while(|b| *b == b'*').count();
        from = end;
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        let (Some(before), Some(after)) = (before, after) else { continue };
        // A backslash takes the asterisk's meaning away; nothing may come between them.
        if before == '\\' || !(is_cjk(before) || is_cjk(after)) {
            continue;
        }
        if is_punctuation(before) {
            out.push_str(&text[done..start]);
            out.push(MARK);
            done = start;
        }
        if is_punctuation(after) {
            out.push_str(&text[done..end]);
            out.push(MARK);
            done = end;
        }
    }
    match done {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(out + &text[done..]),
    }
}

/// The text without marks.
pub(crate) fn unmark(text: &str) -> Cow<'_, str> {
    match text.contains(MARK) {
        true => Cow::Owned(text.replace(MARK, "")),
        false => Cow::Borrowed(text),
    }
}

/// Characters of Chinese, Japanese and Korean, their punctuation included.
fn is_cjk(c: char) -> bool {
    is_wide(c) || matches!(c, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Punctuation and symbols, as far as they stand beside emphasis in real text.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{a1}'..='\u{bf}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2190}'..='\u{2bff}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{3030}' | '\u{30fb}'
            | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
            | '\u{ff5b}'..='\u{ff65}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, html};

    fn check(text: &str, expected: &str) {
        let path = article::ArchivePath::new("a.md").unwrap();
        let body = super::super::render(text, &path, &Options::default());
        assert_eq!(html::serialise(&body.nodes, &html::AsFiles).trim_end(), expected);
    }

    /// The lines of SYNTAX.md F1.
    #[test]
    fn emphasis_ends_and_begins_beside_cjk_text_and_punctuation() {
        check("**举个例子：**由于企业", "<p><strong>举个例子：</strong>由于企业</p>");
        check("这些**「兵」**除了钱", "<p>这些<strong>「兵」</strong>除了钱</p>");
        check("叫做**《书》**。", "<p>叫做<strong>《书》</strong>。</p>");
        check("生成**代码（Boilerplate）**方面", "<p>生成<strong>代码（Boilerplate）</strong>方面</p>");
        check("**“像这样。”**后面", "<p><strong>“像这样。”</strong>后面</p>");
        check("**[設定](a.md)**を", "<p><strong><a href=\"a.md\">設定</a></strong>を</p>");
        check("**一：**甲**乙**丙", "<p><strong>一：</strong>甲<strong>乙</strong>丙</p>");
    }

    #[test]
    fn escapes_code_and_text_without_cjk_stay_as_they_are() {
        check("250\\*3~6，\\*\\*不是\\*\\*。", "<p>250*3~6，**不是**。</p>");
        check("`**：**由`", "<p><code>**：**由</code></p>");
        check("**a:**b", "<p>**a:**b</p>");
        assert_eq!(mark("**a:**b and * c"), "**a:**b and * c");
    }

    #[test]
    fn no_mark_is_left_in_addresses_titles_or_descriptions() {
        check(
            "[a](x**。.md \"**。\") ![**。](b.png)",
            "<p><a href=\"x**%E3%80%82.md\" title=\"**。\">a</a> <img src=\"b.png\" alt=\"**。\"></p>",
        );
    }
}
