//! Archives with something wrong in them: everything is handled or reported by file.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;
use std::path::Path;

use press::report::Kind;
use support::{archive, article, build, findings, paths};

/// Builds; the files left out must be these, and the pages these.
fn check(files: &[&str], left_out: &[&str], pages: &[&str]) {
    let one = article(1);
    let files: Vec<(&str, &str)> = files.iter().map(|file| (*file, one.as_str())).collect();
    let dir = archive(&files);
    let report = build(&dir);
    assert_eq!(findings(&report), left_out, "{files:?}");
    assert!(report.articles.findings.iter().all(|finding| finding.kind == Kind::LeftOut));
    for page in pages {
        assert!(dir.path().join("site/a").join(page).join("index.html").is_file(), "{page} is missing");
    }
    assert_eq!(report.articles.articles, pages.len());
    // The catalog and the check say the same.
    let catalog = press::catalog::write(&dir.path().join("in"), &dir.path().join("catalog")).unwrap();
    assert_eq!(catalog.findings.iter().map(|finding| finding.file.as_str()).collect::<Vec<_>>(), left_out);
    let read = press::archive::read(&dir.path().join("in"), markdown::Vault::No, &press::Progress::silent()).unwrap();
    assert_eq!(read.findings.iter().map(|finding| finding.file.as_str()).collect::<Vec<_>>(), left_out);
}

#[test]
fn names_with_every_kind_of_character_are_published() {
    let names = ["a b", "中文/深 处", "100%", "a#b", "a?b", "a&b", "\"q\" 'r'", "😀", "a%20b", "<b>", "c:d", "t/index"];
    let files: Vec<String> = names.iter().map(|name| format!("{name}.md")).collect();
    check(&files.iter().map(String::as_str).collect::<Vec<_>>(), &[], &names);
}

#[test]
fn of_two_articles_with_one_place_the_first_is_kept_and_the_other_is_named() {
    check(&["A.md", "a.md"], &["a.md"], &["A"]);
    check(&["caf\u{e9}.md", "cafe\u{301}.md"], &["caf\u{e9}.md"], &["cafe\u{301}"]);
    check(&["x/A.md", "X/a.md"], &["x/A.md"], &["X/a"]);
    check(&["catalog.json/a.md", "b.md"], &["catalog.json/a.md"], &["b"]);
}

#[test]
fn endings_make_different_articles() {
    check(
        &["a.md", "a.markdown", "a.txt", "a.md.md", "index.md", "a/index.md"],
        &[],
        &["a", "a.markdown", "a.txt", "a.md.md", "index", "a/index"],
    );
}

#[test]
fn a_folder_with_the_name_of_an_article_is_a_folder() {
    check(&["x.md/y.md"], &[], &["x.md/y"]);
    check(&["x.md/y.md", "b.md"], &[], &["x.md/y", "b"]);
}

#[test]
fn an_empty_file_is_reported_and_copied_as_it_is() {
    let dir = archive(&[("a.md", &article(1)), ("empty.md", ""), ("note.txt", "\0\u{1}\0")]);
    let report = build(&dir);
    assert!(findings(&report).contains(&"empty.md"), "{:?}", findings(&report));
    assert!(paths(&dir.path().join("site")).iter().any(|path| path == "articles/empty.md"));
}

#[test]
fn a_catalog_of_the_press_is_replaced_and_one_made_by_hand_is_reported() {
    let dir = archive(&[("a.md", &article(1)), ("catalog", "a file in the way")]);
    assert_eq!(findings(&build(&dir)), ["catalog"]);
    fs::remove_file(dir.path().join("in/catalog")).unwrap();
    fs::write(dir.path().join("in/catalog.json"), "[{\"title\": \"A\"}]").unwrap();
    let report = build(&dir);
    assert_eq!((findings(&report), report.articles.refused()), (vec!["catalog.json"], 0));
    press::catalog::write(&dir.path().join("in"), &dir.path().join("in")).unwrap();
    assert_eq!((findings(&build(&dir)).len(), build(&dir).files.written), (0, 0));
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_that_lead_out_in_circles_or_nowhere_are_reported_and_never_followed() {
        let dir = archive(&[("a.md", &article(1)), ("deep/b.md", &article(2))]);
        fs::write(dir.path().join("secret.md"), "# Secret").unwrap();
        fs::write(dir.path().join("secret.png"), "secret").unwrap();
        let link = |to: &str, name: &str| symlink(to, dir.path().join("in").join(name)).unwrap();
        link("../secret.md", "out.md");
        link("../secret.png", "out.png");
        link(".", "loop");
        link("../..", "deep/up");
        link("nowhere.md", "gone.md");
        link("self.md", "self.md");
        link("a.md", "inside.md");
        let report = build(&dir);
        assert_eq!(findings(&report), ["deep/up/", "gone.md", "loop/", "out.md", "out.png", "self.md"]);
        assert_eq!((report.articles.articles, report.articles.refused()), (3, 6));
        let site = dir.path().join("site");
        assert!(
            !support::snapshot(&site)
                .values()
                .any(|(bytes, _)| bytes.windows(6).any(|text| text == b"Secret" || text == b"secret"))
        );
    }

    #[test]
    fn names_that_no_address_has_are_reported() {
        let dir = archive(&[("a.md", &article(1))]);
        let name = dir.path().join("in").join(OsStr::from_bytes(b"\xff.md"));
        fs::write(name, article(2)).unwrap();
        fs::write(dir.path().join("in/b\\c.md"), article(2)).unwrap();
        fs::write(dir.path().join("in/b\\c.png"), "png").unwrap();
        let report = build(&dir);
        assert_eq!((report.articles.articles, report.articles.refused()), (1, 3), "{:?}", findings(&report));
    }

    #[test]
    fn files_that_may_not_be_read_are_reported_once() {
        let dir = archive(&[("a.md", &article(1)), ("b.md", &article(2)), ("x.png", "png"), ("deep/c.md", "# C")]);
        let shut = |name: &str| {
            fs::set_permissions(dir.path().join("in").join(name), fs::Permissions::from_mode(0o000)).unwrap()
        };
        ["b.md", "x.png", "deep"].iter().for_each(|name| shut(name));
        if fs::read(dir.path().join("in/b.md")).is_ok() {
            return eprintln!("skipped: this user may read everything");
        }
        let report = build(&dir);
        assert_eq!(findings(&report), ["b.md", "deep/", "x.png"]);
        fs::set_permissions(dir.path().join("in/deep"), fs::Permissions::from_mode(0o700)).unwrap();
    }

    #[test]
    fn a_site_that_is_a_link_is_written_where_it_leads() {
        let dir = archive(&[("a.md", &article(1))]);
        fs::create_dir(dir.path().join("real")).unwrap();
        symlink("real", dir.path().join("site")).unwrap();
        build(&dir);
        assert!(dir.path().join("real/index.html").is_file());
        assert!(fs::symlink_metadata(dir.path().join("site")).unwrap().is_symlink());
    }

    #[test]
    fn links_inside_an_old_site_are_replaced_and_not_followed() {
        let dir = archive(&[("a.md", &article(1))]);
        build(&dir);
        fs::write(dir.path().join("outside.html"), "mine").unwrap();
        let page = dir.path().join("site/a/a/index.html");
        fs::remove_file(&page).unwrap();
        symlink(dir.path().join("outside.html"), &page).unwrap();
        build(&dir);
        assert_eq!(fs::read_to_string(dir.path().join("outside.html")).unwrap(), "mine");
        assert!(fs::symlink_metadata(&page).unwrap().is_file());
    }
}

#[test]
fn the_exit_code_tells() {
    let check = |files: &[(&str, &str)], expected: i32| {
        let dir = archive(files);
        let bundle = support::bundle_folder(dir.path());
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_newsstand"));
        command.current_dir(dir.path()).args(["build", "in", "--out", "site", "--bundle"]).arg(Path::new(&bundle));
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(expected), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let one = article(1);
    check(&[("a.md", &one)], 0);
    check(&[("a.md", "---\ndate: 2025-02-31\n---\nx\n")], 0);
    check(&[("a.md", &one), ("A.md", &one)], 1);
    check(&[("a.md", &one), ("newsstand.toml", "?")], 1);
    check(&[("../site/letter.txt", "mine")], 2);
}
