//! Markdown to a tree of the closed list.
//!
//! The pipeline, in order:
//!
//! 1. [`dialects::mark`]: what opens and closes blocks becomes markers; a text in which nothing needs the
//!    feature `dialects` goes through [`gitbook::mark`] alone
//! 2. [`dialects::join`]: with that feature, a formula on several lines becomes one line
//! 3. pulldown-cmark: text to events; no metadata option is on, they are quadratic on hostile input
//! 4. [`Walk`]: events to the [`builder::Builder`]'s tree, raw HTML tokenised into the same tree
//! 5. footnotes gathered at the end; [`dialects::finish`]: emoji, cards
//! 6. [`polish::polish`]: characters, captions
//! 7. [`autolink::link`]: bare addresses become links
//! 8. [`ids::assign`]: ids for headings and anchors
//! 9. [`anchors::settle`]: links to those ids; links that show another host than theirs
//!
//! The CommonMark dialect runs 3 and 4 only.

pub(crate) mod anchors;
mod autolink;
mod builder;
#[cfg_attr(not(feature = "dialects"), path = "no_dialects.rs")]
mod dialects;
#[cfg(feature = "dialects")]
mod embeds;
#[cfg(test)]
mod emphasis_tests;
mod fence;
mod footnotes;
pub(crate) mod gitbook;
pub(crate) mod ids;
pub(crate) mod links;
#[cfg(feature = "dialects")]
mod maths;
#[cfg(test)]
mod mended_tests;
pub(crate) mod pictures;
mod polish;
mod raw_html;
mod references;
mod tables;
pub(crate) mod tokenizer;
mod walk;

use article::{ArchivePath, Limit, Node};
use pulldown_cmark::Parser;

pub(crate) use self::dialects::address;
use self::links::Links;
use self::walk::Walk;
use crate::{Dialect, Options};

/// A rendered body.
pub(crate) struct Body {
    pub(crate) nodes: Vec<Node>,
    pub(crate) limits: Vec<Limit>,
}

/// Renders the Markdown of the file at `path`.
pub(crate) fn render(markdown: &str, path: &ArchivePath, options: &Options) -> Body {
    let marked = dialects::mark(markdown, options);
    let text = dialects::join(&marked);
    let mut walk = Walk::new(Links::new(path, options.dialect), options, dialects::Extra::new(&marked, options));
    for (event, range) in Parser::new_ext(&text, dialects::extensions(&marked, options)).into_offset_iter() {
        walk.event(dialects::settle(event, &text, range.start), &text[range.start..]);
        if walk.is_full() {
            break;
        }
    }
    walk.write_notes();
    let (mut nodes, footnotes, limits) = walk.finish();
    if options.dialect.here() == Dialect::Archive {
        nodes.extend(footnotes);
        dialects::finish(&marked, &mut nodes);
        polish::polish(&mut nodes);
        autolink::link(&mut nodes);
        ids::assign(&mut nodes);
        anchors::settle(&mut nodes);
    }
    Body { nodes, limits }
}

pub(crate) fn parser_options(dialect: Dialect) -> pulldown_cmark::Options {
    use pulldown_cmark::Options;
    match dialect {
        Dialect::CommonMark => Options::empty(),
        Dialect::Archive => {
            Options::ENABLE_TABLES
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_HEADING_ATTRIBUTES
                | Options::ENABLE_GFM
                | Options::ENABLE_CJK_FRIENDLY_EMPHASIS
                | Options::ENABLE_MENDING
        }
    }
}

/// Characters that are set without spaces between them: Han, kana, and full-width punctuation.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3000}'..='\u{30ff}' | '\u{31c0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests;
