//! How a tag is filtered by, for who has no Shift and Alt: a menu beside every tag of the panel.

use std::cell::Cell;
use std::rc::Rc;

use catalog::{Choice, Filter};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::element::{El, el, views};
use crate::signal::Readable;
use crate::site::Site;
use crate::views::icon::Icon;
use crate::{dom, ids, navigation, words};

const WAYS: [(Filter, Choice, &str); 3] = [
    (Filter::Tag, Choice::Chosen, words::MUST_HAVE),
    (Filter::Any, Choice::OneOf, words::ONE_OF),
    (Filter::Not, Choice::Excluded, words::MUST_NOT_HAVE),
];

/// The menu, which is filled for the tag it is opened for.
pub(crate) fn tag_menu(site: Site) -> El {
    // Who leaves it without a choice is back where it was opened.
    let left = move |_| {
        let is_lost = site.stage.focused().is_none_or(|element| element.tag_name() == "BODY");
        if let (Some((name, _)), true) = (&*site.menu.peek(), is_lost) {
            site.stage.focus_next_frame(&[&ids::value("how", name)]);
        }
    };
    let menu = el("div").id(ids::TAG_MENU).fixed("popover", "auto").fixed("role", "group").class("menu");
    menu.on("toggle", left).child_of(move || {
        let asked = site.menu.read();
        let Some((name, choice)) = &*asked else { return views(Vec::new()) };
        let way = |(filter, is, text): (Filter, Choice, &'static str)| {
            let name = name.clone();
            let choose = move |_| {
                site.menu.set(None);
                close(site);
                navigation::go(site, site.list.peek().toggled(filter, &name), "");
                site.stage.focus_next_frame(&[&ids::value(Filter::Tag.key(), &name)]);
            };
            let pressed = if is == *choice { "true" } else { "false" };
            el("button")
                .fixed("type", "button")
                .class("row")
                .fixed("aria-pressed", pressed)
                .on("click", choose)
                .child(text)
        };
        let title = el("p").class("hush").fixed("dir", "auto").child(name.as_str());
        let keys = el("p").class("hush small").child(words::CLICK_KEYS);
        views(std::iter::once(title).chain(WAYS.map(way)).chain([keys]).collect())
    })
}

/// The button that opens the menu for a tag.
pub(crate) fn opener(site: Site, name: &str, choice: Rc<Cell<Choice>>) -> El {
    let asked = name.to_owned();
    let button = el("button")
        .fixed("type", "button")
        .id(&ids::value("how", name))
        .class("how")
        .fixed("aria-haspopup", "true")
        .fixed("aria-label", &words::how_to_filter(name))
        .child(Icon::More.view());
    let beside = button.node().clone();
    button.on("click", move |_| {
        site.menu.set(Some((asked.clone(), choice.get())));
        let beside = beside.clone();
        // When it is filled.
        site.stage.next_frame(move || open(site, &beside));
    })
}

/// Shows the menu below the button, or above it where there is no room, and focuses its first way.
fn open(site: Site, button: &Element) {
    let Some(menu) = site.stage.by_id(ids::TAG_MENU) else { return };
    if menu.show_popover().is_err() {
        return;
    }
    let (at, size) = (button.get_bounding_client_rect(), menu.get_bounding_client_rect());
    let is_below = at.bottom() + size.height() < dom::viewport_height();
    // Whole pixels: how fractions are written is 10 KB of wasm that nothing else needs.
    let top = if is_below { at.bottom() } else { (at.top() - size.height()).max(0.0) };
    let style = menu.style();
    let _ = style.set_property("top", &format!("{}px", top as i64));
    let _ = style.set_property("left", &format!("{}px", (at.right() - size.width()).max(8.0) as i64));
    let first = menu.query_selector("button").ok().flatten();
    first.into_iter().for_each(|first| dom::focus_in_place(first.unchecked_ref::<HtmlElement>()));
}

fn close(site: Site) {
    if let Some(menu) = site.stage.by_id(ids::TAG_MENU) {
        let _ = menu.hide_popover();
    }
}
