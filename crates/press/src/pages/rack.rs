//! The first page: the rack with its first cards, as src/views/rack.rs makes it, and ways on for
//! readers without script.

use super::address::{Place, SitePath};
use super::card::{Detail, item};
use super::frame::later;
use super::head::{Head, document};
use super::html::{El, el};
use super::icon::Icon;
use super::tags::TagPage;
use super::{Context, frame, ids, json_ld};
use crate::english::number;
use crate::shell::Role;

/// Cards that are in the page: one file of the catalog, three screens.
const CARDS: usize = 24;
/// Tags that are shown at once, as in the app.
const FEW_TAGS: usize = 8;
/// Tags that are shown at the most.
const MANY_TAGS: usize = 200;

/// What a site that says nothing of itself is.
const DESCRIPTION: &str = "Articles, with metadata cards, tags and filters.";

pub(super) fn page(context: &Context<'_>) -> String {
    let path = SitePath::new("index.html");
    let place = Place::of(&path);
    // The app's own list has no such mark (style/plain.css).
    let page = el("div").class("page printed").child(tags(context, &place)).child(list(context, &place));
    let head = Head {
        title: None,
        language: context.settings.language.as_ref(),
        description: context.settings.description.as_deref().unwrap_or(DESCRIPTION),
        path: &path,
        role: Role::App,
        kind: "website",
        picture: None,
        more: Vec::new(),
        json_ld: json_ld::collection(context, context.title(), &path, context.cards.iter().take(CARDS).copied()),
    };
    document(context, head, frame::frame(context, &place, page))
}

fn list(context: &Context<'_>, place: &Place) -> El {
    let count = context.count().to_string();
    let cards: Vec<El> = (0..CARDS)
        .filter_map(|row| item(context, place, row, Detail::Full))
        .enumerate()
        .map(|(at, item)| item.attr("aria-setsize", &count).attr("aria-posinset", &(at + 1).to_string()))
        .collect();
    let shown = match cards.is_empty() {
        true => nothing(),
        false => el("ol").id(ids::CARDS).class("cards").attr("role", "list").child(cards),
    };
    let all = el("a").attr("href", &place.to("articles/catalog/list.html"));
    let all = el("p").class("hush all").child(all.child(words::plain_list(context.count(), number)));
    el("section").class("list").child(header(context)).child(shown).child(all)
}

/// The line above the cards. Its controls come with the app.
fn header(context: &Context<'_>) -> El {
    let count = words::articles(context.count(), number);
    let status = el("p").id(ids::STATUS).class("sr").attr("role", "status");
    let filters = later(el("button"), "quiet open-filters").attr("type", "button");
    let order = later(el("label"), "order").child(el("span").class("sr").child(words::SORT));
    let options: Vec<El> = catalog::Sort::ALL
        .iter()
        .map(|sort| {
            let hidden = (*sort == catalog::Sort::Best).then_some("");
            let selected = (*sort == catalog::Sort::Newest).then_some("");
            let option = el("option").attr("value", sort.key()).attr_if("selected", selected).attr_if("hidden", hidden);
            option.child(words::sort(*sort))
        })
        .collect();
    el("div")
        .class("head")
        .child(el("h1").class("sr").child(context.title()))
        .child(el("p").class("count").attr("aria-hidden", "true").child(count.as_str()))
        .child(status.attr("aria-live", "polite").attr("aria-atomic", "true").child(count.as_str()))
        .child(el("div").class("chips"))
        .child(filters.child(Icon::Filters.view()).child(words::FILTERS).child(el("span")))
        .child(order.child(el("select").id(ids::SORT).class("sel").child(options)))
}

fn nothing() -> El {
    let notice = el("div").class("notice").child(el("h2").child(words::EMPTY_ARCHIVE));
    notice.child(el("p").child(words::EMPTY_ARCHIVE_ADVICE)).child(el("div").class("ways"))
}

/// The most used tags, where the app has its filters.
fn tags(context: &Context<'_>, place: &Place) -> El {
    let row = |page: &TagPage| {
        let count = page.rows.len() as u64;
        let unit = el("span").class("sr").child(words::counted(count));
        let name = el("span").attr("dir", "auto").child(page.name.as_str());
        let link = el("a").class("row").attr("href", &place.to_path(&page.path()));
        el("li").child(link.child(name).child(" ").child(el("b").child(number(count)).child(unit)))
    };
    let rows = |pages: &[TagPage]| {
        el("ul").attr("role", "list").attr("aria-label", words::TAGS).child(pages.iter().map(row).collect::<Vec<_>>())
    };
    let (few, more) = context.tags().split_at(FEW_TAGS.min(context.tags().len()));
    let more = more.get(..more.len().min(MANY_TAGS)).unwrap_or_default();
    let find = later(el("input"), "find").attr("type", "search").attr("aria-label", words::FIND_TAG);
    let facet = (!few.is_empty()).then(|| {
        let summary = el("summary").class("row all").child(words::show_all(few.len() + more.len(), number));
        let rest = (!more.is_empty()).then(|| el("details").child(summary).child(rows(more)));
        el("section").class("facet").child(el("h2").child(words::TAGS)).child(find).child(rows(few)).child(rest)
    });
    el("nav").class("filters").attr("aria-label", words::TAGS).child(facet)
}
