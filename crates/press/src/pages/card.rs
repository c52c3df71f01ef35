//! The card of an article on a list, as src/views/card.rs makes it.

use article::paint::Addresses;
use article::{Language, Source, Stats};
use catalog::{Filter, Listing, ViewState};

use super::address::{Place, page_path};
use super::byline::tags;
use super::html::{El, el};
use super::icon::Icon;
use super::{Context, ids};
use crate::english::{number, short_date};

/// How much of an article a card shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// All there is.
    Full,
    /// Title, author and date: for long lists.
    Brief,
}

/// A row of the list.
pub(super) fn item(context: &Context<'_>, place: &Place, row: usize, detail: Detail) -> Option<El> {
    let listing = context.listings.get(row)?;
    Some(el("li").attr("data-row", &row.to_string()).child(card(context, place, row, listing, detail)))
}

fn card(context: &Context<'_>, place: &Place, row: usize, listing: &Listing, detail: Detail) -> El {
    let language = Language::detect(&listing.title).or_else(|| listing.language.clone());
    let lang = language.as_ref().map(Language::as_str);
    let href = place.to_path(&page_path(&listing.slug));
    let title = el("a").id(&ids::card(row)).class("title").attr("href", &href).attr("dir", "auto");
    let full = detail == Detail::Full;
    let summary =
        (full && !listing.summary.is_empty()).then(|| el("p").attr_if("lang", lang).child(listing.summary.as_str()));
    let foot =
        full.then(|| el("div").class("foot").child(tags(context, place, &listing.tags)).child(stats(&listing.stats)));
    let words = el("div")
        .class("words")
        .child(el("h2").attr_if("lang", lang).child(title.child(listing.title.as_str())))
        .child(summary)
        .child(if full { facts(place, listing) } else { brief_facts(listing) })
        .child(foot);
    let may_load = |cover: &&Source| full && context.settings.media.may_load(cover);
    let cover = listing.cover.as_ref().filter(may_load).map(|cover| picture(&place.source(cover)));
    let class = if cover.is_some() { "card" } else { "card nocover" };
    el("article").class(class).child(words).child(cover)
}

fn picture(address: &str) -> El {
    let picture = el("img").attr("loading", "lazy").attr("decoding", "async").attr("referrerpolicy", "no-referrer");
    el("div").class("cover").child(picture.attr("alt", "").attr("src", address))
}

/// Author, date, category and minutes.
fn facts(place: &Place, listing: &Listing) -> El {
    let all = ViewState::default();
    let author = listing.author.as_ref().map(|author| {
        filter_link(place, author, &all.toggled(Filter::Author, author)).attr("dir", "auto").child(author.as_str())
    });
    let category = listing
        .category
        .as_ref()
        .map(|name| filter_link(place, name, &all.toggled(Filter::Category, name)).child(name.as_str()));
    let minutes =
        (listing.reading_minutes > 0).then(|| el("span").child(words::minutes(listing.reading_minutes, number)));
    el("div").class("meta").child(author).child(day(listing)).child(category).child(minutes)
}

/// Author and date as text: a long list is for finding a title.
fn brief_facts(listing: &Listing) -> El {
    let author = listing.author.as_ref().map(|author| el("span").attr("dir", "auto").child(author.as_str()));
    el("div").class("meta").child(author).child(day(listing))
}

fn day(listing: &Listing) -> Option<El> {
    listing.published.map(|date| el("time").attr("datetime", &date.to_string()).child(short_date(date)))
}

fn filter_link(place: &Place, name: &str, state: &ViewState) -> El {
    el("a").attr("href", &place.to_rack(state)).attr("title", &words::filter_by(name))
}

/// Counts with their icons, each named for screen readers.
fn stats(stats: &Stats) -> El {
    let counts = stats.iter().map(|(stat, count)| {
        let name = format!("{} {}", number(count), words::stat(stat, count));
        let shown = el("span").attr("role", "img").attr("aria-label", &name).attr("title", &name);
        shown.child(Icon::Stat(stat).view()).child(number(count))
    });
    el("div").class("stats").child(counts.collect::<Vec<_>>())
}
