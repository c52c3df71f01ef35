//! The list of cards. Only those on screen, and a few around, are nodes: the rest is padding of the
//! height that was measured when they were, or else of an average card.

use std::ops::Range;

use leptos::html::{Ol, li, ol};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, ResizeObserver};

use crate::fetch::Load;
use crate::navigation::Place;
use crate::site::Site;
use crate::views::{card, notice};
use crate::{dom, ids};

/// How far beyond the screen cards are nodes, in CSS pixels: enough for a turn of the wheel, and for
/// the keyboard to find a next card to go to.
const MARGIN: f64 = 900.0;
/// Height of a card before any was measured, in CSS pixels.
const FIRST_GUESS: f64 = 190.0;
/// Height of the bar that stays at the top, in CSS pixels.
const BAR: f64 = 60.0;
/// Cards that stand in while the catalog loads.
const WAITING: usize = 4;

/// Heights of the cards that were on screen, by row, in CSS pixels.
#[derive(Default)]
pub(crate) struct Heights {
    by_row: Vec<f32>,
    sum: f64,
    measured: u32,
}

impl Heights {
    fn of(&self, row: u32) -> f64 {
        match self.by_row.get(row as usize) {
            Some(height) if *height > 0.0 => f64::from(*height),
            _ => self.average(),
        }
    }

    fn average(&self) -> f64 {
        if self.measured > 0 { self.sum / f64::from(self.measured) } else { FIRST_GUESS }
    }

    fn set(&mut self, row: u32, height: f64) {
        let at = row as usize;
        if self.by_row.len() <= at {
            self.by_row.resize(at + 1, 0.0);
        }
        if self.by_row[at] > 0.0 {
            self.sum -= f64::from(self.by_row[at]);
        } else {
            self.measured += 1;
        }
        self.sum += height;
        self.by_row[at] = height as f32;
    }

    /// The places of the list that lie between two heights, and the padding before and after them.
    fn window(&self, rows: &[u32], from: f64, to: f64) -> Window {
        let (mut start, mut end, mut before, mut height) = (rows.len(), rows.len(), 0.0, 0.0);
        for (place, row) in rows.iter().enumerate() {
            let next = height + self.of(*row);
            if start == rows.len() && next >= from {
                (start, before) = (place, height);
            }
            height = next;
            if height >= to && end == rows.len() {
                end = place + 1;
            }
        }
        if start == rows.len() {
            // Scrolled past the end: the list became shorter.
            start = rows.len().saturating_sub(1);
            before = height - rows.last().map_or(0.0, |row| self.of(*row));
        }
        let shown: f64 = rows[start..end.max(start)].iter().map(|row| self.of(*row)).sum();
        Window { places: start..end.max(start), before, after: (height - before - shown).max(0.0) }
    }

    /// How far from the top of the list a place begins.
    fn top(&self, rows: &[u32], place: usize) -> f64 {
        rows.iter().take(place).map(|row| self.of(*row)).sum()
    }
}

/// What is drawn of a list.
#[derive(Clone, Debug, PartialEq)]
struct Window {
    places: Range<usize>,
    before: f64,
    after: f64,
}

/// The cards of the present selection, which is not empty.
pub(crate) fn list() -> impl IntoView {
    let site = Site::get();
    let place = NodeRef::<Ol>::new();
    let rows = Memo::new(move |before: Option<&Vec<u32>>| match site.selection.get() {
        Load::Ready(selection) => selection.rows.clone(),
        // While the next selection is made the last one stays.
        _ => before.cloned().unwrap_or_default(),
    });
    let window =
        RwSignal::new(rows.with_untracked(|rows| site.heights.with_value(|heights| heights.window(rows, 0.0, MARGIN))));
    let update = move || {
        if let Some(list) = place.get_untracked() {
            look(site, &list, &rows.read_untracked(), window);
        }
    };
    follow_the_screen(place, update);
    Effect::new(move |earlier: Option<()>| {
        rows.track();
        if let Some(list) = place.get_untracked() {
            arrive(site, &list, &rows.read_untracked(), window, earlier.is_some());
        }
    });
    let drawn = move || {
        let rows = rows.read();
        let places = window.read().places.clone();
        places.filter_map(|place| rows.get(place).copied()).collect::<Vec<u32>>()
    };
    let item = move |row: u32| {
        let position = move || rows.with(|rows| rows.iter().position(|known| *known == row).map_or(0, |at| at + 1));
        li().attr("data-row", row.to_string())
            .attr("aria-setsize", move || rows.with(Vec::len).to_string())
            .attr("aria-posinset", move || position().to_string())
            .child(move || match site.archive.listing(row) {
                Load::Ready(listing) => {
                    dom::mark_ready("rack");
                    card::card(site, row, &listing).into_any()
                }
                Load::Loading => card::skeleton().into_any(),
                Load::Failed(trouble) => notice::trouble(&trouble, move || site.archive.retry()).into_any(),
            })
    };
    ol().id(ids::CARDS)
        .class("cards")
        .attr("role", "list")
        .node_ref(place)
        .style(("padding-top", move || format!("{:.0}px", window.read().before)))
        .style(("padding-bottom", move || format!("{:.0}px", window.read().after)))
        .child(For(ForProps { each: drawn, key: |row: &u32| *row, children: item }))
}

/// The list while nothing is known of it.
pub(crate) fn waiting() -> impl IntoView {
    let cards = (0..WAITING).map(|_| li().child(card::skeleton()));
    ol().class("cards").aria_hidden("true").child(cards.collect_view())
}

/// Calls `update` when the page is scrolled, and when the list or the screen changes its size.
fn follow_the_screen(place: NodeRef<Ol>, update: impl Fn() + Copy + Send + Sync + 'static) {
    let asked = StoredValue::new(false);
    let next_frame = move || {
        if asked.try_get_value() == Some(false) {
            asked.set_value(true);
            request_animation_frame(move || {
                if asked.try_set_value(false).is_none() {
                    update();
                }
            });
        }
    };
    let scroll = window_event_listener(leptos::ev::scroll, move |_| next_frame());
    let resize = window_event_listener(leptos::ev::resize, move |_| next_frame());
    let changed = Closure::<dyn FnMut()>::new(next_frame);
    let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
    let observer = StoredValue::new_local(observer.map(|observer| (observer, changed)));
    Effect::new(move || {
        if let Some(list) = place.get() {
            observer.with_value(|observer| observer.as_ref().map(|(observer, _)| observer.observe(&list)));
        }
    });
    on_cleanup(move || {
        scroll.remove();
        resize.remove();
        observer.try_with_value(|observer| observer.as_ref().map(|(observer, _)| observer.disconnect()));
    });
}

/// Measures the cards that are nodes, and draws those that belong on the screen.
fn look(site: Site, list: &HtmlElement, rows: &[u32], window: RwSignal<Window>) {
    let top = dom::top_of(list);
    let scrolled = dom::scrolled();
    let mut first = None;
    for (row, item) in items(list) {
        let area = item.get_bounding_client_rect();
        if area.height() > 0.0 && item.query_selector(".skeleton").ok().flatten().is_none() {
            site.heights.update_value(|heights| heights.set(row, area.height()));
        }
        if first.is_none() && area.bottom() > BAR {
            first = Some((row, area.top()));
        }
    }
    if let Some((row, offset)) = first {
        let active = document().active_element().and_then(|active| active.closest("[data-row]").ok().flatten());
        let focus = active.and_then(|card| card.get_attribute("data-row")?.parse().ok());
        site.here.set_value(Some(Place::List { row, offset, focus }));
    }
    let (from, to) = (scrolled - top - MARGIN, scrolled - top + dom::viewport_height() + MARGIN);
    draw(site, rows, window, from, to);
}

fn draw(site: Site, rows: &[u32], window: RwSignal<Window>, from: f64, to: f64) {
    let next = site.heights.with_value(|heights| heights.window(rows, from, to));
    if window.with_untracked(|now| *now != next) {
        window.set(next);
    }
}

fn items(list: &HtmlElement) -> impl Iterator<Item = (u32, web_sys::Element)> + use<> {
    let children = list.children();
    (0..children.length()).filter_map(move |at| {
        let item = children.item(at)?;
        let row = item.get_attribute("data-row")?.parse().ok()?;
        Some((row, item))
    })
}

/// A list is new: back where it was left, or at its beginning.
fn arrive(site: Site, list: &HtmlElement, rows: &[u32], window: RwSignal<Window>, changed: bool) {
    let restored = site.restore.try_update_value(Option::take).flatten();
    match restored {
        Some(Place::List { row, offset, focus }) => {
            let place = rows.iter().position(|known| *known == row).unwrap_or(0);
            let top = site.heights.with_value(|heights| heights.top(rows, place));
            draw(site, rows, window, top - MARGIN, top + dom::viewport_height() + MARGIN);
            let list = list.clone();
            request_animation_frame(move || {
                dom::scroll_to(dom::top_of(&list) + top - offset);
                // Heights were guesses where cards had not been seen before: now they are there.
                let found = items(&list).find(|(known, _)| *known == row);
                if let Some((_, item)) = found {
                    dom::scroll_to(dom::scrolled() + item.get_bounding_client_rect().top() - offset);
                }
                if let Some(link) = focus.and_then(|row| dom::by_id(&ids::card(row))) {
                    dom::focus_in_place(&link);
                }
            });
        }
        _ if changed => {
            // What was pressed may be far down in the old list; the new one is read from its start.
            let start = (dom::top_of(list) - BAR - 80.0).max(0.0);
            if dom::scrolled() > start {
                dom::scroll_to(start);
            }
            look(site, list, rows, window);
        }
        _ => {
            dom::scroll_to(0.0);
            look(site, list, rows, window);
        }
    }
}
