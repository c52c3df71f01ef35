//! Stands where `dialects` is in the larger renderer: the same doors, and little behind them.

use std::borrow::Cow;
use std::marker::PhantomData;

use article::{Attr, Element, Node};
use pulldown_cmark::{Event, LinkType};

use super::walk::Walk;
use super::{gitbook, parser_options, raw_html};
use crate::{Dialect, Options};

/// A text that is ready for the parser.
pub(super) struct Marked<'t> {
    pub(super) text: Cow<'t, str>,
}

/// Marks the blocks that this renderer knows.
pub(super) fn mark<'t>(markdown: &'t str, options: &Options) -> Marked<'t> {
    let text = match options.dialect.here() {
        Dialect::Archive => gitbook::mark(markdown),
        Dialect::CommonMark => Cow::Borrowed(markdown),
    };
    Marked { text }
}

/// The text as the parser gets it.
pub(super) fn join<'m>(marked: &'m Marked<'_>) -> Cow<'m, str> {
    Cow::Borrowed(&*marked.text)
}

/// An event as the walk gets it.
pub(super) fn settle<'a>(event: Event<'a>, _: &str, _: usize) -> Event<'a> {
    event
}

/// What the parser is told.
pub(super) fn extensions(_: &Marked<'_>, options: &Options) -> pulldown_cmark::Options {
    parser_options(options.dialect.here())
}

/// Nothing is left to settle.
pub(super) fn finish(_: &Marked<'_>, _: &mut Vec<Node>) {}

/// What a walk must know of other dialects.
pub(super) struct Extra<'a>(PhantomData<&'a ()>);

impl<'a> Extra<'a> {
    pub(super) fn new(_: &'a Marked<'_>, _: &Options) -> Self {
        Self(PhantomData)
    }

    pub(super) fn as_written<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }

    pub(super) fn around_code(&mut self) -> [Attr; 0] {
        []
    }
}

impl Walk<'_> {
    pub(super) fn html(&mut self, html: &str) {
        raw_html::feed(&mut self.builder, html, &self.links);
    }

    pub(super) fn write_notes(&mut self) {}

    pub(super) fn embeds_note(&mut self, _: LinkType, _: &str) -> bool {
        false
    }
}

/// The address of a link is what is written.
pub(crate) fn address(_: LinkType, address: &str) -> Cow<'_, str> {
    Cow::Borrowed(address)
}

/// No picture is written as a wiki link.
pub(super) fn wiki_target(_: LinkType, _: &str) -> Option<String> {
    None
}

/// The picture is as it is.
pub(super) fn sized(picture: Element, _: Option<String>, _: &str) -> Element {
    picture
}
