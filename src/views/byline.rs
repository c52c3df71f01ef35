use crate::element::{El, Pieces, el, views};
use crate::fetch::Load;
use crate::signal::{Memo, Readable};
use crate::site::Site;
use crate::views::card::tags;
use crate::views::icon::Icon;
use crate::{dom, format, words};
use article::paint::OUTSIDE_REL;
use article::{Card, SafeUrl, Tag};
use catalog::{Filter, ViewState};

/// The metadata of the open article: author, date, counts, tags, and the way to the original.
pub(crate) fn byline(site: Site, card: &Card) -> Pieces {
    let tags = spelled(site, card.tags.clone());
    el("div").class("mcard").child(author(site, card)).child(counts(card)).child_of(tags).child(more(card)).view()
}

/// Tags as the catalog spells them, as soon as that is known.
fn spelled(site: Site, own: Vec<Tag>) -> impl Fn() -> Pieces {
    let known = Memo::new(move |_| match site.archive.facets_when_there(|facets| facets.spelled(&own)) {
        Load::Ready(spelled) => spelled,
        Load::Loading | Load::Failed(_) => own.clone(),
    });
    move || match &*known.read() {
        none if none.is_empty() => views(Vec::new()),
        known => tags(site, known.iter()).view(),
    }
}

/// Tags that were printed into the page lead to pages of their own; here they filter the list.
pub(crate) fn filter_by_tags(site: Site, article: &web_sys::Element) {
    for chip in dom::all(article, ".mcard .chip") {
        let tag = chip.text_content().unwrap_or_default();
        let _ = chip.set_attribute("href", &site.href(&site.list.peek().toggled(Filter::Tag, tag.trim())));
    }
}

fn author(site: Site, card: &Card) -> El {
    let avatar =
        card.author.as_ref().and_then(|author| author.name.chars().next()).map(|first| {
            el("span").class("av").fixed("aria-hidden", "true").child(first.to_ascii_uppercase().to_string())
        });
    let name = card.author.as_ref().map(|author| {
        let name = author.url.as_ref().map_or_else(|| el("span"), outside);
        el("b").child(name.fixed("dir", "auto").child(author.name.as_str()))
    });
    let updated = card
        .updated
        .filter(|date| Some(*date) != card.published)
        .map(|date| el("span").child(words::UPDATED).child(" ").child(day(date)));
    let category = card.category.as_ref().map(|category| {
        let href = site.href(&ViewState::default().toggled(Filter::Category, category));
        el("a").fixed("href", &href).child(category.as_str())
    });
    let facts = el("small")
        .class("facts")
        .child(card.published.map(day))
        .child(updated)
        .child(category)
        .child(el("span").child(words::minutes_to_read(card.reading_minutes)));
    let original = card.original.as_ref().map(|url| {
        outside(url)
            .class("orig")
            .fixed("aria-label", &format!("{}, {}", words::ORIGINAL, words::NEW_TAB))
            .child(format!("{} ↗", words::ORIGINAL))
    });
    el("div").class("by").child(avatar).child(el("div").class("who").child(name).child(facts)).child(original)
}

fn day(date: article::Date) -> El {
    el("time").fixed("datetime", &date.to_string()).child(format::long_date(date))
}

/// A link that leaves the page; it opens beside it and tells the other site nothing.
fn outside(url: &SafeUrl) -> El {
    el("a").fixed("href", &url.to_string()).fixed("target", "_blank").fixed("rel", OUTSIDE_REL)
}

fn counts(card: &Card) -> Option<El> {
    let cells: Vec<_> = card
        .stats
        .iter()
        .map(|(stat, count)| {
            let name = el("dt").child(Icon::from(stat).view()).child(words::stat(stat, count));
            el("div").child(name).child(el("dd").child(format::number(count)))
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
