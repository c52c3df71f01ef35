//! The app: a page that shows an archive of articles, wholly in the browser.
//!
//! What is shown is said by the address ([`catalog::ViewState`]); signals follow it, and storage
//! keeps only what belongs to the reader (the theme). Articles are rendered elsewhere: in a second
//! wasm module, behind a worker, whose answer is painted node by node.
//!
//! No HTML string is ever parsed: views are built with builder functions (`element`), because
//! `view!` puts static parts through `template.innerHTML`.

// Where things come from.
mod archive;
mod fetch;
mod renderer;
mod trouble;

// Where the reader is.
mod navigation;
mod signal;
mod site;
mod theme;

// What is put on screen.
mod dom;
mod element;
mod format;
pub mod ids;
mod paint;
mod views;
mod words;

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Fills the element [`ids::ROOT`] with the app. Without such an element nothing happens.
pub fn mount_page() {
    let root = document().get_element_by_id(ids::ROOT).and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(root) = root {
        let source = root.get_attribute(ids::ROOT_SOURCE).unwrap_or_default();
        root.set_text_content(None);
        let place = root.clone();
        mount_to(root, move || views::page(&place, &source).append_to(&place)).forget();
    }
}
