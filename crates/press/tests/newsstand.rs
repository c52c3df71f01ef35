//! The program as people run it, on folders made for each test.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const ONE: &str = "---\ntitle: 一\ndate: 2025-01-14\ntags: [小红书, DOU+]\n---\n\n# 一\n\n正文。\n";
const TWO: &str = "---\ntitle: Two\ndate: 2024-03-01\ntags: [小红书, dou+]\n---\n\nSome *words*.\n";

fn archive(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn newsstand(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsstand"));
    command.current_dir(dir);
    command
}

/// Runs in the folder; gives exit code, standard output, standard error.
fn run(dir: &TempDir, args: &[&str]) -> (i32, String, String) {
    let output = newsstand(dir.path()).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn names_below(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn cards_are_one_json_object_a_line_with_exactly_the_fields_of_a_card() {
    let dir = archive(&[("it/1.md", ONE), ("2.md", TWO)]);
    let (code, out, err) = run(&dir, &["cards", "."]);
    assert_eq!((code, err.as_str()), (0, ""));
    let cards: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(cards.iter().map(|card| card["slug"].as_str().unwrap()).collect::<Vec<_>>(), ["2", "it/1"]);
    assert_eq!(cards[1]["title"], "一");
    assert_eq!(cards[1]["published"], "2025-01-14");
    let mut fields: Vec<&str> = cards[0].as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    let expected =
        "author category cover extra language original published reading_minutes slug stats summary tags title updated";
    assert_eq!(fields.join(" "), expected);
}

#[test]
fn cards_of_single_files_are_named_by_the_file() {
    let dir = archive(&[("it/1.md", ONE)]);
    let (code, out, _) = run(&dir, &["cards", "it/1.md"]);
    assert_eq!((code, serde_json::from_str::<Value>(&out).unwrap()["slug"].as_str()), (0, Some("1")));
}

#[test]
fn a_file_that_is_no_article_is_reported_and_the_others_are_kept() {
    let dir = archive(&[("a.md", ONE), ("empty.md", " \n")]);
    let (code, out, err) = run(&dir, &["cards", "."]);
    assert_eq!((code, out.lines().count(), err.as_str()), (1, 1, "empty.md: The file is empty.\n"));
    let (code, out, _) = run(&dir, &["catalog", ".", "--out", "site"]);
    assert!(code == 1 && out.starts_with("1 article, 2 tags, 1 unreadable file left out"), "{out}");
}

#[test]
fn rendering_gives_the_body_as_a_fragment() {
    let dir = archive(&[("a.md", "a *b*\n")]);
    assert_eq!(run(&dir, &["render", "a.md"]).1.trim(), "<p>a <em>b</em></p>");
    assert_eq!(run(&dir, &["render", "--dialect", "commonmark", "a.md"]).1.trim(), "<p>a <em>b</em></p>");
    let output = newsstand(dir.path()).args(["render", "-"]).write_stdin("# x\n\ny\n").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("<p>y</p>"));
}

#[test]
fn a_catalog_is_written_once_and_then_left_alone() {
    let dir = archive(&[("in/it/1.md", ONE), ("in/2.md", TWO), ("in/d.md", "---\ntitle: D\ndraft: true\n---\nx\n")]);
    let out = dir.path().join("site");
    let first = press::catalog::write(&dir.path().join("in"), &out).unwrap();
    assert_eq!((first.articles, first.drafts, first.tags.before, first.tags.after, first.written), (2, 1, 3, 2, 8));
    let again = press::catalog::write(&dir.path().join("in"), &out).unwrap();
    assert_eq!(again.written, 0);
    assert_eq!(names_below(&out), ["catalog", "catalog.json", "search"]);
}

#[test]
fn a_changed_archive_replaces_what_changed_and_removes_what_is_old() {
    let dir = archive(&[("in/1.md", ONE), ("site/catalog/notes.txt", "mine"), ("site/index.html", "")]);
    let (input, out) = (dir.path().join("in"), dir.path().join("site"));
    press::catalog::write(&input, &out).unwrap();
    let before = names_below(&out.join("catalog/cards"));
    fs::write(input.join("2.md"), TWO).unwrap();
    press::catalog::write(&input, &out).unwrap();
    let after = names_below(&out.join("catalog/cards"));
    assert!(before.len() == 1 && after.len() == 1 && before != after, "{before:?} {after:?}");
    let kept = names_below(&out.join("catalog"));
    assert!(
        kept.len() == 4 && ["list.html", "notes.txt"].iter().all(|name| kept.iter().any(|k| k == name)),
        "{kept:?}"
    );
    assert_eq!(names_below(&out), ["catalog", "catalog.json", "index.html", "search"]);
}

#[test]
fn an_index_keeps_what_has_not_changed_and_removes_what_is_old() {
    let dir = archive(&[
        ("in/1.md", ONE),
        ("in/2.md", TWO),
        ("in/search/mine.md", "# Mine\n"),
        ("site/search/notes.txt", "mine"),
    ]);
    let (input, out) = (dir.path().join("in"), dir.path().join("site"));
    press::catalog::write(&input, &out).unwrap();
    let folders =
        || names_below(&out.join("search")).into_iter().filter(|name| !name.contains('.')).collect::<Vec<_>>();
    let before = folders();
    assert_eq!(before.len(), 1);
    fs::write(input.join("2.md"), "# Two, changed\n").unwrap();
    press::catalog::write(&input, &out).unwrap();
    let after = folders();
    assert!(after.len() == 2 && after.contains(&before[0]), "the large part stays: {after:?}");
    fs::write(input.join("2.md"), "# Two, changed again\n").unwrap();
    press::catalog::write(&input, &out).unwrap();
    let last = folders();
    assert!(last.len() == 2 && last.contains(&before[0]) && last != after, "the small one is another: {last:?}");
    let files = names_below(&out.join("search"));
    assert!(files.contains(&"notes.txt".to_owned()) && files.contains(&"ledger.bin".to_owned()), "{files:?}");
    assert_eq!(files.iter().filter(|name| name.ends_with(".bin")).count(), 2, "{files:?}");
}

#[test]
fn check_names_links_and_pictures_that_lead_nowhere() {
    let links = "# A\n\n[ok](b.md#part-two) [web](https://www.example.com) ![ok](pics/x.png) [folder](pics)\n\n\
                 [gone](c.md) [up](sub/)\n![gone](pics/y.png)\n[heading](b.md#part-three)\n[own](#b)\n[](c.md) [x]()\n[r](javascript:x)\n";
    let dir = archive(&[("a.md", links), ("b.md", "# B\n\n## Part two\n"), ("pics/x.png", "x")]);
    let (code, out, _) = run(&dir, &["check", "."]);
    let lines: Vec<_> = out.lines().map(|line| line.split_once(';').map_or(line, |(start, _)| start)).collect();
    assert_eq!(
        lines,
        [
            "a.md:5: The link c.md leads to no file",
            "a.md:5: The link sub/ leads to no file",
            "a.md:6: The address pics/y.png leads to no file",
            "a.md:7: The link b.md#part-three leads to a heading that is not there",
            "a.md:8: The link #b leads to a heading that is not there",
            "a.md:9: The link c.md leads to no file",
            "a.md:9: The link has no address",
            "a.md:10: The address javascript:x is refused",
            "2 articles, 8 problems in 1 file",
        ]
    );
    assert_eq!(code, 1);
}

#[test]
fn check_reads_links_of_a_vault_and_sizes_of_pictures_as_the_site_does() {
    let text = "# A\n\n[[b]] [x](b.md#^id) [[b#^id]] ![c](c.png =200x100)\n\n![[b]] ![[c.png|200]]\n\n[[gone]] [y](b.md#^no)\n";
    let files = [("a.md", text), ("b.md", "# B\n\ntext ^id\n"), ("c.png", ""), (".obsidian/app.json", "{}")];
    let (code, out, _) = run(&archive(&files), &["check", "."]);
    let lines: Vec<&str> = out.lines().map(|line| line.split(';').next().unwrap_or_default()).collect();
    let expected = [
        "a.md:7: The link b.md#^no leads to a heading that is not there",
        "a.md:7: The link gone leads to no file",
        "2 articles, 2 problems in 1 file",
    ];
    assert_eq!((code, lines.as_slice()), (1, expected.as_slice()));
}

#[test]
fn check_names_file_and_line_and_ends_with_a_summary() {
    let dir = archive(&[("good.md", ONE), ("bad.md", "---\ntitle: B\ndate: 2025-02-31\n---\nx\n"), ("no.md", "")]);
    let (code, out, _) = run(&dir, &["check", "."]);
    assert_eq!(code, 1);
    assert!(out.lines().any(|line| line.starts_with("bad.md:3: ")), "{out}");
    assert!(out.ends_with("2 articles, 2 problems in 2 files\n"), "{out}");

    let (code, out, _) = run(&dir, &["check", ".", "--json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, json["articles"].as_u64(), json["problems"].as_array().map(Vec::len)), (1, Some(2), Some(2)));
    assert_eq!((json["problems"][0]["file"].as_str(), json["problems"][0]["line"].as_u64()), (Some("bad.md"), Some(3)));

    let dir = archive(&[("good.md", ONE)]);
    assert_eq!(run(&dir, &["check", "."]), (0, "1 article, no problems\n".into(), String::new()));
}

#[test]
fn wrong_usage_and_missing_files_end_with_2_and_a_remedy() {
    let dir = archive(&[("a.md", ONE)]);
    let check = |args: &[&str], expected: &str| {
        let (code, _, err) = run(&dir, args);
        assert!(code == 2 && err.contains(expected), "{args:?}: {code} {err}");
    };
    check(&[], "Usage");
    check(&["cards"], "required");
    check(&["cards", "nowhere"], "there is nothing at nowhere; check the spelling");
    check(&["check", "a.md"], "a.md is not a folder; give the folder that holds the articles");
    check(&["render", "nowhere.md"], "there is nothing at nowhere.md");
    check(&["catalog", ".", "--out", "a.md"], "cannot be written");
}

#[test]
fn every_subcommand_has_help() {
    let dir = archive(&[]);
    for args in [
        &["--help"][..],
        &["build", "--help"],
        &["serve", "--help"],
        &["cards", "--help"],
        &["render", "--help"],
        &["catalog", "--help"],
        &["check", "--help"],
    ] {
        let (code, out, _) = run(&dir, args);
        assert!(code == 0 && out.contains("Usage: newsstand"), "{args:?}: {out}");
    }
}

#[test]
#[cfg(unix)]
fn a_reader_that_has_seen_enough_is_no_error() {
    let dir = archive(&[("a.md", ONE)]);
    for n in 0..300 {
        fs::write(dir.path().join(format!("{n}.md")), format!("# {n}\n\n{}\n", "word ".repeat(300))).unwrap();
    }
    let script = format!("'{}' cards . | head -n 1 | wc -l; exit ${{PIPESTATUS[0]}}", env!("CARGO_BIN_EXE_newsstand"));
    let output = Command::new("bash").current_dir(dir.path()).args(["-c", &script]).output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "1");
}
