//! The first heading of a file: its title where the metadata gives none.
//!
//! ```text
//! atx    = *3" " "#" 1*( " " / tab ) text [ " " 1*"#" ] newline
//! setext = text newline *3" " 1*"=" newline
//! ```

use article::clean_line;

use super::inline;
use super::page::{Page, is_rule};

/// A heading of the first level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading<'a> {
    /// Its Markdown, without `#`.
    pub(super) markdown: &'a str,
    /// Where its lines begin and end.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Nothing but pictures, comments and rules stand before it.
    pub(super) leads: bool,
}

impl Heading<'_> {
    /// What a reader sees of it. `{#id}` at the end is Docusaurus's name for it.
    pub(super) fn text(&self) -> String {
        let markdown = self.markdown;
        let named = markdown.strip_suffix('}').and_then(|rest| rest.rsplit_once("{#"));
        clean_line(&inline::visible(named.map_or(markdown, |(before, _)| before)))
    }

    /// Says the heading the same as a title? Spaces do not matter, and the title may be Markdown or
    /// plain text.
    pub(super) fn says(&self, title: &str) -> bool {
        let same = |a: &str, b: &str| {
            let letters = |text: &'_ str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            letters(a) == letters(b)
        };
        same(self.markdown, title) || same(&self.text(), title)
    }
}

/// Cuts a heading that begins on the current line.
pub(super) fn cut<'a>(page: &mut Page<'a>) -> Option<Heading<'a>> {
    let heading = atx(page).or_else(|| setext(page))?;
    page.skip_to_line_after(heading.end - heading.start);
    Some(heading)
}

/// The first heading in what is left, outside of code.
pub(super) fn find<'a>(page: &Page<'a>) -> Option<Heading<'a>> {
    let mut look = *page;
    let mut fence: Option<&str> = None;
    let (mut leads, mut paragraph) = (true, false);
    loop {
        let line = look.peek()?.trim();
        match fence {
            Some(open) => fence = Some(open).filter(|open| !line.starts_with(open)),
            None if line.starts_with("```") || line.starts_with("~~~") => {
                fence = Some(&line[..3]);
                leads = false;
            }
            None => {
                // Only the first line of a paragraph can be underlined.
                let heading = atx(&look).or_else(|| if paragraph { None } else { setext(&look) });
                if let Some(heading) = heading {
                    return Some(Heading { leads, ..heading });
                }
                leads &= is_decoration(line);
            }
        }
        paragraph = !line.is_empty();
        look.next();
    }
}

fn is_decoration(line: &str) -> bool {
    let picture = line.starts_with("![") || line.starts_with("[![") || line.starts_with("<img");
    let comment = line.starts_with("<!--") && line.ends_with("-->");
    line.is_empty() || picture || comment || is_rule(line)
}

fn atx<'a>(page: &Page<'a>) -> Option<Heading<'a>> {
    let mut after = *page;
    let rest = unindented(after.next()?)?.strip_prefix('#').filter(|rest| rest.starts_with([' ', '\t']))?.trim();
    let open = rest.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with([' ', '\t']);
    heading(if closed { open.trim_end() } else { rest }, page, &after)
}

fn setext<'a>(page: &Page<'a>) -> Option<Heading<'a>> {
    let mut after = *page;
    let text = unindented(after.next()?)?.trim_end();
    let bars = unindented(after.next()?)?.trim_end();
    let underlined = !bars.is_empty() && bars.bytes().all(|b| b == b'=');
    let plain = !text.starts_with(['#', '>', '-', '*', '+', '|', '`', '<']);
    if underlined && plain { heading(text, page, &after) } else { None }
}

fn heading<'a>(markdown: &'a str, before: &Page<'a>, after: &Page<'a>) -> Option<Heading<'a>> {
    (!markdown.is_empty()).then_some(Heading { markdown, start: before.at, end: after.at, leads: true })
}

/// A line without its indentation; four spaces make it code.
fn unindented(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    (line.len() - text.len() <= 3).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, bool)>) {
        let found = find(&Page::new(text)).map(|heading| (heading.text(), heading.leads));
        assert_eq!(found.as_ref().map(|(text, leads)| (text.as_str(), *leads)), expected, "{text}");
    }

    #[test]
    fn the_first_heading_is_found() {
        check("# A *b* ##\n", Some(("A b", true)));
        check("Title\n=====\n\ntext", Some(("Title", true)));
        check("![](x.png)\n\n# A", Some(("A", true)));
        check("text\n\n# A", Some(("A", false)));
        check("text\n# A", Some(("A", false)));
        check("# A {#id}", Some(("A", true)));
        check("# Big <a href=\"#x\" id=\"x\"></a>", Some(("Big", true)));
        check("```sh\n# comment\n```\n# A", Some(("A", false)));
    }

    #[test]
    fn what_only_looks_like_a_heading_is_none() {
        for text in ["## A", "#tag", "    # code", "```\n# a", "# ", "one\ntwo\n===\n", "> a\n===", ""] {
            check(text, None);
        }
    }

    #[test]
    fn a_heading_may_say_the_title_in_markdown() {
        let page = Page::new("# A \\[b\\]  c\n");
        let heading = find(&page).unwrap();
        assert!(heading.says("A [b] c") && heading.says("A \\[b\\] c") && !heading.says("A b c"));
    }
}
