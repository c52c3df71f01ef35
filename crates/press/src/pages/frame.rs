//! What every page has around its content, as src/views/mod.rs and src/views/bar.rs make it.

use catalog::ViewState;

use super::address::{ARCHIVE, Place};
use super::html::{El, Piece, el};
use super::icon::Icon;
use super::{Context, ids};
use crate::english::number;
use crate::settings::Offline;

/// What stands where the app puts a control that needs it: the same space, and nothing to see.
const LATER: &str = "later";

/// The whole page: the bar, and below it the content of the main region.
pub(super) fn frame(context: &Context<'_>, place: &Place, content: impl Piece) -> El {
    let skip = el("a").class("skip").attr("href", &format!("#{}", ids::MAIN)).child(words::SKIP);
    let main = el("main").id(ids::MAIN).attr("tabindex", "-1").child(content);
    el("div")
        .id(ids::ROOT)
        .class("newsstand")
        .attr("data-src", &place.to(ARCHIVE))
        .attr("data-root", place.root())
        .attr("data-title", context.title())
        .attr("data-media", context.settings.media.as_str())
        .attr_if("data-offline", (context.settings.offline == Offline::On).then_some(""))
        .child(skip)
        .child(bar(context, place))
        .child(main)
}

fn bar(context: &Context<'_>, place: &Place) -> El {
    let home = place.to_rack(&ViewState::default());
    let brand = el("a").class("brand").attr("href", &home).child(el("i")).child(el("span").child(context.title()));
    let total = el("span").class("total").child(words::articles(context.count(), number));
    let theme =
        later(el("button").id(ids::THEME), "quiet").attr("type", "button").attr("aria-label", words::THEME_SYSTEM);
    let offline = (context.settings.offline == Offline::On).then(|| el("div").id(ids::OFFLINE).class("offline"));
    let field = el("input").id(ids::SEARCH).attr("type", "search").attr("placeholder", words::SEARCH);
    let search = el("search").class(LATER).child(field.attr("aria-label", words::SEARCH).attr("autocomplete", "off"));
    el("header")
        .class("bar")
        .child(brand)
        .child(search)
        .child(total)
        .child(offline)
        .child(theme.child(Icon::System.view()))
}

/// A control that is not there without the app.
pub(super) fn later(control: El, class: &str) -> El {
    control.class(&format!("{class} {LATER}"))
}

/// The way to a list, with what it holds.
pub(super) fn back(context: &Context<'_>, place: &Place) -> El {
    let text = words::articles(context.count(), number);
    let href = place.to_rack(&ViewState::default());
    el("a").id(ids::BACK).class("crumb").attr("href", &href).child("‹ ").child(el("span").child(text))
}
