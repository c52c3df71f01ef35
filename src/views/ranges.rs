//! What views, comments or collects have to be: thresholds with what they would leave, and two boxes for
//! every other range.

use article::Stat;
use catalog::{AtLeast, RANGED, Range};
use leptos::prelude::event_target_value;

use crate::element::{El, el, heading, views};
use crate::fetch::Load;
use crate::signal::{Memo, Readable};
use crate::site::Site;
use crate::views::facet::count;
use crate::{dom, ids, navigation, words};

/// The facet of a count.
pub(crate) fn range(site: Site, stat: Stat) -> El {
    let steps = Memo::new(move |_| match site.counts.get() {
        Load::Ready(counts) => RANGED
            .iter()
            .zip(&counts.ranges)
            .find(|(of, _)| **of == stat)
            .map_or_else(Vec::new, |(_, steps)| steps.clone()),
        _ => Vec::new(),
    });
    let nothing = move || steps.read().is_empty() && site.list.read().range(stat).is_open();
    let title = words::counts_of(stat);
    let rows = el("ul").fixed("role", "list").fixed("aria-label", title).child_of(move || {
        let chosen = site.list.read().range(stat);
        views(steps.read().iter().map(|step| row(site, stat, *step, chosen)).collect())
    });
    let end = |label: &'static str, is_least: bool| {
        let change = move |event| {
            let number = event_target_value(&event).trim().parse().ok();
            let mut range = site.list.peek().range(stat);
            match is_least {
                true => range.least = number,
                false => range.most = number,
            }
            navigation::go(site, site.list.peek().ranged(stat, range), "");
        };
        let field = el("input")
            .fixed("type", "number")
            .fixed("min", "0")
            .fixed("inputmode", "numeric")
            .fixed("aria-label", &format!("{title}: {label}"))
            .on("change", change);
        let control = field.node().clone();
        dom::effect(move || {
            let range = site.list.read().range(stat);
            let end = if is_least { range.least } else { range.most };
            dom::set(&control, "value", &end.map(|end| end.to_string()).unwrap_or_default());
        });
        el("label").child(el("span").child(label)).child(field)
    };
    let ends = el("div").class("ends").child(end(words::FROM, true)).child(end(words::TO, false));
    el("section")
        .class("facet")
        .class_when("none", nothing)
        .child(heading(site.stage.manner().level.max(2)).child(title))
        .child(rows)
        .child(ends)
}

fn row(site: Site, stat: Stat, step: AtLeast, chosen: Range) -> El {
    let AtLeast { least, count: left } = step;
    let is_on = chosen == Range::from(least);
    let id = ids::value(stat.key(), &least.to_string());
    let toggle = {
        let id = id.clone();
        move |_| {
            let next = if is_on { Range::default() } else { Range::from(least) };
            site.stage.let_go();
            navigation::go(site, site.list.peek().ranged(stat, next), "");
            site.stage.focus_next_frame(&[&id]);
        }
    };
    let label = match (stat, least) {
        (Stat::Comments, 1) => words::WITH_COMMENTS.to_owned(),
        _ => words::at_least(least),
    };
    let button = el("button")
        .id(&id)
        .fixed("type", "button")
        .class(if is_on { "row on" } else { "row" })
        .fixed("aria-pressed", if is_on { "true" } else { "false" })
        .on("click", toggle)
        .child(el("span").child(label))
        .child(" ")
        .child(count(left));
    el("li").child(button)
}
