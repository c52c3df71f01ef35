use std::sync::Arc;

use catalog::{Choice, Counts, FacetValue, ViewState};
use leptos::prelude::event_target_value;

use crate::element::{El, Pieces, el, heading, views};
use crate::fetch::Load;
use crate::signal::{Memo, Readable, Signal};
use crate::site::Site;
use crate::views::icon::Icon;
use crate::views::notice::{self, Extent};
use crate::{format, ids, navigation, words};

/// Values that are shown before "Show all".
const FEW: usize = 8;
/// Values that are shown at the most; past it, finding by name is quicker than reading.
const MANY: usize = 200;

/// A facet: how its values are found in the counts, and what choosing one changes.
#[derive(Clone, Copy)]
struct Facet {
    title: &'static str,
    values: fn(&Counts) -> &[FacetValue],
    toggled: fn(&ViewState, &str) -> ViewState,
    find: Find,
}

/// Whether a facet has a box to find a value by name.
#[derive(Clone, Copy)]
enum Find {
    No,
    By { label: &'static str, id: &'static str },
}

const FACETS: [Facet; 4] = [
    Facet {
        title: words::TAGS,
        values: |counts| &counts.tags,
        toggled: ViewState::with_tag_toggled,
        find: Find::By { label: words::FIND_TAG, id: ids::FIND_TAG },
    },
    Facet {
        title: words::CATEGORY,
        values: |counts| &counts.categories,
        toggled: ViewState::with_category_toggled,
        find: Find::No,
    },
    Facet {
        title: words::YEAR,
        values: |counts| &counts.years,
        toggled: |state, year| year.parse().map_or_else(|_| state.clone(), |year| state.with_year_toggled(year)),
        find: Find::No,
    },
    Facet {
        title: words::AUTHOR,
        values: |counts| &counts.authors,
        toggled: ViewState::with_author_toggled,
        find: Find::By { label: words::FIND_AUTHOR, id: "ns-find-author" },
    },
];

/// The panel of filters: beside the cards on a wide screen, a sheet over them on a narrow one.
pub(crate) fn filters(site: Site) -> El {
    // Where the list says it already, once is enough.
    let fault = move || match (site.counts.get(), site.selection.get()) {
        (Load::Failed(trouble), Load::Ready(_)) => {
            notice::trouble(site, &trouble, Extent::Part, move || site.archive.retry())
        }
        _ => views(Vec::new()),
    };
    let close = el("button")
        .fixed("type", "button")
        .class("quiet close-filters")
        .fixed("popovertarget", ids::FILTERS)
        .fixed("popovertargetaction", "hide")
        .child(Icon::Close.view())
        .child(words::CLOSE);
    el("aside")
        .id(ids::FILTERS)
        .fixed("part", "filters")
        .class("filters")
        .fixed("popover", "auto")
        .fixed("aria-label", words::FILTERS)
        .child(close)
        .child(el("div").child_of(fault))
        .child(Vec::from(FACETS.map(|facet| facet_view(site, facet))))
}

fn facet_view(site: Site, facet: Facet) -> El {
    let wanted = Signal::new(String::new());
    let extent = Signal::new(FEW);
    let values = Memo::new(move |_| match site.counts.get() {
        Load::Ready(counts) => Some(found(&counts, facet.values, &wanted.read())),
        Load::Failed(_) => Some(Vec::new()),
        Load::Loading => None,
    });
    // A facet with nothing to choose from is not shown; while nothing is known only the first is, so
    // that none has to move when it is known how long the others are.
    let nothing = move || match &*values.read() {
        Some(values) => values.is_empty() && wanted.read().is_empty(),
        None => facet.title != FACETS[0].title,
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
                .on("input", move |event| wanted.set(event_target_value(&event))),
        ),
    };
    let rows =
        el("ul").fixed("role", "list").fixed("aria-label", facet.title).child_of(move || match &*values.read() {
            None => placeholder(),
            Some(values) if values.is_empty() => el("li").class("hush").child(words::NO_MATCHING_VALUE).view(),
            Some(values) => rows(site, facet, values, extent.get()),
        });
    let more = el("div").child_of(move || more(values.read().as_ref().as_ref().map_or(0, Vec::len), extent));
    el("section")
        .class("facet")
        .class_when("none", nothing)
        .child(heading(site.stage.manner().level.max(2)).child(facet.title))
        .child(find)
        .child(rows)
        .child(more)
}

/// The values whose name holds what is looked for, chosen ones first.
fn found(counts: &Arc<Counts>, values: fn(&Counts) -> &[FacetValue], wanted: &str) -> Vec<FacetValue> {
    let wanted = folded(wanted);
    let values = values(counts).iter().filter(|value| holds(&folded(&value.name), &wanted));
    let (mut chosen, free): (Vec<_>, Vec<_>) = values.cloned().partition(|value| value.choice == Choice::Chosen);
    chosen.extend(free.into_iter().filter(|value| value.choice == Choice::Free));
    chosen
}

/// The standard library's search in text is a KB of wasm that nothing else needs.
fn holds(name: &str, wanted: &str) -> bool {
    wanted.is_empty() || name.as_bytes().windows(wanted.len()).any(|piece| piece == wanted.as_bytes())
}

/// Case, spaces and full width do not count when a name is looked for.
fn folded(name: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(|c| narrow(c).to_ascii_lowercase()).collect()
}

fn rows(site: Site, facet: Facet, values: &[FacetValue], extent: usize) -> Pieces {
    let rows = values.iter().take(extent).map(|value| {
        let name = value.name.to_string();
        let id = format!("ns-{}-{}", facet.title.to_ascii_lowercase(), name.replace(char::is_whitespace, "_"));
        let toggle = {
            let (name, id) = (name.clone(), id.clone());
            move |_| {
                navigation::go(site, (facet.toggled)(&site.list.peek(), &name), "");
                site.stage.focus_next_frame(&[&id]);
            }
        };
        let (class, pressed) = match value.choice {
            Choice::Chosen => ("row on", "true"),
            Choice::Free | Choice::Excluded => ("row", "false"),
        };
        let button = el("button")
            .id(&id)
            .fixed("type", "button")
            .class(class)
            .fixed("aria-pressed", pressed)
            .on("click", toggle)
            .child(el("span").fixed("dir", "auto").child(name))
            .child(" ")
            .child(count(value.count));
        el("li").child(button)
    });
    views(rows.collect::<Vec<_>>())
}

/// A count beside a name; what is counted is said where it is not seen.
fn count(count: u32) -> El {
    let shown = el("b").child(format::number(u64::from(count)));
    shown.child(el("span").class("sr").child(words::counted(u64::from(count))))
}

fn more(count: usize, extent: Signal<usize>) -> Pieces {
    let shown = extent.get();
    if count > shown && shown < MANY {
        let all = el("button").fixed("type", "button").class("row all").on("click", move |_| extent.set(MANY));
        all.child(words::show_all(count)).view()
    } else if count > shown {
        el("p").class("hush").child(words::more_to_find(count - shown)).view()
    } else {
        views(Vec::new())
    }
}

/// What stands in while the facets load.
fn placeholder() -> Pieces {
    let line = || el("li").fixed("aria-hidden", "true").class("row skeleton").child(el("div").class("line"));
    views((0..=FEW).map(|_| line()).collect::<Vec<_>>())
}
