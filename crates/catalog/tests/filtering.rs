//! Filters, counts and orders on a small catalog, and against a plain scan on random ones.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use catalog::{Catalog, Choice, Extent, FacetColumns, FacetValue, Facets, Sort, ViewState};
use proptest::prelude::*;

const ROWS: &str = r#"[
    {"path":"a.md","title":"Zebra","date":"2025-03-01","tags":["x","y"],"category":"It","author":"Ann","views":5},
    {"path":"b.md","title":"apple","date":"2025-01-01","tags":["x"],"category":"It","author":"Bob","views":9},
    {"path":"c.md","title":"Mango","date":"2025-01-01","tags":["x","z"],"category":"Pd","author":"Ann"},
    {"path":"d.md","title":"kiwi","date":"2024-06-01","tags":["y"],"category":"Pd","author":"Cat","views":9},
    {"path":"e.md","title":"fig","tags":[],"views":0}
]"#;

fn facets() -> Facets {
    Catalog::from_rows_json(ROWS).unwrap().facets
}

/// The query selects these articles, in this order.
fn check(query: &str, expected: &str) {
    let facets = facets();
    let selection = facets.select(&ViewState::parse(query), None);
    let slugs: String = selection.rows.iter().map(|row| facets.slug(*row).unwrap().to_string()).collect();
    assert_eq!(slugs, expected, "{query}");
}

#[test]
fn tags_narrow_and_other_facets_widen() {
    check("", "abcde");
    check("tag=x", "abc");
    check("tag=x&tag=y", "a");
    check("not=x", "de");
    check("tag=y&not=x", "d");
    check("category=It", "ab");
    check("category=It&category=Pd", "abcd");
    check("author=Ann&category=Pd", "c");
    check("year=2024&year=2025", "abcd");
    check("year=2024&tag=y", "d");
    check("any=y&any=z", "acd");
    check("any=z&any=nobody", "c");
    check("any=nobody", "");
    check("tag=x&any=y&any=z&not=z", "ac");
    check("any=x&not=z", "ab");
    check("month=2025-01&month=2024-06", "bcd");
    check("year=2025&month=2024-06", "");
    check("views=9-", "bd");
    check("views=0-5", "ae");
    check("views=-9", "abde");
    check("comments=0-", "");
    check("lang=en", "");
}

#[test]
fn a_name_that_nobody_has_matches_nothing_and_excludes_nothing() {
    check("tag=unknown", "");
    check("tag=x&tag=unknown", "");
    check("not=unknown", "abcde");
    check("category=unknown", "");
    check("category=unknown&category=It", "ab");
    check("year=1900", "");
}

#[test]
fn a_tag_typed_by_hand_is_found_in_any_case_and_width() {
    check("tag=X", "abc");
    check("tag=Ｙ", "ad");
    let typed = ViewState::parse("tag=Ｙ&tag=y&not=nobody&author=ANN");
    assert_eq!(facets().respelled(&typed).to_query(), "tag=y&not=nobody&author=Ann");
}

#[test]
fn every_order_puts_ties_newest_first_and_the_unknown_last() {
    check("sort=oldest", "dbcae");
    check("sort=views", "bdaec");
    check("sort=comments", "abcde");
    check("sort=title", "bedca");
    check("sort=views&tag=x", "bac");
}

fn names(values: &[FacetValue]) -> String {
    let choice = |value: &FacetValue| match value.choice {
        Choice::Free => "",
        Choice::Chosen => "+",
        Choice::OneOf => "|",
        Choice::Excluded => "-",
    };
    values.iter().map(|value| format!("{}{}:{}", choice(value), value.name, value.count)).collect::<Vec<_>>().join(" ")
}

#[test]
fn counts_say_what_would_remain() {
    let counts = |query: &str| facets().counts(&ViewState::parse(query), None, Extent::All);
    let all = counts("");
    assert_eq!((all.total, names(&all.tags).as_str()), (5, "x:3 y:2 z:1"));
    assert_eq!(names(&all.years), "2025:3 2024:1");
    assert_eq!(names(&all.authors), "Ann:2 Bob:1 Cat:1");

    let it = counts("category=It&tag=x");
    assert_eq!(names(&it.tags), "+x:2 y:1");
    assert_eq!(names(&it.categories), "+It:2 Pd:1");
    assert_eq!(names(&it.authors), "Ann:1 Bob:1");

    let any = counts("any=y&not=z");
    assert_eq!((any.total, names(&any.tags).as_str()), (2, "|y:2 x:1 -z:0"));
    assert_eq!(names(&counts("year=2025").months), "2025-03:1 2025-01:2");
    assert_eq!(names(&counts("month=2025-01").years), "2025:2");
}

#[test]
fn thresholds_of_a_count_are_powers_of_ten_that_somebody_reaches() {
    let views = |rows: &[u32], query: &str| {
        let columns = FacetColumns {
            version: 1,
            slugs: (0..rows.len()).map(|n| n.to_string()).collect::<Vec<_>>().join("\n"),
            views: rows.iter().map(|views| Some(*views)).collect(),
            ..FacetColumns::default()
        };
        let counts = columns.decode().unwrap().counts(&ViewState::parse(query), None, Extent::All);
        counts.ranges[0].iter().map(|step| (step.least, step.count)).collect::<Vec<_>>()
    };
    assert_eq!(views(&[0, 0], ""), []);
    assert_eq!(views(&[0, 1, 9, 10, 500, u32::MAX], ""), [(1, 5), (10, 3), (100, 2), (1_000_000_000, 1)]);
    assert_eq!(views(&[5, 50], "views=10-"), [(1, 2), (10, 1)]);
    assert_eq!(views(&[5, 50], "comments=1-"), []);
}

#[test]
fn of_many_values_the_commonest_are_told_and_what_is_chosen() {
    let tags = |query: &str, few: usize| {
        let tags = facets().counts(&ViewState::parse(query), None, Extent::Few(few)).tags;
        (names(&tags), tags.all)
    };
    assert_eq!(tags("", 1), ("x:3".into(), 3));
    assert_eq!(tags("", 2), ("x:3 y:2".into(), 3));
    assert_eq!(tags("", 9), ("x:3 y:2 z:1".into(), 3));
    assert_eq!(tags("tag=z", 1), ("x:1 +z:1".into(), 2));
    assert_eq!(tags("not=z", 1), ("x:2 y:2 -z:0".into(), 3));
}

#[test]
fn what_is_chosen_stays_in_the_list_even_with_nothing_left() {
    let counts = facets().counts(&ViewState::parse("tag=z&tag=nobody&not=x&category=It&year=1999"), None, Extent::All);
    assert_eq!(names(&counts.tags), "-x:0 +z:0 +nobody:0");
    assert_eq!(names(&counts.categories), "+It:0");
    assert_eq!(names(&counts.years), "+1999:0");
}

#[test]
fn neighbours_are_those_of_the_list_as_it_is_filtered() {
    let facets = facets();
    let around = |query: &str, slug: &str| {
        let slug = article::Slug::new(slug).unwrap();
        let found = facets.neighbours(&facets.select(&ViewState::parse(query), None), &slug);
        let name = |slug: Option<article::Slug>| slug.map_or("-".to_owned(), |slug| slug.to_string());
        format!("{} {}", name(found.previous), name(found.next))
    };
    assert_eq!(around("", "a"), "- b");
    assert_eq!(around("tag=y", "a"), "- d");
    assert_eq!(around("sort=views", "a"), "d e");
    assert_eq!(around("tag=x", "d"), "- -");
    assert_eq!(around("", "nowhere"), "- -");
}

#[test]
fn damaged_columns_are_errors_and_damaged_entries_are_left_out() {
    let check = |json: &str, expected: Option<(usize, u32)>| {
        let facets = Facets::parse(json);
        assert_eq!(
            facets.ok().map(|facets| (facets.select(&ViewState::default(), None).len(), facets.damaged())),
            expected,
            "{json}"
        );
    };
    check(r#"{"version":1,"slugs":"a\nb"}"#, Some((2, 0)));
    check(r#"{"version":1,"slugs":"a\n../b\n\n"}"#, Some((1, 3)));
    check(r#"{"version":1,"slugs":"a","categories":["x"],"category":[7],"tags":["t"],"tagged":[2,0,9]}"#, Some((1, 2)));
    check(r#"{"version":1,"slugs":"a","future":{}}"#, Some((1, 0)));
    for broken in [
        r#"{"version":2,"slugs":"a"}"#,
        r#"{"slugs":"a"}"#,
        r#"{"version":1,"slugs":["a"]}"#,
        r#"{"version":1,"slugs":"a","days":[1,2]}"#,
        r#"{"version":1,"slugs":"a\nb","days":[1,-2]}"#,
        r#"{"version":1,"slugs":"a\nb","days":[-2147483648,2147483647]}"#,
        r#"{"version":1,"slugs":"a","views":[1,2]}"#,
        r#"{"version":1,"slugs":"a","views":[-1]}"#,
        r#"{"version":1,"slugs":"a","titles":[1,2]}"#,
        r#"{"version":1,"slugs":"a","tags":["t"],"tagged":[4294967295]}"#,
        "[]",
        "",
        "<html>",
    ] {
        check(broken, None);
    }
}

/// A row of a random catalog; tags and categories by number.
#[derive(Clone, Debug)]
struct Row {
    tags: Vec<u8>,
    category: Option<u8>,
    views: Option<u32>,
}

fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    let tags = prop::collection::vec(0..6_u8, 0..4);
    let row = (tags, prop::option::of(0..3_u8), prop::option::of(0..9_u32));
    prop::collection::vec(row.prop_map(|(tags, category, views)| Row { tags, category, views }), 0..150)
}

fn facets_of(rows: &[Row]) -> Facets {
    let rows = rows.iter().enumerate().map(|(n, row)| {
        serde_json::json!({
            "path": format!("{n}.md"),
            "tags": row.tags.iter().map(|tag| format!("t{tag}")).collect::<Vec<_>>(),
            "category": row.category.map(|category| format!("c{category}")),
            "views": row.views,
        })
    });
    Catalog::from_rows_json(&rows.collect::<serde_json::Value>().to_string()).unwrap().facets
}

/// What is filtered by, as numbers.
#[derive(Clone, Debug)]
struct Filter {
    tags: Vec<u8>,
    any: Vec<u8>,
    not: u8,
    categories: Vec<u8>,
    /// The fewest views.
    least: Option<u32>,
}

impl Filter {
    fn state(&self) -> ViewState {
        let tags: String = self.tags.iter().map(|tag| format!("&tag=t{tag}")).collect();
        let categories: String = self.categories.iter().map(|category| format!("&category=c{category}")).collect();
        let any: String = self.any.iter().map(|tag| format!("&any=t{tag}")).collect();
        let views = self.least.map(|least| format!("&views={least}-")).unwrap_or_default();
        ViewState::parse(&format!("sort=views{tags}{any}&not=t{}{categories}{views}", self.not))
    }

    fn tags_pass(&self, row: &Row) -> bool {
        // A tag that is in two of the filters is in the first of them.
        let any: Vec<u8> = self.any.iter().copied().filter(|tag| !self.tags.contains(tag)).collect();
        let wanted = self.tags.contains(&self.not) || any.contains(&self.not);
        let excluded = !wanted && row.tags.contains(&self.not);
        let one_of = any.is_empty() || any.iter().any(|tag| row.tags.contains(tag));
        !excluded && one_of && self.tags.iter().all(|tag| row.tags.contains(tag)) && self.views_pass(row)
    }

    fn views_pass(&self, row: &Row) -> bool {
        self.least.is_none_or(|least| row.views.is_some_and(|views| views >= least))
    }

    fn category_passes(&self, row: &Row) -> bool {
        self.categories.is_empty() || row.category.is_some_and(|category| self.categories.contains(&category))
    }
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let some = |range: std::ops::Range<u8>| prop::collection::vec(range, 0..3);
    (some(0..6), some(0..6), 0..8_u8, some(0..3), prop::option::of(0..9_u32))
        .prop_map(|(tags, any, not, categories, least)| Filter { tags, any, not, categories, least })
}

fn any_columns() -> impl Strategy<Value = FacetColumns> {
    let tagged = prop_oneof![prop::collection::vec(any::<u32>(), 0..9), prop::collection::vec(0..3_u32, 0..9)];
    let days = prop::collection::vec(any::<i32>(), 0..4);
    let category = prop::collection::vec(prop::option::of(0..4_u32), 0..4);
    ("[a-c/.\n]{0,9}", tagged, days, category).prop_map(|(slugs, tagged, days, category)| {
        let names = vec!["t".to_owned(), String::new()];
        let (tags, categories) = (names.clone(), names);
        FacetColumns { version: 1, slugs, days, categories, category, tags, tagged, ..FacetColumns::default() }
    })
}

proptest! {
    #[test]
    fn a_selection_is_what_a_plain_scan_finds(rows in any_rows(), filter in any_filter()) {
        let row = |n: &u32| &rows[*n as usize];
        let mut expected: Vec<u32> = (0..rows.len() as u32).collect();
        expected.retain(|n| filter.tags_pass(row(n)) && filter.category_passes(row(n)));
        expected.sort_by_key(|n| std::cmp::Reverse(row(n).views));
        prop_assert_eq!(facets_of(&rows).select(&filter.state(), None).rows, expected);
    }

    #[test]
    fn counts_are_what_a_plain_scan_counts(rows in any_rows(), filter in any_filter()) {
        let counts = facets_of(&rows).counts(&filter.state(), None, Extent::All);
        let scan = |passes: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| passes(row)).count();
        let selected = |row: &Row| filter.tags_pass(row) && filter.category_passes(row);
        prop_assert_eq!(counts.total as usize, scan(&selected));
        for value in counts.tags.iter() {
            let has = |row: &Row| row.tags.iter().any(|tag| *value.name == *format!("t{tag}"));
            prop_assert_eq!(value.count as usize, scan(&|row| selected(row) && has(row)));
        }
        for value in counts.categories.iter() {
            let has = |row: &Row| row.category.is_some_and(|category| *value.name == *format!("c{category}"));
            prop_assert_eq!(value.count as usize, scan(&|row| filter.tags_pass(row) && has(row)));
        }
    }

    #[test]
    fn no_columns_make_the_reader_panic(columns in any_columns()) {
        if let Ok(facets) = columns.decode() {
            for sort in Sort::ALL {
                let state = ViewState::parse("tag=t").sorted(sort);
                prop_assert!(facets.select(&state, None).len() <= facets.len());
                facets.counts(&state, None, Extent::All);
            }
        }
    }
}
