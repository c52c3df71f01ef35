use catalog::{Filter, RANGED};

use crate::element::{El, el, views};
use crate::fetch::Load;
use crate::signal::Readable;
use crate::site::Site;
use crate::views::facet::{Facet, Find, facet};
use crate::views::icon::Icon;
use crate::views::notice::{self, Extent};
use crate::views::ranges::range;
use crate::views::tag_menu::tag_menu;
use crate::{format, ids, words};

const FACETS: [Facet; 6] = [
    Facet {
        title: words::TAGS,
        filter: Filter::Tag,
        values: |counts| &counts.tags,
        label: str::to_owned,
        find: Find::By { label: words::FIND_TAG, id: ids::FIND_TAG },
    },
    Facet {
        title: words::CATEGORY,
        filter: Filter::Category,
        values: |counts| &counts.categories,
        label: str::to_owned,
        find: Find::No,
    },
    Facet {
        title: words::YEAR,
        filter: Filter::Year,
        values: |counts| &counts.years,
        label: str::to_owned,
        find: Find::No,
    },
    Facet {
        title: words::MONTH,
        filter: Filter::Month,
        values: |counts| &counts.months,
        label: format::month,
        find: Find::No,
    },
    Facet {
        title: words::AUTHOR,
        filter: Filter::Author,
        values: |counts| &counts.authors,
        label: str::to_owned,
        find: Find::By { label: words::FIND_AUTHOR, id: "ns-find-author" },
    },
    Facet {
        title: words::LANGUAGE,
        filter: Filter::Language,
        values: |counts| &counts.languages,
        label: format::language,
        find: Find::No,
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
    let lists = site.stage.is_page().then(|| el("section").id(ids::LISTS).class("facet none"));
    el("aside")
        .id(ids::FILTERS)
        .fixed("part", "filters")
        .class("filters")
        .fixed("popover", "auto")
        .fixed("aria-label", words::FILTERS)
        .child(close)
        .child(el("div").child_of(fault))
        .child(Vec::from(FACETS.map(|of| facet(site, of))))
        .child(Vec::from(RANGED.map(|stat| range(site, stat))))
        // Last: it comes later than the others, and moves nothing.
        .child(lists)
        .child(tag_menu(site))
}
