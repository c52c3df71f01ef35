//! `SUMMARY.md`: nested lists of links under headings.

use article::clean_line;

use crate::Listing;
use crate::handmade::{SkipReason, name_of, slug};
use crate::listing::MAX_NAME;
use crate::value::shorten;

/// A list item that links.
#[derive(Debug, PartialEq)]
pub(crate) struct Entry {
    /// The line it stands on, from 1.
    pub(crate) line: usize,
    /// The heading above it, or the item without a link that it stands under.
    pub(crate) category: Option<String>,
    title: String,
    target: String,
}

impl Entry {
    pub(crate) fn listing(self) -> Result<Listing, SkipReason> {
        // A page may be listed once per section; the card opens the page.
        let file = self.target.split('#').next().unwrap_or_default();
        if file.is_empty() {
            return Err(SkipReason::NoPath);
        }
        let slug = slug(file)?;
        let title = if self.title.is_empty() { name_of(&slug) } else { self.title };
        let mut listing = Listing::new(slug, title);
        listing.category = self.category.map(|category| shorten(category, MAX_NAME));
        Ok(listing)
    }
}

/// The items that link, in the order of the file. The first heading, when it is of level 1 and stands
/// before every item, is the file's own title; every other heading is a category (mdBook's parts are
/// level 1 too).
pub(crate) fn entries(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut heading: Option<String> = None;
    // Items without a link, by how far they are indented.
    let mut groups: Vec<(usize, String)> = Vec::new();
    let mut seen_anything = false;
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim_start_matches(['\u{feff}', ' ', '\t']);
        let indent = line.len() - trimmed.len();
        if let Some(title) = heading_text(trimmed) {
            let is_title = !seen_anything && trimmed.starts_with("# ");
            heading = Some(clean_line(title)).filter(|title| !is_title && !title.is_empty());
            groups.clear();
        } else if let Some(item) = item_text(trimmed) {
            groups.retain(|(outer, _)| *outer < indent);
            match link(item) {
                Some((title, target)) => {
                    let category = heading.clone().or_else(|| groups.last().map(|(_, name)| name.clone()));
                    entries.push(Entry { line: at + 1, category, title, target });
                }
                None if !clean_line(item).is_empty() => groups.push((indent, clean_line(item))),
                None => {}
            }
        } else {
            continue;
        }
        seen_anything = true;
    }
    entries
}

fn heading_text(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t'])).then(|| rest.trim_end_matches(['#', ' ', '\t', '\r']))
}

fn item_text(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['*', '-', '+']).or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.len() < line.len() { rest.strip_prefix(['.', ')']) } else { None }
    })?;
    rest.starts_with([' ', '\t']).then(|| rest.trim())
}

/// `[title](target "…")` or `[title](<target>)` at the beginning of an item.
fn link(item: &str) -> Option<(String, String)> {
    let (title, rest) = bracketed(item.strip_prefix('[')?, '[', ']')?;
    let rest = rest.strip_prefix('(')?;
    let target = match rest.trim_start().strip_prefix('<') {
        Some(rest) => rest.split_once('>')?.0.to_owned(),
        None => {
            let (inside, _) = bracketed(rest, '(', ')')?;
            let title = inside.find([' ', '\t']).filter(|at| inside[*at..].trim_start().starts_with(['"', '\'']));
            inside[..title.unwrap_or(inside.len())].trim().to_owned()
        }
    };
    Some((clean_line(&title), target))
}

/// Everything up to the bracket that closes an open one, with backslash escapes undone, and the rest.
fn bracketed(text: &str, open: char, close: char) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(|(_, next)| next.is_ascii_punctuation()) => {
                out.extend(chars.next().map(|(_, escaped)| escaped));
                continue;
            }
            c if c == close && depth == 0 => return Some((out, &text[at + c.len_utf8()..])),
            c if c == close => depth -= 1,
            c if c == open => depth += 1,
            _ => {}
        }
        out.push(c);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let entries = entries(text);
        let found: Vec<_> = entries
            .iter()
            .map(|entry| (entry.category.as_deref().unwrap_or(""), entry.title.as_str(), entry.target.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn headings_are_categories_and_the_first_is_the_title_of_the_file() {
        check(
            "# Table of Contents\n\n* [Introduction](./README.md)\n\n## It\n\n* [一](./a.md)\n  * [二](b/c.md)\n",
            &[("", "Introduction", "./README.md"), ("It", "一", "./a.md"), ("It", "二", "b/c.md")],
        );
        check("# Summary\n- [A](a.md)\n# Part\n1. [B](b.md)\n", &[("", "A", "a.md"), ("Part", "B", "b.md")]);
    }

    #[test]
    fn an_item_without_a_link_names_the_items_inside_it() {
        check("- 入门\n  - [A](a.md)\n- [B](b.md)\n", &[("入门", "A", "a.md"), ("", "B", "b.md")]);
    }

    #[test]
    fn titles_and_targets_may_hold_brackets() {
        check(
            "* [a [b] \\] c](x\\(1\\).md)\r\n* [p](q(1).md \"t\")\n* [s](<a b.md>)\n* [d]()\n* [u](a b.md)",
            &[
                ("", "a [b] ] c", "x(1).md"),
                ("", "p", "q(1).md"),
                ("", "s", "a b.md"),
                ("", "d", ""),
                ("", "u", "a b.md"),
            ],
        );
    }

    #[test]
    fn what_is_no_list_of_links_is_no_entry() {
        check("[x](a.md)\n*emphasis* [y](b.md)\n* [open\n* [z] (c.md)\n#nohead\n***\n", &[]);
    }
}
