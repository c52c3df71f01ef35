//! A build that is killed at any moment leaves the old site or the new one, whole.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use support::{archive, article, bundle_folder, snapshot, write};

const ARTICLES: usize = 60;

/// Kills; each waits a little longer than the one before.
const KILLS: u32 = 25;

fn start(dir: &Path, viewer: &Path, out: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsstand"));
    command.current_dir(dir).args(["build", "in", "--out", out, "--bundle"]).arg(viewer);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn bytes(site: &Path) -> BTreeMap<String, Vec<u8>> {
    snapshot(site).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// Every article's text has the number of the edition in it.
fn edit(dir: &Path, edition: usize) {
    for number in 0..ARTICLES {
        let text = article(number).replace("正文", &format!("第 {edition} 版"));
        write(&dir.join("in"), &format!("it/{number}.md"), text.as_bytes());
    }
    // So that files come and go too.
    write(&dir.join("in"), &format!("edition-{edition}.md"), article(edition).as_bytes());
    let _ = fs::remove_file(dir.join(format!("in/edition-{}.md", edition.wrapping_sub(1))));
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let dir = archive(&[]);
    let viewer = bundle_folder(dir.path());
    let site = dir.path().join("site");
    edit(dir.path(), 0);
    let begun = Instant::now();
    assert!(start(dir.path(), &viewer, "site").wait().unwrap().success());
    let whole = begun.elapsed();
    // What the next site has to look like is built elsewhere, undisturbed.
    let mut old = bytes(&site);
    write(&site, ".git/HEAD", b"ref");
    let (mut olds, mut news) = (0, 0);
    for kill in 0..KILLS {
        edit(dir.path(), kill as usize + 1);
        let fresh = format!("fresh-{kill}");
        assert!(start(dir.path(), &viewer, &fresh).wait().unwrap().success());
        let new = bytes(&dir.path().join(&fresh));
        fs::remove_dir_all(dir.path().join(&fresh)).unwrap();

        let mut child = start(dir.path(), &viewer, "site");
        thread::sleep(
            whole.mul_f64(1.2 * f64::from(kill) / f64::from(KILLS)) + Duration::from_micros(u64::from(kill) * 37),
        );
        child.kill().unwrap();
        child.wait().unwrap();
        let mut found = bytes(&site);
        found.remove(".git/HEAD");
        match (found == old, found == new) {
            (true, _) => olds += 1,
            (_, true) => news += 1,
            _ => panic!("killed for the {kill}th time, the site is neither the old one nor the new one"),
        }
        old = found;
    }
    eprintln!("{olds} times the old site, {news} times the new one");
    assert!(start(dir.path(), &viewer, "site").wait().unwrap().success());
    assert_eq!(fs::read_to_string(site.join(".git/HEAD")).unwrap(), "ref");
    let mut beside: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    beside.sort();
    assert_eq!(beside, ["in", "site", "viewer"], "nothing is left beside the site");
}

/// Where folders cannot be exchanged, the old site may have stepped aside when the run was stopped.
#[test]
fn a_site_that_stepped_aside_is_put_back() {
    let dir = archive(&[("a.md", &article(1))]);
    support::build(&dir);
    let site = dir.path().join("site");
    write(&site, ".git/HEAD", b"ref");
    let before = snapshot(&site);
    fs::rename(&site, dir.path().join(".site.newsstand-old")).unwrap();
    write(&dir.path().join(".site.newsstand-new"), "index.html", b"half");
    assert_eq!(support::build(&dir).files.written, 0);
    assert_eq!(snapshot(&site), before);
    assert!(!dir.path().join(".site.newsstand-new").exists());
}

#[test]
fn the_repository_that_an_exchanged_site_still_held_is_brought_over() {
    let dir = archive(&[("a.md", &article(1))]);
    support::build(&dir);
    write(&dir.path().join(".site.newsstand-new"), ".git/HEAD", b"ref");
    support::build(&dir);
    assert_eq!(fs::read_to_string(dir.path().join("site/.git/HEAD")).unwrap(), "ref");
}

#[test]
fn two_runs_at_once_wait_for_each_other() {
    let dir = archive(&[]);
    let viewer = bundle_folder(dir.path());
    edit(dir.path(), 1);
    let runs: Vec<Child> = (0..4).map(|_| start(dir.path(), &viewer, "site")).collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
}
