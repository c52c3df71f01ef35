use article::{Language, Stats};
use catalog::{Listing, ViewState};
use leptos::html::{a, article, div, h2, img, p, span, time};
use leptos::prelude::*;

use crate::site::Site;
use crate::views::icon::Icon;
use crate::{format, ids, words};

/// The card of an article on the rack. Its heading's link covers the card.
pub(crate) fn card(site: Site, row: u32, listing: &Listing) -> impl IntoView + use<> {
    let language = Language::detect(&listing.title).or_else(|| listing.language.clone());
    let lang = language.map(|language| language.as_str().to_owned());
    let slug = listing.slug.clone();
    let href = move || Site::href(&site.list.with(|list| list.opened(&slug)));
    let cover = listing.cover.as_ref().map(|cover| {
        let address = site.archive.source_address(cover);
        div().class("cover").child(
            img()
                .src(address)
                .alt("")
                .attr("loading", "lazy")
                .attr("decoding", "async")
                .attr("referrerpolicy", "no-referrer"),
        )
    });
    let class = if cover.is_some() { "card" } else { "card nocover" };
    let summary = (!listing.summary.is_empty()).then(|| p().attr("lang", lang.clone()).child(listing.summary.clone()));
    article().class(class).child((
        div().class("words").child((
            h2().attr("lang", lang).child(
                a().id(ids::card(row)).class("title").href(href).attr("dir", "auto").child(listing.title.clone()),
            ),
            summary,
            facts(site, listing),
            div().class("foot").child((
                tags(site, listing.tags.iter().map(|tag| tag.as_str().to_owned()).collect()),
                stats(&listing.stats),
            )),
        )),
        cover,
    ))
}

/// Author, date, category and minutes.
fn facts(site: Site, listing: &Listing) -> impl IntoView + use<> {
    let author = listing.author.clone().map(|author| {
        filter_link(site, author.clone(), move |state| state.with_author_toggled(&author)).attr("dir", "auto")
    });
    let published = listing.published.map(|date| time().datetime(date.to_string()).child(format::short_date(date)));
    let category = listing
        .category
        .clone()
        .map(|category| filter_link(site, category.clone(), move |state| state.with_category_toggled(&category)));
    div().class("meta").child((author, published, category, span().child(words::minutes(listing.reading_minutes))))
}

/// A word that filters the list when it is clicked, and again when it is clicked twice.
fn filter_link(
    site: Site,
    name: String,
    change: impl Fn(&ViewState) -> ViewState + Send + Sync + 'static,
) -> leptos::html::HtmlElement<leptos::html::A, impl leptos::attr::Attribute, impl RenderHtml> {
    let href = move || Site::href(&site.list.with(&change));
    a().href(href).title(words::filter_by(&name)).child(name)
}

/// Tags, each a link that adds it to the filter or takes it away.
pub(crate) fn tags(site: Site, tags: Vec<String>) -> impl IntoView {
    let chips = tags.into_iter().map(|tag| {
        let (chosen, toggled) = (tag.clone(), tag.clone());
        let is_on = move || site.list.with(|list| list.tags.contains(&chosen));
        let href = move || Site::href(&site.list.with(|list| list.with_tag_toggled(&toggled)));
        let current = is_on.clone();
        a().class("chip")
            .class(("on", is_on))
            .href(href)
            .attr("aria-current", move || current().then_some("true"))
            .attr("dir", "auto")
            .child(tag)
    });
    div().class("tags").child(chips.collect_view())
}

/// Counts with their icons, each named for screen readers.
fn stats(stats: &Stats) -> impl IntoView + use<> {
    let counts = stats.iter().map(|(stat, count)| {
        let name = format!("{} {}", format::number(count), words::stat(stat, count));
        span().role("img").aria_label(name.clone()).title(name).child((Icon::from(stat).view(), format::number(count)))
    });
    div().class("stats").child(counts.collect_view())
}

/// What stands in for a card while it loads: the same space, no words.
pub(crate) fn skeleton() -> impl IntoView {
    let line = |class: &'static str| span().class(class);
    div().class("card nocover skeleton").aria_hidden("true").child(div().class("words").child((
        line("line wide"),
        line("line"),
        line("line"),
        line("line short"),
    )))
}
