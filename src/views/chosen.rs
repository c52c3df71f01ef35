use std::time::Duration;

use catalog::{Sort, ViewState};
use leptos::ev;
use leptos::html::{a, button, div, h1, label, option, p, select, span};
use leptos::prelude::*;

use crate::fetch::Load;
use crate::site::Site;
use crate::views::icon::Icon;
use crate::{dom, format, ids, navigation, words};

/// How long the count waits before it is announced: a burst of clicks is said once.
const SETTLE: Duration = Duration::from_millis(400);

/// The line above the cards: how many there are, what is chosen, and their order.
pub(crate) fn chosen() -> impl IntoView {
    let site = Site::get();
    let heading = move || site.archive.title().unwrap_or_else(|| words::SITE_TITLE.to_owned());
    div().class("head").child((
        h1().class("sr").child(heading),
        count(site),
        div()
            .class("chips")
            .on(ev::click, |_| dom::focus_next_frame(&[ids::CLEAR, ids::SORT]))
            .child(move || chips(site)),
        filters_button(),
        order(site),
    ))
}

fn count(site: Site) -> impl IntoView {
    let text = Memo::new(move |_| match (site.selection.get(), site.archive.count()) {
        (Load::Ready(selection), Load::Ready(all)) => words::of_articles(selection.len() as u64, u64::from(all)),
        (Load::Failed(_), _) => String::new(),
        _ => words::LOADING.to_owned(),
    });
    // What is seen changes at once; what is announced waits until it has settled.
    let announced = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        let text = text.get();
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        let settled = move || {
            announced.try_set(text);
        };
        timer.set_value(set_timeout_with_handle(settled, SETTLE).ok());
    });
    (
        p().class("count").aria_hidden("true").child(text),
        p().id(ids::STATUS).class("sr").role("status").aria_live("polite").aria_atomic("true").child(announced),
    )
}

/// What is chosen: each chip takes it away again.
fn chips(site: Site) -> impl IntoView {
    let list = site.list.get();
    let remove = |name: String, rest: ViewState| {
        a().class("chip on")
            .href(Site::href(&rest))
            .aria_label(words::remove_filter(&name))
            .child((span().attr("dir", "auto").child(name), Icon::Close.view()))
            .into_any()
    };
    let mut chips = Vec::new();
    chips.extend(list.tags.iter().map(|tag| remove(tag.clone(), list.without_tag(tag))));
    chips.extend(list.not.iter().map(|tag| remove(words::without(tag), list.without_not(tag))));
    chips.extend(list.categories.iter().map(|name| remove(name.clone(), list.without_category(name))));
    chips.extend(list.authors.iter().map(|name| remove(name.clone(), list.without_author(name))));
    chips.extend(list.years.iter().map(|year| remove(year.to_string(), list.without_year(*year))));
    let clear = list
        .has_filters()
        .then(|| a().id(ids::CLEAR).class("chip").href(Site::href(&list.cleared())).child(words::CLEAR));
    (chips, clear)
}

/// On a narrow screen the filters are behind this button.
fn filters_button() -> impl IntoView {
    let count = move || {
        let site = Site::get();
        let chosen = site.list.with(|list| {
            list.tags.len() + list.not.len() + list.categories.len() + list.authors.len() + list.years.len()
        });
        (chosen > 0).then(|| format!(" ({})", format::number(chosen as u64)))
    };
    button().r#type("button").class("quiet open-filters").attr("popovertarget", ids::FILTERS).child((
        Icon::Filters.view(),
        words::FILTERS,
        count,
    ))
}

fn order(site: Site) -> impl IntoView {
    let change = move |event: ev::Event| {
        if let Some(sort) = Sort::from_key(&event_target_value(&event)) {
            navigation::go(site, site.list.get_untracked().sorted(sort), "");
        }
    };
    let options = Sort::ALL.map(|sort| {
        let is_chosen = move || site.list.with(|list| list.sort == sort);
        option().value(sort.key()).selected(is_chosen).child(words::sort(sort))
    });
    label().class("order").child((
        span().class("sr").child(words::SORT),
        select().id(ids::SORT).class("sel").on(ev::change, change).child(options.into_iter().collect_view()),
    ))
}
