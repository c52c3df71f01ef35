//! Small archives of few different characters, where everything happens: the index finds what a plain
//! scan finds, and `Query::matches` agrees with it exactly.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

mod common;

use common::Index;
use common::scan::{Plain, parse};
use proptest::prelude::*;
use search::Query;
use search::build::Texts;

fn texts() -> impl Strategy<Value = Texts> {
    let text = "[abA甲乙丙Ａ１2かガ +#/，.。\\-é]{0,30}";
    let texts = (text, prop::collection::vec("[ab甲乙]{1,3}", 0..2), prop::collection::vec(text, 0..3));
    texts.prop_map(|(title, labels, body)| Texts { title, labels, body })
}

fn check(articles: &[Texts], segment_docs: usize, query: &str) -> Result<(), TestCaseError> {
    let index = Index::of(articles, segment_docs);
    let parsed = Query::parse(query);
    let (hits, _) = index.answer(&mut index.searcher(), &parsed);
    let wanted = parse(query);
    for (row, texts) in articles.iter().enumerate() {
        let holds = Plain::of(texts).answers(&wanted);
        let all: Vec<&str> =
            [&texts.title].into_iter().chain(&texts.labels).chain(&texts.body).map(|t| t.as_str()).collect();
        prop_assert_eq!(parsed.matches(&all), holds, "{} in {:?}", query, all);
        // A false answer to an excluded atom leaves an article out.
        let found = hits.rows.contains(&(row as u32));
        prop_assert!(found || !holds || query.contains('-'), "{} in {:?}", query, all);
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_a_scan_finds_is_found(
        articles in prop::collection::vec(texts(), 1..12),
        segment_docs in 1..12_usize,
        query in "(-?\"?[ab甲乙丙Ａ１か]{1,3}[ +#/，]?[a甲乙]{0,2}[+#]?\"? ?){1,2}",
    ) {
        check(&articles, segment_docs, &query)?;
    }

    #[test]
    fn a_piece_of_an_article_finds_it(articles in prop::collection::vec(texts(), 1..6), from in 0..20_usize, length in 1..9_usize) {
        let text: Vec<char> = articles[0].title.chars().collect();
        let piece: String = text.iter().skip(from).take(length).collect();
        check(&articles, 3, &format!("\"{piece}\""))?;
    }

    #[test]
    fn one_word_or_pair_is_found_nowhere_else(articles in prop::collection::vec(texts(), 1..12), query in "[ab甲乙丙]{1,2}") {
        let is_one = query.is_ascii() || query.chars().all(|c| !c.is_ascii());
        let index = Index::of(&articles, 5);
        let (hits, _) = index.answer(&mut index.searcher(), &Query::parse(&query));
        for row in hits.rows {
            prop_assert!(!is_one || Plain::of(&articles[row as usize]).answers(&parse(&query)), "{}", query);
        }
    }
}
