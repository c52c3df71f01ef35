//! The little Markdown that stands inside metadata: links, code spans, and headings as plain text.

use article::Name;
use pulldown_cmark::{Event, Parser, Tag};

/// Name and address of a text that is one link and nothing else. The name is kept literally: it may
/// hold brackets, an open parenthesis or asterisks (`Σ(๑产品科学`, `Gavin**杰`).
pub(super) fn link(text: &str) -> Option<(&str, &str)> {
    let (name, url) = text.strip_prefix('[')?.strip_suffix(')')?.rsplit_once("](")?;
    let alone = !name.contains("](");
    alone.then(|| (name.trim(), url.trim_matches(['<', '>', ' '])))
}

/// The address of a text that is one picture.
pub(super) fn picture(text: &str) -> Option<&str> {
    link(text.strip_prefix('!')?).map(|(_, url)| url)
}

/// A text with its links replaced by their names: `[a](u)、[b](u)` is `a、b`.
pub(super) fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, name, after)) = next_link(rest) {
        out.push_str(before);
        out.push_str(name.trim());
        rest = after;
    }
    out.push_str(rest);
    out
}

fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let middle = text.find("](")?;
    let open = text[..middle].find('[')?;
    let close = middle + text[middle..].find(')')?;
    Some((&text[..open], &text[open + 1..middle], &text[close + 1..]))
}

/// The code spans of a text: GitBook's v4 cards write each tag as one.
pub(super) fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Markdown as the text that a reader sees, on one line. Words that only look like a tag
/// (`<iostream>`, `Option<T>`) stay.
pub(super) fn visible(markdown: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::InlineHtml(tag) | Event::Html(tag) if !is_html(&tag) => out.push_str(&tag),
            // Chinese has no spaces: two lines of it join without one.
            Event::SoftBreak | Event::HardBreak if out.ends_with(|c: char| c.is_ascii()) => out.push(' '),
            Event::Start(Tag::Paragraph) if !out.is_empty() => out.push(' '),
            _ => {}
        }
    }
    out
}

fn is_html(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    tag.starts_with("<!") || Name::from_html(&name[..end].to_ascii_lowercase()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_link_is_literal() {
        let name = |text| link(text).map(|(name, _)| name);
        assert_eq!(name("[Gavin**杰](https://a.b/u/1)"), Some("Gavin**杰"));
        assert_eq!(name("[魍鬻閮|||🌋](https://a.b/u/1)"), Some("魍鬻閮|||🌋"));
        assert_eq!(name("[Σ(๑产品科学](https://a.b/u/1)"), Some("Σ(๑产品科学"));
        assert_eq!(name("[Divyansh [SilentLad]](https://a.b)"), Some("Divyansh [SilentLad]"));
        assert_eq!(name("[a](u)、[b](u)"), None);
        assert_eq!(link("[](https://a.b/x)"), Some(("", "https://a.b/x")));
    }

    #[test]
    fn links_become_their_names() {
        assert_eq!(without_links("[Hopsken ](https://a.b)、[zephyrJS](https://a.b)"), "Hopsken、zephyrJS");
        assert_eq!(without_links("no [link here"), "no [link here");
    }

    #[test]
    fn what_is_seen_of_markdown() {
        assert_eq!(visible("A *b* `c` \\[d\\] [e](f)"), "A b c [d] e");
        assert_eq!(visible("C++ 的 <iostream> 与 Option<T>"), "C++ 的 <iostream> 与 Option<T>");
        assert_eq!(visible("Big <a href=\"#x\" id=\"x\"></a>"), "Big ");
        assert_eq!(visible("一\n二 a\nb"), "一二 a b");
    }
}
