//! Reading, writing and copying files, with errors that name the path.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Every file below `folder`, sorted, so that what is made of the list is the same every time.
/// Names that begin with a dot are left out: they are not for publishing (`.git`, an editor's state).
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let failed = |source| Error::io("list", &folder, source);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            // A linked folder is not followed: it may lead back up. A linked file is a file.
            match entry.file_type().map_err(failed)?.is_dir() {
                true => folders.push(entry.path()),
                false if entry.path().is_file() => found.push(entry.path()),
                false => {}
            }
        }
    }
    found.sort();
    Ok(found)
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|source| Error::io("read", path, source))
}

pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|source| Error::io("read", path, source))
}

/// Writes a file and makes the folders above it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    make_parent(path)?;
    fs::write(path, bytes).map_err(|source| Error::io("write", path, source))
}

/// Leaves an equal file alone: a watcher takes a new time stamp for a change.
pub(crate) fn write_if_changed(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    match fs::read(path) {
        Ok(old) if old == bytes.as_ref() => Ok(()),
        _ => write(path, bytes),
    }
}

/// Copies the files below `from`.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in below(from)? {
        let target = to.join(file.strip_prefix(from).unwrap_or(&file));
        make_parent(&target)?;
        fs::copy(&file, &target).map_err(|source| Error::io("copy", &file, source))?;
    }
    Ok(())
}

/// Removes a file, or a folder with what is in it; what is not there is removed already.
pub(crate) fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", path, error)),
        _ => Ok(()),
    }
}

fn make_parent(path: &Path) -> Result<()> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(|source| Error::io("make the folder", parent, source))
}
