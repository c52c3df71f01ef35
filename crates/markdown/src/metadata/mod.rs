//! What a file says about itself, in whatever dialect, and where its body starts.
//!
//! ```text
//! file  = [ front ] *( imports / card / heading ) [ summary ] [ rule ] [ heading ] body
//! front = YAML, TOML or JSON between fences (`front`) / key lines (`key_lines`)
//! card  = a GitBook hint or a quote of bold lines (`card`) / `<ArticleInfo …/>` (`mdx`)
//!       / a quoted list (`quote_list`)
//! ```
//!
//! Every dialect is read into the same [`value::Block`] of keys and values; `keys` says what they
//! mean, and `fields` puts them on the card. The forms and their traps are those of SYNTAX.md
//! sections B1 and D (issue #2). Nothing here fails: what cannot be read is skipped, reported, and
//! shown where it has text. Each line is read a bounded number of times, whatever stands in it.

mod card;
mod fields;
mod flow;
mod front;
mod heading;
mod inline;
#[cfg(feature = "dialects")]
mod key_lines;
mod keys;
#[cfg(feature = "dialects")]
mod mdx;
mod number;
mod page;
#[cfg(feature = "dialects")]
mod quote_list;
mod quoted;
mod summary;
#[cfg(feature = "dialects")]
mod toml;
mod typed;
mod value;
mod yaml;
mod yaml_line;

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod fields_tests;
#[cfg(test)]
mod form_tests;
#[cfg(test)]
mod vector_tests;
#[cfg(test)]
mod yaml_tests;

use std::borrow::Cow;

use article::{ArchivePath, Author, Date, Language, SafeUrl, Source, Stats, Tag};

use self::heading::Heading;
use self::page::Page;
use self::value::Block;
use crate::Problem;
#[cfg(feature = "dialects")]
use crate::openers;

/// What a file says about itself, and where its body starts.
#[derive(Debug)]
pub(crate) struct Metadata<'a> {
    /// From the metadata, else the first heading. `None`: the caller takes the file's name.
    pub(crate) title: Option<String>,
    /// From the metadata, else the quote under the card.
    pub(crate) summary: Option<String>,
    /// The first, where the file names several; then all are in `extra` too.
    pub(crate) category: Option<String>,
    /// Several are joined with commas.
    pub(crate) author: Option<Author>,
    /// From the metadata, else from Zola's `path` or the beginning of the file's name.
    pub(crate) published: Option<Date>,
    /// From the metadata.
    pub(crate) updated: Option<Date>,
    /// Counts that are really counts: `comments: true` is a switch and in `extra`.
    pub(crate) stats: Stats,
    /// No two are exactly equal.
    pub(crate) tags: Vec<Tag>,
    /// On the web.
    pub(crate) original: Option<SafeUrl>,
    /// Resolved against the file's folder.
    pub(crate) cover: Option<Source>,
    /// Named by the author.
    pub(crate) language: Option<Language>,
    /// Keys nobody knows, and values that fit no field, in the author's order.
    pub(crate) extra: Vec<(String, String)>,
    /// The Markdown that is left. It begins on `body_line`, and later lines keep their distance.
    pub(crate) body: Cow<'a, str>,
    /// The line of the file on which the body begins, from 1.
    #[allow(dead_code, reason = "for problems of the body; only tests ask so far")]
    pub(crate) body_line: usize,
    /// What could not be read, by line.
    pub(crate) problems: Vec<Problem>,
}

/// Reads a decoded file whose lines end in `\n`, without a byte order mark.
pub(crate) fn read<'a>(text: &'a str, path: &ArchivePath) -> Metadata<'a> {
    let mut page = Page::new(text);
    let mut block = front::cut(&mut page).unwrap_or_default();
    #[cfg(feature = "dialects")]
    if page.at == 0 {
        block.append(cut_key_lines(&mut page).unwrap_or_default());
    }
    let (heading, card) = cut_head(&mut page, &mut block);
    let mut fields = fields::read(block, path);
    cut_tail(&mut page, card, &mut fields);
    page.skip_blank();
    let heading = match (heading, card) {
        (None, Some(_)) => heading::cut(&mut page),
        (heading, _) => heading,
    };
    page.skip_blank();
    let (body, body_line) = match heading {
        Some(heading) => below(&page, heading, &mut fields.title),
        None => around(&page, &mut fields.title),
    };
    Metadata {
        title: fields.title,
        summary: fields.summary,
        category: fields.category,
        author: fields.author,
        published: fields.published.or_else(|| dated(&fields.extra, path)),
        updated: fields.updated,
        stats: fields.stats,
        tags: fields.tags,
        original: fields.original,
        cover: fields.cover,
        language: fields.language,
        extra: fields.extra,
        body,
        body_line,
        problems: by_line(fields.problems),
    }
}

/// There are few problems: finding the place of each costs less code than sorting.
fn by_line(problems: Vec<Problem>) -> Vec<Problem> {
    let mut ordered: Vec<Problem> = Vec::new();
    for problem in problems {
        let place = ordered.partition_point(|earlier| earlier.line <= problem.line);
        ordered.insert(place, problem);
    }
    ordered
}

/// A card in the text, by what may follow it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CardKind {
    /// A quote under it is the summary.
    Summarised,
    /// A quote under it is the article's.
    #[cfg_attr(not(feature = "dialects"), expect(dead_code, reason = "only rarer cards have none"))]
    Bare,
}

#[cfg(feature = "dialects")]
fn cut_key_lines(page: &mut Page<'_>) -> Option<Block> {
    let mut look = *page;
    look.skip_blank();
    let block = key_lines::cut_lctt(&mut look).or_else(|| {
        look = *page;
        key_lines::cut_pelican(&mut look)
    })?;
    *page = look;
    Some(block)
}

/// Cuts the heading and the card that begin a file, in either order, and imports before and after each.
fn cut_head<'a>(page: &mut Page<'a>, block: &mut Block) -> (Option<Heading<'a>>, Option<CardKind>) {
    let (mut heading, mut card) = (None, None);
    loop {
        #[cfg(feature = "dialects")]
        mdx::cut_imports(page);
        let mut look = *page;
        look.skip_blank();
        match (&heading, card) {
            (_, None) if let Some((found, kind)) = cut_card(&mut look) => {
                block.append(found);
                card = Some(kind);
            }
            (None, _) if let Some(found) = heading::cut(&mut look) => heading = Some(found),
            _ => return (heading, card),
        }
        *page = look;
    }
}

fn cut_card(page: &mut Page<'_>) -> Option<(Block, CardKind)> {
    let summarised = card::cut_hint(page).or_else(|| card::cut_quoted(page));
    match summarised {
        Some(block) => Some((block, CardKind::Summarised)),
        None => cut_rarer_card(page),
    }
}

#[cfg(feature = "dialects")]
fn cut_rarer_card(page: &mut Page<'_>) -> Option<(Block, CardKind)> {
    // Further down nobody looks for one before this renderer is loaded.
    if page.line > openers::HEAD_LINES {
        return None;
    }
    match mdx::cut_component(page) {
        Some(block) => Some((block, CardKind::Summarised)),
        None => quote_list::cut(page).map(|block| (block, CardKind::Bare)),
    }
}

/// An article with such a card is read by the renderer that has all dialects (`crate::needs_dialects`).
#[cfg(not(feature = "dialects"))]
fn cut_rarer_card(_: &mut Page<'_>) -> Option<(Block, CardKind)> {
    None
}

/// Cuts what may follow a card: the summary and a rule.
fn cut_tail(page: &mut Page<'_>, card: Option<CardKind>, fields: &mut fields::Fields) {
    if card == Some(CardKind::Summarised) {
        let mut look = *page;
        match (summary::cut(&mut look), &fields.summary) {
            (Some(quote), None) => {
                fields.summary = typed::known(&quote).map(str::to_owned);
                *page = look;
            }
            (Some(quote), Some(summary)) if quote == *summary => *page = look,
            _ => {}
        }
    }
    let mut look = *page;
    look.skip_blank();
    if card.is_some() && look.next().is_some_and(page::is_rule) {
        *page = look;
    }
}

/// The body under a heading, which is cut when it is the title.
fn below<'a>(page: &Page<'a>, heading: Heading<'a>, title: &mut Option<String>) -> (Cow<'a, str>, usize) {
    let known = title.get_or_insert_with(|| heading.text());
    match heading.says(known) {
        true => (Cow::Borrowed(page.rest()), page.line),
        // Where a card stood between heading and text, blank lines take its place.
        false => {
            let line = 1 + page.text[..heading.start].matches('\n').count();
            let gap = page.text[heading.end..page.at].matches('\n').count();
            let body = [&page.text[heading.start..heading.end], &"\n".repeat(gap), page.rest()].concat();
            (Cow::Owned(body), line)
        }
    }
}

/// The body of a file that does not begin with a heading. The first heading in it is the title if
/// there is no other; it is cut when nothing but pictures stand before it.
fn around<'a>(page: &Page<'a>, title: &mut Option<String>) -> (Cow<'a, str>, usize) {
    let body = match heading::find(page) {
        Some(heading) => {
            let known = title.get_or_insert_with(|| heading.text());
            match heading.leads && heading.says(known) {
                true => {
                    let gap = page.text[heading.start..heading.end].matches('\n').count();
                    let before = &page.text[page.at..heading.start];
                    Cow::Owned([before, &"\n".repeat(gap), &page.text[heading.end..]].concat())
                }
                false => Cow::Borrowed(page.rest()),
            }
        }
        None => Cow::Borrowed(page.rest()),
    };
    (body, page.line)
}

/// The day in Zola's `path` key, or at the beginning of the file's name (Jekyll; daily notes).
fn dated(extra: &[(String, String)], path: &ArchivePath) -> Option<Date> {
    let day = |text: &str| {
        let starts = text.split('/').map(str::len).scan(0, |at, length| {
            let start = *at;
            *at += length + 1;
            Some(start)
        });
        starts.take(8).find_map(|start| text.get(start..)?.parse().ok())
    };
    let zola = extra.iter().find(|(key, _)| key == "path").and_then(|(_, value)| day(value));
    zola.or_else(|| path.file_name().parse().ok())
}
