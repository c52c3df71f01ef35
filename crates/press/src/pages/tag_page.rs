//! The page of a tag: all its articles, and nothing that needs script.

use article::Language;
use catalog::{Filter, ViewState};

use super::address::Place;
use super::card::{Detail, item};
use super::head::{Head, document};
use super::html::{El, el};
use super::tags::TagPage;
use super::{Context, frame, ids, json_ld};
use crate::english::number;
use crate::shell::Role;

/// Tags that are named beside the page's own.
const COMPANIONS: usize = 6;
/// Articles that are shown with all there is on their card: past them a page would be too heavy.
const FULL: usize = 60;

pub(super) fn page(context: &Context<'_>, tag: &TagPage) -> String {
    let path = tag.path();
    let place = Place::of(&path);
    let name = tag.name.as_str();
    let language = Language::detect(name);
    let count = words::articles(tag.rows.len() as u64, number);
    let filter = place.to_rack(&ViewState::default().toggled(Filter::Tag, name));
    let cards: Vec<El> = tag
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| item(context, &place, *row, if at < FULL { Detail::Full } else { Detail::Brief }))
        .collect();
    let title = el("h1").id(ids::TITLE).attr_if("lang", language.as_ref().map(Language::as_str)).attr("dir", "auto");
    let ways = el("p")
        .class("hush")
        .child(count.as_str())
        .child(" · ")
        .child(el("a").class("way").attr("href", &filter).child(words::FILTER_FURTHER));
    let shelf = el("div")
        .class("shelf")
        .child(title.child(name))
        .child(ways)
        .child(companions(context, &place, tag))
        .child(el("ol").id(ids::CARDS).class("cards").attr("role", "list").child(cards));
    let reader = el("div").class("reader").child(frame::back(context, &place)).child(shelf);
    let description = format!("{count}: {name}");
    let listed = tag.rows.iter().take(FULL).filter_map(|row| context.cards.get(*row).copied());
    let head = Head {
        title: Some(name),
        language: language.as_ref(),
        description: &description,
        path: &path,
        role: Role::Page,
        kind: "website",
        picture: None,
        more: Vec::new(),
        json_ld: json_ld::collection(context, name, &path, listed),
    };
    document(context, head, frame::frame(context, &place, reader))
}

/// The tags that stand most often beside this one.
fn companions(context: &Context<'_>, place: &Place, tag: &TagPage) -> Option<El> {
    let chip = |(other, count): (&TagPage, usize)| {
        let count =
            el("b").child(number(count as u64)).child(el("span").class("sr").child(words::counted(count as u64)));
        let name = el("span").attr("dir", "auto").child(other.name.as_str());
        el("a").class("chip").attr("href", &place.to_path(&other.path())).child(name).child(" ").child(count)
    };
    let chips: Vec<El> = context.tags.companions(tag, &context.listings, COMPANIONS).into_iter().map(chip).collect();
    let line = el("p").class("together").child(el("span").child(words::TOGETHER));
    (!chips.is_empty()).then(|| line.child(chips))
}
