//! The hostile catalogs of `$NEWSSTAND_VECTORS/catalogue/poisoned.json`: none may panic, and each must
//! satisfy what of its `must` can be seen without a page.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use article::{SafeUrl, Source, clean_line};
use catalog::{Catalog, Filter, Head, ViewState};
use serde_json::Value;

#[test]
fn every_hostile_catalog_is_an_error_or_gives_only_what_is_safe() {
    let Ok(folder) = std::env::var("NEWSSTAND_VECTORS") else {
        println!("NEWSSTAND_VECTORS is not set: the hostile catalogs were not read");
        return;
    };
    let text = std::fs::read_to_string(format!("{folder}/catalogue/poisoned.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(cases.len(), 121);
    for case in &cases {
        let field = |key: &str| case[key].as_str().unwrap();
        check(&format!("{} {}", field("id"), field("name")), field("json"), field("must"));
    }
}

fn check(id: &str, json: &str, must: &str) {
    assert!(!matches!(Head::parse(json), Ok(Head::Manifest(_))), "{id}: taken for a manifest");
    let catalog = match Catalog::parse(json) {
        Ok(catalog) => catalog,
        Err(error) => {
            assert!(must.contains("a clear error"), "{id}: {error}");
            assert!(error.to_string().ends_with('.'), "{id}: {error}");
            return;
        }
    };
    // One entry each, unless the case is about the whole text: it is there, or it was skipped with a reason.
    assert!(must.contains("a clear error") || catalog.listings.len() + catalog.skipped.len() == 1, "{id}");
    assert_eq!(catalog.facets.select(&ViewState::default(), None).len(), catalog.listings.len(), "{id}");
    for (row, listing) in catalog.listings.iter().enumerate() {
        assert!(!listing.title.is_empty() && listing.title.chars().count() <= 301, "{id}");
        assert_eq!(listing.title, clean_line(&listing.title), "{id}");
        assert_eq!(catalog.facets.slug(row as u32).as_ref(), Some(&listing.slug), "{id}");
        let path = listing.slug.path();
        let address = SafeUrl::parse(&path.to_url_path()).unwrap();
        assert!(address.is_relative() && path.to_url_path().split('/').all(|part| part != ".."), "{id}: {address}");
        if let Some(Source::Url(url)) = &listing.cover {
            assert!(url.is_web() || url.as_str().starts_with("data:image/"), "{id}: {url}");
            assert!(!url.as_str().contains(['"', ' ', '<']), "{id}: {url}");
        }
        for tag in &listing.tags {
            let state = ViewState::parse(&ViewState::default().toggled(Filter::Tag, tag.as_str()).to_query());
            assert_eq!(state.names(Filter::Tag), [tag.as_str()], "{id}");
            assert!(catalog.facets.select(&state, None).rows.contains(&(row as u32)), "{id}: {tag}");
        }
    }
    if must.contains("filter still works") || must.contains("sorting is stable") || must.contains("title shown") {
        assert_eq!(catalog.listings.len(), 1, "{id}: {:?}", catalog.skipped);
    }
    refused_or_harmless(id, &catalog);
}

/// What the crate decides about a path: it is skipped, or it names a Markdown file inside the archive.
fn refused_or_harmless(id: &str, catalog: &Catalog) {
    for listing in &catalog.listings {
        let path = listing.slug.path();
        let name = path.as_str().to_ascii_lowercase();
        assert!(name.ends_with(".md"), "{id}: {path}");
        assert!(!name.contains("evil.test") && !name.contains("passwd") && !name.contains("secret"), "{id}: {path}");
    }
}
