use crate::element::{El, Pieces, el, heading};
use crate::site::Site;
use crate::trouble::Trouble;
use crate::{ids, words};

/// What a notice stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// A whole page: its heading is the page's.
    Page,
    /// A part of a page that has a heading.
    Part,
}

/// The card that says what went wrong, where, and what to do.
pub(crate) fn trouble(site: Site, trouble: &Trouble, extent: Extent, retry: impl Fn() + 'static) -> Pieces {
    let (fault, address) = (&trouble.fault, trouble.address.as_str());
    let file = address.starts_with("http").then(|| {
        let file = el("a").fixed("href", address).fixed("target", "_blank").fixed("rel", "noopener noreferrer");
        file.child(words::OPEN_FILE)
    });
    let level = site.stage.manner().level;
    let heading = match extent {
        Extent::Page => heading(level).id(ids::TITLE).fixed("tabindex", "-1"),
        Extent::Part => heading(level + 1),
    };
    let again = el("button").fixed("type", "button").class("main").on("click", move |_| retry());
    el("div")
        .id(ids::TROUBLE)
        .class("notice trouble")
        .fixed("role", "alert")
        .child(heading.child(fault.to_string()))
        .child((!address.is_empty()).then(|| el("p").child(el("code").child(address))))
        .child(el("p").child(fault.advice()))
        .child(ways().child(again.child(words::RETRY)).child(file))
        .view()
}

/// The card for a list that holds nothing, with a way out.
pub(crate) fn empty(site: Site, what: &'static str, advice: &'static str, way_out: Option<String>) -> Pieces {
    let way_out = way_out.map(|href| el("a").class("main").fixed("href", &href).child(words::SHOW_ALL_ARTICLES));
    el("div")
        .class("notice")
        .child(heading(site.stage.manner().level_of_cards()).child(what))
        .child(el("p").child(advice))
        .child(ways().child(way_out))
        .view()
}

fn ways() -> El {
    el("div").class("ways")
}
