//! The real archive at `$NEWSSTAND_CORPUS`; without it these tests say so and pass.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::PathBuf;

use catalog::{CardChunk, Facets, Filter, Head, Manifest, ViewState};

/// The woshipm archive and a catalog made of it.
struct Made {
    articles: PathBuf,
    out: tempfile::TempDir,
    report: press::report::Report,
    manifest: Manifest,
    facets: Facets,
}

fn make() -> Option<Made> {
    let Ok(corpus) = std::env::var("NEWSSTAND_CORPUS") else {
        println!("NEWSSTAND_CORPUS is not set: the real archive was not read");
        return None;
    };
    let articles = PathBuf::from(corpus).join("woshipm");
    let out = tempfile::tempdir().unwrap();
    let report = press::catalog::write(&articles, out.path()).unwrap();
    let read = |path: &str| fs::read_to_string(out.path().join(path)).unwrap();
    let Ok(Head::Manifest(manifest)) = Head::parse(&read("catalog.json")) else { panic!("no manifest") };
    let facets = Facets::parse(&read(manifest.facets.as_str())).unwrap();
    Some(Made { articles, out, report, manifest, facets })
}

/// Articles whose `**Tags:**` line, split at commas, holds all of the tags: what a plain grep counts.
fn grep(made: &Made, tags: &[&str]) -> usize {
    let has_all = |text: String| {
        let line = text.lines().find_map(|line| line.strip_prefix("**Tags:**")).unwrap_or_default().to_owned();
        tags.iter().all(|tag| line.split(',').any(|known| known.trim() == *tag))
    };
    let files = fs::read_dir(made.articles.join("articles")).unwrap();
    files.filter(|file| has_all(fs::read_to_string(file.as_ref().unwrap().path()).unwrap())).count()
}

#[test]
fn the_real_archive_becomes_a_catalog_that_says_what_a_grep_says() {
    let Some(made) = make() else { return };
    assert_eq!((made.report.articles, made.manifest.count, made.facets.len()), (1209, 1209, 1209), "{}", made.report);
    assert_eq!((made.report.refused(), made.facets.damaged()), (0, 0), "{:#?}", made.report.findings);
    for tags in [&["小红书"][..], &["行业观察"], &["小红书", "行业观察"]] {
        let state = tags.iter().fold(ViewState::default(), |state, tag| state.toggled(Filter::Tag, tag));
        let selected = made.facets.select(&state, None).len();
        assert!(selected > 0 && selected == grep(&made, tags), "{tags:?}: {selected}");
    }
}

#[test]
fn a_real_card_says_what_its_file_says() {
    let Some(made) = make() else { return };
    let slug = article::Slug::new("articles/it-6170668").unwrap();
    let row = made.facets.row_of(&slug).unwrap();
    let chunk = made.manifest.chunk_of(row);
    let text = fs::read_to_string(made.out.path().join(made.manifest.chunk_path(chunk).unwrap().as_str())).unwrap();
    let card =
        CardChunk::parse(&text).unwrap().cards.remove((row - made.manifest.chunk_rows(chunk).start) as usize).unwrap();
    let stats: Vec<u64> = card.stats.iter().map(|(_, count)| count).collect();
    assert_eq!((card.slug, stats.as_slice(), card.tags.len()), (slug, [3577, 2, 12].as_slice(), 4));
    assert!(card.author.is_some() && card.published.is_some() && !card.summary.is_empty());
}
