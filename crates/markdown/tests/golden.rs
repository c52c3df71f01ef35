//! One golden pair for every construct of the catalogue of real syntax: `fixtures/golden/SECTION/NAME.md`
//! and the body it becomes, `NAME.html`, checked by eye when it was written.
//!
//! A new pair needs no code: write the `.md`, run with `NEWSSTAND_GOLDEN=write`, and read the `.html`.
//! Pieces of a page's clutter come last, after a line that says so.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::fs;
use std::path::{Path, PathBuf};

use article::ArchivePath;
use markdown::{Options, Vault, html};

const CLUTTER: &str = "<!-- clutter -->\n";

fn render(bytes: &[u8], name: &str) -> String {
    let path = ArchivePath::new(name).unwrap();
    // What stands in a folder of this name belongs to a vault.
    let vault = Vault::of(name.contains("/vault/"));
    let article = markdown::read(bytes, &path, &Options { vault, ..Options::default() }).unwrap().article;
    let mut out = html::serialise(&article.body, &html::AsFiles);
    if !article.clutter.is_empty() {
        out = format!("{}\n{CLUTTER}{}", out.trim_end(), html::serialise(&article.clutter, &html::AsFiles));
    }
    format!("{}\n", out.trim_end())
}

/// Every `.md` below the folder, in order.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        match path.is_dir() {
            true => sources(&path, found),
            false if path.extension().is_some_and(|ending| ending == "md") => found.push(path),
            false => {}
        }
    }
}

#[test]
fn every_construct_renders_as_its_golden_file_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/golden");
    let writes = std::env::var_os("NEWSSTAND_GOLDEN").is_some_and(|value| value == "write");
    let mut files = Vec::new();
    sources(&folder, &mut files);
    assert!(!files.is_empty(), "no golden files in {}", folder.display());
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        let (ours, golden) = (render(&fs::read(file).unwrap(), &name), file.with_extension("html"));
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if ours == expected {
            continue;
        }
        match writes {
            true => fs::write(&golden, ours).unwrap(),
            false => wrong.push(format!("{name}\n{}", difference(&ours, &expected))),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} golden files differ (NEWSSTAND_GOLDEN=write rewrites them):\n\n{}",
        wrong.len(),
        files.len(),
        wrong.join("\n")
    );
}

/// The lines that differ, expected ones with `-`, ours with `+`.
fn difference(ours: &str, expected: &str) -> String {
    let (ours, expected): (Vec<_>, Vec<_>) = (ours.lines().collect(), expected.lines().collect());
    let same = ours.iter().zip(&expected).take_while(|(a, b)| a == b).count();
    let end = ours[same..].iter().rev().zip(expected[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    let minus = expected[same..expected.len() - end].iter().map(|line| format!("  - {line}\n"));
    let plus = ours[same..ours.len() - end].iter().map(|line| format!("  + {line}\n"));
    format!("  line {}\n{}", same + 1, minus.chain(plus).collect::<String>())
}
