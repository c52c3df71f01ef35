use catalog::ViewState;

use crate::element::{El, el};
use crate::fetch::Load;
use crate::signal::{Readable, Signal};
use crate::site::Site;
use crate::theme::Theme;
use crate::views::icon::Icon;
use crate::{ids, words};

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
        .child(el("span").class("total").text_of(count))
        .child(offline)
        .child(site.stage.is_page().then(theme_button))
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
