//! The part of YAML that people write above their articles.
//!
//! ```text
//! map    = 1*( key ":" value )                      ; all keys equally indented
//! list   = 1*( "-" value )                          ; may be as little indented as its key
//! value  = [ "&" anchor ] [ "!" tag ] ( flow / quoted / block / plain / newline ( map / list ) )
//! block  = ( "|" / ">" ) [ "-" / "+" ] [ digit ] newline 1*indented-line
//! plain  = text up to " #", and the deeper indented lines after it
//! ```
//!
//! It differs from YAML where YAML would refuse a whole file for one line (SYNTAX.md section D lists
//! them: `- @kepano`, `bad yaml: [`, tabs, a colon in a title, `{{ title }}`): such a value is plain
//! text, and a line that is no key at all is skipped and reported. Anchors and tags are dropped;
//! aliases stay text.

use super::flow::{self, Style, plain};
use super::value::{Block, MAX_DEPTH, Value};
use super::yaml_line::{
    ends_line, is_block_header, is_template, item, remedy, split_key, without_comment, without_properties,
};

/// Reads a block that begins at the given line of its file.
pub(super) fn read(source: &str, first_line: usize) -> Block {
    let mut at = 0;
    let lines = source.split('\n').enumerate().map(|(index, raw)| {
        // Tabs are no indentation in YAML; here they are one column, as is the ideographic space.
        let text = raw.trim_start_matches([' ', '\t', '\u{3000}']);
        let indent = raw.len() - text.len();
        let line = Line { number: first_line + index, indent, start: at + indent, text: text.trim_end() };
        at += raw.len() + 1;
        line
    });
    let mut yaml = Yaml { source, lines: lines.collect(), at: 0, found: Block::default() };
    let entries = match yaml.peek() {
        Some(line) if line.text.starts_with('{') && !is_template(line.text) => yaml.top_flow(),
        Some(line) => yaml.map(line.indent, 0),
        None => Block::default(),
    };
    let mut found = yaml.found;
    found.append(entries);
    found
}

#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    indent: usize,
    /// Where `text` begins in the source.
    start: usize,
    /// Without indentation and trailing space.
    text: &'a str,
}

struct Yaml<'a> {
    source: &'a str,
    lines: Vec<Line<'a>>,
    at: usize,
    /// Only its problems are used: entries are built level by level.
    found: Block,
}

impl<'a> Yaml<'a> {
    /// The next line that is neither blank nor a comment.
    fn peek(&mut self) -> Option<Line<'a>> {
        while self.lines.get(self.at).is_some_and(|line| line.text.is_empty() || line.text.starts_with('#')) {
            self.at += 1;
        }
        self.lines.get(self.at).copied()
    }

    fn skip(&mut self, line: Line<'_>, why: &str) {
        self.found.problem(line.number, why);
        self.at += 1;
    }

    /// `{…}` around the whole block: JSON between YAML's fences.
    fn top_flow(&mut self) -> Block {
        let mut block = Block::default();
        let Some(line) = self.peek() else { return block };
        match flow::parse(&self.source[line.start..], Style::Yaml) {
            Some((Value::Map(pairs), _)) => {
                pairs.into_iter().for_each(|(key, value)| block.push(line.number, key, value))
            }
            _ => self.found.problem(line.number, "the brackets are not closed, so nothing in them could be read"),
        }
        block
    }

    fn map(&mut self, indent: usize, depth: usize) -> Block {
        let mut block = Block::default();
        while let Some(line) = self.peek() {
            if line.indent < indent {
                break;
            }
            match split_key(line.text) {
                _ if line.indent > indent => {
                    self.skip(line, "this line is indented too far; line it up with the keys above it");
                }
                Some((key, rest)) => {
                    let value = self.value(indent + 1, rest, Some(indent), depth);
                    block.push(line.number, key, value);
                }
                None => self.skip(line, remedy(line.text)),
            }
        }
        block
    }

    fn list(&mut self, indent: usize, depth: usize) -> Value {
        let mut items = Vec::new();
        while let Some(line) = self.peek() {
            let Some(rest) = item(line.text).filter(|_| line.indent == indent) else { break };
            // What follows the dash is read as a line of its own, indented as far as it stands.
            let offset = line.text.len() - rest.len();
            self.lines[self.at] = Line { indent: indent + offset, start: line.start + offset, text: rest, ..line };
            items.push(match rest {
                "" => {
                    self.at += 1;
                    self.nested(indent + 1, None, depth)
                }
                _ => self.block(indent + 1, depth),
            });
        }
        Value::List(items)
    }

    /// A map, a list or a scalar whose lines are all indented by `floor` at least.
    fn block(&mut self, floor: usize, depth: usize) -> Value {
        let Some(line) = self.peek() else { return Value::Null };
        if depth >= MAX_DEPTH {
            self.skip(line, "this is nested too deeply");
            return Value::Null;
        }
        match (item(line.text), split_key(line.text)) {
            (Some(_), _) => self.list(line.indent, depth + 1),
            (None, Some(_)) => self.map(line.indent, depth + 1).into_map(),
            (None, None) => self.value(floor, line.text, None, depth),
        }
    }

    /// What stands on the lines below a key or a dash that nothing follows. A list may begin right
    /// under its key.
    fn nested(&mut self, floor: usize, key_indent: Option<usize>, depth: usize) -> Value {
        match self.peek() {
            Some(line) if line.indent >= floor => self.block(floor, depth),
            Some(line) if key_indent == Some(line.indent) && item(line.text).is_some() => {
                self.list(line.indent, depth + 1)
            }
            _ => Value::Null,
        }
    }

    /// A value that begins on the current line, of which `rest` is the end.
    fn value(&mut self, floor: usize, rest: &'a str, key_indent: Option<usize>, depth: usize) -> Value {
        let rest = without_properties(rest);
        match rest.as_bytes().first() {
            None | Some(b'#') => {
                self.at += 1;
                self.nested(floor, key_indent, depth)
            }
            Some(b'|' | b'>') if is_block_header(rest) => self.block_scalar(floor, rest),
            Some(b'[' | b'{' | b'"' | b'\'') if !is_template(rest) => self.flow(floor, rest),
            _ => self.plain(floor, rest),
        }
    }

    /// A value in brackets or quotes, over as many lines as are indented enough.
    fn flow(&mut self, floor: usize, rest: &'a str) -> Value {
        let line = self.lines[self.at];
        let start = line.start + line.text.len() - rest.len();
        let inside =
            |line: &&Line<'_>| line.text.is_empty() || line.indent >= floor || line.text.starts_with([']', '}']);
        let last = self.lines[self.at + 1..].iter().take_while(inside).last().copied().unwrap_or(line);
        let end = last.start + last.text.len();
        match flow::parse(&self.source[start..end], Style::Yaml) {
            Some((value, used)) if ends_line(&self.source[start + used..end]) => {
                self.at += 1 + self.source[start..start + used].matches('\n').count();
                value
            }
            _ => {
                self.found.problem(
                    line.number,
                    "this value is not closed, or text follows it; put the whole value in quotes",
                );
                let opening = &rest[..1];
                let lone = rest.matches(['"', '\'', ']', '}']).count() <= usize::from(matches!(opening, "\"" | "'"));
                self.plain(floor, if lone { &rest[1..] } else { rest })
            }
        }
    }

    fn plain(&mut self, floor: usize, rest: &'a str) -> Value {
        let first = without_comment(rest);
        self.at += 1;
        let mut text = first.to_owned();
        let mut blank = 0;
        let mut next = self.at;
        // Blank lines belong to the text only when more of it follows.
        while let Some(line) = self.lines.get(next) {
            match line.text {
                "" => blank += 1,
                more if line.indent >= floor && !more.starts_with('#') => {
                    text.extend(std::iter::repeat_n('\n', blank));
                    if blank == 0 {
                        text.push(' ');
                    }
                    text.push_str(without_comment(more));
                    blank = 0;
                    self.at = next + 1;
                }
                _ => break,
            }
            next += 1;
        }
        plain(text.trim(), Style::Yaml)
    }

    fn block_scalar(&mut self, floor: usize, header: &str) -> Value {
        self.at += 1;
        let mut text = String::new();
        let mut indent = header.bytes().find(u8::is_ascii_digit).map(|digit| floor - 1 + usize::from(digit - b'0'));
        let joint = if header.starts_with('|') { '\n' } else { ' ' };
        while let Some(line) = self.lines.get(self.at) {
            match line.text {
                "" => text.push('\n'),
                more if line.indent >= indent.unwrap_or(floor) => {
                    let indent = *indent.get_or_insert(line.indent);
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push(joint);
                    }
                    text.extend(std::iter::repeat_n(' ', line.indent - indent));
                    text.push_str(more);
                }
                _ => break,
            }
            self.at += 1;
        }
        text.truncate(text.trim_end().len());
        Value::Text(text)
    }
}
