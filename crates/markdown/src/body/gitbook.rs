//! GitBook's `{% hint %}` blocks.
//!
//! ```text
//! line  = indent "{% hint" (space key "=" quoted)* "%}"      opens; style = info | success | warning | danger
//!       | indent "{% endhint %}"                             closes
//! ```
//!
//! The tags stand on lines of their own, with or without blank lines around them, outside fenced
//! code. Such a line becomes a comment that only this program writes; a comment interrupts a
//! paragraph and is a block of its own (CommonMark 4.6, condition 2), so what is between the tags
//! is ordinary Markdown, in lists and quotes too. Here every other `{% … %}` stays visible as text; the larger
//! renderer knows more of them (`dialects`).

use std::borrow::Cow;

use article::Tone;

const OPEN: &str = "<!--newsstand hint ";
const CLOSE: &str = "<!--newsstand endhint-->";

/// A block marker found in raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    Open(Tone),
    Close,
}

/// Recognises a marker that [`mark`] wrote.
pub(crate) fn marker(html: &str) -> Option<Marker> {
    let html = html.trim();
    if html == CLOSE {
        return Some(Marker::Close);
    }
    let style = html.strip_prefix(OPEN)?.strip_suffix("-->")?;
    tone(style).map(Marker::Open)
}

/// The text with every tag line of a hint turned into a marker.
pub(crate) fn mark(text: &str) -> Cow<'_, str> {
    if !text.contains("{%") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut fence = None;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        fence = next_fence(fence, content.as_bytes());
        match (fence, tag(content)) {
            (None, Some(Marker::Open(tone))) => {
                push_marker(&mut out, line, content, &format!("{OPEN}{}-->", tone.as_str()));
            }
            (None, Some(Marker::Close)) => push_marker(&mut out, line, content, CLOSE),
            _ => out.push_str(line),
        }
    }
    Cow::Owned(out)
}

fn push_marker(out: &mut String, line: &str, content: &str, marker: &str) {
    out.push_str(&line[..line.len() - content.len()]);
    out.push_str(marker);
    out.push('\n');
}

/// A fence of code: its character and length.
pub(crate) type Fence = (u8, usize);

/// The fence that is open after this line (CommonMark 4.5). The first line of an item may open one; none
/// closes one.
pub(crate) fn next_fence(open: Option<Fence>, content: &[u8]) -> Option<Fence> {
    let content = if open.is_none() { after_marks(content) } else { content };
    let Some(mark @ (b'`' | b'~')) = content.first() else { return open };
    let length = content.iter().take_while(|byte| *byte == mark).count();
    let rest = content[length..].trim_ascii();
    match open {
        Some((character, least)) if character == *mark && length >= least && rest.is_empty() => None,
        Some(_) => open,
        None if length >= 3 && !(*mark == b'`' && rest.contains(mark)) => Some((*mark, length)),
        None => None,
    }
}

/// What stands behind the marks of quotes and of items at the beginning of a line.
pub(crate) fn after_marks(line: &[u8]) -> &[u8] {
    let mut rest = line;
    loop {
        let start = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'>')).unwrap_or(rest.len());
        rest = &rest[start..];
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        rest = match (digits, &rest[digits..]) {
            (0, [b'-' | b'*' | b'+', item @ ..]) | (1.., [b'.' | b')', item @ ..])
                if matches!(item, [b' ' | b'\t', ..]) =>
            {
                item
            }
            _ => return rest,
        };
    }
}

fn tag(content: &str) -> Option<Marker> {
    let inside = content.trim_end().strip_prefix("{%")?.strip_suffix("%}")?.trim_matches(['-', ' ', '\t']);
    if inside == "endhint" {
        return Some(Marker::Close);
    }
    let attributes = inside.strip_prefix("hint")?;
    if !attributes.is_empty() && !attributes.starts_with(' ') {
        return None;
    }
    let style = attributes.split("style=").nth(1).and_then(|value| {
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    });
    Some(Marker::Open(style.and_then(tone).unwrap_or(Tone::Info)))
}

fn tone(style: &str) -> Option<Tone> {
    [Tone::Info, Tone::Success, Tone::Warning, Tone::Danger]
        .into_iter()
        .find(|tone| style.eq_ignore_ascii_case(tone.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tag_lines_become_markers_and_nothing_else_does() {
        let text =
            "a\n{% hint style=\"warning\" icon=\"x\" %}\nb\n{% endhint %}\n{% unknown %}\nsay {% hint %} inline\n";
        let marked = mark(text);
        let lines: Vec<_> = marked.lines().collect();
        assert_eq!(marker(lines[1]), Some(Marker::Open(Tone::Warning)));
        assert_eq!(marker(lines[3]), Some(Marker::Close));
        assert_eq!(lines[4..], ["{% unknown %}", "say {% hint %} inline"]);
    }

    #[test]
    fn tags_inside_fenced_code_are_code() {
        let text = "```\n{% hint %}\n```\n~~~~ x\n{% hint %}\n~~~\n{% endhint %}\n~~~~\n";
        assert_eq!(mark(text), text);
    }

    #[test]
    fn code_may_begin_on_the_first_line_of_an_item() {
        let marked = mark("- ```\n  {% hint %}\n  ```\n{% hint %}\n> 1. ~~~\n>    {% hint %}\n");
        let lines: Vec<_> = marked.lines().collect();
        assert_eq!((lines[1], lines[5]), ("  {% hint %}", ">    {% hint %}"));
        assert_eq!(marker(lines[3]), Some(Marker::Open(Tone::Info)));
        let open = |line: &str| next_fence(None, line.as_bytes()).is_some();
        assert!(open("- * 12) ```js") && !open("-```") && !open("12```") && !open("a ```") && !open("- ```a```"));
    }

    #[test]
    fn indentation_and_quote_marks_stay_before_the_marker() {
        assert!(mark("> {% hint style='danger' %}\n").starts_with("> <!--newsstand hint danger-->"));
        assert!(mark("  {% hint %}").starts_with("  <!--newsstand hint info-->"));
    }
}
