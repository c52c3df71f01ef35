//! The answers of an index of 1,209 real articles against a plain scan of them.
//!
//! The articles are not part of this repository: `NEWSSTAND_CORPUS` names their folder.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

mod common;

use common::scan::{Plain, parse};
use common::{Dice, Index, corpus, mixed, phrases};
use search::Query;

/// False answers, all answers.
fn check(index: &Index, plain: &[Plain], queries: &[String]) -> (usize, usize) {
    let mut searcher = index.searcher();
    let (mut wrong, mut all) = (0, 0);
    for query in queries {
        let (mut hits, _) = index.answer(&mut searcher, &Query::parse(query));
        hits.rows.sort_unstable();
        let wanted = parse(query);
        let excludes = query.contains(" -");
        for (row, plain) in plain.iter().enumerate() {
            let holds = plain.answers(&wanted);
            let found = hits.rows.binary_search(&(row as u32)).is_ok();
            assert!(found || !holds || excludes, "{query} is in row {row} and was not found");
            wrong += usize::from(found && !holds);
        }
        all += hits.rows.len();
    }
    println!("{} queries, {all} answers, {wrong} of them false", queries.len());
    (wrong, all)
}

#[test]
fn every_article_that_holds_a_phrase_is_found_and_few_that_do_not() {
    let Some(articles) = corpus("woshipm") else { return };
    assert_eq!(articles.len(), 1209);
    let plain: Vec<Plain> = articles.iter().map(Plain::of).collect();
    let index = Index::of(&articles, 1150);
    let mut dice = Dice(7);
    let (wrong, all) = check(&index, &plain, &phrases(&articles, 600, &mut dice));
    assert!(wrong * 20 <= all, "{wrong} of {all}");
    let (wrong, all) = check(&index, &plain, &mixed(&articles, 240, &mut dice));
    assert!(wrong * 20 <= all, "{wrong} of {all}");
}
