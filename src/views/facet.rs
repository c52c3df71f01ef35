//! One facet: its values with their counts, chosen ones first. A box finds some by name, the heading turns
//! their order, and only those near what is scrolled to are nodes: an archive may have 50,000 tags.

use std::sync::Arc;

use catalog::{Choice, Counts, FacetValue, Filter};
use leptos::prelude::event_target_value;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use crate::element::{El, Pieces, el, heading, views};
use crate::fetch::Load;
use crate::signal::{Memo, Readable, Signal};
use crate::site::Site;
use crate::views::tag_menu;
use crate::{dom, format, ids, navigation, words};

/// Values that are shown before "Show all".
const FEW: usize = 8;
/// Values by which the window moves; it holds four times as many.
const STEP: usize = 20;
/// Height of a row where none can be measured, in CSS pixels.
const ROW: f64 = 32.0;

/// A facet: how its values are found in the counts, and how they are called.
#[derive(Clone, Copy)]
pub(crate) struct Facet {
    pub(crate) title: &'static str,
    pub(crate) filter: Filter,
    pub(crate) values: fn(&Counts) -> &[FacetValue],
    pub(crate) label: fn(&str) -> String,
    pub(crate) find: Find,
}

/// Whether a facet has a box to find a value by name.
#[derive(Clone, Copy)]
pub(crate) enum Find {
    No,
    By { label: &'static str, id: &'static str },
}

impl Facet {
    /// With fewer values there is nothing to choose from. Months are offered within a year.
    fn is_needless(self, site: Site, values: &[FacetValue]) -> bool {
        let is_chosen = |filter: Filter| !site.list.read().names(filter).is_empty();
        match self.filter {
            Filter::Language => values.len() < 2 && !is_chosen(Filter::Language),
            Filter::Month => !is_chosen(Filter::Month) && (values.len() < 2 || !is_chosen(Filter::Year)),
            _ => values.is_empty(),
        }
    }
}

/// What is shown of a facet.
#[derive(Clone, Copy)]
struct Shown {
    /// What is looked for.
    wanted: Signal<String>,
    /// All, and not only the first few.
    all: Signal<bool>,
    /// Sorted by name, and not by count.
    named: Signal<bool>,
    /// The first value in the window.
    first: Signal<usize>,
}

pub(crate) fn facet(site: Site, facet: Facet) -> El {
    let shown = Shown {
        wanted: Signal::new(String::new()),
        all: Signal::new(false),
        named: Signal::new(false),
        first: Signal::new(0),
    };
    let values = Memo::new(move |_| match site.counts.get() {
        Load::Ready(counts) => Some(found(&counts, facet, &shown.wanted.read(), *shown.named.read())),
        Load::Failed(_) => Some(Vec::new()),
        Load::Loading => None,
    });
    // A facet with nothing to choose from is not shown; while nothing is known only the first is, so
    // that none has to move when it is known how long the others are.
    let nothing = move || match &*values.read() {
        Some(values) => shown.wanted.read().is_empty() && facet.is_needless(site, values),
        None => facet.filter != Filter::Tag,
    };
    let find = match facet.find {
        Find::No => None,
        Find::By { label, id } => Some(
            el("input")
                .fixed("id", id)
                .fixed("type", "search")
                .fixed("placeholder", label)
                .fixed("aria-label", label)
                .fixed("autocomplete", "off")
                .on("input", move |event| shown.wanted.set(event_target_value(&event))),
        ),
    };
    let list = el("ul").fixed("tabindex", "-1").fixed("role", "list").fixed("aria-label", facet.title);
    let place = list.node().clone();
    let rows = move || match &*values.read() {
        None => placeholder(),
        Some(values) if values.is_empty() => el("li").class("hush").child(words::NO_MATCHING_VALUE).view(),
        Some(values) => rows(site, facet, values, shown, &place),
    };
    let scrolled = list.node().clone();
    let list = list.child_of(rows).on("scroll", move |_| follow(site, &scrolled, shown));
    let count = move || values.read().as_ref().as_ref().map_or(0, Vec::len);
    el("section")
        .class("facet")
        .class_when("none", nothing)
        .child(heading(site.stage.manner().level.max(2)).child(facet.title))
        .child(el("div").class("turn").child_of(move || turn(count(), facet, shown)))
        .child(find)
        .child(list)
        .child(el("div").child_of(move || more(count(), shown)))
}

/// The values whose name holds what is looked for, chosen ones first.
fn found(counts: &Arc<Counts>, facet: Facet, wanted: &str, named: bool) -> Vec<FacetValue> {
    let held = |value: &&FacetValue| wanted.is_empty() || catalog::holds(&(facet.label)(&value.name), wanted);
    let held: Vec<&FacetValue> = (facet.values)(counts).iter().filter(held).collect();
    let order = match named {
        true => format::by_name(held.iter().map(|value| &*value.name)),
        false => (0..held.len()).collect(),
    };
    let of = |free: bool| order.iter().map(|at| held[*at]).filter(move |value| (value.choice == Choice::Free) == free);
    of(false).chain(of(true)).cloned().collect()
}

/// The values in the window, between paddings as high as the others.
fn rows(site: Site, facet: Facet, values: &[FacetValue], shown: Shown, place: &Element) -> Pieces {
    let first = shown.first.get().min(values.len());
    let (start, end) = match shown.all.get() {
        true => (first.saturating_sub(STEP), values.len().min(first + 3 * STEP)),
        false => (0, values.len().min(FEW)),
    };
    let height = row_height(place);
    let space = |rows: usize| {
        let space = el("li").fixed("aria-hidden", "true").class("space");
        (rows > 0).then(|| space.style_of("height", move || format!("{}px", (rows as f64 * height) as i64)))
    };
    let mut items = Vec::from_iter(space(start));
    for (at, value) in values[start..end].iter().enumerate() {
        let place = [("aria-posinset", start + at + 1), ("aria-setsize", values.len())];
        let item = row(site, facet, value);
        items.push(place.iter().fold(item, |item, (name, number)| item.fixed(name, &number.to_string())));
    }
    items.extend(shown.all.get().then(|| space(values.len() - end)).flatten());
    views(items)
}

fn row_height(list: &Element) -> f64 {
    let row = list.query_selector("li:not(.space)").ok().flatten();
    row.map(|row| row.get_bounding_client_rect().height()).filter(|height| *height > 1.0).unwrap_or(ROW)
}

/// The window follows what is scrolled to; who has the focus in it keeps it.
fn follow(site: Site, list: &Element, shown: Shown) {
    let first = (f64::from(list.scroll_top()) / row_height(list)) as usize / STEP * STEP;
    if first != *shown.first.peek() {
        // An element that goes while it has the focus makes the browser lay out the list without its rows,
        // and the list is back at its beginning.
        let focused = site.stage.focused().filter(|focused| list.contains(Some(focused))).map(|focused| focused.id());
        if let Some(id) = focused {
            dom::focus_in_place(list.unchecked_ref());
            site.stage.focus_next_frame(&[&id]);
        }
        shown.first.set(first);
    }
}

fn row(site: Site, facet: Facet, value: &FacetValue) -> El {
    let (name, label, choice) = (value.name.to_string(), (facet.label)(&value.name), value.choice);
    let id = ids::value(facet.filter.key(), &name);
    let toggle = {
        let (name, id) = (name.clone(), id.clone());
        move |event: Event| {
            let filter = match choice {
                Choice::Free if facet.filter == Filter::Tag => wanted(&event),
                Choice::OneOf => Filter::Any,
                Choice::Excluded => Filter::Not,
                Choice::Free | Choice::Chosen => facet.filter,
            };
            navigation::go(site, site.list.peek().toggled(filter, &name), "");
            site.stage.focus_next_frame(&[&id]);
        }
    };
    let (class, pressed, how) = match choice {
        Choice::Free => ("row", "false", None),
        Choice::Chosen => ("row on", "true", None),
        Choice::OneOf => ("row on", "true", Some(words::OR)),
        Choice::Excluded => ("row on not", "true", Some(words::NOT)),
    };
    let shown = el("span").fixed("dir", "auto").child(label.as_str());
    let button = el("button")
        .id(&id)
        .fixed("type", "button")
        .class(class)
        .fixed("aria-pressed", pressed)
        .fixed("title", &label)
        .on("click", toggle)
        .child(how.map(|how| el("em").child(how).child(" ")))
        .child(shown)
        .child(" ")
        .child(count(value.count));
    let menu = (facet.filter == Filter::Tag).then(|| tag_menu::opener(site, &name, choice));
    el("li").child(button).child(menu)
}

/// What a click asks for: with Shift one of several, with Alt none that has it.
fn wanted(event: &Event) -> Filter {
    match event.dyn_ref::<MouseEvent>() {
        Some(event) if event.alt_key() => Filter::Not,
        Some(event) if event.shift_key() => Filter::Any,
        _ => Filter::Tag,
    }
}

/// A count beside a name; what is counted is said where it is not seen.
pub(crate) fn count(count: u32) -> El {
    let shown = el("b").child(format::number(u64::from(count)));
    shown.child(el("span").class("sr").child(words::counted(u64::from(count))))
}

/// The button that turns the order, where there is something to order.
fn turn(count: usize, facet: Facet, shown: Shown) -> Pieces {
    let is_ordered = matches!(facet.filter, Filter::Year | Filter::Month);
    let named = shown.named.get();
    let turn = (count > FEW && !is_ordered).then(|| {
        let text = if named { words::BY_COUNT } else { words::BY_NAME };
        let button = el("button").fixed("type", "button").class("quiet");
        button.on("click", move |_| shown.named.set(!named)).child(text)
    });
    views(Vec::from_iter(turn))
}

fn more(count: usize, shown: Shown) -> Pieces {
    let more = (count > FEW && !shown.all.get()).then(|| {
        let all = el("button").fixed("type", "button").class("row all").on("click", move |_| shown.all.set(true));
        all.child(words::show_all(count))
    });
    views(Vec::from_iter(more))
}

/// What stands in while the facets load.
fn placeholder() -> Pieces {
    let line = || el("li").fixed("aria-hidden", "true").class("row skeleton").child(el("div").class("line"));
    views((0..=FEW).map(|_| line()).collect::<Vec<_>>())
}
