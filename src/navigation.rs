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

use std::cell::Cell;
use std::time::Duration;

use catalog::ViewState;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, MouseEvent, PopStateEvent};

use crate::dom::{self, Alarm};
use crate::element::{self, Phase};
use crate::signal::Readable;
use crate::site::Site;

/// How long after the last scrolling a place is written down. Browsers take 100 entries in 30
/// seconds at the most.
const SETTLE: Duration = Duration::from_millis(150);

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
                format!("list {row} {} {focus}", *offset as i64)
            }
            Self::Article { top } => format!("article {}", *top as i64),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        match words.next()? {
            "list" => {
                let (row, offset) = (words.next()?.parse().ok()?, pixels(words.next()?)?);
                Some(Self::List { row, offset, focus: words.next()?.parse().ok() })
            }
            "article" => Some(Self::Article { top: pixels(words.next()?)? }),
            _ => None,
        }
    }
}

fn pixels(word: &str) -> Option<f64> {
    word.parse::<i32>().ok().map(f64::from)
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
        let place = history.state().ok().and_then(|state| Place::parse(&state.as_string()?));
        site.memory().restore.replace(place);
    }
    dom::on_window("popstate", move |event| {
        let (state, fragment) = current();
        let place = event.dyn_into::<PopStateEvent>().ok().and_then(|event| event.state().as_string());
        site.memory().restore.replace(place.as_deref().and_then(Place::parse));
        arrive(site, state, fragment);
    });
    // An entry is left without notice (Back, reload): its place is written while it is looked at.
    let settled = Cell::new(None);
    dom::on_window("scroll", move |_| settled.set(Some(Alarm::set(SETTLE, move || remember(site)))));
    dom::on_window("focusin", move |_| remember(site));
    let click = move |event: Event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            follow(site, event);
        }
    };
    element::listen(root, "click", Phase::Bubble, Box::new(click));
}

/// Shows a state, as a new entry of the history.
pub(crate) fn go(site: Site, state: ViewState, fragment: &str) {
    remember(site);
    let memory = site.memory();
    let returns = memory.left.borrow().as_ref().filter(|(list, _)| *list == state).map(|(_, place)| place.clone());
    memory.restore.replace(returns);
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

/// Shows a state. When it is the one that is shown already, only the place within it changes.
fn arrive(site: Site, state: ViewState, fragment: String) {
    let memory = site.memory();
    if *site.state.peek() != state {
        memory.here.take();
        memory.fragment.replace(fragment);
        site.state.set(state);
        return;
    }
    match (memory.restore.take(), dom::by_id(&fragment)) {
        (Some(Place::Article { top }), _) => dom::scroll_to(top),
        (_, Some(heading)) => show_heading(&heading),
        _ => {}
    }
}

/// Writes into the present entry of the history where its view is scrolled to.
pub(crate) fn remember(site: Site) {
    let state = site.state.peek();
    let memory = site.memory();
    let place = match state.article {
        Some(_) => Some(Place::Article { top: dom::scrolled() }),
        None => memory.here.borrow().clone(),
    };
    let Some(place) = place else { return };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&place.to_text().into(), "", None);
    }
    if state.article.is_none() {
        memory.left.replace(Some((ViewState::clone(&state), place)));
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
        if let Some(Place::List { focus, .. }) = &mut *site.memory().here.borrow_mut() {
            *focus = Some(row);
        }
    }
}

fn link_of(event: &Event) -> Option<Element> {
    let target = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    target.closest("a[href]").ok().flatten()
}

/// Moves to a heading of this page, as a new entry of the history.
fn go_to_heading(site: Site, id: &str) {
    if let Some(element) = dom::by_id(id) {
        let state = site.state.peek();
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
