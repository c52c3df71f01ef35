//! The next site, made beside the old one and put in its place in one step.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::destination::{CARRIED, Destination, carry_git};
use super::exchange;
use crate::PressError;
use crate::index::Shelf;

/// A site in the making. Files that are as they were keep their bytes, their times and their place on
/// the disk: they are linked, at the end and only if anything else has changed. Dropped before it is finished, it leaves nothing.
#[derive(Debug)]
pub(super) struct Staging<'a> {
    place: &'a Destination,
    has_old: bool,
    written: AtomicUsize,
    /// Files that are as they were, to be linked.
    unchanged: Mutex<BTreeSet<PathBuf>>,
    bytes: AtomicU64,
}

/// The index is below the archive, like the catalog.
impl Shelf for Staging<'_> {
    fn old(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.place.site.join(in_archive(path))).ok()
    }

    fn keep(&self, paths: &[String]) -> Result<bool, PressError> {
        self.keep(&paths.iter().map(|path| in_archive(path)).collect::<Vec<_>>())
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PressError> {
        self.put(&in_archive(path), bytes)
    }
}

fn in_archive(path: &str) -> String {
    format!("articles/{path}")
}

/// What became of the files of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// New, or different from before.
    pub written: usize,
    /// As they were.
    pub unchanged: usize,
    /// No longer there.
    pub removed: usize,
    /// Bytes of all files together.
    pub bytes: u64,
}

impl<'a> Staging<'a> {
    pub(super) fn new(place: &'a Destination) -> Result<Self, PressError> {
        fs::create_dir(&place.staging).map_err(|error| PressError::write(&place.staging, error))?;
        let has_old = place.site.is_dir();
        let (written, unchanged, bytes) = Default::default();
        Ok(Self { place, has_old, written, unchanged, bytes })
    }

    /// Writes a file of the site.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PressError> {
        let (old, new) = self.pair(path);
        let same = self.has_old && is_file_of(&old, bytes.len() as u64) && fs::read(&old).is_ok_and(|old| old == bytes);
        match same {
            true => self.leave(path),
            false => {
                make_folder_of(&new)?;
                let written = File::create_new(&new).and_then(|mut file| file.write_all(bytes));
                written.map_err(|error| PressError::write(&new, error))?;
                self.written.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Copies a file of any size. The outer error is the site's, the inner one is the file's.
    pub(super) fn copy(&self, path: &str, source: &Path) -> Result<io::Result<()>, PressError> {
        let mut from = match File::open(source) {
            Ok(from) => from,
            Err(error) => return Ok(Err(error)),
        };
        let (old, new) = self.pair(path);
        let length = match self.has_old && is_same(&mut from, &old) {
            true => {
                self.leave(path);
                length_of(&old)
            }
            false => {
                make_folder_of(&new)?;
                // Opened again: what was compared was read already.
                let mut from = match File::open(source) {
                    Ok(from) => from,
                    Err(error) => return Ok(Err(error)),
                };
                let mut to = File::create_new(&new).map_err(|error| PressError::write(&new, error))?;
                io::copy(&mut from, &mut to).map_err(|error| PressError::write(&new, error))?;
                self.written.fetch_add(1, Ordering::Relaxed);
                length_of(&new)
            }
        };
        self.bytes.fetch_add(length, Ordering::Relaxed);
        Ok(Ok(()))
    }

    /// Keeps files of the old site without looking into them. `false` when one is not there.
    pub(super) fn keep(&self, paths: &[String]) -> Result<bool, PressError> {
        if !self.has_old || !paths.iter().all(|path| is_file(&self.place.site.join(path))) {
            return Ok(false);
        }
        for path in paths {
            self.leave(path);
            self.bytes.fetch_add(length_of(&self.pair(path).0), Ordering::Relaxed);
        }
        Ok(true)
    }

    /// Puts the site in its place. Where nothing has changed, nothing is touched.
    pub(super) fn finish(self) -> Result<Tally, PressError> {
        let (site, staging) = (&self.place.site, &self.place.staging);
        let unchanged = std::mem::take(&mut *self.unchanged());
        let tally = Tally {
            written: self.written.load(Ordering::Relaxed),
            unchanged: unchanged.len(),
            removed: if self.has_old { gone(site, staging, &unchanged, Path::new("")) } else { 0 },
            bytes: self.bytes.load(Ordering::Relaxed),
        };
        if self.has_old && tally.written == 0 && tally.removed == 0 {
            return Ok(tally);
        }
        for path in &unchanged {
            link(&site.join(path), &staging.join(path))?;
        }
        if self.has_old {
            let name = site.join(CARRIED[1]);
            if is_file(&name) {
                link(&name, &staging.join(CARRIED[1]))?;
            }
            let permissions = fs::metadata(site).map(|metadata| metadata.permissions());
            // A site that only its owner may read stays so; where it cannot be, it is a new folder's.
            let _ = permissions.and_then(|permissions| fs::set_permissions(staging, permissions));
        }
        let old = exchange::put_in_place(self.place, self.has_old)?;
        if let Some(old) = old {
            carry_git(&old, site)?;
            fs::remove_dir_all(&old).map_err(|error| PressError::write(&old, error))?;
        }
        Ok(tally)
    }

    /// A file in the old site and in the new one.
    fn pair(&self, path: &str) -> (PathBuf, PathBuf) {
        (self.place.site.join(path), self.place.staging.join(path))
    }

    fn leave(&self, path: &str) {
        self.unchanged().insert(PathBuf::from(path));
    }

    /// A thread that panicked while it held the set cannot have left half a path in it.
    fn unchanged(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.unchanged.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // Put in place already, or half made: either way nothing of it is of use.
        let _ = fs::remove_dir_all(&self.place.staging);
    }
}

/// Links a file. Where links cannot be made, a copy keeps the time at least.
fn link(old: &Path, new: &Path) -> Result<(), PressError> {
    make_folder_of(new)?;
    if fs::hard_link(old, new).is_ok() {
        return Ok(());
    }
    let copy = || -> io::Result<()> {
        let modified = fs::metadata(old)?.modified()?;
        fs::copy(old, new)?;
        File::options().write(true).open(new)?.set_modified(modified)
    };
    copy().map_err(|error| PressError::write(new, error))
}

fn make_folder_of(file: &Path) -> Result<(), PressError> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(|error| PressError::write(folder, error))
}

/// For the summary only.
fn length_of(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |metadata| metadata.len())
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

fn is_file_of(path: &Path, length: u64) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == length)
}

/// Compares piece by piece, since a film may be large.
fn is_same(from: &mut File, old: &Path) -> bool {
    let Ok(length) = from.metadata().map(|metadata| metadata.len()) else { return false };
    if !is_file_of(old, length) {
        return false;
    }
    let Ok(mut old) = File::open(old) else { return false };
    let (mut a, mut b) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        match from.read(&mut a) {
            Ok(0) => return true,
            Ok(read) if old.read_exact(&mut b[..read]).is_ok() && a[..read] == b[..read] => {}
            _ => return false,
        }
    }
}

/// How many files of the old site the new one has not.
fn gone(old: &Path, new: &Path, unchanged: &BTreeSet<PathBuf>, path: &Path) -> usize {
    let Ok(entries) = fs::read_dir(old.join(path)) else { return 0 };
    let count = |entry: fs::DirEntry| {
        let inside = path.join(entry.file_name());
        let is_carried = CARRIED.iter().any(|name| inside == Path::new(name));
        match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            _ if is_carried => 0,
            _ if unchanged.contains(&inside) => 0,
            true => gone(old, new, unchanged, &inside),
            false => usize::from(fs::symlink_metadata(new.join(&inside)).is_err()),
        }
    };
    entries.flatten().map(count).sum()
}
