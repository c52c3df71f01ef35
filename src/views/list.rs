//! The list of cards. Only those on screen, and a few around, are nodes: the rest is padding of the
//! height that was measured when they were, or else of an average card.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{Owner, request_animation_frame, untrack};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};

use crate::element::{Pieces, bind, el, views};
use crate::fetch::Load;
use crate::signal::{Kept, Memo, Readable, Signal};
use crate::site::Site;
use crate::stage::News;
use crate::views::notice::Extent;
use crate::views::{card, notice};
use crate::{dom, ids, navigation, words};

/// How far beyond the screen cards are nodes, in CSS pixels: enough for a turn of the wheel, and for
/// the keyboard to find a next card to go to.
const MARGIN: f64 = 900.0;
/// How many cards beyond the drawn ones are loaded.
const AHEAD: usize = 12;
/// Height of a card that was not measured, in CSS pixels: two lines of summary, one of title.
const GUESS: f64 = 201.0;
/// Cards that stand in while the catalog loads.
const WAITING: usize = 4;

/// Heights of the cards, by row, in CSS pixels. A card that was never on screen has the height that
/// was guessed when the list was first laid out: a guess that followed the measurements would move
/// everything below it with each.
#[derive(Default)]
pub(crate) struct Heights {
    by_row: Vec<f32>,
}

impl Heights {
    fn of(&self, row: u32) -> f64 {
        match self.by_row.get(row as usize) {
            Some(height) if *height > 0.0 => f64::from(*height),
            _ => GUESS,
        }
    }

    fn set(&mut self, row: u32, height: f64) {
        let at = row as usize;
        if self.by_row.len() <= at {
            self.by_row.resize(at + 1, 0.0);
        }
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

/// A card that is drawn, and the owner of what keeps it current.
struct Drawn {
    row: u32,
    item: Element,
    owner: Owner,
}

/// The cards of the present selection, which is not empty.
pub(crate) fn list(site: Site) -> Pieces {
    let step = site.stage.manner().limit;
    // Whoever comes back from an article finds as many as there were.
    let limit = Signal::new(site.memory().limit.get().max(step));
    let rows = Memo::new(move |before: Option<&Vec<u32>>| match site.selection.get() {
        Load::Ready(selection) => selection.rows.iter().copied().take(limit.get()).collect(),
        // While the next selection is made the last one stays.
        _ => before.cloned().unwrap_or_default(),
    });
    let first = site.memory().heights.borrow().window(&rows.peek(), 0.0, MARGIN);
    let window = Signal::new(first);
    let list = el("ol").id(ids::CARDS).class("cards").fixed("role", "list");
    let spacer = |height: fn(&Window) -> f64| {
        el("div").style_of("height", move || format!("{}px", height(&window.read()) as i64))
    };
    let (before, after) = (spacer(|window| window.before), spacer(|window| window.after));
    let place = list.node().clone();
    keep_drawn(site, place.clone(), rows, window);
    let held = Rc::new(Cell::new(None));
    follow_the_screen(site, &[&place, before.node()], {
        let (place, held) = (place.clone(), held.clone());
        move || look(site, &place, &rows.peek(), window, &held)
    });
    let arrived = Cell::new(false);
    dom::effect(move || arrive(site, &place, &rows.read(), window, &held, arrived.replace(true)));
    let more = el("p").class("ways").child_of(move || more(site, rows.read().len(), limit));
    views(vec![before, list, after, more])
}

/// The way to the cards beyond the limit of a widget.
fn more(site: Site, shown: usize, limit: Signal<usize>) -> Pieces {
    let all = site.selection.get();
    let is_cut = matches!(&all, Load::Ready(selection) if selection.len() > shown);
    let button = is_cut.then(|| {
        let button = el("button").fixed("type", "button").class("quiet");
        let more = move |_| {
            let next = limit.peek().saturating_add(site.stage.manner().limit);
            site.memory().limit.set(next);
            limit.set(next);
        };
        button.on("click", more).child(words::MORE)
    });
    views(button.into_iter().collect())
}

/// Keeps the cards of the window in the list. A card that stays keeps its nodes, and so the focus.
fn keep_drawn(site: Site, list: Element, rows: Memo<Vec<u32>>, window: Signal<Window>) {
    let drawn = RefCell::new(Vec::<Drawn>::new());
    // Cards outlive the run of the effect that made them.
    let owner = Owner::current().unwrap_or_default();
    bind(move || {
        let (rows_now, places) = (rows.read(), window.read().places.clone());
        let wanted = rows_now.get(places).unwrap_or_default();
        let mut old = drawn.take();
        let mut new = Vec::with_capacity(wanted.len());
        for &row in wanted {
            new.push(match old.iter().position(|card| card.row == row) {
                Some(at) => old.swap_remove(at),
                None => {
                    let owner = owner.child();
                    let item = owner.with(|| untrack(|| item(site, rows, window, row)));
                    Drawn { row, item, owner }
                }
            });
        }
        for gone in old {
            gone.owner.cleanup();
            gone.item.remove();
        }
        // Only what is out of place moves: moving a card would take the focus from it.
        let mut next = list.first_element_child();
        for card in &new {
            match &next {
                Some(here) if *here == card.item => next = here.next_element_sibling(),
                here => drop(list.insert_before(&card.item, here.as_deref())),
            }
        }
        *drawn.borrow_mut() = new;
    });
}

fn item(site: Site, rows: Memo<Vec<u32>>, window: Signal<Window>, row: u32) -> Element {
    let position = move || rows.read().iter().position(|known| *known == row).map_or(0, |at| at + 1);
    let content = move || match site.archive.listing(row) {
        Load::Ready(listing) => {
            // Not `read`: a card stays as it is when the list around it changes.
            site.stage.tell(&News::Rack { count: untrack(|| site.count()) });
            card::card(site, row, &listing)
        }
        Load::Loading => card::skeleton(),
        // Cards come in files: what is wrong with one is said once, where its first card would be.
        Load::Failed(trouble) if is_first_of_file(site, &rows.read(), &window.read().places, row) => {
            site.stage.tell_of_part(&trouble);
            notice::trouble(site, &trouble, Extent::Part, move || site.archive.retry())
        }
        Load::Failed(_) => card::skeleton(),
    };
    el("li")
        .fixed("data-row", &row.to_string())
        .attr_of("aria-setsize", move || Some(rows.read().len().to_string()))
        .attr_of("aria-posinset", move || Some(position().to_string()))
        .child_of(content)
        .node()
        .clone()
}

/// Of the cards that are drawn, this is the first one of its file.
fn is_first_of_file(site: Site, rows: &[u32], drawn: &Range<usize>, row: u32) -> bool {
    let drawn = rows.get(drawn.clone()).unwrap_or_default();
    let file = site.archive.file_of(row);
    drawn.iter().find(|other| site.archive.file_of(**other) == file) == Some(&row)
}

/// The list while nothing is known of it.
pub(crate) fn waiting() -> Pieces {
    let cards: Vec<_> = (0..WAITING).map(|_| el("li").child(card::skeleton())).collect();
    el("ol").class("cards").fixed("aria-hidden", "true").child(cards).view()
}

/// Calls `update` when the page is scrolled or resized, and before anything is painted when one of
/// these elements has another size.
fn follow_the_screen(site: Site, elements: &[&Element], update: impl Fn() + 'static) {
    let update = Rc::new((update, Cell::new(false)));
    let next_frame = {
        let update = update.clone();
        move || {
            let (_, asked) = &*update;
            if !asked.replace(true) {
                let update = Rc::downgrade(&update);
                request_animation_frame(move || {
                    // The list may be gone by then.
                    if let Some((update, asked)) = update.upgrade().as_deref() {
                        asked.set(false);
                        update();
                    }
                });
            }
        }
    };
    let resized = next_frame.clone();
    site.stage.on_scroll(move |_| next_frame());
    dom::on_window("resize", move |_| resized());
    let changed = Closure::<dyn FnMut()>::new(move || update.0());
    if let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) {
        elements.iter().for_each(|element| observer.observe(element));
        Kept::new(Observing { observer, _changed: changed });
    }
}

/// Elements whose size is watched, until this is dropped.
struct Observing {
    observer: ResizeObserver,
    _changed: Closure<dyn FnMut()>,
}

impl Drop for Observing {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Learns the heights of cards that were printed into the page, so that those in the app take the same
/// place.
pub(crate) fn measure(site: Site) {
    for (row, item) in site.stage.by_id(ids::CARDS).iter().flat_map(|list| items(list)) {
        site.memory().heights.borrow_mut().set(row, item.get_bounding_client_rect().height());
    }
}

/// Measures the cards that are nodes, keeps what is looked at in its place, and draws what belongs
/// on the screen.
fn look(site: Site, list: &Element, rows: &[u32], window: Signal<Window>, held: &Cell<Option<Held>>) {
    hold(site, list, held);
    let (memory, scrolled, bar) = (site.memory(), site.stage.scrolled(), site.stage.bar());
    let mut first = None;
    for (row, item) in items(list) {
        let area = item.get_bounding_client_rect();
        if area.height() > 0.0 && item.query_selector(".skeleton").ok().flatten().is_none() {
            memory.heights.borrow_mut().set(row, area.height());
        }
        if first.is_none() && area.bottom() > bar {
            first = Some((row, area.top()));
        }
    }
    if let Some((row, offset)) = first {
        let active = site.stage.focused().and_then(|active| active.closest("[data-row]").ok().flatten());
        let focus = active.and_then(|card| card.get_attribute("data-row")?.parse().ok());
        memory.here.replace(Some(navigation::Place::List { row, offset, focus }));
        // While the beginning of the list is seen, nothing above it can push it away.
        let is_under_way = site.stage.is_page() || offset < bar;
        held.set(is_under_way.then(|| Held { row, offset, origin: origin_of(site), scrolled }));
    }
    let top = start_of(site, list, window);
    let (from, to) = (scrolled - top - MARGIN, scrolled - top + dom::viewport_height() + MARGIN);
    draw(site, rows, window, from, to);
}

/// The card that was looked at last.
#[derive(Clone, Copy)]
struct Held {
    row: u32,
    /// Its distance from the top of the screen.
    offset: f64,
    /// Where the app began then; what happens above it is the host's.
    origin: f64,
    /// How far the page was scrolled.
    scrolled: f64,
}

/// When something above changed its height, and the reader did not scroll, the page follows, so that
/// what is looked at stays where it is. Not every browser has scroll anchoring; where it is, it is
/// switched off for the list (list.css).
fn hold(site: Site, list: &Element, held: &Cell<Option<Held>>) {
    let Some(Held { row, offset, origin, scrolled }) = held.get() else { return };
    let now = site.stage.scrolled();
    if let Some(item) = find(list, row).filter(|_| (now - scrolled).abs() < 1.0) {
        let slipped = item.get_bounding_client_rect().top() - offset - (origin_of(site) - origin);
        if slipped.abs() >= 1.0 {
            site.stage.scroll_to(now + slipped);
        }
    }
}

fn origin_of(site: Site) -> f64 {
    if site.stage.is_page() { 0.0 } else { site.stage.root().get_bounding_client_rect().top() }
}

/// Where the first card of the list is or would be, from the top of the page.
fn start_of(site: Site, list: &Element, window: Signal<Window>) -> f64 {
    site.stage.top_of(list) - window.peek().before.trunc()
}

fn find(list: &Element, row: u32) -> Option<Element> {
    items(list).find(|(known, _)| *known == row).map(|(_, item)| item)
}

fn draw(site: Site, rows: &[u32], window: Signal<Window>, from: f64, to: f64) {
    let next = site.memory().heights.borrow().window(rows, from, to);
    // Their files are asked for before the cards are drawn, so that few are drawn empty.
    let ahead = [next.places.start.saturating_sub(AHEAD), (next.places.end + AHEAD).min(rows.len().saturating_sub(1))];
    for row in ahead.into_iter().filter_map(|place| rows.get(place).copied()) {
        untrack(|| drop(site.archive.listing(row)));
    }
    if *window.peek() != next {
        window.set(next);
    }
}

fn items(list: &Element) -> impl Iterator<Item = (u32, Element)> + use<> {
    std::iter::successors(list.first_element_child(), Element::next_element_sibling).filter_map(|item| {
        let row = item.get_attribute("data-row")?.parse().ok()?;
        Some((row, item))
    })
}

/// A list is new: back where it was left, or at its beginning.
fn arrive(
    site: Site,
    list: &Element,
    rows: &Arc<Vec<u32>>,
    window: Signal<Window>,
    held: &Rc<Cell<Option<Held>>>,
    changed: bool,
) {
    // A new list holds nothing in its place yet.
    held.set(None);
    let memory = site.memory();
    match memory.restore.take() {
        Some(navigation::Place::List { row, offset, focus }) => {
            let place = rows.iter().position(|known| *known == row).unwrap_or(0);
            let top = memory.heights.borrow().top(rows, place);
            draw(site, rows, window, top - MARGIN, top + dom::viewport_height() + MARGIN);
            let list = list.clone();
            site.stage.next_frame(move || {
                if !window.is_there() {
                    return;
                }
                site.stage.scroll_to(start_of(site, &list, window) + top - offset);
                // Heights were guesses where cards had not been seen before: now they are there.
                if let Some(item) = find(&list, row) {
                    site.stage.scroll_to(site.stage.scrolled() + item.get_bounding_client_rect().top() - offset);
                }
                if let Some(link) = focus.and_then(|row| site.stage.by_id(&ids::card(row))) {
                    dom::focus_in_place(&link);
                }
            });
        }
        _ if changed => {
            let (list, rows, held) = (list.clone(), rows.clone(), held.clone());
            // Before it is painted, but when all of it is there: to measure it now would lay it out twice.
            site.stage.next_frame(move || {
                // An article may have taken its place.
                if !window.is_there() {
                    return;
                }
                // What was pressed may be far down in the old list; the new one is read from its start.
                let start = (start_of(site, &list, window) - site.stage.bar() - 80.0).max(0.0);
                if site.stage.is_used() && site.stage.scrolled() > start {
                    site.stage.scroll_to(start);
                }
                look(site, &list, &rows, window, &held);
            });
        }
        _ => {
            site.stage.scroll_to_start();
            look(site, list, rows, window, held);
        }
    }
}
