//! Whatever arrives instead of a file of the index: an error or fewer answers, never a panic.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

mod common;

use common::Index;
use proptest::prelude::*;
use search::build::Texts;
use search::{File, Manifest, Query, SearchError};

fn index() -> Index {
    let text = |n: usize| format!("第{n}篇讲用户增长与 ChatGPT{n} 的 A/B 测试，{}", "甲乙丙丁戊己庚辛".repeat(n % 5));
    let article = |n| Texts { title: text(n), labels: vec!["小红书".into()], body: vec![text(n * 7), text(n + 3)] };
    Index::of(&(0..60).map(article).collect::<Vec<_>>(), 40)
}

/// Every file is as it was made but the one that is changed; the check at its end is made to fit, too.
fn check(which: usize, change: &dyn Fn(&mut Vec<u8>), query: &str) {
    let index = index();
    let Ok(manifest) = Manifest::read(&index.manifest, index.rows) else { panic!("the manifest is whole") };
    let mut searcher = search::Searcher::new(manifest);
    let query = Query::parse(query);
    let mut refused: Vec<File> = Vec::new();
    for round in 0.. {
        let needs: Vec<File> = searcher.needs(&query).into_iter().filter(|file| !refused.contains(file)).collect();
        if needs.is_empty() {
            break;
        }
        for (at, file) in needs.into_iter().enumerate() {
            let mut bytes = index.files[&searcher.path(file).unwrap()].clone();
            if round * 2 + at == which {
                change(&mut bytes);
            }
            if let Err(error) = searcher.add(file, bytes) {
                assert!(error.to_string().ends_with('.'));
                refused.push(file);
            }
        }
    }
    let hits = searcher.hits(&query);
    assert!(refused.iter().all(|file| hits.missing.contains(file)));
    assert!(hits.rows.iter().all(|row| *row < index.rows));
    assert_eq!(hits.rows.len(), hits.scores.len());
}

#[test]
fn a_file_of_another_version_says_so() {
    let index = index();
    let mut bytes = index.manifest.clone();
    bytes[3] = 200;
    assert_eq!(Manifest::read(&bytes, index.rows), Err(SearchError::Version(200)));
    assert_eq!(Manifest::read(b"<!doctype html>", 1), Err(SearchError::NotAnIndex));
    assert_eq!(Manifest::read(&index.manifest, index.rows - 1), Err(SearchError::Renewed));
}

proptest! {
    #[test]
    fn random_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), which in 0..6_usize) {
        let mut framed = b"NSm\x01\0\0\0\0\0\0\0\0".to_vec();
        framed.extend(&bytes);
        prop_assert!(Manifest::read(&bytes, 100).is_err() && Manifest::read(&framed, 100).is_err());
        check(which, &|file| *file = bytes.clone(), "用户增长 ChatGPT 甲");
    }

    #[test]
    fn a_bit_that_fell_over_is_noticed(at in 0..5000_usize, bit in 0..8_u32, which in 0..6_usize) {
        check(which, &|file| { let at = at % file.len(); file[at] ^= 1 << bit }, "用户增长率 \"A/B 测试\" -丙丁戊");
    }

    #[test]
    fn a_file_that_was_cut_off_is_noticed(at in 0..5000_usize, which in 0..6_usize) {
        check(which, &|file| file.truncate(at % file.len()), "用户 Chat");
    }
}
