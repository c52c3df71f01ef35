//! What is put on screen: one view a module, its style sheet of the same name in style/.

mod bar;
mod byline;
mod card;
mod chosen;
mod contents;
mod facet;
mod filters;
mod icon;
mod list;
mod notice;
mod rack;
mod ranges;
mod reader;
mod related;
mod tag_menu;

use std::cell::RefCell;

use catalog::{Address, ViewState};
use leptos::prelude::{Owner, document};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Url};

pub(crate) use self::list::Heights;
use crate::element::{El, Pieces, el, views};
use crate::printed::Printed;
use crate::signal::{Memo, Readable};
use crate::site::Site;
use crate::stage::{Manner, Role, Stage, View};
use crate::{ids, navigation, offline, renderer, words};

/// Fills the element [`ids::ROOT`] with the app. Without such an element nothing happens.
pub fn mount_page() {
    let Some(root) = document().get_element_by_id(ids::ROOT) else { return };
    let Some(source) = root.get_attribute(ids::ROOT_SOURCE) else { return };
    let root: HtmlElement = root.unchecked_into();
    renderer::use_the_pages();
    // The page lives as long as its window.
    std::mem::forget(owner_of(move || {
        let here = navigation::here();
        let pages = root.get_attribute(ids::ROOT_OF_PAGES).and_then(|pages| Url::new_with_base(&pages, &here).ok());
        let address = match &pages {
            Some(root) => Address::published(&root.href(), &here),
            None => Address::of_page(&here),
        };
        let state = address.read(&here).unwrap_or_else(ViewState::default);
        let printed = Printed::find(&root, &state);
        // What was printed stays until the same can be shown: an article at once, a list with its cards.
        let waits = pages.is_some() && printed.is_none() && state.article.is_none();
        let role = Role::Page { printed: RefCell::new(printed) };
        let stage = Stage::new(root.clone(), address, Manner::default(), role);
        let site = Site::new(stage, &source, state, navigation::fragment_of(&here));
        offline::is_page(site);
        list::measure(site);
        let pieces = page(site);
        match waits {
            true => stage.show_when_told(pieces),
            false => stage.show(pieces),
        }
    }));
}

/// An owner for one app, and Leptos ready to run its effects.
pub(crate) fn owner_of(make: impl FnOnce()) -> Owner {
    // Fails when it is ready already.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(make);
    owner
}

/// The whole page: the bar, and below it the rack or an article.
fn page(site: Site) -> Pieces {
    // The first thing that the keyboard finds: one that is there already may have the focus.
    let printed = site.stage.root().query_selector(".skip").ok().flatten();
    let made = || el("a").class("skip").fixed("href", &format!("#{}", ids::MAIN)).child(words::SKIP);
    views(vec![printed.map_or_else(made, El::of), bar::bar(site), main(site, "main")])
}

/// The same as a guest: the host has a main region and a way around it already.
pub(crate) fn widget(site: Site) -> Pieces {
    let bar = (site.stage.manner().view == View::Rack).then(|| bar::bar(site));
    let mut parts: Vec<El> = bar.into_iter().collect();
    parts.push(main(site, "div"));
    views(parts)
}

fn main(site: Site, name: &'static str) -> El {
    navigation::listen(site);
    let reading = Memo::new(move |_| site.state.read().article.is_some());
    let made = || el(name).id(ids::MAIN).fixed("tabindex", "-1");
    let place = site.stage.printed().map_or_else(made, |printed| El::of(printed.main));
    place.child_of(move || match reading.get() {
        true => reader::reader(site),
        false => rack::rack(site),
    })
}
