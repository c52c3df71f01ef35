//! The dialects that few articles are written in: GitBook's blocks, Obsidian, Docusaurus and VuePress,
//! MkDocs, docsify, Hugo, Jekyll, Hexo. In the browser they are a module of their own (`crates/dialects`).
//!
//! 1. [`lines::mark`] goes over the lines: what opens or closes a block becomes a [`marker::Marker`]
//! 2. [`blocks`]: the walk meets the markers again and opens and closes elements
//! 3. [`mod@finish`] goes over the tree: emoji, cards, what is left of attributes

mod args;
mod blocks;
mod content;
mod emoji;
mod finish;
mod inline;
mod lines;
mod marker;
mod names;
mod openers;
mod takes;
mod tiles;
mod tones;
mod wiki;

use std::borrow::Cow;

use article::{Attr, Element, Node};
use pulldown_cmark::{Event, LinkType};

use self::marker::{Line, Markers};
pub(super) use self::tiles::attribute;
use super::walk::Walk;
use super::{gitbook, maths, parser_options};
use crate::{Dialect, Options, Vault};

/// A text that is ready for the parser.
pub(super) struct Marked<'t> {
    pub(super) text: Cow<'t, str>,
    markers: Markers,
    /// Nothing of another dialect is in it: it must come out as from the small renderer.
    is_plain: bool,
}

/// Marks what other dialects say. What the small renderer can read goes the same way as there.
pub(super) fn mark<'t>(markdown: &'t str, options: &Options) -> Marked<'t> {
    let is_plain =
        options.dialect == Dialect::CommonMark || !crate::openers::opens_text(markdown.as_bytes(), options.vault);
    let (text, markers) = match options.dialect {
        Dialect::CommonMark => (Cow::Borrowed(markdown), Markers::default()),
        Dialect::Archive if !is_plain => {
            let (text, markers) = lines::mark(markdown, options.vault);
            (Cow::Owned(text), markers)
        }
        Dialect::Archive => (gitbook::mark(markdown), Markers::default()),
    };
    Marked { text, markers, is_plain }
}

/// Settles what could not be settled before the whole tree was there.
pub(super) fn finish(marked: &Marked<'_>, nodes: &mut Vec<Node>) {
    if !marked.is_plain {
        finish::finish(nodes);
    }
}

/// The text as the parser gets it: a formula on several lines is one line.
pub(super) fn join<'m>(marked: &'m Marked<'_>) -> Cow<'m, str> {
    if marked.is_plain { Cow::Borrowed(&*marked.text) } else { maths::join(&marked.text) }
}

/// An event as the walk gets it.
pub(super) fn settle<'a>(event: Event<'a>, text: &str, at: usize) -> Event<'a> {
    maths::settle(event, text, at)
}

/// What the parser is told.
pub(super) fn extensions(marked: &Marked<'_>, options: &Options) -> pulldown_cmark::Options {
    use pulldown_cmark::Options;
    let known = parser_options(options.dialect);
    match options.vault {
        _ if marked.is_plain => known,
        Vault::Yes => known | Options::ENABLE_MATH | Options::ENABLE_WIKILINKS,
        Vault::No => known | Options::ENABLE_MATH,
    }
}

/// What a walk must know of other dialects.
pub(super) struct Extra<'a> {
    parser_options: pulldown_cmark::Options,
    markers: &'a Markers,
    /// Footnotes that were written where they are referred to.
    notes: Vec<Line>,
    /// What was written around the next block of code.
    code: Vec<Attr>,
}

impl<'a> Extra<'a> {
    pub(super) fn new(marked: &'a Marked<'_>, options: &Options) -> Self {
        let parser_options = extensions(marked, options);
        Self { parser_options, markers: &marked.markers, notes: Vec::new(), code: Vec::new() }
    }

    /// The text without markers: it turned out to be code, or a title.
    pub(super) fn as_written<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.markers.restore(text).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// What was written around the next block of code.
    pub(super) fn around_code(&mut self) -> Vec<Attr> {
        std::mem::take(&mut self.code)
    }
}

impl Walk<'_> {
    /// Opens a link where another note of the vault is embedded. The end of the picture that it is
    /// written like ends it.
    pub(super) fn embeds_note(&mut self, kind: LinkType, target: &str) -> bool {
        let is_note = is_wiki(kind) && !wiki::is_picture(target);
        if is_note {
            self.embedded_note(target);
        }
        is_note
    }
}

/// The address of a link.
pub(crate) fn address(kind: LinkType, written: &str) -> Cow<'_, str> {
    if is_wiki(kind) { Cow::Owned(wiki::address(written)) } else { Cow::Borrowed(written) }
}

/// What a picture is called that is written as a wiki link.
pub(super) fn wiki_target(kind: LinkType, address: &str) -> Option<String> {
    is_wiki(kind).then(|| address.to_owned())
}

/// The picture, in the size that a wiki link says.
pub(super) fn sized(picture: Element, wiki: Option<String>, description: &str) -> Element {
    match wiki {
        Some(target) => wiki::sized(picture, description, &target),
        None => picture,
    }
}

fn is_wiki(kind: LinkType) -> bool {
    matches!(kind, LinkType::WikiLink { .. })
}
