//! From a folder of articles to the files of a catalog.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use article::{ArchivePath, Card};

use crate::archive::{self, Archive};
use crate::index::{self, Shelf};
use crate::published::Published;
use crate::report::Report;
use crate::settings::Settings;
use crate::{PressError, Progress, plain_list, settings};

/// Makes the catalog of the articles in `dir` and writes it into `out`: `catalog.json` and the folder
/// `catalog`, with a plain list of all articles beside its own files. Its title is that of
/// `newsstand.toml`. Whoever reads `out` meanwhile sees the old catalog or the new one: files get new
/// names when they change, `catalog.json` is replaced in one step after them, and files that only the
/// old catalog named go last. Files that did not change are not touched.
///
/// # Errors
/// When `dir` cannot be read or `out` cannot be written. A bad article is in the report instead.
pub fn write(dir: &Path, out: &Path) -> Result<Report, PressError> {
    let start = Instant::now();
    let (settings, wrong_settings) = settings::read(dir);
    let Archive { cards, findings } = archive::read(dir, settings.vault, &Progress::to_stderr())?;
    let published = Published::of(cards, &settings.tags);
    let list = plain_list::page(&published.cards);
    let shelf = Folder { out, kept: Mutex::default(), written: AtomicUsize::new(0) };
    let indexed = index::Archive { dir, vault: settings.vault, cards: &published.cards, memory: None };
    let search = index::write(&indexed, &shelf, &Progress::to_stderr())?;
    let files = files(&settings, &published.cards, list, search)?;
    for (path, bytes) in &files {
        shelf.put(path.as_str(), bytes)?;
    }
    let written = shelf.written.into_inner();
    remove_old(out, &shelf.kept.into_inner().unwrap_or_else(PoisonError::into_inner))?;
    Ok(Report {
        articles: published.cards.len(),
        drafts: published.drafts.len(),
        findings: wrong_settings.into_iter().chain(findings).collect(),
        tags: published.tags,
        written,
        elapsed: start.elapsed(),
    })
}

/// A folder that holds a catalog: nothing is written that is there already.
struct Folder<'a> {
    out: &'a Path,
    /// What belongs to the catalog.
    kept: Mutex<BTreeSet<PathBuf>>,
    written: AtomicUsize,
}

impl Folder<'_> {
    fn belongs(&self, path: &str) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(self.out.join(path));
    }
}

impl Shelf for Folder<'_> {
    fn old(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.out.join(path)).ok()
    }

    fn keep(&self, paths: &[String]) -> Result<bool, PressError> {
        let are_there = paths.iter().all(|path| self.out.join(path).is_file());
        if are_there {
            paths.iter().for_each(|path| self.belongs(path));
        }
        Ok(are_there)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PressError> {
        self.belongs(path);
        self.written.fetch_add(usize::from(put(self.out, path, bytes)?), Ordering::Relaxed);
        Ok(())
    }
}

/// The files of a catalog, in the order in which they are to be written. `list` is the page of its plain
/// list, which leads to files or to pages; `search` the head of its index.
pub(crate) fn files(
    settings: &Settings,
    cards: &[Card],
    list: String,
    search: ArchivePath,
) -> Result<Vec<(ArchivePath, Vec<u8>)>, PressError> {
    let mut files = vec![(plain_list_path(), list.into_bytes())];
    files.extend(
        ::catalog::build::catalog(settings.title.as_deref(), cards.to_vec(), Some(search), &settings.tags)?.files,
    );
    Ok(files)
}

/// Whether the press has written, or could write, a catalog's file at this path of an archive.
pub(crate) fn is_own(path: &ArchivePath) -> bool {
    let (folder, name) = (path.folder(), Path::new(path.file_name()));
    path.as_str() == "catalog.json"
        || path == &plain_list_path()
        || index::is_own(path.as_str())
        || (matches!(folder, "catalog" | "catalog/cards") && is_catalog_file(name))
}

/// Where the list that needs no script stands; index.html and public/boot.js lead to it.
fn plain_list_path() -> ArchivePath {
    ArchivePath::new("catalog/list.html").expect("the path is well formed, because it is written here")
}

/// Writes a file unless it is there already; says whether it did.
fn put(out: &Path, path: &str, bytes: &[u8]) -> Result<bool, PressError> {
    let file = out.join(path);
    if fs::read(&file).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    let folder = file.parent().unwrap_or(out);
    fs::create_dir_all(folder).map_err(|error| PressError::write(folder, error))?;
    // A name of our own beside it, then one step: a reader never sees half a file.
    let part = file.with_extension("part");
    fs::write(&part, bytes).map_err(|error| PressError::write(&part, error))?;
    fs::rename(&part, &file).map_err(|error| PressError::write(&file, error))?;
    Ok(true)
}

/// Removes the files that an older catalog left. Only names that a catalog could have are touched.
fn remove_old(out: &Path, kept: &BTreeSet<PathBuf>) -> Result<(), PressError> {
    for folder in [out.join("catalog"), out.join("catalog").join("cards")] {
        // Without articles there are no cards, and so no folder.
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if is_catalog_file(&path) && !kept.contains(&path) {
                fs::remove_file(&path).map_err(|error| PressError::write(&path, error))?;
            }
        }
    }
    remove_old_index(out, &out.join("search"), kept)
}

/// The same for the files of an index, and folders that are empty then.
fn remove_old_index(out: &Path, folder: &Path, kept: &BTreeSet<PathBuf>) -> Result<(), PressError> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.strip_prefix(out).ok().and_then(Path::to_str).unwrap_or_default().replace('\\', "/");
        if path.is_dir() && folder.parent() == Some(out) {
            remove_old_index(out, &path, kept)?;
            // Fails where there is something left, which is right.
            let _ = fs::remove_dir(&path);
        } else if index::is_own(&name) && !kept.contains(&path) {
            fs::remove_file(&path).map_err(|error| PressError::write(&path, error))?;
        }
    }
    Ok(())
}

/// `facets.<hash>.json` or `<number>.<hash>.json`, or the beginning of one.
fn is_catalog_file(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let mut parts = name.split('.');
    let (first, hash) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let known = first == "facets" || (!first.is_empty() && first.bytes().all(|b| b.is_ascii_digit()));
    let hashed = !hash.is_empty() && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'v'));
    known && hashed && matches!((parts.next(), parts.next()), (Some("json" | "part"), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_a_catalog_are_ever_removed() {
        let check = |name: &str, expected: bool| assert_eq!(is_catalog_file(Path::new(name)), expected, "{name}");
        check("facets.k3f9a0b2.json", true);
        check("12.k3f9a.json", true);
        check("12.k3f9a.part", true);
        check("notes.json", false);
        check("12.json", false);
        check("12.k3f9a.json.bak", false);
        check("12.K3F9A.json", false);
        check("facets..json", false);
    }
}
