//! The one shape that metadata of every dialect is read into.

use std::borrow::Cow;

use crate::Problem;

/// Maps and lists deeper than this are text (a hostile file cannot exhaust the stack).
pub(super) const MAX_DEPTH: usize = 16;

/// Keys of one map, and problems of one file, beyond which the rest is dropped: looking for a
/// repeated key stays cheap, and nobody reads more.
const MAX_KEYS: usize = 200;
const MAX_PROBLEMS: usize = 50;

/// Bytes of a dotted key: it is repeated for every value below it.
const MAX_KEY_BYTES: usize = 200;

/// A value of YAML, TOML, JSON or a card line. Numbers, dates and switches are text: `title: 1092`
/// is a title and `tags: [2024]` a tag (SYNTAX.md section D).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// A scalar.
    Text(String),
    /// `[a, b]`, or lines that begin with `-`.
    List(Vec<Self>),
    /// `{a: b}`, or indented lines.
    Map(Vec<(String, Self)>),
}

impl Value {
    /// The text, if it is one and holds anything.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// The text under the first of these keys that a map has.
    pub(super) fn text_at(&self, keys: &[&str]) -> Option<&str> {
        match self {
            Self::Map(pairs) => keys.iter().find_map(|wanted| {
                pairs.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted)).and_then(|(_, value)| value.text())
            }),
            _ => None,
        }
    }

    /// Every value that is not a list, however deep, in order: Hexo nests its categories.
    pub(super) fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::Null => Vec::new(),
            Self::List(items) => items.iter().flat_map(Self::leaves).collect(),
            leaf => vec![leaf],
        }
    }

    /// What a reader sees of a value whose key nobody knows: lists joined with commas.
    pub(super) fn joined(&self) -> String {
        let leaves = self.leaves();
        let shown = leaves.into_iter().filter_map(|leaf| match leaf {
            Self::Map(pairs) => {
                let pairs = pairs.iter().map(|(key, value)| format!("{key}: {}", value.joined()));
                Some(Cow::Owned(pairs.collect::<Vec<_>>().join(", ")))
            }
            leaf => leaf.text().map(Cow::Borrowed),
        });
        shown.collect::<Vec<_>>().join(", ")
    }
}

/// A key of a file with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The line of the file, from 1.
    pub(super) line: usize,
    /// As the author wrote it; keys of nested maps are joined with dots.
    pub(super) key: String,
    /// What the author says about it.
    pub(super) value: Value,
}

/// The entries of one block, and what was wrong with it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// In the author's order, no key twice.
    pub(super) entries: Vec<Entry>,
    /// Lines that could not be read.
    pub(super) problems: Vec<Problem>,
}

impl Block {
    /// Adds an entry. The last of two equal keys wins, as in most YAML readers.
    pub(super) fn push(&mut self, line: usize, key: impl Into<String>, value: Value) {
        let key = key.into();
        match self.entries.iter().position(|entry| entry.key == key) {
            Some(at) => self.entries[at] = Entry { line, key, value },
            None if self.entries.len() < MAX_KEYS => self.entries.push(Entry { line, key, value }),
            None => {}
        }
    }

    /// Notes what is wrong with a line, and the remedy.
    pub(super) fn problem(&mut self, line: usize, message: impl Into<String>) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { line, message: message.into() });
        }
    }

    /// Adds everything of another block of the same file.
    pub(super) fn append(&mut self, other: Self) {
        other.entries.into_iter().for_each(|entry| self.push(entry.line, entry.key, entry.value));
        other.problems.into_iter().for_each(|problem| self.problem(problem.line, problem.message));
    }

    /// The entries as a map, without their lines.
    pub(super) fn into_map(self) -> Value {
        Value::Map(self.entries.into_iter().map(|entry| (entry.key, entry.value)).collect())
    }

    /// The same entries with every map opened: `cover: {image: x}` becomes `cover.image: x`. Maps
    /// inside lists stay, because there a key alone says nothing.
    pub(super) fn flatten(self) -> Self {
        let mut flat = Self { entries: Vec::new(), problems: self.problems };
        self.entries.into_iter().for_each(|entry| open(&mut flat, entry.line, entry.key, entry.value));
        flat
    }
}

fn open(flat: &mut Block, line: usize, key: String, value: Value) {
    match value {
        _ if key.len() > MAX_KEY_BYTES => flat.problem(line, "this key is too long"),
        Value::Map(pairs) => {
            for (inner, value) in pairs {
                open(flat, line, format!("{key}.{inner}"), value);
            }
        }
        value => flat.push(line, key, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn nested_maps_become_dotted_keys_and_lists_stay() {
        let mut block = Block::default();
        block.push(1, "cover", Value::Map(vec![("image".into(), text("x.png")), ("alt".into(), Value::Null)]));
        block.push(2, "tags", Value::List(vec![text("a"), Value::Null, Value::List(vec![text("b")])]));
        let flat = block.flatten();
        let keys: Vec<_> = flat.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["cover.image", "cover.alt", "tags"]);
        assert_eq!(flat.entries[2].value.joined(), "a, b");
    }

    #[test]
    fn the_last_of_two_equal_keys_wins() {
        let mut block = Block::default();
        block.push(1, "title", text("a"));
        block.push(2, "title", text("b"));
        assert_eq!(block.entries, [Entry { line: 2, key: "title".into(), value: text("b") }]);
    }
}
