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
    assert_eq!(state.names(Filter::Tag), ["小红书", "行业观察"]);
    assert_eq!(state.names(Filter::Not), ["初级"]);
    assert_eq!((state.names(Filter::Year), state.sort), (["2025".to_owned()].as_slice(), Sort::Views));
    assert_eq!(state.to_query(), query);
    let all = "tag=a&any=b&any=c&not=d&month=2025-01&lang=zh&views=1000-&comments=1-&collects=10-99";
    let state = ViewState::parse(all);
    assert_eq!((state.filters(), state.to_query().as_str()), (9, all));
    assert_eq!(state.range(Stat::Views), Range::from(1_000));
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
    check(
        "year=02025&month=2025-1&month=2025-13&month=-1&lang=zh-Hans&lang=ZH&lang=?",
        "year=2025&month=2025-01&lang=zh",
    );
    check("views=9-1&views=10-99&views=x&comments=-&likes=1-", "views=10-99");
    check("tag=a&any=a&any=b&not=b&not=c", "tag=a&any=b&not=c");
}

#[test]
fn an_address_made_to_harm_is_cut() {
    let many: String = (0..10_000).map(|n| format!("&tag={n}")).collect();
    assert_eq!(ViewState::parse(&many).names(Filter::Tag).len(), 64);
    assert_eq!(ViewState::parse(&format!("q={}", "长".repeat(100_000))).query.chars().count(), 200);
}

#[test]
fn a_click_adds_a_filter_and_the_next_takes_it_away() {
    let empty = ViewState::default();
    let both = empty.toggled(Filter::Tag, "b").toggled(Filter::Tag, "a");
    assert_eq!(both.names(Filter::Tag), ["b", "a"]);
    assert_eq!(both.toggled(Filter::Tag, "b").names(Filter::Tag), ["a"]);
    for (filter, name) in
        [(Filter::Category, "It"), (Filter::Author, "x"), (Filter::Year, "2024"), (Filter::Month, "2024-05")]
    {
        let on = empty.toggled(filter, name);
        assert_eq!((on.names(filter), on.toggled(filter, name)), ([name.to_owned()].as_slice(), empty.clone()));
    }
    let popular = empty.ranged(Stat::Views, Range::from(100));
    assert_eq!((popular.filters(), popular.ranged(Stat::Views, Range::default())), (1, empty.clone()));
    assert_eq!(empty.ranged(Stat::Likes, Range::from(1)), empty);
}

#[test]
fn a_tag_is_required_or_one_of_several_or_excluded_and_never_two_of_them() {
    let required = ViewState::default().toggled(Filter::Tag, "a");
    let excluded = required.toggled(Filter::Not, "a");
    assert_eq!((excluded.names(Filter::Tag).len(), excluded.has(Filter::Not, "a")), (0, true));
    assert_eq!(excluded.toggled(Filter::Any, "a").to_query(), "any=a");
    assert_eq!(excluded.toggled(Filter::Tag, "a"), required);
    assert_eq!(excluded.toggled(Filter::Not, "a"), ViewState::default());
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
    let text = "\\PC{0,12}|[&=#?%+ <>\"'/\\\\\u{0}-\u{20}\u{202e}]{0,8}|[0-9]{1,5}|20[0-9]{2}-[0-9]{1,2}|[a-z]{2}";
    let names = prop::array::uniform(prop::collection::vec(text, 0..3));
    let slug = prop::option::of("[a-z图 &#%+?=]{1,8}(/[a-z.]{1,5})?".prop_map(|text| Slug::new(&text).ok()));
    let sort = (0..Sort::ALL.len()).prop_map(|at| Sort::ALL[at]);
    let ranges = prop::array::uniform3("[0-9]{0,3}-[0-9]{0,3}".prop_map(|text| text.parse().unwrap_or_default()));
    (slug, names, ranges, sort, "\\PC{0,20}").prop_map(|(article, names, ranges, sort, query)| {
        ViewState { article: article.flatten(), names, ranges, sort, query }.normalised()
    })
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
