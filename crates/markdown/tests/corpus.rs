//! What is left of Markdown in the text that readers of real archives see.
//!
//! The archives are not part of this repository: `NEWSSTAND_CORPUS` names their folder.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::fs;
use std::path::{Path, PathBuf};

use article::{ArchivePath, Article, Name, Node};
use markdown::Options;

/// What a reader sees of an article, outside code, a line a block.
fn visible(article: &Article) -> String {
    let mut out = String::new();
    for node in article.body.iter().chain(&article.clutter) {
        push_visible(node, &mut out);
        out.push('\n');
    }
    out
}

fn push_visible(node: &Node, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(text),
        Node::Element(element) if matches!(element.name, Name::Code | Name::Pre | Name::Kbd | Name::Samp) => {
            out.push('`');
        }
        Node::Element(element) => {
            for child in &element.children {
                push_visible(child, out);
            }
            if element.name.is_block() {
                out.push('\n');
            }
        }
    }
}

fn files_of(collection: &str) -> Option<Vec<PathBuf>> {
    let Ok(corpus) = std::env::var("NEWSSTAND_CORPUS") else {
        println!("NEWSSTAND_CORPUS is not set: {collection} was not read");
        return None;
    };
    let mut found = Vec::new();
    collect(&Path::new(&corpus).join(collection), &mut found);
    Some(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        match path.is_dir() {
            true => collect(&path, found),
            false if path.extension().is_some_and(|ending| ending == "md" || ending == "markdown") => found.push(path),
            false => {}
        }
    }
}

/// The articles of a collection in which a line of visible text meets the condition, of how many.
/// `\*` of the source is shown as another sign: an escaped asterisk is meant to be seen.
fn count(collection: &str, found: fn(&str) -> bool) -> Option<(usize, usize)> {
    let files = files_of(collection)?;
    let mut with = 0;
    for file in &files {
        let Ok(text) = fs::read_to_string(file) else { continue };
        let path = ArchivePath::new("articles/a.md").unwrap();
        let Ok(parsed) = markdown::read(text.replace("\\*", "∗").as_bytes(), &path, &Options::default()) else {
            continue;
        };
        let seen = visible(&parsed.article);
        let lines: Vec<_> = seen.lines().filter(|line| found(line)).collect();
        with += usize::from(!lines.is_empty());
        if std::env::var_os("NEWSSTAND_SHOW").is_some() {
            for line in lines {
                println!("{}: {line}", file.display());
            }
        }
    }
    Some((with, files.len()))
}

#[test]
fn asterisks_of_bold_text_are_left_in_two_of_a_hundred_articles_at_most() {
    for collection in ["woshipm", "gold-miner", "weekly", "obsidian-zh", "hexo-fightinggg", "oi-wiki-math"] {
        let Some((with, all)) = count(collection, |line| line.contains("**")) else { return };
        println!("{collection}: `**` is left in {with} of {all} articles");
        assert!(collection != "woshipm" || with * 100 <= all * 2, "too many in {collection}");
    }
}

#[test]
fn links_and_pictures_are_lost_in_one_of_a_thousand_articles_at_most() {
    let leftover = |line: &str| line.contains("](") || line.contains("&url=http");
    for collection in ["woshipm", "gold-miner", "weekly", "obsidian-zh", "gitbook-docs", "rust-blog-toml"] {
        let Some((with, all)) = count(collection, leftover) else { return };
        println!("{collection}: a link is left as text in {with} of {all} articles");
        assert!(collection != "woshipm" || with * 1000 <= all, "too many in {collection}");
    }
}
