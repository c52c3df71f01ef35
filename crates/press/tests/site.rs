//! A site as it is built: what is where, what stays, what goes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;

use press::Progress;
use press::site::{Builder, Tally};
use support::{archive, article, build, bundle, findings, job, paths, snapshot, write};

#[test]
fn a_site_has_a_page_for_each_article_and_tag_and_the_archive_itself() {
    let dir =
        archive(&[("it/1.md", &article(1)), ("2.md", &article(2)), ("img/图 1.png", "png"), ("SUMMARY.md", "* x")]);
    write(&dir.path().join("in"), "newsstand.toml", b"title = 'Room'\n");
    let report = build(&dir);
    assert_eq!((report.articles.articles, report.articles.tags.after), (2, 3));
    let site = dir.path().join("site");
    let paths = paths(&site);
    for expected in [
        ".newsstand",
        ".nojekyll",
        "index.html",
        "404.html",
        "boot.js",
        "snippets/x/inline0.js",
        "a/it/1/index.html",
        "a/it/1/index.html.md",
        "a/2/index.html",
        "articles/catalog.json",
        "articles/catalog/list.html",
        "articles/it/1.md",
        "articles/2.md",
        "articles/SUMMARY.md",
        "articles/img/图 1.png",
    ] {
        assert!(paths.iter().any(|path| path == expected), "{expected} is missing: {paths:?}");
    }
    assert_eq!(paths.iter().filter(|path| path.starts_with("t/")).count(), 3, "{paths:?}");
    assert!(!paths.iter().any(|path| path.contains("newsstand.toml")));
    assert_eq!(fs::read(site.join("a/it/1/index.html.md")).unwrap(), article(1).as_bytes());
    assert!(fs::read_to_string(site.join("articles/catalog.json")).unwrap().contains("Room"));
    assert_eq!(report.files.written, paths.len());
}

#[test]
fn building_again_touches_nothing() {
    let dir = archive(&[("a.md", &article(1)), ("b.md", &article(2)), ("x.png", "png")]);
    build(&dir);
    let site = dir.path().join("site");
    let (before, folder) = (snapshot(&site), fs::metadata(&site).unwrap().modified().unwrap());
    let again = build(&dir);
    assert_eq!((again.files.written, again.files.removed, again.files.unchanged), (0, 0, before.len()));
    assert!(snapshot(&site) == before && fs::metadata(&site).unwrap().modified().unwrap() == folder);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing is left beside the site");
}

#[test]
fn a_change_replaces_what_changed_and_removes_what_is_gone() {
    let dir = archive(&[("a.md", &article(1)), ("b.md", &article(2)), ("c.md", &article(3)), ("x.png", "png")]);
    build(&dir);
    let site = dir.path().join("site");
    let before = snapshot(&site);
    fs::remove_file(dir.path().join("in/c.md")).unwrap();
    write(&dir.path().join("in"), "b.md", article(2).replace("正文", "新文").as_bytes());
    let report = build(&dir);
    let after = snapshot(&site);
    assert!(!after.keys().any(|path| path.starts_with("a/c/") || path == "articles/c.md"));
    assert_ne!(after["a/b/index.html"], before["a/b/index.html"]);
    assert_eq!(after["articles/x.png"], before["articles/x.png"]);
    assert_eq!(after["a/a/index.html.md"], before["a/a/index.html.md"]);
    assert_eq!(report.files.written + report.files.unchanged, after.len());
    assert!(report.files.removed >= 3);
}

#[test]
fn the_repository_and_the_domain_of_a_site_stay() {
    let dir = archive(&[("a.md", &article(1))]);
    let site = dir.path().join("site");
    write(&site, ".git/HEAD", b"ref");
    write(&site, "CNAME", b"example.org");
    build(&dir);
    write(&dir.path().join("in"), "b.md", article(2).as_bytes());
    build(&dir);
    let kept = |path: &str| fs::read_to_string(site.join(path)).unwrap();
    assert_eq!((kept(".git/HEAD"), kept("CNAME")), ("ref".to_owned(), "example.org".to_owned()));
    assert_eq!(build(&dir).files.removed, 0);
}

#[test]
fn a_folder_with_something_else_in_it_is_refused_and_stays_as_it_is() {
    let check = |out: &str, expected: &str| {
        let dir = archive(&[("a.md", &article(1)), ("deep/b.md", &article(2))]);
        write(dir.path(), "mine/letter.txt", b"dear");
        let before = paths(dir.path());
        let mut job = job(&dir);
        job.out = dir.path().join(out);
        let error = press::site::build(&job, &bundle(), &Progress::silent()).unwrap_err().to_string();
        assert!(error.contains(expected) && error.contains("--out"), "{out}: {error}");
        assert_eq!(paths(dir.path()), before);
    };
    check("mine", "holds something else than a site");
    check("in", "holds the articles themselves");
    check(".", "holds the articles themselves");
    check("mine/letter.txt", "cannot be written");
}

#[test]
fn a_site_inside_the_archive_is_no_part_of_it() {
    let dir = archive(&[("a.md", &article(1))]);
    let mut job = job(&dir);
    job.out = dir.path().join("in/public/site");
    let run = || press::site::build(&job, &bundle(), &Progress::silent()).unwrap();
    assert_eq!((run().articles.articles, run().files.written), (1, 0));
    assert!(!paths(&job.out).iter().any(|path| path.contains("public")));
}

#[test]
fn drafts_are_neither_shown_nor_copied() {
    let dir = archive(&[("a.md", &article(1)), ("d.md", "---\ntitle: D\ndraft: true\n---\nx\n")]);
    assert_eq!((build(&dir).articles.articles, build(&dir).articles.drafts), (1, 1));
    assert!(!paths(&dir.path().join("site")).iter().any(|path| path.contains("d.md") || path.contains("a/d/")));
}

#[test]
fn an_archive_without_articles_is_a_site_too() {
    let dir = archive(&[]);
    assert_eq!(build(&dir).articles.articles, 0);
    assert!(dir.path().join("site/index.html").is_file());
}

#[test]
fn a_name_of_255_bytes_is_no_trouble() {
    let (long, out) = ("长".repeat(84), "点".repeat(85));
    let dir = archive(&[(&format!("{long}.md"), &article(1)), (&format!("{}x.png", "a".repeat(250)), "png")]);
    let mut job = job(&dir);
    job.out = dir.path().join(out);
    let report = press::site::build(&job, &bundle(), &Progress::silent()).unwrap();
    assert!(report.articles.findings.is_empty() && job.out.join(format!("a/{long}/index.html")).is_file());
}

#[test]
fn settings_that_cannot_be_read_are_reported_and_the_site_is_built() {
    let dir = archive(&[("a.md", &article(1)), ("newsstand.toml", "title = 'A\n")]);
    let report = build(&dir);
    assert_eq!((findings(&report), report.articles.refused()), (vec!["newsstand.toml"], 1));
    write(&dir.path().join("in"), "newsstand.toml", b"\ncolour = 'red'\n");
    let report = build(&dir);
    assert_eq!((report.articles.findings[0].line, report.articles.refused()), (Some(2), 0));
}

#[test]
fn a_preview_builds_the_same_site_and_renders_only_what_changed() {
    let dir = archive(&[]);
    let input = dir.path().join("in");
    (0..20).for_each(|n| write(&input, &format!("{n}.md"), article(n).as_bytes()));
    write(&input, "x.png", b"png");
    let bundle = bundle();
    let mut builder = Builder::new(job(&dir), &bundle).unwrap();
    let first = builder.build(&Progress::silent()).unwrap().files;
    let again = builder.build(&Progress::silent()).unwrap().files;
    assert_eq!(again, Tally { written: 0, unchanged: first.written, removed: 0, bytes: first.bytes });

    write(&input, "7.md", article(7).replace("正文", "另一篇").as_bytes());
    assert!(builder.build(&Progress::silent()).unwrap().files.written >= 3);
    fs::remove_file(input.join("3.md")).unwrap();
    write(&input, "new.md", article(21).as_bytes());
    builder.build(&Progress::silent()).unwrap();
    // A preview keeps nothing for reading offline; otherwise it is the site that is built from nothing.
    write(&input, "newsstand.toml", b"offline = false\n");
    let mut fresh = job(&dir);
    fresh.out = dir.path().join("fresh");
    press::site::build(&fresh, &bundle, &Progress::silent()).unwrap();
    // Only the search index depends on the one before: what changed is in a small part of its own.
    let bytes = |out: &str| {
        let files =
            snapshot(&dir.path().join(out)).into_iter().filter(|(path, _)| !path.starts_with("articles/search/"));
        files
            .map(|(path, (bytes, _))| {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let index = text.find("\"search\":\"").map(|at| text[at..at + 40].to_owned()).unwrap_or_default();
                (path, text.replace(&index, ""))
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(bytes("site"), bytes("fresh"));
}

/// A GIF's header says how large it is (GIF89a, section 18).
fn gif(width: u8, height: u8) -> Vec<u8> {
    [b"GIF89a".as_slice(), &[width, 0, height, 0, 0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, b';']].concat()
}

#[test]
fn a_preview_measures_a_picture_again_that_was_replaced_or_comes_later() {
    let dir = archive(&[("a.md", "# A\n\n![b](b.gif) ![c](c.gif)\n"), ("d.md", &article(1))]);
    let input = dir.path().join("in");
    write(&input, "b.gif", &gif(30, 20));
    let bundle = bundle();
    let mut builder = Builder::new(job(&dir), &bundle).unwrap();
    builder.build(&Progress::silent()).unwrap();
    let page = || fs::read_to_string(dir.path().join("site/a/a/index.html")).unwrap();
    assert!(page().contains("width=\"30\" height=\"20\"") && page().matches("width=\"").count() == 1);
    let mut longer = gif(50, 40);
    longer.push(b'x');
    write(&input, "b.gif", &longer);
    write(&input, "c.gif", &gif(70, 60));
    builder.build(&Progress::silent()).unwrap();
    assert!(page().contains("width=\"50\" height=\"40\"") && page().contains("width=\"70\" height=\"60\""));
    assert_eq!(builder.build(&Progress::silent()).unwrap().files.written, 0);
}

#[test]
fn a_preview_reads_its_articles_again_when_the_folder_becomes_a_vault() {
    let dir = archive(&[("a.md", "# A\n\n[[b|words]] and ==more==\n"), ("b.md", &article(1))]);
    let bundle = bundle();
    let mut builder = Builder::new(job(&dir), &bundle).unwrap();
    builder.build(&Progress::silent()).unwrap();
    let list = || fs::read_to_string(dir.path().join("site/index.html")).unwrap();
    assert!(list().contains("==more=="), "{}", list());
    write(&dir.path().join("in"), ".obsidian/app.json", b"{}");
    builder.build(&Progress::silent()).unwrap();
    assert!(list().contains("words and more"), "{}", list());
}

#[test]
fn a_link_to_no_article_of_the_site_is_dead_on_its_page_and_in_the_feed() {
    let text = "---\ntitle: A\ndate: 2025-01-14\n---\n\n[x](gone.md) [y](b.md)\n\n<a class=\"button\" href=\"gone.md\">z</a>\n";
    let dir =
        archive(&[("a.md", text), ("b.md", &article(1)), ("newsstand.toml", "base_url = 'https://x.example/'\n")]);
    build(&dir);
    let read = |path: &str| fs::read_to_string(dir.path().join("site").join(path)).unwrap();
    let page = read("a/a/index.html");
    assert_eq!(page.matches("<a class=\"dead-link\">").count(), 2, "{page}");
    assert_eq!(read("feed.xml").matches("dead-link").count(), 2);
}
