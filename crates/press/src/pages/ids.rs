//! Ids of the interface, as src/ids.rs of the app has them.

pub(super) const ROOT: &str = "newsstand";
pub(super) const MAIN: &str = "ns-main";
pub(super) const STATUS: &str = "ns-status";
pub(super) const CARDS: &str = "ns-cards";
pub(super) const SORT: &str = "ns-sort";
pub(super) const TITLE: &str = "ns-title";
pub(super) const BODY: &str = "ns-body";
pub(super) const CLUTTER: &str = "ns-clutter";
pub(super) const BACK: &str = "ns-back";
pub(super) const OFFLINE: &str = "ns-offline";
pub(super) const SEARCH: &str = "ns-search";
pub(super) const THEME: &str = "ns-theme";

/// The id of a card's link, by the article's row in the catalog.
pub(super) fn card(row: usize) -> String {
    format!("ns-card-{row}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_are_the_apps() {
        let app = include_str!("../../../../src/ids.rs");
        for id in [ROOT, MAIN, STATUS, CARDS, SORT, TITLE, BODY, CLUTTER, BACK, OFFLINE, SEARCH, THEME] {
            assert!(app.contains(&format!("\"{id}\"")), "{id}");
        }
        assert!(app.contains("format!(\"ns-card-{row}\")"));
    }
}
