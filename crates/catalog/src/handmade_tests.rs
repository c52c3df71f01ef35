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
    assert_eq!(facets.select(&ViewState::default().sorted(Sort::Title), None).rows, [2, 0, 1]);
}

#[test]
fn a_summary_becomes_the_same_thing() {
    let text = "# Summary\n* [Home](./README.md)\n## It\n* [一](it/1.md#top)\n* [二](it/2.md)\n* [x](https://e.test)\n* [一](it/1.md)\n";
    let catalog = Catalog::from_summary(text).unwrap();
    assert_eq!(catalog.facets.select(&ViewState::parse("category=It"), None).rows, [1, 2]);
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
    let check = |text: &str, head: Result<Head, CatalogError>, articles: Result<usize, CatalogError>| {
        assert_eq!(Head::parse(text), head, "{text}");
        assert_eq!(Catalog::parse(text).map(|catalog| catalog.listings.len()), articles, "{text}");
    };
    let not_json = |column| CatalogError::NotJson { line: 1, column };
    check(r#"[{"path":"a.md"}]"#, Ok(Head::Handmade), Ok(1));
    check("\u{feff}# Summary\n\n* [A](a.md)\n", Ok(Head::Handmade), Ok(1));
    check("{% hint %}\n* [A](a.md)\n", Ok(Head::Handmade), Ok(1));
    check("[x](a.md)", Ok(Head::Handmade), Err(not_json(2)));
    check("[{", Ok(Head::Handmade), Err(not_json(2)));
    check("words only", Err(not_json(1)), Err(not_json(1)));
    check("", Err(CatalogError::Empty), Err(CatalogError::Empty));
    check("<!doctype html><title>404</title>", Err(CatalogError::WebPage), Err(CatalogError::WebPage));
    check(r#"{"version":999,"articles":[]}"#, Err(CatalogError::Version(999)), Err(CatalogError::NotACatalog));
    check("42", Err(CatalogError::NotACatalog), Err(CatalogError::NotACatalog));
    check("{}", Err(CatalogError::NotACatalog), Err(CatalogError::NotACatalog));
}

#[test]
fn a_catalog_that_is_arranged_is_read_back_as_it_was() {
    let check = |text: &str| {
        let catalog = Catalog::parse(text).unwrap();
        let (facets, cards, skipped) = arrange(text).unwrap();
        let facets = Facets::parse(&facets).unwrap();
        for query in ["", "tag=x", "sort=title", "sort=views&category=It", "year=2025&sort=oldest"] {
            let state = ViewState::parse(query);
            assert_eq!(facets.select(&state, None), catalog.facets.select(&state, None), "{query}");
            assert_eq!(
                facets.counts(&state, None, crate::Extent::All),
                catalog.facets.counts(&state, None, crate::Extent::All),
                "{query}"
            );
        }
        assert_eq!(skipped, catalog.skipped.len());
        assert_eq!(CardChunk::parse(&cards).unwrap().cards, catalog.listings.into_iter().map(Some).collect::<Vec<_>>());
    };
    check(
        r#"[{"path":"a.md","title":"\"<b>\\","date":"2025-03-01","tags":["x","X","y"],"category":"It","views":5,
             "cover":"img/a b.png","language":"zh","author":{"name":"N"},"likes":"1,000","summary":"s\u0000"},
            {"path":"b.md","date":"2025-01-01","tags":"x","views":99999999999,"cover":"https://e.test/a.png"},
            {"path":"c.md","tags":[]}, {}, 7, {"path":"a.md"}]"#,
    );
    check("## It\n* [一](it/1.md#top)\n* [二](it/2.md)\n* [x](https://e.test)\n");
    assert_eq!(arrange("{}").unwrap_err(), CatalogError::NotACatalog);
}
