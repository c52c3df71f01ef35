use leptos::ev;
use leptos::html::{a, button, header, i, span};
use leptos::prelude::*;

use crate::fetch::Load;
use crate::site::Site;
use crate::theme::Theme;
use crate::views::icon::Icon;
use crate::{ids, words};

/// The bar at the top: the site's name, which leads to all articles, and the theme.
pub(crate) fn bar() -> impl IntoView {
    let site = Site::get();
    let title = move || site.archive.title().unwrap_or_else(|| words::SITE_TITLE.to_owned());
    let count = move || match site.archive.count() {
        Load::Ready(count) => words::articles(u64::from(count)),
        _ => String::new(),
    };
    header().class("bar").child((
        a().class("brand").href("?").child((i(), span().child(title))),
        span().class("total").child(count),
        theme_button(),
    ))
}

fn theme_button() -> impl IntoView {
    let theme = RwSignal::new(Theme::stored());
    let change = move |_| {
        theme.update(|theme| *theme = theme.next());
        theme.get_untracked().apply();
    };
    let icon = move || match theme.get() {
        Theme::System => Icon::Half.view(),
        Theme::Light => Icon::Sun.view(),
        Theme::Dark => Icon::Moon.view(),
    };
    let name = move || words::theme(theme.get());
    button()
        .id(ids::THEME)
        .r#type("button")
        .class("quiet")
        .aria_label(name)
        .title(name)
        .on(ev::click, change)
        .child(icon)
}
