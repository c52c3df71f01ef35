//! Folders for tests, and a viewer that is small.

#![allow(dead_code, reason = "not every test uses every helper")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use press::Progress;
use press::bundle::{Bundle, BundleFile};
use press::site::{Job, SiteReport};
use tempfile::TempDir;

/// The page of a built viewer, as Trunk writes it.
pub(crate) const INDEX: &str = include_str!("index.html");

/// A viewer of two files.
pub(crate) fn bundle() -> Bundle {
    let file = |path: &'static str, text: &'static str| BundleFile {
        path: Cow::Borrowed(path),
        bytes: Cow::Borrowed(text.as_bytes()),
    };
    Bundle { index_html: INDEX.into(), files: vec![file("boot.js", "1"), file("snippets/x/inline0.js", "2")] }
}

/// The same as a folder, for the program.
pub(crate) fn bundle_folder(dir: &Path) -> PathBuf {
    let folder = dir.join("viewer");
    write(&folder, "index.html", INDEX.as_bytes());
    write(&folder, "boot.js", b"1");
    folder
}

pub(crate) fn write(dir: &Path, path: &str, bytes: &[u8]) {
    let file = dir.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}

/// An article with a title, a day and two tags.
pub(crate) fn article(number: usize) -> String {
    format!(
        "---\ntitle: 第 {number} 篇\ndate: 2024-{:02}-{:02}\ntags: [经验分享, 标签{}]\n---\n\n# 第 {number} 篇\n\n正文 *{number}*。\n",
        number % 12 + 1,
        number % 28 + 1,
        number % 7
    )
}

/// A folder `in` with these files; the site goes to `site` beside it.
pub(crate) fn archive(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("in")).unwrap();
    for (path, text) in files {
        write(&dir.path().join("in"), path, text.as_bytes());
    }
    dir
}

pub(crate) fn job(dir: &TempDir) -> Job {
    Job { dir: dir.path().join("in"), out: dir.path().join("site"), base_url: None }
}

pub(crate) fn build(dir: &TempDir) -> SiteReport {
    press::site::build(&job(dir), &bundle(), &Progress::silent()).unwrap()
}

/// Every file below a folder with its bytes and its time.
pub(crate) fn snapshot(dir: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(dir).unwrap().to_string_lossy().into_owned();
                    files.insert(name, (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap()));
                }
            }
        }
    }
    files
}

/// The paths of a snapshot.
pub(crate) fn paths(dir: &Path) -> Vec<String> {
    snapshot(dir).into_keys().collect()
}

/// Files and what they are about.
pub(crate) fn findings(report: &SiteReport) -> Vec<&str> {
    report.articles.findings.iter().map(|finding| finding.file.as_str()).collect()
}
