//! What a line of another dialect asks for.
//!
//! A marker stands in the text as a comment that only this program writes: `<!--`, a noncharacter, its
//! number, `-->`. A comment interrupts a paragraph and is a block of its own (CommonMark 4.6, condition
//! 2), so what is between two markers is ordinary Markdown, in lists and quotes too.

use article::{Attr, Part, Tone};

/// U+FDD1, a noncharacter: never part of text that is interchanged (Unicode 23.7).
const SIGN: char = '\u{fdd1}';
const START: &str = "<!--\u{fdd1}";
const END: &str = "-->";

/// What a marker asks for.
#[derive(Debug, PartialEq)]
pub(in crate::body) enum Marker {
    /// Opens a block.
    Open(Opening),
    /// Closes the innermost block of this kind.
    Close(Block),
    /// The quote around the marker is a boxed remark.
    Callout(Hint),
    /// The block before the marker is a boxed remark, or only the marker goes (kramdown).
    Attributes(Option<Tone>),
    /// What the next block of code has: a title, numbers, wrapped lines.
    Code(Vec<Attr>),
    /// A footnote, written where it is referred to.
    Note(Line),
    /// Only the line goes.
    Nothing,
}

/// A boxed remark.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::body) struct Hint {
    pub(in crate::body) tone: Tone,
    pub(in crate::body) title: Option<Line>,
    pub(in crate::body) fold: Fold,
}

/// Whether a remark can be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::body) enum Fold {
    Never,
    Closed,
    Open,
}

/// A block, and what its first line says.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::body) enum Opening {
    Hint(Hint),
    Details {
        title: Line,
        fold: Fold,
    },
    Tab(Line),
    Update {
        date: String,
        tags: String,
    },
    Embed(String),
    Reference(String),
    File(String),
    Picture {
        address: String,
        alt: String,
        caption: Line,
        link: Option<String>,
    },
    /// A block that says nothing more.
    Plain(Block),
}

/// The kinds of blocks that are closed by a line of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::body) enum Block {
    Hint,
    Details,
    Center,
    Code,
    Part(Part),
}

/// A line of inline Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::body) struct Line(String);

impl Line {
    pub(in crate::body) fn new(text: &str) -> Self {
        // As the text of a heading, nothing in it opens a block.
        Self(format!("# {}", text.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// The line as a document of one heading.
    pub(in crate::body) fn as_heading(&self) -> &str {
        &self.0
    }

    pub(in crate::body) fn is_empty(&self) -> bool {
        self.0.len() <= "# ".len()
    }
}

/// All markers of a text, with what stood in their places.
#[derive(Debug, Default)]
pub(in crate::body) struct Markers {
    all: Vec<(Marker, String)>,
}

/// A piece of text in which markers may stand.
pub(in crate::body) enum Piece<'a> {
    Text(&'a str),
    Marker(&'a Marker),
}

impl Markers {
    /// Writes a marker in the place of `source`.
    pub(super) fn write(&mut self, out: &mut String, marker: Marker, source: &str) {
        out.push_str(START);
        out.push_str(&self.all.len().to_string());
        out.push_str(END);
        self.all.push((marker, source.to_owned()));
    }

    /// Cuts raw HTML at its markers.
    pub(in crate::body) fn cut<'a>(&'a self, html: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut texts = html.split(START);
        pieces.extend(texts.next().map(Piece::Text));
        for text in texts {
            let (marker, rest) = self.find(text);
            pieces.extend(marker.map(|(marker, _)| Piece::Marker(marker)));
            pieces.push(Piece::Text(rest));
        }
        pieces
    }

    /// The text with what stood in the places of its markers: what turns out to be code is shown as it
    /// was written.
    pub(in crate::body) fn restore(&self, text: &str) -> Option<String> {
        if !text.contains(SIGN) {
            return None;
        }
        let mut texts = text.split(START);
        let mut out = texts.next().unwrap_or_default().to_owned();
        for text in texts {
            let (marker, rest) = self.find(text);
            out.push_str(marker.map_or("", |(_, source)| source));
            out.push_str(rest);
        }
        Some(out)
    }

    /// The marker of the number that the text begins with, and what follows it.
    fn find<'a>(&self, text: &'a str) -> (Option<&(Marker, String)>, &'a str) {
        match text.split_once(END) {
            Some((number, rest)) => (number.parse::<usize>().ok().and_then(|number| self.all.get(number)), rest),
            None => (None, text),
        }
    }
}
