//! Real archives. They are other people's texts and not part of the project: `NEWSSTAND_CORPUS`
//! names the folder they are in (SYNTAX.md describes them), and without it these tests only say so.

use std::path::{Path, PathBuf};

use article::{ArchivePath, Stat};

use super::{Metadata, read};

/// How much a collection gave.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    files: usize,
    titles: usize,
    authors: usize,
    author_urls: usize,
    published: usize,
    updated: usize,
    stats: usize,
    tags: usize,
    categories: usize,
    originals: usize,
    summaries: usize,
    problems: usize,
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let below = paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    below
        .filter(|path| path.extension().is_some_and(|ending| ["md", "mdx", "markdown"].iter().any(|e| ending == *e)))
        .collect()
}

/// Reads every article of a collection. `None` where there are no archives.
fn each(collection: &str, mut see: impl FnMut(&str, &str, &Metadata<'_>)) -> Option<Counts> {
    let Some(root) = std::env::var_os("NEWSSTAND_CORPUS") else {
        println!("skipped: NEWSSTAND_CORPUS names no folder of archives");
        return None;
    };
    let folder = Path::new(&root).join(collection);
    let mut counts = Counts::default();
    for file in files(&folder) {
        let name = file.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "_");
        // Encodings are the business of `decode`; here only UTF-8 is looked at.
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let metadata = read(&text, &ArchivePath::new(&name).unwrap());
        counts.files += 1;
        counts.titles += usize::from(metadata.title.is_some());
        counts.authors += usize::from(metadata.author.is_some());
        counts.author_urls += usize::from(metadata.author.as_ref().is_some_and(|author| author.url.is_some()));
        counts.published += usize::from(metadata.published.is_some());
        counts.updated += usize::from(metadata.updated.is_some());
        counts.stats += metadata.stats.iter().count();
        counts.tags += usize::from(!metadata.tags.is_empty());
        counts.categories += usize::from(metadata.category.is_some());
        counts.originals += usize::from(metadata.original.is_some());
        counts.summaries += usize::from(metadata.summary.is_some());
        counts.problems += metadata.problems.len();
        for problem in &metadata.problems {
            println!("{collection}/{name}:{problem}");
        }
        see(&name, &text, &metadata);
    }
    println!("{collection}: {counts:?}");
    Some(counts)
}

#[test]
fn every_woshipm_article_gives_its_whole_card() {
    let mut untagged = Vec::new();
    let counts = each("woshipm/articles", |name, text, metadata| {
        assert_eq!(metadata.stats.iter().map(|(stat, _)| stat).collect::<Vec<_>>(), &Stat::ALL[..3], "{name}");
        assert_eq!(metadata.extra, [], "{name}");
        assert!(metadata.body.starts_with("## "), "{name}: {}", &metadata.body.chars().take(60).collect::<String>());
        assert!(text.ends_with(&*metadata.body), "{name}");
        if metadata.tags.is_empty() {
            untagged.push(name.to_owned());
        }
    });
    let Some(counts) = counts else { return };
    let all = counts.files;
    assert_eq!(
        [counts.titles, counts.authors, counts.author_urls, counts.published, counts.categories, counts.originals],
        [all; 6]
    );
    assert_eq!((counts.stats, counts.problems), (all * 3, 0));
    let known = ["chuangye-5598608.md", "user-research-5747119.md", "it-6219943.md", "it-6219024.md"];
    assert!(untagged.iter().all(|name| known.contains(&name.as_str())), "{untagged:?}");
}

#[test]
fn the_other_forms_of_the_card_give_theirs() {
    for form in ["v2-hint", "v4-hint-code-tags", "mdx-card"] {
        let collection = format!("woshipm-forms/{form}");
        let Some(counts) = each(&collection, |name, _, metadata| {
            assert!(!metadata.body.contains("endhint") && !metadata.body.contains("<ArticleInfo"), "{name}");
        }) else {
            return;
        };
        let all = counts.files;
        assert_eq!([counts.titles, counts.authors, counts.published, counts.originals], [all; 4], "{form}");
        assert_eq!((counts.author_urls, counts.stats, counts.problems), (all, all * 3, 0), "{form}");
    }
    let Some(counts) = each("woshipm-forms/v1-quoted-bold", |_, _, _| {}) else { return };
    assert_eq!([counts.titles, counts.authors, counts.published, counts.originals], [counts.files; 4]);
}

#[test]
fn one_article_has_one_card_in_every_form() {
    let mut cards: Vec<(String, String, String)> = Vec::new();
    for form in
        ["woshipm/articles", "woshipm-forms/v2-hint", "woshipm-forms/v4-hint-code-tags", "woshipm-forms/mdx-card"]
    {
        each(form, |name, _, metadata| {
            let id: String = name.chars().filter(char::is_ascii_digit).collect();
            let id = id[id.len().saturating_sub(7)..].to_owned();
            // Counts grow from one scrape to the next.
            let card =
                format!("{:?} {:?} {:?} {:?}", metadata.title, metadata.author, metadata.published, metadata.original);
            cards.push((id, card, form.to_owned()));
        });
    }
    let mut compared = 0;
    for (at, (id, card, form)) in cards.iter().enumerate() {
        for (_, other, other_form) in cards[..at].iter().filter(|(other, _, _)| other == id) {
            assert_eq!(card, other, "{id} in {form} and {other_form}");
            compared += 1;
        }
    }
    println!("{compared} articles compared in two forms");
}

#[test]
fn every_translation_of_gold_miner_names_its_original() {
    let Some(counts) = each("gold-miner", |name, _, metadata| {
        assert!(!metadata.body.contains("原文地址") || name == "integrals.md", "{name}");
    }) else {
        return;
    };
    assert_eq!([counts.titles, counts.originals + 1, counts.authors + 1], [counts.files; 3]);
}

#[test]
fn every_issue_of_this_week_in_rust_has_title_and_date() {
    let Some(counts) = each("twir-pelican/content", |_, _, _| {}) else { return };
    assert_eq!([counts.titles, counts.published, counts.categories], [counts.files; 3]);
}

#[test]
fn every_post_of_the_rust_blog_has_title_author_and_day() {
    let Some(counts) = each("rust-blog-toml", |name, _, metadata| {
        assert!(!metadata.body.starts_with("+++"), "{name}");
    }) else {
        return;
    };
    assert_eq!((counts.files, counts.problems), (81, 0));
    assert!(counts.titles >= 80 && counts.authors >= 78 && counts.published >= 78, "{counts:?}");
}

#[test]
fn jekylls_own_cases_are_read() {
    let Some(counts) = each("jekyll-cases", |name, _, metadata| {
        assert!(!metadata.body.starts_with("---") || name == "_includes/sig.markdown", "{name}");
        let title = metadata.title.as_deref();
        match name {
            "_posts/2010-01-08-triple-dash.markdown" => assert_eq!(title, Some("Foo --- Bar")),
            "_posts/2014-03-03-yaml-with-dots.md" => assert_eq!(title, Some("Test Post Where YAML Ends in Dots")),
            "_posts/2009-06-22-empty-yaml.markdown" => assert_eq!(metadata.body, "Empty YAML."),
            "_posts/2013-05-10-number-category.markdown" => assert_eq!(metadata.category.as_deref(), Some("2013")),
            _ => {}
        }
    }) else {
        return;
    };
    assert!(counts.files >= 90 && counts.problems <= 2, "{counts:?}");
}

#[test]
fn hexo_gitbook_obsidian_and_plain_archives_are_read() {
    for collection in ["hexo-fightinggg", "gitbook-docs", "obsidian-sandbox", "obsidian-zh", "oi-wiki-math", "weekly"] {
        let Some(counts) = each(collection, |name, _, metadata| {
            assert!(!metadata.body.starts_with("---\n"), "{name}");
            assert!(
                metadata.title.as_ref().is_none_or(|title| title.chars().count() < 120),
                "{name}: {:?}",
                metadata.title
            );
        }) else {
            return;
        };
        match collection {
            "hexo-fightinggg" => assert!(counts.published >= 30, "{counts:?}"),
            "gitbook-docs" => assert!(counts.titles + 1 >= counts.files && counts.summaries >= 60, "{counts:?}"),
            "weekly" => assert_eq!(counts.titles, counts.files),
            _ => {}
        }
        assert_eq!(counts.problems, 0, "{collection}");
    }
}
