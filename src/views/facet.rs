//! One facet: its values with their counts, chosen ones first. A box finds some by name, the heading turns
//! their order, and only those near what is scrolled to are nodes: an archive may have 50,000 tags.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use catalog::{Choice, Counts, Extent, FacetValue, Filter, Values};
use leptos::prelude::{Owner, document, event_target_value, untrack};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent, Text};

use crate::element::{El, Pieces, bind, el, heading, views};
use crate::fetch::Load;
use crate::signal::{Memo, Readable, Signal};
use crate::site::Site;
use crate::views::tag_menu;
use crate::{dom, format, ids, navigation, words};

/// Values that are shown before "Show all".
const FEW: usize = 8;
/// Values by which the window moves; it holds four times as many.
const STEP: usize = 20;

/// A facet: how its values are found in the counts, and how they are called.
#[derive(Clone, Copy)]
pub(crate) struct Facet {
    pub(crate) title: &'static str,
    pub(crate) filter: Filter,
    pub(crate) values: fn(&Counts) -> &Values,
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
    /// Height of a row in CSS pixels, measured when somebody scrolls: before, everything would have to be laid
    /// out for it with every click.
    height: Signal<f64>,
}

pub(crate) fn facet(site: Site, facet: Facet) -> El {
    let shown = Shown {
        wanted: Signal::new(String::new()),
        all: Signal::new(false),
        named: Signal::new(false),
        first: Signal::new(0),
        height: Signal::new(32.0),
    };
    let values = Memo::new(move |_| match site.counts.get() {
        Load::Ready(counts) => Some(found((facet.values)(&counts), facet, shown)),
        Load::Failed(_) => Some(Values::default()),
        Load::Loading => None,
    });
    // To name all values costs time with every click, so it is done for who wants to see them.
    let want_all = move || site.extent.set(Extent::All);
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
                .on("input", move |event| {
                    want_all();
                    shown.wanted.set(event_target_value(&event));
                }),
        ),
    };
    let list = el("ul").fixed("tabindex", "-1").fixed("role", "list").fixed("aria-label", facet.title);
    let scrolled = list.node().clone();
    keep_rows(site, facet, list.node().clone(), values, shown);
    let list = list.on("scroll", move |_| follow(site, &scrolled, shown));
    let count = move || values.read().as_ref().as_ref().map_or(0, |values| values.all);
    el("section")
        .class("facet")
        .class_when("none", nothing)
        .child(heading(site.stage.manner().level.max(2)).child(facet.title))
        .child(el("div").class("turn").on("click", move |_| want_all()).child_of(move || turn(count(), facet, shown)))
        .child(find)
        .child(list)
        .child(el("div").on("click", move |_| want_all()).child_of(move || more(count(), shown)))
}

/// The values whose name holds what is looked for, chosen ones first.
fn found(values: &Values, facet: Facet, shown: Shown) -> Values {
    let wanted = shown.wanted.read();
    let held = |value: &&FacetValue| wanted.is_empty() || catalog::holds(&(facet.label)(&value.name), &wanted);
    let held: Vec<&FacetValue> = values.told.iter().filter(held).collect();
    let order = match shown.named.get() {
        true => format::by_name(held.iter().map(|value| &*value.name)),
        false => (0..held.len()).collect(),
    };
    let of = |free: bool| order.iter().map(|at| held[*at]).filter(move |value| (value.choice == Choice::Free) == free);
    let told: Vec<FacetValue> = of(false).chain(of(true)).cloned().collect();
    Values { all: if wanted.is_empty() { values.all } else { told.len() }, told }
}

/// Keeps the values of the window in the list, between paddings as high as the others. A row that stays keeps its
/// nodes, and so the focus.
fn keep_rows(site: Site, facet: Facet, list: Element, values: Memo<Option<Values>>, shown: Shown) {
    let (before, after) = (space(), space());
    list.append_child(before.node()).and_then(|_| list.append_child(after.node())).ok();
    let drawn = RefCell::new(Vec::<Row>::new());
    let stand_in = RefCell::new(Vec::<Element>::new());
    // Rows outlive the run of the effect that made them.
    let owner = Owner::current().unwrap_or_default();
    bind(move || {
        let values = values.read();
        stand_in.take().into_iter().for_each(|element| element.remove());
        let told = values.as_ref().as_ref().map_or(&[][..], |values| &values.told);
        let first = shown.first.get().min(told.len());
        let (start, end) = match shown.all.get() {
            true => (first.saturating_sub(STEP), told.len().min(first + 3 * STEP)),
            false => (0, told.len().min(FEW)),
        };
        let height = *shown.height.read();
        let pad = |space: &El, rows: usize| {
            let style = space.node().unchecked_ref::<HtmlElement>().style();
            let _ = style.set_property("height", &format!("{}px", (rows as f64 * height) as i64));
        };
        pad(&before, start);
        pad(&after, if shown.all.get() { told.len() - end } else { 0 });
        let mut old = drawn.take();
        let mut new = Vec::with_capacity(end - start);
        for (at, value) in told[start..end].iter().enumerate() {
            let known = old.iter().position(|row| row.name == value.name);
            let row = known.map_or_else(|| Row::new(site, facet, value, &owner), |at| old.swap_remove(at));
            row.show(value, [start + at + 1, told.len()]);
            new.push(row);
        }
        for gone in old {
            gone.owner.cleanup();
            gone.item.remove();
        }
        line_up(site, &list, &new, after.node());
        if new.is_empty() {
            let made = if values.is_some() {
                vec![el("li").class("hush").child(words::NO_MATCHING_VALUE)]
            } else {
                placeholder()
            };
            for item in made {
                let _ = list.insert_before(item.node(), Some(after.node()));
                stand_in.borrow_mut().push(item.node().clone());
            }
        }
        *drawn.borrow_mut() = new;
    });
}

fn space() -> El {
    el("li").fixed("aria-hidden", "true").class("space")
}

/// Brings rows into their order. The one with the focus is not moved, all others around it: moving it would
/// take the focus away.
fn line_up(site: Site, list: &Element, rows: &[Row], end: &Element) {
    let focused = site.stage.focused();
    let mut next = end.clone();
    for row in rows.iter().rev() {
        let holds_focus = focused.as_ref().is_some_and(|focused| row.item.contains(Some(focused)));
        if !holds_focus && row.item.next_element_sibling().as_ref() != Some(&next) {
            let _ = list.insert_before(&row.item, Some(&next));
        }
        next = row.item.clone();
    }
}

/// A value that is drawn.
struct Row {
    name: Arc<str>,
    item: Element,
    button: Element,
    /// How it is chosen, if not simply so.
    how: Element,
    count: Text,
    unit: Text,
    choice: Rc<Cell<Choice>>,
    /// What it shows: nothing is written twice.
    shown: Cell<Option<(Choice, u32, [usize; 2])>>,
    owner: Owner,
}

impl Row {
    fn new(site: Site, facet: Facet, value: &FacetValue, owner: &Owner) -> Self {
        let owner = owner.child();
        owner.clone().with(|| untrack(|| Self::made(site, facet, value, owner)))
    }

    fn made(site: Site, facet: Facet, value: &FacetValue, owner: Owner) -> Self {
        let choice = Rc::new(Cell::new(value.choice));
        let (name, label) = (value.name.to_string(), (facet.label)(&value.name));
        let id = ids::value(facet.filter.key(), &name);
        let toggle = {
            let (name, id, choice) = (name.clone(), id.clone(), choice.clone());
            move |event: Event| {
                let filter = match choice.get() {
                    Choice::Free if facet.filter == Filter::Tag => wanted(&event),
                    Choice::OneOf => Filter::Any,
                    Choice::Excluded => Filter::Not,
                    Choice::Free | Choice::Chosen => facet.filter,
                };
                navigation::go(site, site.list.peek().toggled(filter, &name), "");
                site.stage.focus_next_frame(&[&id]);
            }
        };
        let how = el("em");
        let (count, unit) = (document().create_text_node(""), document().create_text_node(""));
        let said = el("span").class("sr");
        let number = el("b");
        let _ = number.node().append_child(&count);
        let _ = said.node().append_child(&unit);
        let button = el("button").id(&id).fixed("type", "button").fixed("title", &label).on("click", toggle);
        let (how_node, button_node) = (how.node().clone(), button.node().clone());
        let button =
            button.child(how).child(el("span").fixed("dir", "auto").child(label)).child(" ").child(number.child(said));
        let menu = (facet.filter == Filter::Tag).then(|| tag_menu::opener(site, &name, choice.clone()));
        let item = el("li").child(button).child(menu).node().clone();
        let name = value.name.clone();
        Self { name, item, button: button_node, how: how_node, count, unit, choice, shown: Cell::new(None), owner }
    }

    /// Shows a count and a choice at a place among so many.
    fn show(&self, value: &FacetValue, place: [usize; 2]) {
        let now = (value.choice, value.count, place);
        if self.shown.replace(Some(now)) == Some(now) {
            return;
        }
        self.choice.set(value.choice);
        let (class, pressed, how) = match value.choice {
            Choice::Free => ("row", "false", ""),
            Choice::Chosen => ("row on", "true", ""),
            Choice::OneOf => ("row on", "true", words::OR),
            Choice::Excluded => ("row on not", "true", words::NOT),
        };
        let places = place.map(|number| number.to_string());
        let written = [
            (&self.button, "class", class),
            (&self.button, "aria-pressed", pressed),
            (&self.item, "aria-posinset", &places[0]),
            (&self.item, "aria-setsize", &places[1]),
        ];
        for (element, name, value) in written {
            let _ = element.set_attribute(name, value);
        }
        let how = if how.is_empty() { String::new() } else { format!("{how} ") };
        self.how.set_text_content(Some(&how));
        self.count.set_data(&format::number(u64::from(value.count)));
        self.unit.set_data(words::counted(u64::from(value.count)));
    }
}

/// The window follows what is scrolled to; who has the focus in it keeps it.
fn follow(site: Site, list: &Element, shown: Shown) {
    let row = list.query_selector("li:not(.space)").ok().flatten().map(|row| row.get_bounding_client_rect().height());
    if let Some(height) = row.filter(|height| *height > 1.0 && *height != *shown.height.peek()) {
        shown.height.set(height);
    }
    let first = (f64::from(list.scroll_top()) / *shown.height.peek()) as usize / STEP * STEP;
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
fn placeholder() -> Vec<El> {
    let line = || el("li").fixed("aria-hidden", "true").class("row skeleton").child(el("div").class("line"));
    (0..=FEW).map(|_| line()).collect()
}
