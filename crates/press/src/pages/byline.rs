//! The metadata of an article, as src/views/byline.rs makes it.

use article::paint::OUTSIDE_REL;
use article::{Card, Date, SafeUrl, Tag};
use catalog::{Filter, ViewState};

use super::Context;
use super::address::Place;
use super::html::{El, el};
use super::icon::Icon;
use crate::english::{long_date, number};

/// Author, date, counts, tags, and the way to the original.
pub(super) fn byline(context: &Context<'_>, place: &Place, card: &Card) -> El {
    let tags = (!card.tags.is_empty()).then(|| tags(context, place, &card.tags));
    el("div").class("mcard").child(author(place, card)).child(counts(card)).child(tags).child(more(card))
}

/// Tags, each a link to its page.
pub(super) fn tags(context: &Context<'_>, place: &Place, tags: &[Tag]) -> El {
    let chip = |tag: &Tag| {
        let href = match context.tag_page(tag) {
            Some(page) => place.to_path(&page.path()),
            None => place.to_rack(&ViewState::default().toggled(Filter::Tag, tag.as_str())),
        };
        el("a").class("chip").attr("href", &href).attr("dir", "auto").child(tag.as_str())
    };
    el("div").class("tags").child(tags.iter().map(chip).collect::<Vec<_>>())
}

fn author(place: &Place, card: &Card) -> El {
    let avatar =
        card.author.as_ref().and_then(|author| author.name.chars().next()).map(|first| {
            el("span").class("av").attr("aria-hidden", "true").child(first.to_ascii_uppercase().to_string())
        });
    let name = card.author.as_ref().map(|author| {
        let name = author.url.as_ref().map_or_else(|| el("span"), outside);
        el("b").child(name.attr("dir", "auto").child(author.name.as_str()))
    });
    let updated = card
        .updated
        .filter(|date| Some(*date) != card.published)
        .map(|date| el("span").child(words::UPDATED).child(" ").child(day(date)));
    let category = card.category.as_ref().map(|category| {
        let href = place.to_rack(&ViewState::default().toggled(Filter::Category, category));
        el("a").attr("href", &href).child(category.as_str())
    });
    let facts = el("small")
        .class("facts")
        .child(card.published.map(day))
        .child(updated)
        .child(category)
        .child(el("span").child(words::minutes_to_read(card.reading_minutes, number)));
    let original = card.original.as_ref().map(|url| {
        outside(url)
            .class("orig")
            .attr("aria-label", &format!("{}, {}", words::ORIGINAL, words::NEW_TAB))
            .child(format!("{} ↗", words::ORIGINAL))
    });
    el("div").class("by").child(avatar).child(el("div").class("who").child(name).child(facts)).child(original)
}

fn day(date: Date) -> El {
    el("time").attr("datetime", &date.to_string()).child(long_date(date))
}

/// A link that leaves the page; it opens beside it and tells the other site nothing.
fn outside(url: &SafeUrl) -> El {
    el("a").attr("href", url.as_str()).attr("target", "_blank").attr("rel", OUTSIDE_REL)
}

fn counts(card: &Card) -> Option<El> {
    let cells: Vec<_> = card
        .stats
        .iter()
        .map(|(stat, count)| {
            let name = el("dt").child(Icon::Stat(stat).view()).child(words::stat(stat, count));
            el("div").child(name).child(el("dd").child(number(count)))
        })
        .collect();
    (!cells.is_empty()).then(|| el("dl").class("cells").child(cells))
}

/// Keys of the file that nobody knows: the author wrote them, so they are there for who looks.
fn more(card: &Card) -> Option<El> {
    let rows: Vec<_> = card
        .extra
        .iter()
        .map(|(key, value)| el("div").child(el("dt").child(key.as_str())).child(el("dd").child(value.as_str())))
        .collect();
    let summary = el("summary").child(words::MORE_DETAILS);
    (!rows.is_empty()).then(|| el("details").class("more").child(summary).child(el("dl").child(rows)))
}
