//! The folder a site is written to: whether it may be, and what an interrupted run left beside it.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use catalog::build::content_hash;

use crate::PressError;
use crate::walk::MARKER;

/// Files at the top of an old site that the next one keeps: where it is published to.
pub(super) const CARRIED: [&str; 2] = [".git", "CNAME"];

/// Bytes of the site's name that its neighbours repeat; a name may have 255 in all.
const NAME_BYTES: usize = 120;

/// A folder that may be written. Until it is dropped, no other run works beside it.
#[derive(Debug)]
pub(super) struct Destination {
    /// The site's real path.
    pub(super) site: PathBuf,
    /// Where the next site is made.
    pub(super) staging: PathBuf,
    /// Where the old site waits when two folders cannot be exchanged.
    pub(super) retired: PathBuf,
    _lock: Option<File>,
}

impl Destination {
    /// Finds the folder, and cleans up after an interrupted run.
    ///
    /// # Errors
    /// When it holds something else than a site, or lies where the articles are.
    pub(super) fn open(out: &Path, articles: &Path) -> Result<Self, PressError> {
        let site = real(out)?;
        let inside = articles.canonicalize().is_ok_and(|articles| articles.starts_with(&site));
        let (Some(parent), Some(name)) = (site.parent(), site.file_name()) else {
            return Err(PressError::NotASite(out.to_owned()));
        };
        if inside {
            return Err(PressError::OutOverArticles(out.to_owned()));
        }
        let lock = lock(parent);
        let (staging, retired) = (parent.join(neighbour(name, "new")), parent.join(neighbour(name, "old")));
        let destination = Self { site, staging, retired, _lock: lock };
        destination.recover()?;
        destination.check(out)?;
        Ok(destination)
    }

    /// Undoes what an interrupted run began: an old site is put back, what is half made goes.
    fn recover(&self) -> Result<(), PressError> {
        for left in [&self.retired, &self.staging] {
            if !left.exists() {
                continue;
            }
            if left == &self.retired && !self.site.exists() {
                fs::rename(left, &self.site).map_err(|error| PressError::write(&self.site, error))?;
                continue;
            }
            // Interrupted after the exchange: this is the old site, and what it handed on is still in it.
            carry_git(left, &self.site)?;
            fs::remove_dir_all(left).map_err(|error| PressError::write(left, error))?;
        }
        Ok(())
    }

    fn check(&self, out: &Path) -> Result<(), PressError> {
        let entries = match fs::read_dir(&self.site) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(PressError::write(out, error)),
        };
        let is_new = entries.flatten().all(|entry| CARRIED.iter().any(|name| entry.file_name() == *name));
        match is_new || self.site.join(MARKER).is_file() {
            true => Ok(()),
            false => Err(PressError::NotASite(out.to_owned())),
        }
    }
}

/// Moves the repository of the old site into the new one, unless it has one.
pub(super) fn carry_git(from: &Path, to: &Path) -> Result<(), PressError> {
    let (from, to) = (from.join(CARRIED[0]), to.join(CARRIED[0]));
    let exists = |path: &Path| fs::symlink_metadata(path).is_ok();
    match exists(&from) && !exists(&to) {
        true => fs::rename(&from, &to).map_err(|error| PressError::write(&to, error)),
        false => Ok(()),
    }
}

/// The path without links and dots. The folder above is made; the folder itself need not exist.
fn real(out: &Path) -> Result<PathBuf, PressError> {
    match out.canonicalize() {
        Ok(path) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = out.file_name().ok_or_else(|| PressError::Missing(out.to_owned()))?;
            let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            fs::create_dir_all(parent).map_err(|error| PressError::write(parent, error))?;
            Ok(parent.canonicalize().map_err(|error| PressError::write(parent, error))?.join(name))
        }
        Err(error) => Err(PressError::write(out, error)),
    }
}

/// A hidden name beside the site. A long name is shortened, and told apart by its hash.
fn neighbour(name: &OsStr, role: &str) -> String {
    let name = name.to_string_lossy();
    let mut end = name.len().min(NAME_BYTES);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let hash = if end < name.len() { format!(".{}", content_hash(name.as_bytes(), 8)) } else { String::new() };
    format!(".{}{hash}.newsstand-{role}", &name[..end])
}

/// One run at a time beside the site: the lock is on the folder above, and goes with this process.
/// Where folders cannot be locked there is none.
fn lock(parent: &Path) -> Option<File> {
    let file = File::open(parent).ok()?;
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::Error(_)) => None,
        Err(TryLockError::WouldBlock) => {
            eprintln!("Another run writes into {}; waiting for it …", parent.display());
            file.lock().ok().map(|()| file)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beside_a_site_are_hidden_and_never_too_long() {
        let check = |name: &str, expected: &str| assert_eq!(neighbour(OsStr::new(name), "new"), expected);
        check("site", ".site.newsstand-new");
        let (a, b) = ("图".repeat(85), format!("{}书", "图".repeat(84)));
        assert!(neighbour(OsStr::new(&a), "new").len() < 255);
        assert_ne!(neighbour(OsStr::new(&a), "new"), neighbour(OsStr::new(&b), "new"));
    }
}
