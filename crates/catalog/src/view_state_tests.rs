use proptest::prelude::*;

use super::*;

/// The address is read and written again.
fn check(query: &str, expected: &str) {
    assert_eq!(ViewState::parse(query).to_query(), expected, "{query:?}");
}

#[test]
fn an_address_says_everything_that_is_shown() {
    let query =
        "article=it/6170668&tag=小红书&tag=行业观察&not=初级&category=It&author=作者&year=2025&sort=views&q=推荐";
    let state = ViewState::parse(&format!("?{query}"));
    assert_eq!(state.article, Slug::new("it/6170668").ok());
    assert_eq!(state.tags, ["小红书", "行业观察"]);
    assert_eq!(state.not, ["初级"]);
    assert_eq!((state.years.as_slice(), state.sort), ([2025].as_slice(), Sort::Views));
    assert_eq!(state.to_query(), query);
}

#[test]
fn a_browsers_own_encoding_is_understood() {
    check("?tag=%E5%B0%8F%E7%BA%A2%E4%B9%A6&q=a%20b+c", "tag=小红书&q=a+b+c");
}

#[test]
fn what_is_unknown_or_malformed_is_left_out() {
    check("", "");
    check("?", "");
    check("sort=newest", "");
    check("sort=best&year=abc&year=0&year=65536&year=-1&article=../x&article=&tag=&utm_source=x&=&&", "");
    check("tag=a&tag=a&not=a&not=b&not=%00", "tag=a&not=b");
    check("article=a&article=..", "article=a");
    check(&format!("tag={}&author={}", "x".repeat(121), "y".repeat(201)), "");
}

#[test]
fn an_address_made_to_harm_is_cut() {
    let many: String = (0..10_000).map(|n| format!("&tag={n}")).collect();
    assert_eq!(ViewState::parse(&many).tags.len(), 64);
    assert_eq!(ViewState::parse(&format!("q={}", "长".repeat(100_000))).query.chars().count(), 200);
}

#[test]
fn a_click_adds_a_filter_and_the_next_takes_it_away() {
    let empty = ViewState::default();
    let both = empty.with_tag_toggled("b").with_tag_toggled("a");
    assert_eq!(both.tags, ["b", "a"]);
    assert_eq!(both.with_tag_toggled("b").tags, ["a"]);
    assert_eq!(empty.with_category_toggled("It").with_category_toggled("It"), empty);
    assert_eq!(empty.with_author_toggled("x").without_author("x"), empty);
    assert_eq!(empty.with_year_toggled(2024).with_year_toggled(2025).without_year(2024).years, [2025]);
}

#[test]
fn a_tag_is_required_or_excluded_but_never_both() {
    let required = ViewState::default().with_tag_toggled("a");
    let excluded = required.with_tag_excluded("a");
    assert_eq!((excluded.tags.len(), excluded.not.as_slice()), (0, ["a".to_owned()].as_slice()));
    assert_eq!(excluded.with_tag_toggled("a"), required);
    assert_eq!(excluded.with_tag_excluded("a"), ViewState::default());
}

#[test]
fn clearing_keeps_the_order_and_the_open_article() {
    let state = ViewState::parse("article=a&tag=x&year=2025&sort=title&q=y");
    assert!(state.has_filters());
    assert_eq!(state.cleared().to_query(), "article=a&sort=title");
    assert_eq!(state.cleared().closed().to_query(), "sort=title");
    assert!(!state.cleared().has_filters());
}

/// Anything a person or a catalog could put into a state.
fn any_state() -> impl Strategy<Value = ViewState> {
    let texts = || prop::collection::vec("\\PC{0,12}|[&=#?%+ <>\"'/\\\\\u{0}-\u{20}\u{202e}]{0,8}", 0..4);
    let slug = prop::option::of("[a-z图 &#%+?=]{1,8}(/[a-z.]{1,5})?".prop_map(|text| Slug::new(&text).ok()));
    let sort = (0..Sort::ALL.len()).prop_map(|at| Sort::ALL[at]);
    (slug, texts(), texts(), texts(), texts(), prop::collection::vec(any::<u16>(), 0..3), sort, "\\PC{0,20}").prop_map(
        |(article, tags, not, categories, authors, years, sort, query)| {
            let article = article.flatten();
            ViewState { article, tags, not, categories, authors, years, sort, query }.normalised()
        },
    )
}

proptest! {
    #[test]
    fn every_state_survives_its_address(state in any_state()) {
        let query = state.to_query();
        prop_assert!(!query.contains(['#', '"', '\'', '<', '>', ' ', '?']), "{query}");
        prop_assert_eq!(ViewState::parse(&query), state);
    }

    #[test]
    fn no_text_makes_the_address_reader_panic(text in ".*", broken in "[%?&=+a-f0-9é]{0,40}") {
        let state = ViewState::parse(&text);
        prop_assert_eq!(ViewState::parse(&state.to_query()), state);
        ViewState::parse(&broken);
    }
}
