use std::cell::Cell;
use std::time::Duration;

use catalog::{Filter, RANGED, Range, Sort, ViewState};
use leptos::prelude::event_target_value;

use crate::dom::{self, Alarm};
use crate::element::{El, Pieces, el, heading, views};
use crate::fetch::Load;
use crate::signal::{Memo, Readable, Signal};
use crate::site::Site;
use crate::views::facet;
use crate::views::icon::Icon;
use crate::{format, ids, navigation, words};

/// How long the count waits before it is announced: a burst of clicks is said once.
const SETTLE: Duration = Duration::from_millis(400);

/// Tags that are named beside a chosen one.
const COMPANIONS: usize = 6;

/// The line above the cards: how many there are, what is chosen, and their order.
pub(crate) fn chosen(site: Site) -> El {
    let chips = el("div")
        .class("chips")
        .on("click", move |_| site.stage.focus_next_frame(&[ids::CLEAR, ids::SORT]))
        .child_of(move || chips(site));
    el("div")
        .class("head")
        .child(heading(site.stage.manner().level).class("sr").text_of(move || site.title()))
        .child(count(site))
        .child(chips)
        .child(filters_button(site))
        .child(order(site))
        .child_of(move || companions(site))
}

/// The tags that stand most often beside the one that is chosen, where it is all that is.
fn companions(site: Site) -> Pieces {
    let list = site.list.read();
    let ([chosen], 1, true) = (list.names(Filter::Tag), list.filters(), list.query.is_empty()) else {
        return views(Vec::new());
    };
    let Load::Ready(counts) = site.counts.get() else { return views(Vec::new()) };
    let others = counts.tags.iter().filter(|tag| *tag.name != **chosen).take(COMPANIONS);
    let chips: Vec<_> = others
        .map(|tag| {
            let href = site.href(&list.toggled(Filter::Tag, &tag.name));
            let name = el("span").fixed("dir", "auto").child(&*tag.name);
            el("a").class("chip").fixed("href", &href).child(name).child(" ").child(facet::count(tag.count))
        })
        .collect();
    match chips.is_empty() {
        true => views(Vec::new()),
        false => el("p").class("together").child(el("span").child(words::TOGETHER)).child(chips).view(),
    }
}

fn count(site: Site) -> Vec<El> {
    let text = Memo::new(move |_| match (site.selection.get(), site.archive.count()) {
        (Load::Ready(selection), Load::Ready(all)) => words::of_articles(selection.len() as u64, u64::from(all)),
        (Load::Failed(_), _) => String::new(),
        _ => words::LOADING.to_owned(),
    });
    // What is seen changes at once; what is announced waits until it has settled.
    let announced = Signal::new(String::new());
    let settled = Cell::new(None);
    dom::effect(move || {
        let text = text.get();
        settled.set(Some(Alarm::set(SETTLE, move || announced.set(text))));
    });
    let spoken = el("p").id(ids::STATUS).class("sr").fixed("role", "status");
    vec![
        el("p").class("count").fixed("aria-hidden", "true").text_of(move || text.get()),
        spoken.fixed("aria-live", "polite").fixed("aria-atomic", "true").text_of(move || announced.get()),
    ]
}

/// What is chosen: each chip takes it away again.
fn chips(site: Site) -> Pieces {
    let list = site.list.read();
    let remove = |name: String, rest: ViewState| {
        el("a")
            .class("chip on")
            .fixed("href", &site.href(&rest))
            .fixed("aria-label", &words::remove_filter(&name))
            .child(el("span").fixed("dir", "auto").child(name))
            .child(Icon::Close.view())
    };
    let mut chips = Vec::new();
    for filter in Filter::ALL {
        for name in list.names(filter) {
            chips.push(remove(label(filter, name), list.toggled(filter, name)));
        }
    }
    for (stat, range) in RANGED.map(|stat| (stat, list.range(stat))).into_iter().filter(|(_, range)| !range.is_open()) {
        chips.push(remove(words::ranged(stat, range), list.ranged(stat, Range::default())));
    }
    if list.has_filters() {
        let clear = el("a").id(ids::CLEAR).class("chip").fixed("href", &site.href(&list.cleared()));
        chips.push(clear.child(words::CLEAR));
    }
    views(chips)
}

/// A name that is filtered by, as it is read among others.
fn label(filter: Filter, name: &str) -> String {
    match filter {
        Filter::Any => words::one_of(name),
        Filter::Not => words::without(name),
        Filter::Month => format::month(name),
        Filter::Language => format::language(name),
        Filter::Tag | Filter::Category | Filter::Author | Filter::Year => name.to_owned(),
    }
}

/// On a narrow screen the filters are behind this button.
fn filters_button(site: Site) -> El {
    let count = move || {
        let chosen = site.list.read().filters();
        if chosen > 0 { format!("({})", format::number(chosen as u64)) } else { String::new() }
    };
    el("button")
        .fixed("type", "button")
        .class("quiet open-filters")
        .fixed("popovertarget", ids::FILTERS)
        .child(Icon::Filters.view())
        .child(words::FILTERS)
        .child(el("span").text_of(count))
}

fn order(site: Site) -> El {
    let change = move |event| {
        if let Some(sort) = Sort::from_key(&event_target_value(&event)) {
            navigation::go(site, site.list.peek().sorted(sort), "");
        }
    };
    let options = Sort::ALL.map(|sort| {
        let chosen = move || (site.list.read().order() == sort).then(String::new);
        let absent = move || (sort == Sort::Best && site.list.read().query.is_empty()).then(String::new);
        let option = el("option").fixed("value", sort.key()).attr_of("selected", chosen).attr_of("hidden", absent);
        option.child(words::sort(sort))
    });
    let select = el("select").id(ids::SORT).class("sel").on("change", change).child(Vec::from(options));
    // An option's `selected` is only where it begins: once a reader chose, the value counts.
    let control = select.node().clone();
    dom::effect(move || dom::set(&control, "value", site.list.read().order().key()));
    el("label").class("order").child(el("span").class("sr").child(words::SORT)).child(select)
}
