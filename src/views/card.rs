use article::{Language, Stats};
use catalog::{Filter, Listing, ViewState};

use crate::element::{El, Pieces, el, heading};
use crate::signal::Readable;
use crate::site::Site;
use crate::views::icon::Icon;
use crate::{format, ids, words};

/// The card of an article on the rack. Its heading's link covers the card.
pub(crate) fn card(site: Site, row: u32, listing: &Listing) -> Pieces {
    let language = Language::detect(&listing.title).or_else(|| listing.language.clone());
    let lang = language.as_ref().map(Language::as_str);
    let slug = listing.slug.clone();
    let href = move || Some(site.href(&site.list.read().opened(&slug)));
    let title = el("a").id(&ids::card(row)).class("title").attr_of("href", href).fixed("dir", "auto");
    let summary = (!listing.summary.is_empty()).then(|| el("p").attr_if("lang", lang).child(listing.summary.as_str()));
    let foot = el("div").class("foot").child(tags(site, listing.tags.iter())).child(stats(&listing.stats));
    let words = el("div")
        .class("words")
        .child(
            heading(site.stage.manner().level_of_cards())
                .attr_if("lang", lang)
                .child(title.child(listing.title.as_str())),
        )
        .child(summary)
        .child(facts(site, listing))
        .child(foot);
    let cover = listing
        .cover
        .as_ref()
        .filter(|cover| site.stage.may_load(cover))
        .map(|cover| picture(site.archive.source_address(cover)));
    let class = if cover.is_some() { "card" } else { "card nocover" };
    el("article").fixed("part", "card").class(class).child(words).child(cover).view()
}

fn picture(address: String) -> El {
    let picture = el("img").fixed("loading", "lazy").fixed("decoding", "async").fixed("referrerpolicy", "no-referrer");
    el("div").class("cover").child(picture.fixed("alt", "").fixed("src", &address))
}

/// Author, date, category and minutes.
fn facts(site: Site, listing: &Listing) -> El {
    let author = listing.author.clone().map(|author| {
        let link = filter_link(site, author.clone(), move |state| state.toggled(Filter::Author, &author));
        link.fixed("dir", "auto")
    });
    let published =
        listing.published.map(|date| el("time").fixed("datetime", &date.to_string()).child(format::short_date(date)));
    let category = listing
        .category
        .clone()
        .map(|category| filter_link(site, category.clone(), move |state| state.toggled(Filter::Category, &category)));
    // A catalog written by hand does not say how long an article is.
    let minutes = (listing.reading_minutes > 0).then(|| el("span").child(words::minutes(listing.reading_minutes)));
    el("div").class("meta").child(author).child(published).child(category).child(minutes)
}

/// A word that filters the list when it is clicked, and again when it is clicked twice.
fn filter_link(site: Site, name: String, change: impl Fn(&ViewState) -> ViewState + Send + 'static) -> El {
    let href = move || Some(site.href(&change(&site.list.read())));
    el("a").attr_of("href", href).fixed("title", &words::filter_by(&name)).child(name)
}

/// Tags, each a link that adds it to the filter or takes it away.
pub(crate) fn tags<'a>(site: Site, tags: impl Iterator<Item = &'a article::Tag>) -> El {
    let chips = tags.map(|tag| {
        let [chosen, marked, toggled] = [0; 3].map(|_| tag.as_str().to_owned());
        let href = move || Some(site.href(&site.list.read().toggled(Filter::Tag, &toggled)));
        let current = move || site.list.read().has(Filter::Tag, &marked).then(|| "true".to_owned());
        el("a")
            .class("chip")
            .class_when("on", move || site.list.read().has(Filter::Tag, &chosen))
            .attr_of("href", href)
            .attr_of("aria-current", current)
            .fixed("dir", "auto")
            .child(tag.as_str().to_owned())
    });
    el("div").class("tags").child(chips.collect::<Vec<_>>())
}

/// Counts with their icons, each named for screen readers.
fn stats(stats: &Stats) -> El {
    let counts = stats.iter().map(|(stat, count)| {
        let name = format!("{} {}", format::number(count), words::stat(stat, count));
        let shown = el("span").fixed("role", "img").fixed("aria-label", &name.clone()).fixed("title", &name);
        shown.child(Icon::from(stat).view()).child(format::number(count))
    });
    el("div").class("stats").child(counts.collect::<Vec<_>>())
}

/// What stands in for a card while it loads: the same space, no words.
pub(crate) fn skeleton() -> Pieces {
    let lines = ["line wide", "line", "line", "line short"].map(|class| el("span").class(class));
    el("div")
        .class("card nocover skeleton")
        .fixed("aria-hidden", "true")
        .child(el("div").class("words").child(Vec::from(lines)))
        .view()
}
