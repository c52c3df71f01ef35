//! The quote under a card: its summary.
//!
//! ```text
//! summary = 1*( ">" text newline ) *( text newline )   ; the last are lazy continuation lines
//! ```
//!
//! All 6,000 articles of SYNTAX.md section B2 have one, seven of them on two lines. A quote that
//! holds a list, code or a callout is the article's own.

use article::clean_line;

use super::inline;
use super::page::{Page, is_rule, unquote};

/// A longer quote is no summary. The longest of 6,000 articles is far below.
const MAX_BYTES: usize = 6_000;

/// Cuts the quote, and gives its text.
pub(super) fn cut(page: &mut Page<'_>) -> Option<String> {
    let mut look = *page;
    look.skip_blank();
    let mut markdown = String::new();
    let mut open = false;
    while let Some(line) = look.peek() {
        let line = match unquote(line) {
            Some(line) => line,
            None if open && continues(line) => line,
            None => break,
        };
        open = !line.trim().is_empty();
        markdown.push_str(line);
        markdown.push('\n');
        look.next();
        if markdown.len() > MAX_BYTES {
            return None;
        }
    }
    let other = |line: &str| line.starts_with("[!") || !(line.is_empty() || continues(line));
    if markdown.trim().is_empty() || markdown.lines().any(|line| other(line.trim())) {
        return None;
    }
    *page = look;
    Some(clean_line(&inline::visible(&markdown)))
}

/// Can this line be the middle of a paragraph?
fn continues(line: &str) -> bool {
    let text = line.trim();
    let item = ["- ", "* ", "+ "].iter().any(|mark| text.starts_with(mark));
    // `#本文…` is text: a heading needs a space.
    let heading = text.starts_with('#') && text.trim_start_matches('#').starts_with([' ', '\t']);
    let block = text.starts_with(['>', '|']) || ["```", "{%", "!["].iter().any(|mark| text.starts_with(mark));
    !(text.is_empty() || heading || item || block || is_rule(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>, rest: &str) {
        let mut page = Page::new(text);
        assert_eq!(cut(&mut page).as_deref(), expected, "{text}");
        assert_eq!(page.rest(), rest, "{text}");
    }

    #[test]
    fn the_quote_is_cut_with_its_lazy_lines() {
        check("> One\n\n---\n", Some("One"), "\n---\n");
        check("\n> 一\n二\n---\n", Some("一二"), "---\n");
        check("> a **b**\n> c\n## d\n", Some("a b c"), "## d\n");
        check("> #a\n\nb\n", Some("#a"), "\nb\n");
        check("> a\n>\n> b\nc\n", Some("a b c"), "");
    }

    #[test]
    fn an_ordinary_quote_stays() {
        for text in ["> [!NOTE]\n> x\n", "> - a\n> - b\n", ">\n", "text\n", "## x\n", "> ```\n> x\n"] {
            check(text, None, text);
        }
    }
}
