//! Formulas on lines of their own.
//!
//! ```text
//! formula = indent "$$" line* "$$" rest         no blank line inside
//!         | indent "```math" line* indent "```"
//! indent  = (space | tab | ">" | mark of a list)*
//! ```
//!
//! To the parser a line of `=` or `-` inside one is a heading, one of `#` or `>` another block. TeX does not
//! care for lines, so they are joined: what is between dollars on one line is the parser's to find, in lists
//! and quotes too. Comments of TeX end with their line and are left out.

use std::borrow::Cow;

use pulldown_cmark::Event;

use super::gitbook::{after_marks, next_fence};

/// Lines of a formula: what goes on longer was no formula.
const MOST_LINES: usize = 200;

/// The text with every formula on a line of its own.
pub(super) fn join(text: &str) -> Cow<'_, str> {
    if !text.contains("$$") && !text.contains("```math") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut fence = None;
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        // Only marks of ASCII go.
        let content = &line[line.len() - after_marks(line.as_bytes()).len()..];
        let joined = if fence.is_none() { formula(line, content, after) } else { None };
        rest = match joined {
            Some((formula, after)) => {
                out.push_str(&line[..line.len() - content.len()]);
                out.push_str(&formula);
                after
            }
            None => {
                fence = next_fence(fence, line.trim_start_matches([' ', '\t', '>']).as_bytes());
                out.push_str(line);
                after
            }
        };
    }
    Cow::Owned(out)
}

/// The formula that begins with this line, on one line, and the text after it.
fn formula<'a>(line: &str, content: &str, after: &'a str) -> Option<(String, &'a str)> {
    let first = content.trim_end();
    let (end, first) = match first.strip_prefix("$$").filter(|first| !first.contains("$$")) {
        Some(first) => ("$$", first),
        None if first == "```math" => ("```", ""),
        None => return None,
    };
    let is_quote = line.trim_start().starts_with('>');
    let mut joined = format!("$${}", uncommented(first).trim_end());
    let mut rest = after;
    for _ in 0..MOST_LINES {
        let (line, after) = split_line(rest);
        let line = line.trim_start();
        let line = if is_quote { line.trim_start_matches(['>', ' ']) } else { line };
        if let Some(at) = line.find(end) {
            joined.push_str(&line[..at]);
            joined.push_str("$$");
            joined.push_str(&line[at + end.len()..]);
            return Some((joined, after));
        }
        if line.is_empty() && end == "$$" {
            return None;
        }
        joined.push_str(uncommented(line).trim_end());
        joined.push(' ');
        rest = after;
    }
    None
}

/// The line without a comment of TeX.
fn uncommented(line: &str) -> &str {
    let comment = line.match_indices('%').find(|(at, _)| !line[..*at].ends_with('\\'));
    comment.map_or(line, |(at, _)| &line[..at])
}

fn split_line(text: &str) -> (&str, &str) {
    text.split_at(text.find('\n').map_or(text.len(), |at| at + 1))
}

/// What stands between two dollars on each side is a formula of its line where there is anything beside it.
pub(super) fn settle<'a>(event: Event<'a>, text: &str, at: usize) -> Event<'a> {
    let Event::DisplayMath(tex) = event else { return event };
    // No further than to what decides: a line may hold as many formulas as it likes.
    let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c));
    let after = text[at + 2..].split_once("$$").map_or("", |(_, after)| after);
    let mut after = after.trim_start_matches([' ', '\t']).chars();
    let is_end = |c: Option<char>| matches!(c, None | Some('\n' | '\r'));
    match (before.is_empty() || before.ends_with('\n')) && (is_end(after.next()) || is_end(after.next())) {
        true => Event::DisplayMath(tex),
        false => Event::InlineMath(tex),
    }
}

#[cfg(test)]
#[path = "maths_tests.rs"]
mod tests;
