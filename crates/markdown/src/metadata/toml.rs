//! The part of TOML that Hugo and Zola put above their articles.
//!
//! ```text
//! line   = header / pair / blank / comment
//! header = "[" key "]" / "[[" key "]]"             ; what follows is in this table
//! pair   = key "=" value                           ; values are read by `flow`
//! key    = part *( "." part )                      ; bare or quoted, kept with its dots
//! ```
//!
//! Tables are not nested: a key is written with its table in front (`extra.team`), which is how the
//! card shows it. The tables of an array are numbered from the second on (`resources.2.src`). A line
//! that cannot be read is skipped and reported.

use super::flow::{self, Style};
use super::page::Page;
use super::value::Block;

/// Reads a block that begins at the given line of its file.
pub(super) fn read(source: &str, first_line: usize) -> Block {
    let mut page = Page { line: first_line, ..Page::new(source) };
    let mut block = Block::default();
    let mut table = String::new();
    let mut arrays: Vec<(String, usize)> = Vec::new();
    while let Some(raw) = page.peek() {
        let text = raw.trim();
        if text.is_empty() || text.starts_with('#') {
            page.next();
            continue;
        }
        if let Some((name, array)) = header(text) {
            table = match array {
                Array::No => name,
                Array::Yes => numbered(&mut arrays, name),
            };
            page.next();
            continue;
        }
        match pair(page.rest()) {
            Some((key, value, used)) => {
                let key = if table.is_empty() { key } else { format!("{table}.{key}") };
                block.push(page.line, key, value);
                page.skip_to_line_after(used);
            }
            None => {
                block.problem(
                    page.line,
                    "this line is no TOML; write it as key = \u{201c}value\u{201d}, with straight quotes",
                );
                page.next();
            }
        }
    }
    block
}

enum Array {
    No,
    Yes,
}

/// The name of a table. Its parts may be quoted.
fn header(text: &str) -> Option<(String, Array)> {
    let inner = without_comment(text).strip_prefix('[')?.strip_suffix(']')?;
    let (inner, array) = match inner.strip_prefix('[') {
        Some(inner) => (inner.strip_suffix(']')?, Array::Yes),
        None => (inner, Array::No),
    };
    let (name, rest) = key(inner)?;
    rest.is_empty().then_some((name, array))
}

fn without_comment(text: &str) -> &str {
    match (text.rfind(']'), text.rfind('#')) {
        (Some(end), Some(comment)) if comment > end => text[..comment].trim_end(),
        _ => text,
    }
}

fn numbered(arrays: &mut Vec<(String, usize)>, name: String) -> String {
    match arrays.iter_mut().find(|(known, _)| *known == name) {
        Some((_, count)) => {
            *count += 1;
            format!("{name}.{count}")
        }
        None => {
            // So many arrays are an attack, not metadata.
            if arrays.len() < 100 {
                arrays.push((name.clone(), 1));
            }
            name
        }
    }
}

fn pair(text: &str) -> Option<(String, super::value::Value, usize)> {
    let (key, rest) = key(text)?;
    let rest = rest.strip_prefix('=')?.trim_start_matches([' ', '\t']);
    if rest.starts_with('\n') {
        return None;
    }
    let (value, used) = flow::parse(rest, Style::Toml)?;
    let after = rest[used..].split('\n').next()?.trim();
    (after.is_empty() || after.starts_with('#')).then_some((key, value, text.len() - rest.len() + used))
}

/// A key with dots, and what follows it.
fn key(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let end = match rest.as_bytes().first()? {
            b'"' | b'\'' => {
                let (part, end) = flow::quoted(rest, Style::Toml)?;
                name.push_str(&part);
                end
            }
            _ => {
                let bare = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                let end = rest.find(|c| !bare(c)).unwrap_or(rest.len());
                name.push_str(&rest[..end]);
                end
            }
        };
        rest = rest[end..].trim_start_matches([' ', '\t']);
        match rest.strip_prefix('.') {
            Some(more) if end > 0 => {
                name.push('.');
                rest = more;
            }
            _ => return (end > 0).then_some((name, rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[(&str, &str)]) {
        let found = read(source, 1).flatten();
        let shown: Vec<_> = found.entries.iter().map(|entry| (entry.key.as_str(), entry.value.joined())).collect();
        let shown: Vec<_> = shown.iter().map(|(key, value)| (*key, value.as_str())).collect();
        assert_eq!(shown, expected, "{source}");
    }

    #[test]
    fn tables_become_dotted_keys() {
        check(
            "path = \"2019/x\"\ntitle = 'A \"b\"' # c\nauthors = [\"A\",\n  \"B\",\n]\n\n[extra]\nteam = \"t\"\n[taxonomies]\ntags = [\"x\"]",
            &[
                ("path", "2019/x"),
                ("title", "A \"b\""),
                ("authors", "A, B"),
                ("extra.team", "t"),
                ("taxonomies.tags", "x"),
            ],
        );
        check("a.\"b c\".d = 1\ne = { f = 2, g.h = 3 }", &[("a.b c.d", "1"), ("e.f", "2"), ("e.g.h", "3")]);
        check("[[r]]\nsrc = 'a'\n[[r]] # two\nsrc = 'b'", &[("r.src", "a"), ("r.2.src", "b")]);
        check("date = 2017-08-11T21:52:32Z\ndraft = false", &[("date", "2017-08-11T21:52:32Z"), ("draft", "false")]);
        check("t = \"\"\"\na\n\"b\"\n\"\"\"\nu = 1", &[("t", "a\n\"b\""), ("u", "1")]);
    }

    #[test]
    fn a_broken_line_costs_itself_only() {
        let found = read("title \"x\"\ndate = 2020-01-01\n[unclosed\ntags = [\"a\"", 5);
        assert_eq!(found.entries.len(), 1);
        let lines: Vec<_> = found.problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [5, 7, 8]);
    }

    #[test]
    fn hostile_blocks_are_read_in_one_go() {
        for unit in ["a = [\n", "[[a]]\n", "a = \"\"\"\n", "a = [''',\n", "a = [ #\n", "[", "a.", "= \n", "a = {b = "] {
            let _ = read(&unit.repeat(320_000 / unit.len()), 1);
        }
    }
}
