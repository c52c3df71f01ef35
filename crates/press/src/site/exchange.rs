//! One folder in the place of another, in one step where the system has it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::destination::Destination;
use crate::PressError;

/// Puts the staging folder in the site's place. Gives the folder that now holds the old site.
///
/// Linux and macOS exchange the two: whoever looks sees the old site or the new one. Elsewhere, and on
/// disks that cannot, the old one steps aside first; the next run puts it back if this one is stopped
/// in between.
pub(super) fn put_in_place(place: &Destination, has_old: bool) -> Result<Option<PathBuf>, PressError> {
    let Destination { site, staging, retired, .. } = place;
    let failed = |source| PressError::NotReplaced { path: site.clone(), source };
    if !has_old {
        fs::rename(staging, site).map_err(failed)?;
        return Ok(None);
    }
    if exchanged(staging, site).is_ok() {
        return Ok(Some(staging.clone()));
    }
    fs::rename(site, retired).map_err(failed)?;
    if let Err(error) = fs::rename(staging, site) {
        fs::rename(retired, site).map_err(failed)?;
        return Err(failed(error));
    }
    Ok(Some(retired.clone()))
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchanged(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchanged(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
