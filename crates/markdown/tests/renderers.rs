//! The small renderer and the larger one on what both may be given.
//!
//! Pages that the press wrote come from the larger one, and the app asks the smaller one for the same article.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::path::PathBuf;
use std::{env, fs};

use article::{ArchivePath, Article};
use markdown::{Options, Vault, needs_dialects};

/// What each of them makes of an article for which the smaller one is enough.
fn both(bytes: &[u8], vault: Vault) -> Option<[Option<Article>; 2]> {
    if needs_dialects(bytes, vault) {
        return None;
    }
    assert!(!markdown_small::needs_dialects(bytes, markdown_small::Vault::of(vault == Vault::Yes)));
    let path = ArchivePath::new("notes/a.md").unwrap();
    let options = Options { vault, ..Options::default() };
    let larger = markdown::read(bytes, &path, &options).map(|parsed| parsed.article);
    let smaller = markdown_small::read(bytes, &path, &markdown_small::Options::default()).map(|parsed| parsed.article);
    Some([larger.ok(), smaller.ok()])
}

#[test]
fn an_article_without_another_dialect_is_the_same_from_both_renderers() {
    for text in [
        "# A\n\n{% hint style=\"info\" %}\nb\n{% endhint %}\n\n> [!NOTE]\n> c\n",
        "# A\n\nIt costs $a +\nb$ and more.\n",
        "# A\n\n$x\n\n- ```js\n  {% tabs %}\n  ```\n\n{% hint %}\nb\n{% endhint %}\n",
        "# A\n\n**作者**：某人\n\ntext\n",
        "# A\n\n* one: two\n* 一个列表：a\n\n> * b: c\n",
        "---\ntitle: A\n---\n\n> **Author:** B\n\ntext [c](#d)\n",
        "\u{feff}# A\r\n\r\n1. ~~~ text\r\n   :::tip\r\n   ~~~\r\n",
        "# A\r\r- b\r- c\r",
        "# A\n\n```a``` b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    ] {
        for vault in [Vault::No, Vault::Yes] {
            let [larger, smaller] = both(text.as_bytes(), vault).unwrap_or_else(|| panic!("{text} is not plain"));
            assert_eq!(larger, smaller, "{text}");
        }
    }
}

#[test]
fn what_only_the_larger_renderer_reads_loads_it() {
    let metadata =
        ["- ", "> * ", "+ "].map(|mark| format!("{}{mark}原文地址：[a](https://a.example/b)\n", "\n".repeat(30)));
    for text in ["# A\n\n- ```math\n  a\n  ```\n", "a\r:::tip\rb\r:::\r", "\u{feff}:::tip\nb\n:::\n"]
        .into_iter()
        .chain(metadata.iter().map(String::as_str))
    {
        if let Some([larger, smaller]) = both(text.as_bytes(), Vault::No) {
            assert_eq!(larger, smaller, "{text}");
        }
    }
}

#[test]
fn plain_articles_of_real_archives_are_the_same_from_both_renderers() {
    let Some(corpus) = env::var_os("NEWSSTAND_CORPUS").map(PathBuf::from) else {
        return eprintln!("skipped: NEWSSTAND_CORPUS is not set");
    };
    let (mut all, mut plain, mut differing) = (0, 0, Vec::new());
    let mut folders = vec![corpus];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|ending| ending == "md" || ending == "mdx") => {
                    all += 1;
                    if let Some([larger, smaller]) = both(&fs::read(&path).unwrap(), Vault::No) {
                        plain += 1;
                        if larger != smaller {
                            differing.push(path.display().to_string());
                        }
                    }
                }
                _ => {}
            }
        }
    }
    println!("{plain} of {all} are plain");
    assert!(differing.is_empty(), "{} of {plain}: {differing:#?}", differing.len());
}
