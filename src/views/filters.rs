use std::sync::Arc;

use catalog::{Choice, Counts, FacetValue, ViewState};
use leptos::ev;
use leptos::html::{aside, b, button, div, h2, input, li, p, section, span, ul};
use leptos::prelude::*;

use crate::fetch::Load;
use crate::site::Site;
use crate::views::icon::Icon;
use crate::{dom, format, ids, navigation, words};

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
pub(crate) fn filters() -> impl IntoView {
    let close = button()
        .r#type("button")
        .class("quiet close-filters")
        .attr("popovertarget", ids::FILTERS)
        .attr("popovertargetaction", "hide")
        .child((Icon::Close.view(), words::CLOSE));
    aside()
        .id(ids::FILTERS)
        .class("filters")
        .attr("popover", "auto")
        .aria_label(words::FILTERS)
        .child((close, FACETS.into_iter().map(facet).collect_view()))
}

fn facet(facet: Facet) -> impl IntoView {
    let site = Site::get();
    let wanted = RwSignal::new(String::new());
    let extent = RwSignal::new(FEW);
    let values = Memo::new(move |_| match site.counts.get() {
        Load::Ready(counts) => Some(found(&counts, facet.values, &wanted.read())),
        _ => None,
    });
    // A facet with nothing to choose from is not shown.
    let nothing = move || values.with(|values| values.as_ref().is_some_and(Vec::is_empty)) && wanted.read().is_empty();
    let heading = format!("ns-facet-{}", facet.title.to_ascii_lowercase());
    let find = match facet.find {
        Find::No => None,
        Find::By { label, id } => Some(
            input()
                .id(id)
                .r#type("search")
                .placeholder(label)
                .aria_label(label)
                .autocomplete("off")
                .on(ev::input, move |event| wanted.set(event_target_value(&event))),
        ),
    };
    section().class("facet").class(("none", nothing)).child((
        h2().id(heading.clone()).child(facet.title),
        find,
        ul().attr("role", "list").aria_labelledby(heading).child(move || match values.get() {
            None => placeholder().into_any(),
            Some(values) if values.is_empty() => p().class("hush").child(words::NO_MATCHING_VALUE).into_any(),
            Some(values) => rows(site, facet, &values, extent.get()).into_any(),
        }),
        move || values.with(|values| more(values.as_ref().map_or(0, Vec::len), extent)),
    ))
}

/// The values whose name holds what is looked for, chosen ones first.
fn found(counts: &Arc<Counts>, values: fn(&Counts) -> &[FacetValue], wanted: &str) -> Vec<FacetValue> {
    let wanted = folded(wanted);
    let values = values(counts).iter().filter(|value| wanted.is_empty() || folded(&value.name).contains(&wanted));
    let (mut chosen, free): (Vec<_>, Vec<_>) = values.cloned().partition(|value| value.choice == Choice::Chosen);
    chosen.extend(free.into_iter().filter(|value| value.choice == Choice::Free));
    chosen
}

/// Case, spaces and full width do not count when a name is looked for.
fn folded(name: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(|c| narrow(c).to_ascii_lowercase()).collect()
}

fn rows(site: Site, facet: Facet, values: &[FacetValue], extent: usize) -> impl IntoView + use<> {
    let rows = values.iter().take(extent).map(|value| {
        let name = value.name.to_string();
        let id = format!("ns-{}-{}", facet.title.to_ascii_lowercase(), name.replace(char::is_whitespace, "_"));
        let toggle = {
            let (name, id) = (name.clone(), id.clone());
            move |_| {
                navigation::go(site, (facet.toggled)(&site.list.get_untracked(), &name), "");
                dom::focus_next_frame(&[&id]);
            }
        };
        let chosen = value.choice == Choice::Chosen;
        let label = format!("{name}, {}", words::articles(u64::from(value.count)));
        let pressed = if chosen { "true" } else { "false" };
        li().child(
            button()
                .id(id)
                .r#type("button")
                .class("row")
                .class(("on", chosen))
                .aria_pressed(pressed)
                .aria_label(label)
                .on(ev::click, toggle)
                .child((span().attr("dir", "auto").child(name), b().child(format::number(u64::from(value.count))))),
        )
    });
    rows.collect_view()
}

fn more(count: usize, extent: RwSignal<usize>) -> impl IntoView {
    let shown = extent.get();
    if count > shown && shown < MANY {
        let all = button().r#type("button").class("row all").on(ev::click, move |_| extent.set(MANY));
        all.child(words::show_all(count)).into_any()
    } else if count > shown {
        p().class("hush").child(words::more_to_find(count - shown)).into_any()
    } else {
        ().into_any()
    }
}

/// What stands in while the facets load.
fn placeholder() -> impl IntoView {
    let line = || li().aria_hidden("true").class("row skeleton").child(div().class("line"));
    (0..5).map(|_| line()).collect_view()
}
