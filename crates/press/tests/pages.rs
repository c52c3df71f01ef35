//! Pages of whole archives: every one parses without a repair, and every link between them leads
//! somewhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use article::{Article, Card, SafeUrl, percent_decode};
use press::pages::{self, Context};
use press::settings::Settings;
use press::shell::Shell;
use scraper::{Html, Selector};

/// The head of a built page, as short as it can be.
const BUILT: &str = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">\
    <meta name=newsstand-renderer content=./r.js><meta name=newsstand-reading content=./reading/index.js><link rel=stylesheet href=./n.css>\
    <script type=module src=./boot.js data-module=./n.js data-wasm=./n.wasm></script>";

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/articles")
}

/// The pages of the articles in a folder: path and text.
fn site(dir: &Path) -> Vec<(String, String)> {
    let cards: Vec<Card> = press::archive::read(dir, markdown::Vault::No, &press::Progress::to_stderr()).unwrap().cards;
    let settings = Settings { base_url: SafeUrl::parse("https://x.example/").ok(), ..Settings::default() };
    let shell = Shell::read(BUILT).unwrap();
    let context = Context::new(&settings, &shell, &cards);
    let article = |card: &Card| -> Article {
        let path = card.slug.path();
        let bytes = fs::read(dir.join(path.as_str())).unwrap();
        markdown::read(&bytes, &path, &markdown::Options::default()).unwrap().article
    };
    let own = cards
        .iter()
        .map(|card| (pages::page_path(&card.slug).as_str().to_owned(), pages::article(&context, &article(card))));
    let tags = context.tags().iter().map(|tag| (tag.path().as_str().to_owned(), pages::tag(&context, tag)));
    let texts: Vec<Article> = context.cards().iter().take(pages::FULL_TEXTS).map(|card| article(card)).collect();
    pages::feed(&context, &texts).map(|feed| feed.parse::<atom_syndication::Feed>().unwrap());
    for (_, xml) in pages::sitemap(&context) {
        roxmltree::Document::parse(&xml).unwrap();
    }
    own.chain(tags).chain([("index.html".to_owned(), pages::rack(&context))]).collect()
}

/// Where a relative address leads, as a path of the site.
fn resolved(from: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let mut segments: Vec<&str> = from.split('/').collect();
    segments.pop();
    for segment in href.split('/') {
        match segment {
            ".." => drop(segments.pop().unwrap_or_else(|| panic!("{href} on {from} leaves the site"))),
            "." | "" => {}
            segment => segments.push(segment),
        }
    }
    percent_decode(&segments.join("/")).unwrap()
}

/// Checks every page of a folder; says how many there are and which links lead to no page.
fn check(dir: &Path) -> (usize, Vec<String>) {
    let site = site(dir);
    let paths: HashSet<&str> = site.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths.len(), site.len(), "two pages share a path");
    let links = Selector::parse("a[href]").unwrap();
    let mut dead = Vec::new();
    for (path, text) in &site {
        let html = Html::parse_document(text);
        assert!(html.errors.is_empty(), "{path}: {:?}", html.errors);
        for href in html.select(&links).filter_map(|link| link.attr("href")) {
            if href.starts_with("../") || href.starts_with("a/") || href.starts_with("t/") {
                let target = resolved(path, href);
                let is_page = target.starts_with("a/") || target.starts_with("t/") || target == "index.html";
                if is_page && !paths.contains(target.as_str()) {
                    dead.push(format!("{target} on {path}"));
                }
            }
        }
    }
    (site.len(), dead)
}

#[test]
fn the_judge_sees_what_would_have_to_be_repaired() {
    for broken in
        ["<!doctype html><p><div></div></p>", "<!doctype html><a><a></a></a>", "<!doctype html><table><p></table>"]
    {
        assert!(!Html::parse_document(broken).errors.is_empty(), "{broken}");
    }
}

#[test]
fn every_page_of_the_sample_archive_is_well_formed_and_links_lead_to_pages() {
    let (count, dead) = check(&samples());
    assert!(count > 60, "{count}");
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn every_page_of_the_real_archives_is_well_formed() {
    let Ok(corpus) = std::env::var("NEWSSTAND_CORPUS") else {
        println!("NEWSSTAND_CORPUS is not set: the real archives were not read");
        return;
    };
    for entry in fs::read_dir(corpus).unwrap() {
        let dir = entry.unwrap().path();
        if dir.is_dir() {
            let (count, dead) = check(&dir);
            println!("{}: {count} pages, {} links to articles that are not there", dir.display(), dead.len());
        }
    }
}
