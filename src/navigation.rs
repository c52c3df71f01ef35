//! The address and the history.
//!
//! Every link inside the app is a real one, `<a href="?…">`, so that it can be copied, opened in a
//! tab and read by a screen reader. One listener takes plain clicks on them; the browser keeps the
//! rest. Each entry of the history remembers where its view was scrolled to:
//!
//! ```text
//! place = "list" row offset focus | "article" top      row: the first card on screen, by row
//!                                                      offset: its distance from the top of the screen
//!                                                      focus: the row whose link had the focus, or -
//! ```

use catalog::ViewState;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, MouseEvent};

use crate::dom;
use crate::site::Site;

/// Where a view was left.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    /// The list: the first card on screen, how far below the top of the screen it begins, and the
    /// card that had the focus.
    List { row: u32, offset: f64, focus: Option<u32> },
    /// An article, scrolled this far.
    Article { top: f64 },
}

impl Place {
    fn to_text(&self) -> String {
        match self {
            Self::List { row, offset, focus } => {
                let focus = focus.map_or_else(|| "-".to_owned(), |row| row.to_string());
                format!("list {row} {offset:.0} {focus}")
            }
            Self::Article { top } => format!("article {top:.0}"),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        match words.next()? {
            "list" => {
                let (row, offset) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
                Some(Self::List { row, offset, focus: words.next()?.parse().ok() })
            }
            "article" => Some(Self::Article { top: words.next()?.parse().ok()? }),
            _ => None,
        }
    }
}

/// What the address says now, and the heading it names.
pub(crate) fn current() -> (ViewState, String) {
    let location = window().location();
    let fragment = location.hash().unwrap_or_default();
    (ViewState::parse(&location.search().unwrap_or_default()), decoded(&fragment))
}

fn decoded(fragment: &str) -> String {
    let fragment = fragment.trim_start_matches('#');
    article::percent_decode(fragment).unwrap_or_else(|| fragment.to_owned())
}

/// Follows the history and the links below `root`.
pub(crate) fn listen(site: Site, root: &web_sys::HtmlElement) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
        site.restore.set_value(history.state().ok().and_then(|state| Place::parse(&state.as_string()?)));
    }
    let back_or_forth = window_event_listener(leptos::ev::popstate, move |event| {
        let (state, fragment) = current();
        site.restore.set_value(event.state().as_string().as_deref().and_then(Place::parse));
        arrive(site, state, fragment);
    });
    let leaving = window_event_listener(leptos::ev::pagehide, move |_| remember(site));
    let click = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| follow(site, &event));
    let target: web_sys::EventTarget = root.clone().into();
    let _ = target.add_event_listener_with_callback("click", click.as_ref().unchecked_ref());
    let click = StoredValue::new_local(Some(click));
    let target = StoredValue::new_local(target);
    on_cleanup(move || {
        back_or_forth.remove();
        leaving.remove();
        if let (Some(Some(click)), Some(target)) = (click.try_update_value(Option::take), target.try_get_value()) {
            let _ = target.remove_event_listener_with_callback("click", click.as_ref().unchecked_ref());
        }
    });
}

/// Shows a state, as a new entry of the history.
pub(crate) fn go(site: Site, state: ViewState, fragment: &str) {
    remember(site);
    let returns = site.left.with_value(|left| match left {
        Some((list, place)) if *list == state => Some(place.clone()),
        _ => None,
    });
    site.restore.set_value(returns);
    let query = state.to_query();
    let path = window().location().pathname().unwrap_or_default();
    let mut address = if query.is_empty() { path } else { format!("?{query}") };
    if !fragment.is_empty() {
        address.push('#');
        address.push_str(fragment);
    }
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    arrive(site, state, fragment.to_owned());
}

/// Both signals change before anybody looks.
fn arrive(site: Site, state: ViewState, fragment: String) {
    site.here.set_value(None);
    site.fragment.set(fragment);
    if site.state.with_untracked(|now| *now != state) {
        site.state.set(state);
    }
}

/// Writes into the present entry of the history where its view is scrolled to.
pub(crate) fn remember(site: Site) {
    let state = site.state.get_untracked();
    let place = match state.article {
        Some(_) => Some(Place::Article { top: dom::scrolled() }),
        None => site.here.get_value(),
    };
    let Some(place) = place else { return };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&place.to_text().into(), "", None);
    }
    if state.article.is_none() {
        site.left.set_value(Some((state, place)));
    }
}

/// Follows a plain click on a link of the app; anything else is the browser's.
fn follow(site: Site, event: &MouseEvent) {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.button() != 0 || modified || event.default_prevented() {
        return;
    }
    let Some(link) = link_of(event) else { return };
    if link.has_attribute("target") || link.has_attribute("download") {
        return;
    }
    let href = link.get_attribute("href").unwrap_or_default();
    let (query, fragment) = href.split_once('#').unwrap_or((&href, ""));
    match query.strip_prefix('?') {
        Some(query) => {
            event.prevent_default();
            leave_from(site, &link);
            go(site, ViewState::parse(query), &decoded(fragment));
        }
        None if query.is_empty() && !fragment.is_empty() => {
            event.prevent_default();
            go_to_heading(site, &decoded(fragment));
        }
        None => {}
    }
}

/// Notes the card that the link is in, so that the focus can come back to it. (Safari does not focus
/// a link that is clicked.)
fn leave_from(site: Site, link: &Element) {
    let row = link.closest("[data-row]").ok().flatten().and_then(|card| card.get_attribute("data-row"));
    if let Some(row) = row.and_then(|row| row.parse().ok()) {
        site.here.update_value(|here| {
            if let Some(Place::List { focus, .. }) = here {
                *focus = Some(row);
            }
        });
    }
}

fn link_of(event: &Event) -> Option<Element> {
    let target = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    target.closest("a[href]").ok().flatten()
}

/// Moves to a heading of this page, as a new entry of the history.
fn go_to_heading(site: Site, id: &str) {
    if let Some(element) = dom::by_id(id) {
        let state = site.state.get_untracked();
        remember(site);
        if let Ok(history) = window().history() {
            let query = state.to_query();
            let address = if query.is_empty() { format!("#{id}") } else { format!("?{query}#{id}") };
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
        }
        show_heading(&element);
    }
}

/// Scrolls to an element and moves the focus there, so that reading goes on from it.
pub(crate) fn show_heading(element: &web_sys::HtmlElement) {
    if !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    element.scroll_into_view();
    dom::focus_in_place(element);
}
