use std::cell::Cell;
use std::time::Duration;

use catalog::ViewState;
use leptos::prelude::event_target_value;

use crate::dom::{self, Alarm};
use crate::element::{El, el};
use crate::fetch::Load;
use crate::signal::{Readable, Signal};
use crate::site::Site;
use crate::theme::Theme;
use crate::views::icon::Icon;
use crate::{ids, navigation, words};

/// How long a pause in typing is before what was typed is searched for.
const PAUSE: Duration = Duration::from_millis(120);

/// The bar at the top: the site's name, which leads to all articles, and the theme.
pub(crate) fn bar(site: Site) -> El {
    let count = move || match site.archive.count() {
        Load::Ready(count) => words::articles(u64::from(count)),
        _ => String::new(),
    };
    let offline = site.stage.root().has_attribute(ids::ROOT_OFFLINE);
    let offline = offline.then(|| el("div").id(ids::OFFLINE).class("offline"));
    let brand = el("a")
        .class("brand")
        .fixed("href", &site.href(&ViewState::default()))
        .child(el("i"))
        .child(el("span").text_of(move || site.title()));
    // A guest's bar is no landmark, and how light the page is is the host's to say.
    el(if site.stage.is_page() { "header" } else { "div" })
        .class("bar")
        .fixed("part", "bar")
        .child(brand)
        .child(search_box(site))
        .child(el("span").class("total").text_of(count))
        .child(offline)
        .child(site.stage.is_page().then(theme_button))
}

/// The search box. What it completes, and how found words are marked, comes later (public/reading/search.js).
fn search_box(site: Site) -> El {
    let typed = Cell::new(None);
    let search = move |event| {
        let text = event_target_value(&event);
        typed.set(Some(Alarm::set(PAUSE, move || navigation::search(site, &text))));
    };
    let field = el("input")
        .id(ids::SEARCH)
        .fixed("type", "search")
        .fixed("placeholder", words::SEARCH)
        .fixed("aria-label", words::SEARCH)
        .fixed("autocomplete", "off")
        .on("input", search);
    // Who types is not interrupted.
    let control = field.node().clone();
    dom::effect(move || {
        let query = &site.list.read().query;
        if site.stage.focused().as_ref() != Some(&control) {
            dom::set(&control, "value", query);
        }
    });
    el("search").child(field)
}

fn theme_button() -> El {
    let theme = Signal::new(Theme::stored());
    let change = move |_| {
        let next = theme.peek().next();
        theme.set(next);
        next.apply();
    };
    let icon = move || {
        let icon = match theme.get() {
            Theme::System => Icon::System,
            Theme::Light => Icon::Sun,
            Theme::Dark => Icon::Moon,
        };
        icon.view().view()
    };
    let name = move || Some(words::theme(theme.get()).to_owned());
    el("button")
        .id(ids::THEME)
        .fixed("type", "button")
        .class("quiet")
        .attr_of("aria-label", name)
        .attr_of("title", name)
        .on("click", change)
        .child_of(icon)
}
