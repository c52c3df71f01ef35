//! Names that are used in more than one place: element ids, attributes, storage keys.
//!
//! Ids of the interface begin with `ns-`; ids of article content never do. The browser tests read
//! this file (`cargo xtask test` hands it to them), so a renamed id cannot leave a test behind.

/// The element that the page reserves for the app.
pub const ROOT: &str = "newsstand";
/// The attribute of [`ROOT`] that names the catalog or its folder.
pub const ROOT_SOURCE: &str = "data-src";
/// The attribute of [`ROOT`] that leads to the root of a published site; absent where articles have no
/// pages of their own.
pub const ROOT_OF_PAGES: &str = "data-root";
/// The attribute of [`ROOT`] that gives a published site's title.
pub const ROOT_TITLE: &str = "data-title";
/// The attribute of [`ROOT`] that says which pictures are loaded without asking: [`article::MediaPolicy`].
/// Also in public/reading/pictures.js.
pub const ROOT_MEDIA: &str = "data-media";
/// The `<meta>` that names the renderer's worker.
pub const RENDERER_META: &str = "newsstand-renderer";
/// The `<meta>` that names the arranger's module.
pub const ARRANGER_META: &str = "newsstand-arranger";
/// The `<meta>` that names the first script of the reading room.
pub const READING_META: &str = "newsstand-reading";
/// Set on `<html>` when what the address asks for is on screen: `rack`, `article` or `trouble`.
pub const READY: &str = "ready";

/// The main region, where the skip link leads.
pub const MAIN: &str = "ns-main";
/// The line that says how many articles there are; announced politely.
pub const STATUS: &str = "ns-status";
/// The list of cards.
pub const CARDS: &str = "ns-cards";
/// The panel of filters.
pub const FILTERS: &str = "ns-filters";
/// The box that finds a tag.
pub const FIND_TAG: &str = "ns-find-tag";
/// How a tag is filtered by.
pub const TAG_MENU: &str = "ns-tag-menu";
/// The reader's own lists. Also in public/reading/lists.js.
pub const LISTS: &str = "ns-lists";
/// The search box. Also in public/reading/search.js.
pub const SEARCH: &str = "ns-search";
/// The choice of the order.
pub const SORT: &str = "ns-sort";
/// The button that takes all filters away.
pub const CLEAR: &str = "ns-clear";
/// The heading of the open article.
pub const TITLE: &str = "ns-title";
/// The body of the open article.
pub const BODY: &str = "ns-body";
/// The folded clutter of a scraped page.
pub const CLUTTER: &str = "ns-clutter";
/// The link from the article back to the list.
pub const BACK: &str = "ns-back";
/// The card that says what went wrong.
pub const TROUBLE: &str = "ns-trouble";
/// The attribute of [`ROOT`] of a site that can be read without a network (public/offline.js).
pub const ROOT_OFFLINE: &str = "data-offline";
/// The place in the bar that public/offline.js fills.
pub const OFFLINE: &str = "ns-offline";
/// The button that changes the theme.
pub const THEME: &str = "ns-theme";

/// Where the chosen theme is kept: `light` or `dark`; absent means the system's. Also in
/// public/theme.js.
pub const THEME_KEY: &str = "newsstand.theme";

/// Where the sites are kept whose pictures the reader wants: origins with spaces between them. Written by
/// public/reading/pictures.js.
pub const MEDIA_KEY: &str = "newsstand.media";

/// The id of a card's link, by the article's row in the catalog.
pub fn card(row: u32) -> String {
    format!("ns-card-{row}")
}

/// The id of a value in the panel of filters; `facet` is how the address calls it.
pub fn value(facet: &str, name: &str) -> String {
    format!("ns-{facet}-{}", name.replace(char::is_whitespace, "_"))
}
