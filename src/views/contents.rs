use std::cell::Cell;

use article::Heading;

use crate::element::{El, el, heading};
use crate::site::Site;
use crate::{dom, words};

/// Fewer headings than this make no table of contents.
const LEAST: usize = 2;

/// The table of contents; the heading that is being read is marked.
pub(crate) fn contents(site: Site, headings: &[Heading], lang: Option<&str>) -> Option<El> {
    if headings.len() < LEAST {
        return None;
    }
    let row = |heading: &Heading| {
        let link = el("a").fixed("href", &format!("#{}", heading.id)).fixed("dir", "auto").child(heading.text.as_str());
        el("li").class(if heading.level > 2 { "deeper" } else { "" }).child(link)
    };
    let rows = headings.iter().map(row).collect::<Vec<_>>();
    let contents = el("nav")
        .class("toc")
        .fixed("aria-label", words::ON_THIS_PAGE)
        .child(heading(site.stage.manner().level + 1).child(words::ON_THIS_PAGE))
        .child(el("ul").fixed("role", "list").attr_if("lang", lang).child(rows));
    follow(site, contents.node());
    Some(contents)
}

/// Marks the heading that is being read: the last one above the upper third of the screen.
pub(crate) fn follow(site: Site, contents: &web_sys::Element) {
    let links = dom::all(contents, "a[href^='#']");
    let marked = Cell::new(None);
    site.stage.on_scroll(move |_| {
        let line = dom::viewport_height() / 3.0;
        let is_above = |link: &web_sys::Element| {
            let id = link.get_attribute("href").unwrap_or_default();
            let heading = site.stage.by_id(id.trim_start_matches('#'));
            heading.is_some_and(|heading| heading.get_bounding_client_rect().top() < line)
        };
        let above = links.iter().rposition(is_above);
        if marked.replace(above) != above {
            for (at, link) in links.iter().enumerate() {
                let _ = match above == Some(at) {
                    true => {
                        link.set_attribute("class", "on").and_then(|()| link.set_attribute("aria-current", "location"))
                    }
                    false => link.remove_attribute("class").and_then(|()| link.remove_attribute("aria-current")),
                };
            }
        }
    });
}
