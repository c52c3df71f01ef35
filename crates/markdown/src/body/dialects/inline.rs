//! Marks of other dialects inside lines, outside code spans:
//!
//! ```text
//! "^[" inline "]"                           a footnote where it is referred to
//! "](" tag … ")"                            an address that Hugo, Jekyll or Liquid would have filled in
//! "{% raw %}" | "{% endraw %}"              nothing
//! "==" text "=="  |  "%%" text "%%"  |  " ^" id line-end        in vaults: mark, nothing, an anchor
//! ```
//!
//! Brackets and code spans are matched once for a whole run of lines, so that no opener looks for its
//! end twice.

use std::collections::HashMap;

use super::args::{Tag, beginning};
use super::marker::{Line, Marker, Markers};
use super::wiki;
use crate::Vault;

/// Appends a run of lines without blank ones between, its marks replaced.
pub(super) fn mark(run: &str, vault: Vault, markers: &mut Markers, out: &mut String) {
    let is_marked = run.contains("^[")
        || run.contains("](") && run.contains('{')
        || run.contains("raw %}")
        || vault == Vault::Yes
            && (run.contains("==") || run.contains("[[") || run.contains("%%") || run.contains(" ^"));
    if !is_marked {
        return out.push_str(run);
    }
    let code = code_spans(run);
    let brackets = brackets(run, &code);
    let mut state = State { run, vault, code: &code, brackets: &brackets, highlight: None };
    let mut done = 0;
    let mut at = 0;
    while at < run.len() {
        if let Some(end) = end_of_code(run, &code, at) {
            at = end;
            continue;
        }
        match state.replacement(at) {
            Some((end, Replacement::Text(text))) => {
                out.push_str(&run[done..at]);
                out.push_str(&text);
                (at, done) = (end, end);
            }
            Some((end, Replacement::Marker(marker))) => {
                out.push_str(&run[done..at]);
                markers.write(out, marker, &run[at..end]);
                (at, done) = (end, end);
            }
            None => at += if run.as_bytes()[at] == b'\\' { 2 } else { 1 },
        }
    }
    out.push_str(&run[done..]);
}

enum Replacement {
    Text(String),
    Marker(Marker),
}

struct State<'r> {
    run: &'r str,
    vault: Vault,
    code: &'r HashMap<usize, usize>,
    brackets: &'r HashMap<usize, usize>,
    /// Where the highlight that is open ends.
    highlight: Option<usize>,
}

impl State<'_> {
    /// What stands for the mark at this byte, and where the mark ends.
    fn replacement(&mut self, at: usize) -> Option<(usize, Replacement)> {
        let text = |text: &str| Replacement::Text(text.to_owned());
        let bytes = &self.run.as_bytes()[at..];
        match bytes {
            [b'^', b'[', ..] => {
                let end = *self.brackets.get(&(at + 1))?;
                let note = Line::new(&unquoted(&self.run[at + 2..end]));
                (!note.is_empty()).then_some((end + 1, Replacement::Marker(Marker::Note(note))))
            }
            [b'[', b'[', ..] if self.vault == Vault::Yes => self.wiki_link(at),
            [b']', b'(', ..] => {
                let (length, address) = address(&self.run[at + 2..])?;
                Some((at + 2 + length, Replacement::Text(format!("](<{address}>"))))
            }
            [b'{', b'%', ..] => {
                let name = self.run[at + 2..].trim_start_matches(['-', ' ', '\t']);
                // A tag is read to its end: not where its name tells already.
                if !name.starts_with("raw") && !name.starts_with("endraw") {
                    return None;
                }
                let tag = Tag::read(&self.run[at..])?;
                matches!(tag.name, "raw" | "endraw").then(|| (at + tag.length, text("")))
            }
            [b'=', b'=', ..] if self.vault == Vault::Yes => match self.highlight {
                Some(end) if end == at => {
                    self.highlight = None;
                    Some((at + 2, text("</mark>")))
                }
                Some(_) => None,
                None => {
                    self.highlight = Some(self.end_of_highlight(at + 2)?);
                    Some((at + 2, text("<mark>")))
                }
            },
            [b'%', b'%', ..] if self.vault == Vault::Yes => {
                let end = self.run[at + 2..].find("%%")?;
                Some((at + 2 + end + 2, text("")))
            }
            [b' ', b'^', ..] if self.vault == Vault::Yes => {
                let rest = &self.run[at + 2..];
                let id = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
                let after = rest[id..].bytes().find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
                let is_last = matches!(after, None | Some(b'\n'));
                (id > 0 && is_last).then(|| (at + 2 + id, Replacement::Text(format!("<a id=\"{}\"></a>", &rest[..id]))))
            }
            _ => None,
        }
    }

    /// `[[Bug 5]](address)` is a link whose words stand in brackets, whatever a vault says. A wiki link
    /// to a heading shows as Obsidian shows it.
    fn wiki_link(&self, at: usize) -> Option<(usize, Replacement)> {
        let (outer, inner) = (*self.brackets.get(&at)?, *self.brackets.get(&(at + 1))?);
        let target = &self.run[at + 2..inner];
        if inner + 1 != outer {
            return None;
        }
        if self.run[outer + 1..].starts_with('(') {
            return Some((outer, Replacement::Text(format!("[\\[{target}\\]"))));
        }
        if target.contains('|') || wiki::is_picture(target) {
            return None;
        }
        let (note, heading) = target.split_once('#').filter(|(_, heading)| !heading.is_empty())?;
        let shown = match note {
            "" => heading.to_owned(),
            note => format!("{note} > {}", heading.replace('#', " > ")),
        };
        Some((outer + 1, Replacement::Text(format!("[[{target}|{shown}]]"))))
    }

    /// Where the highlight that begins here ends: before a `==` that follows a word.
    fn end_of_highlight(&self, from: usize) -> Option<usize> {
        let bytes = self.run.as_bytes();
        if bytes.get(from).is_none_or(|b| b.is_ascii_whitespace() || *b == b'=') {
            return None;
        }
        let mut at = from + 1;
        // A highlight is a few words: looking no further keeps the whole linear.
        let last = bytes.len().min(from + 2_000);
        while at + 1 < last {
            match end_of_code(self.run, self.code, at) {
                Some(end) => at = end,
                None if bytes[at..].starts_with(b"==") && !bytes[at - 1].is_ascii_whitespace() => return Some(at),
                None => at += 1,
            }
        }
        None
    }
}

/// The address at the start of a link's target that a site generator would have filled in, and how much
/// of the text it takes.
///
/// ```text
/// target = space* ("{{<" | "{{%") ("ref" | "relref") path … | "{% post_url" name "%}" | "{% link" path "%}"
///        | "{{" quoted? ("site.baseurl")? filters "}}" rest
/// ```
fn address(text: &str) -> Option<(usize, String)> {
    let start = text.len() - text.trim_start_matches(' ').len();
    let mut address = String::new();
    let mut at = start;
    while text[at..].starts_with("{{") || text[at..].starts_with("{%") {
        let (length, piece) = match Tag::read(&text[at..]) {
            Some(tag) => (tag.length, tagged(&tag)?),
            None => filtered(&text[at..])?,
        };
        address += &piece;
        at += length;
    }
    if at == start {
        return None;
    }
    let rest = beginning(&text[at..]);
    let end = rest.find([')', ' ', '\n', '<', '>'])?;
    address += &rest[..end];
    (!address.is_empty() && !address.contains(['<', '>', '\n'])).then_some((at + end, address))
}

fn tagged(tag: &Tag<'_>) -> Option<String> {
    let target = tag.args.any(&["path"], 0)?;
    let has_ending = |path: &str| path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Some(match tag.name {
        "ref" | "relref" => match target.split_once('#') {
            Some(("", _)) => target.to_owned(),
            Some((path, heading)) if !has_ending(path) && !path.ends_with('/') => format!("{path}.md#{heading}"),
            None if !has_ending(target) && !target.ends_with('/') => format!("{target}.md"),
            _ => target.to_owned(),
        },
        "post_url" | "post_link" => format!("{target}.md"),
        "link" => format!("/{}", target.trim_start_matches('/')),
        "asset_path" => target.to_owned(),
        _ => return None,
    })
}

/// `{{ '/docs/' | relative_url }}`, `{{ site.baseurl }}`
fn filtered(text: &str) -> Option<(usize, String)> {
    let line = beginning(text);
    let end = line.find("}}")?;
    let value = line[2..end].split('|').next().unwrap_or_default().trim();
    let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    match (quoted, value) {
        (Some(path), _) => Some((end + 2, path.to_owned())),
        (None, "site.baseurl" | "site.url") => Some((end + 2, String::new())),
        _ => None,
    }
}

/// The lines without their marks of quotes.
fn unquoted(text: &str) -> String {
    text.split('\n').map(|line| line.trim_start_matches([' ', '\t', '>'])).collect::<Vec<_>>().join(" ")
}

/// Every code span by the byte it begins at, to the byte after it (CommonMark 6.1).
fn code_spans(run: &str) -> HashMap<usize, usize> {
    let bytes = run.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'`' => {
                let length = bytes[at..].iter().take_while(|b| **b == b'`').count();
                let is_escaped = at > 0 && bytes[at - 1] == b'\\';
                runs.push((at, length, is_escaped));
                at += length;
            }
            _ => at += 1,
        }
    }
    // From the end: the next run of each length.
    let mut next: HashMap<usize, usize> = HashMap::new();
    let mut ends = HashMap::new();
    for &(start, length, is_escaped) in runs.iter().rev() {
        if let Some(closer) = next.get(&length).filter(|_| !is_escaped) {
            ends.insert(start, closer + length);
        }
        next.insert(length, start);
    }
    // What begins inside another span is none.
    let mut inside = 0;
    for &(start, ..) in &runs {
        match ends.get(&start) {
            Some(_) if start < inside => {
                ends.remove(&start);
            }
            Some(end) => inside = *end,
            None => {}
        }
    }
    ends
}

/// Where the code span ends that begins at this byte.
fn end_of_code(run: &str, code: &HashMap<usize, usize>, at: usize) -> Option<usize> {
    if run.as_bytes()[at] == b'`' { code.get(&at).copied() } else { None }
}

/// Every `[` with its `]`, outside code.
fn brackets(run: &str, code: &HashMap<usize, usize>) -> HashMap<usize, usize> {
    let mut pairs = HashMap::new();
    let mut open = Vec::new();
    let mut at = 0;
    while at < run.len() {
        if let Some(end) = end_of_code(run, code, at) {
            at = end;
            continue;
        }
        match run.as_bytes()[at] {
            b'\\' => at += 1,
            b'[' => open.push(at),
            b']' => {
                if let Some(start) = open.pop() {
                    pairs.insert(start, at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    pairs
}
