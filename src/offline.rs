//! Reading without a network: what public/offline.js, which keeps articles, asks the page.

use std::cell::Cell;

use wasm_bindgen::prelude::*;

use crate::fetch::Load;
use crate::signal::Readable;
use crate::site::Site;

thread_local! {
    // There is one page, if this is one; widgets keep nothing.
    static PAGE: Cell<Option<Site>> = const { Cell::new(None) };
}

/// The site that the page shows.
pub(crate) fn is_page(site: Site) {
    PAGE.set(Some(site));
}

/// The addresses of the articles of the present list, one a line; none while it loads.
#[wasm_bindgen]
pub fn listed() -> String {
    let mut addresses = String::new();
    let Some(site) = PAGE.get() else { return addresses };
    if let Load::Ready(selection) = &*site.selection.peek() {
        site.archive.facets_when_there(|facets| {
            for slug in selection.rows.iter().filter_map(|row| facets.slug(*row)) {
                addresses.push_str(&site.archive.article_address(&slug));
                addresses.push('\n');
            }
        });
    }
    addresses
}
