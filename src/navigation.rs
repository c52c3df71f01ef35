//! The address and the history.
//!
//! Every link inside the app is a real one, so that it can be copied, opened in a tab and read by a
//! screen reader. One listener takes plain clicks on those that lead to the site itself; the browser
//! keeps the rest. Each entry of the history remembers where its view was scrolled to:
//!
//! ```text
//! place = "list" row offset focus | "article" top      row: the first card on screen, by row
//!                                                      offset: its distance from the top of the screen
//!                                                      focus: the row whose link had the focus, or -
//! ```

use std::cell::Cell;
use std::time::Duration;

use catalog::ViewState;
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent, PopStateEvent};

use crate::dom::{self, Alarm};
use crate::element::{self, Phase};
use crate::signal::Readable;
use crate::site::Site;
use crate::stage::{Links, View};

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

/// The address of the page.
pub(crate) fn here() -> String {
    document().url().unwrap_or_default()
}

/// The heading that an address names.
pub(crate) fn fragment_of(address: &str) -> String {
    decoded(address.split_once('#').map_or("", |(_, fragment)| fragment))
}

fn decoded(fragment: &str) -> String {
    article::percent_decode(fragment).unwrap_or_else(|| fragment.to_owned())
}

/// Follows the history, if it is the app's to follow, and the links inside the app.
pub(crate) fn listen(site: Site) {
    let root = site.stage.root();
    if let (true, Ok(history)) = (site.stage.is_page(), window().history()) {
        dom::set(&history, "scrollRestoration", "manual");
        let place = history.state().ok().and_then(|state| Place::parse(&state.as_string()?));
        // Who has scrolled what was printed stays there. A list may be longer than what was printed.
        let stays = |place: &Place| matches!(place, Place::Article { .. }) && site.stage.is_begun();
        site.memory().restore.replace(place.filter(|place| !stays(place)));
        // A printed article is there before the app is: when the reader comes back to it, or loads it again,
        // the browser knows the place.
        for (event, mode) in [("pagehide", "auto"), ("pageshow", "manual")] {
            let history = history.clone();
            dom::on_window(event, move |_| {
                if site.stage.is_published() && site.state.peek().article.is_some() {
                    dom::set(&history, "scrollRestoration", mode);
                }
            });
        }
    }
    if site.stage.has_history() {
        dom::on_window("popstate", move |event| {
            let address = here();
            let Some(state) = site.stage.read(&address) else { return };
            // A host's page moves in its history for reasons of its own.
            if !site.stage.is_page() && *site.state.peek() == state {
                return;
            }
            let place = event.unchecked_ref::<PopStateEvent>().state().as_string();
            let place = place.as_deref().and_then(Place::parse).or_else(|| left_at(site, &state));
            site.memory().restore.replace(place);
            arrive(site, state, fragment_of(&address));
        });
    }
    // An entry is left without notice (Back, reload): its place is written while it is looked at.
    let settled = Cell::new(None);
    site.stage.on_scroll(move |_| settled.set(Some(Alarm::set(SETTLE, move || remember(site)))));
    element::listen(&root, "focusin", Phase::Bubble, Box::new(move |_| remember(site)));
    let click = move |event: Event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            follow(site, event);
        }
    };
    element::listen(&root, "click", Phase::Bubble, Box::new(click));
}

/// Shows a state, as a new entry of the history.
pub(crate) fn go(site: Site, state: ViewState, fragment: &str) {
    remember(site);
    site.memory().restore.replace(left_at(site, &state));
    enter(site, &state, fragment, Entry::New);
    arrive(site, state, fragment.to_owned());
}

/// Shows a state because the host of a widget says so: nothing is scrolled, and nobody loses the focus.
pub(crate) fn show(site: Site, state: ViewState) {
    if *site.state.peek() != state {
        remember(site);
        site.memory().restore.take();
        enter(site, &state, "", Entry::New);
        site.stage.mark_used(false);
        turn_to(site, state, String::new());
    }
}

/// Searches while the reader types: one entry of the history for all of it.
pub(crate) fn search(site: Site, text: &str) {
    let before = site.state.peek();
    let state = before.closed().searched(text);
    // An article stays open until something else is searched for.
    if before.query == state.query {
        return;
    }
    remember(site);
    let entry = if before.article.is_none() && !before.query.is_empty() { Entry::Same } else { Entry::New };
    site.memory().restore.take();
    enter(site, &state, "", entry);
    arrive(site, state, String::new());
}

/// Where a list was left, if it is the one that was left last.
fn left_at(site: Site, list: &ViewState) -> Option<Place> {
    site.memory().left.borrow().as_ref().filter(|(left, _)| left == list).map(|(_, place)| place.clone())
}

/// Of the history.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    New,
    Same,
}

/// Writes an entry of the history, if it is the app's.
fn enter(site: Site, state: &ViewState, fragment: &str, entry: Entry) {
    if !site.stage.has_history() {
        return;
    }
    let mut address = site.stage.href(state);
    if !fragment.is_empty() {
        address.push('#');
        address.push_str(fragment);
    }
    if let Ok(history) = window().history() {
        let _ = match entry {
            Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
            Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        };
    }
}

/// Shows a state. When it is the one that is shown already, only the place within it changes.
fn arrive(site: Site, state: ViewState, fragment: String) {
    site.stage.mark_used(true);
    let memory = site.memory();
    if *site.state.peek() != state {
        return turn_to(site, state, fragment);
    }
    match (memory.restore.take(), site.stage.by_id(&fragment)) {
        (Some(Place::Article { top }), _) => site.stage.scroll_to(top),
        (_, Some(heading)) => show_heading(&heading),
        _ => {}
    }
}

/// Shows another state than the one that is shown.
fn turn_to(site: Site, state: ViewState, fragment: String) {
    let memory = site.memory();
    memory.here.take();
    memory.fragment.replace(fragment);
    site.state.set(state);
}

/// Writes into the present entry of the history where its view is scrolled to.
pub(crate) fn remember(site: Site) {
    let state = site.state.peek();
    let memory = site.memory();
    let place = match state.article {
        Some(_) => Some(Place::Article { top: site.stage.scrolled() }),
        None => memory.here.borrow().clone(),
    };
    let Some(place) = place else { return };
    if let (true, Ok(history)) = (site.stage.is_page(), window().history()) {
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
    if let Some(fragment) = href.strip_prefix('#') {
        event.prevent_default();
        return go_to_heading(site, &decoded(fragment));
    }
    // The whole address, however it was written.
    let address = link.unchecked_ref::<HtmlAnchorElement>().href();
    let Some(state) = site.stage.read(&address).filter(|state| is_ours(site, state)) else { return };
    event.prevent_default();
    if site.state.peek().article != state.article && !site.stage.may_open(&state) {
        return;
    }
    leave_from(site, &link);
    go(site, state, &fragment_of(&address));
}

/// Whether the app shows it by itself. A widget may leave articles, or all but one, to the site.
fn is_ours(site: Site, state: &ViewState) -> bool {
    let manner = site.stage.manner();
    match (manner.view, manner.links) {
        (View::Article, _) => state.article.is_some() && manner.links == Links::Inside,
        (_, Links::Site) => state.article.is_none(),
        (_, Links::Inside) => true,
    }
}

/// Notes the card that the link is in, so that the focus can come back to it. (Safari does not focus
/// a link that is clicked.)
fn leave_from(site: Site, link: &Element) {
    let row = link.closest("[data-row]").ok().flatten().and_then(|card| card.get_attribute("data-row"));
    if let Some(row) = row.and_then(|row| row.parse().ok())
        && let Some(Place::List { focus, .. }) = &mut *site.memory().here.borrow_mut()
    {
        *focus = Some(row);
    }
}

fn link_of(event: &Event) -> Option<Element> {
    let target = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    target.closest("a[href]").ok().flatten()
}

/// Moves to a heading of this page, as a new entry of the history.
fn go_to_heading(site: Site, id: &str) {
    if let Some(element) = site.stage.by_id(id) {
        remember(site);
        enter(site, &site.state.peek(), id, Entry::New);
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
