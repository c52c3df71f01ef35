//! Metadata without fences: plain `Key: value` lines at the very start of a file.
//!
//! ```text
//! pelican = 1*( key ":" value newline *( 4 spaces text newline ) ) ( blank / "---" )
//! author  = "author:" names newline blank                ; OI-wiki
//! lctt    = 1*( "[#]:" key ":" ( "(" value ")" / DQUOTE value DQUOTE ) newline )
//! ```
//!
//! Pelican's first key must be one of its own, so that a sentence with a colon is no metadata; one
//! blank line may stand inside when a known key follows (the This Week in Rust issue of 2025-06-18).
//! Hexo's older form ends with `---`. LCTT's lines are link definitions to CommonMark, which would
//! drop them silently (SYNTAX.md section D).

use super::heading;
use super::page::{Page, is_rule};
use super::value::{Block, Value};
use crate::openers::FIRST_KEYS;

/// Keys that show that a second group of lines is metadata too.
const MORE: [&str; 9] = ["title", "author", "authors", "date", "modified", "category", "tags", "slug", "summary"];

/// Cuts Pelican's lines, or a lone `author:` line.
pub(super) fn cut_pelican(page: &mut Page<'_>) -> Option<Block> {
    let mut look = *page;
    let (first, _) = look.peek().and_then(pair)?;
    if !is_one_of(first, &FIRST_KEYS) {
        return None;
    }
    let mut block = Block::default();
    take_lines(&mut look, &mut block);
    match look.peek() {
        Some(line) if is_rule(line) => {
            look.next();
        }
        Some(line) if line.trim().is_empty() => {
            let mut second = look;
            second.skip_blank();
            if second.peek().and_then(pair).is_some_and(|(key, _)| is_one_of(key, &MORE)) {
                take_lines(&mut second, &mut block);
                look = second;
            }
        }
        // A paragraph that only begins like metadata.
        Some(_) if block.entries.len() == 1 => return None,
        _ => {}
    }
    *page = look;
    Some(block)
}

fn take_lines(page: &mut Page<'_>, block: &mut Block) {
    while let Some((key, value)) = page.peek().and_then(pair) {
        let number = page.line;
        page.next();
        let mut value = value.to_owned();
        while let Some(more) = page.peek().filter(|line| line.starts_with("    ") && !line.trim().is_empty()) {
            value.push(' ');
            value.push_str(more.trim());
            page.next();
        }
        block.push(number, key, Value::Text(value));
    }
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let name = key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let plain = name && key.starts_with(|c: char| c.is_ascii_alphabetic()) && !value.starts_with("//");
    plain.then(|| (key, value.trim()))
}

fn is_one_of(key: &str, names: &[&str]) -> bool {
    names.iter().any(|name| key.eq_ignore_ascii_case(name))
}

/// Cuts the lines of the LCTT translation project.
pub(super) fn cut_lctt(page: &mut Page<'_>) -> Option<Block> {
    let mut look = *page;
    let mut block = Block::default();
    let mut subject = None;
    while let Some(line) = look.peek().and_then(|line| line.strip_prefix("[#]:")) {
        match lctt_pair(line) {
            Some(("author", value)) => block.push(look.line, "author", lctt_author(value)),
            Some(("subject", value)) => subject = Some((look.line, value)),
            Some((key, value)) => block.push(look.line, key, Value::Text(value.to_owned())),
            None => block.problem(look.line, "this line is no metadata; write it as [#]: key: (value)"),
        }
        look.next();
    }
    if look.at == page.at {
        return None;
    }
    // The subject is the title of the English original; the translation has a heading of its own.
    if let Some((line, subject)) = subject {
        let key = if heading::find(&look).is_some() { "subject" } else { "title" };
        block.push(line, key, Value::Text(subject.to_owned()));
    }
    *page = look;
    Some(block)
}

fn lctt_pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    let inner = value.strip_prefix('(').and_then(|value| value.strip_suffix(')'));
    let inner = inner.or_else(|| value.strip_prefix('"')?.strip_suffix('"'));
    Some((key.trim(), inner.unwrap_or(value).trim()))
}

/// `Name https://…`
fn lctt_author(value: &str) -> Value {
    let author = value.rsplit_once(' ').filter(|(_, url)| url.starts_with("http"));
    match author {
        Some((name, url)) => Value::List(vec![Value::Map(vec![
            ("name".to_owned(), Value::Text(name.trim().to_owned())),
            ("url".to_owned(), Value::Text(url.to_owned())),
        ])]),
        None => Value::Text(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)], rest: &str) {
        let mut page = Page::new(text);
        let block = cut_lctt(&mut page).or_else(|| cut_pelican(&mut page)).unwrap_or_default();
        let shown: Vec<_> = block.entries.iter().map(|entry| (entry.key.as_str(), entry.value.joined())).collect();
        let shown: Vec<_> = shown.iter().map(|(key, value)| (*key, value.as_str())).collect();
        assert_eq!(shown, expected, "{text}");
        assert_eq!(page.rest(), rest, "{text}");
    }

    #[test]
    fn pelican_lines_end_at_a_blank_line() {
        check(
            "Title: x: y\nNumber: 84\nTags: a, b\n\nHello: you\n",
            &[("Title", "x: y"), ("Number", "84"), ("Tags", "a, b")],
            "\nHello: you\n",
        );
        check(
            "Title: x\nNumber: 1\n\nDate: 2025-06-18\nCategory: c\n\ntext",
            &[("Title", "x"), ("Number", "1"), ("Date", "2025-06-18"), ("Category", "c")],
            "\ntext",
        );
        check("Title: x\nSummary: one\n    two\n\nt", &[("Title", "x"), ("Summary", "one two")], "\nt");
        check("author: a, b\n\n# T", &[("author", "a, b")], "\n# T");
        check("title: x\ndate: 2013-07-13\n---\nt", &[("title", "x"), ("date", "2013-07-13")], "t");
    }

    #[test]
    fn a_sentence_with_a_colon_is_text() {
        for text in ["Note: this is text\n\nmore", "Author: he was born\nin the north.\n", "http://a.b\n", "Hello\n"] {
            check(text, &[], text);
        }
    }

    #[test]
    fn lctt_lines_are_read() {
        let text = "[#]: collector: (lujun9972)\n[#]: url: ( )\n[#]: subject: (English)\n[#]: via: (https://a.b/x)\n[#]: author: (A B https://a.b/u)\n\n";
        check(
            &format!("{text}中文\n======\n\nt"),
            &[
                ("collector", "lujun9972"),
                ("url", ""),
                ("via", "https://a.b/x"),
                ("author", "name: A B, url: https://a.b/u"),
                ("subject", "English"),
            ],
            "\n中文\n======\n\nt",
        );
        let mut page = Page::new(text);
        assert!(cut_lctt(&mut page).unwrap().entries.iter().any(|entry| entry.key == "title"));
    }
}
