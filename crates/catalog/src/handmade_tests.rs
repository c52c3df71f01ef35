use crate::{Sort, ViewState};

use super::*;

/// The rows give these slugs, newest first, and these reasons for what was skipped.
fn check(rows: &str, slugs: &[&str], reasons: &[SkipReason]) {
    let catalog = Catalog::from_rows_json(rows).unwrap();
    assert_eq!(catalog.listings.iter().map(|listing| listing.slug.as_str()).collect::<Vec<_>>(), slugs, "{rows}");
    assert_eq!(catalog.skipped.iter().map(|skipped| skipped.reason).collect::<Vec<_>>(), reasons, "{rows}");
    assert_eq!(catalog.facets.len(), slugs.len());
}

#[test]
fn a_file_has_many_names() {
    check(
        r#"[{"path":"it/1.md"},{"file":"./b.markdown"},{"slug":"c"},{"url":"/d%20e.md"}]"#,
        &["it/1", "b.markdown", "c", "d e"],
        &[],
    );
}

#[test]
fn what_names_no_article_of_the_archive_is_skipped_with_its_reason() {
    use SkipReason::{BadPath, NoPath, NotAnArticle, NotAnObject, Repeated};
    check(r#"[null, {}, {"path":""}, {"path":7}]"#, &[], &[NotAnObject, NoPath, NoPath, NoPath]);
    check(r#"[{"path":"../a.md"},{"path":"%2e%2e%2fa.md"},{"path":"//e.test/a.md"}]"#, &[], &[BadPath; 3]);
    check(r#"[{"url":"https://e.test/a.md"},{"path":"javascript:a.md"},{"path":"a\u202e.md"}]"#, &[], &[BadPath; 3]);
    check(r#"[{"path":"a.html"},{"path":"sw.js"},{"path":"a.md?x"}]"#, &[], &[NotAnArticle; 3]);
    check(r#"[{"path":"a.md"},{"slug":"a"}]"#, &["a"], &[Repeated]);
    assert_eq!(
        Catalog::from_rows_json("[{}]").unwrap().skipped[0].to_string(),
        "entry 1: it names no file; add a path such as \"it/1.md\""
    );
}

#[test]
fn rows_stand_newest_first_and_undated_ones_last_as_they_were_written() {
    check(
        r#"[{"path":"u.md","date":"soon"},{"path":"a.md","date":"2024-01-02"},{"path":"t.md"},
            {"path":"b.md","date":"2025/1/2"},{"path":"A.md","date":"2024-01-02"}]"#,
        &["b", "a", "A", "u", "t"],
        &[],
    );
}

#[test]
fn every_field_is_read_as_what_it_should_be_or_not_at_all() {
    let rows = r#"[{"path":"a/b.md","title":"<b>","summary":"","description":"D","author":{"name":"N"},
        "category":5,"date":[],"tags":["x","x",1,null],"views":"3,577","comments":-1,"collects":2.5,"likes":0,
        "cover":"javascript:x","language":"zh_CN"}]"#;
    let listing = Catalog::from_rows_json(rows).unwrap().listings.remove(0);
    assert_eq!((listing.title.as_str(), listing.summary.as_str()), ("<b>", "D"));
    assert_eq!((listing.author.as_deref(), listing.category.as_deref()), (Some("N"), Some("5")));
    assert_eq!(listing.tags.iter().map(Tag::as_str).collect::<Vec<_>>(), ["x", "1"]);
    assert_eq!(listing.stats.iter().collect::<Vec<_>>(), [(Stat::Views, 3577), (Stat::Likes, 0)]);
    assert_eq!((listing.published, listing.cover), (None, None));
    let cover = |cover: &str| {
        let rows = format!(r#"[{{"path":"a/b.md","cover":"{cover}","title":null}}]"#);
        let listing = Catalog::from_rows_json(&rows).unwrap().listings.remove(0);
        assert_eq!(listing.title, "b");
        listing.cover
    };
    assert_eq!(cover("img/a%20b.png"), ArchivePath::new("img/a b.png").ok().map(Source::File));
    assert_eq!(cover("https://e.test/a.png"), SafeUrl::parse_image("https://e.test/a.png").ok().map(Source::Url));
    assert_eq!(cover("../a.png"), None);
}

#[test]
fn titles_are_sorted_without_regard_to_case() {
    let rows = r#"[{"path":"1.md","title":"b"},{"path":"2.md","title":"C"},{"path":"3.md","title":"A"}]"#;
    let facets = Catalog::from_rows_json(rows).unwrap().facets;
    assert_eq!(facets.select(&ViewState::default().sorted(Sort::Title)).rows, [2, 0, 1]);
}

#[test]
fn a_summary_becomes_the_same_thing() {
    let text = "# Summary\n* [Home](./README.md)\n## It\n* [一](it/1.md#top)\n* [二](it/2.md)\n* [x](https://e.test)\n* [一](it/1.md)\n";
    let catalog = Catalog::from_summary(text).unwrap();
    assert_eq!(catalog.facets.select(&ViewState::parse("category=It")).rows, [1, 2]);
    assert_eq!(catalog.listings[1].title, "一");
    assert_eq!(
        catalog.skipped,
        [Skipped { entry: 6, reason: SkipReason::BadPath }, Skipped { entry: 7, reason: SkipReason::Repeated }]
    );
    assert_eq!(Catalog::from_summary("words only").unwrap_err(), CatalogError::NotACatalog);
}

#[test]
fn the_kinds_of_catalog_are_told_apart() {
    use crate::Head;
    assert!(matches!(Head::parse(r#"[{"path":"a.md"}]"#), Ok(Head::Whole(_))));
    assert!(matches!(Head::parse("\u{feff}# Summary\n\n* [A](a.md)\n"), Ok(Head::Whole(_))));
    assert_eq!(Head::parse("<!doctype html><title>404</title>").unwrap_err(), CatalogError::WebPage);
    assert_eq!(Head::parse(r#"{"version":999,"articles":[]}"#).unwrap_err(), CatalogError::Version(999));
    assert_eq!(Head::parse("42").unwrap_err(), CatalogError::NotACatalog);
    assert_eq!(Head::parse("{}").unwrap_err(), CatalogError::NotACatalog);
    assert!(matches!(Head::parse("[{"), Err(CatalogError::NotJson { .. })));
}
