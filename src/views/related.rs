//! Articles like the open one, below it.

use article::{Language, Slug};
use catalog::Listing;

use crate::element::{El, el, heading, views};
use crate::fetch::Load;
use crate::signal::{Readable, Signal};
use crate::site::Site;
use crate::views::icon::Icon;
use crate::{dom, format, words};

/// How many are shown.
const MOST: usize = 5;

/// The section of related articles. Their cards are fetched when the reader comes near.
pub(crate) fn related(site: Site, slug: Slug) -> El {
    let is_near = Signal::new(false);
    let section = el("aside").class("related");
    let place = section.node().clone();
    let look = move || {
        let far = 2.0 * dom::viewport_height();
        // Another article may have taken its place.
        if is_near.is_there()
            && !*is_near.peek()
            && place.is_connected()
            && place.get_bounding_client_rect().top() < far
        {
            is_near.set(true);
        }
    };
    let at_first = look.clone();
    site.stage.next_frame(at_first);
    site.stage.on_scroll(move |_| look());
    section.child_of(move || {
        if !is_near.get() {
            return views(Vec::new());
        }
        let Load::Ready(rows) = site.archive.facets(|facets| facets.related(&slug, MOST)) else {
            return views(Vec::new());
        };
        let cards = rows.iter().filter_map(|row| match site.archive.listing(*row) {
            Load::Ready(card) => Some(el("li").child(link(site, &card))),
            _ => None,
        });
        let cards: Vec<El> = cards.collect();
        if cards.is_empty() {
            return views(Vec::new());
        }
        let title = heading(site.stage.manner().level + 1).child(words::RELATED);
        views(vec![title, el("ul").fixed("role", "list").child(cards)])
    })
}

fn link(site: Site, card: &Listing) -> El {
    let language = Language::detect(&card.title);
    let title = el("span").fixed("dir", "auto").attr_if("lang", language.as_ref().map(Language::as_str));
    let mut facts: Vec<String> = card.author.iter().cloned().collect();
    facts.extend(card.published.map(format::short_date));
    let counts = card.stats.iter().take(1).map(|(stat, count)| {
        el("span")
            .class("count")
            .child(Icon::from(stat).view())
            .child(format::number(count))
            .child(el("span").class("sr").child(" ").child(words::stat(stat, count)))
    });
    let facts =
        el("small").child(el("span").fixed("dir", "auto").child(facts.join(" · "))).child(counts.collect::<Vec<_>>());
    let href = site.href(&site.list.peek().opened(&card.slug));
    el("a").fixed("href", &href).child(title.child(card.title.as_str())).child(facts)
}
