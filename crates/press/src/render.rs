//! One article as HTML.

use std::path::Path;

use article::ArchivePath;
use markdown::{Dialect, Options};

use crate::{PressError, formulas};

/// The body of an article as an HTML fragment, the same tree that the browser paints. Links to other
/// articles and files are written relative to the archive's root.
///
/// # Errors
/// When the bytes are no article; `file` is what the message names.
pub fn fragment(bytes: &[u8], file: &Path, dialect: Dialect) -> Result<String, PressError> {
    let options = Options { dialect, ..Options::default() };
    let parsed = markdown::read(bytes, &name_of(file)?, &options)
        .map_err(|refusal| PressError::Refused { path: file.to_owned(), refusal })?;
    let formulas = |tex: &str, formula| formulas::set(tex, formula).ok();
    Ok(markdown::html::serialise_with(&parsed.article.body, &markdown::html::AsFiles, &formulas))
}

/// The place of a file that is read by itself: its own name, at the root.
///
/// # Errors
/// When no article can have the name.
pub fn name_of(file: &Path) -> Result<ArchivePath, PressError> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    ArchivePath::new(&name).map_err(|source| PressError::Name { path: file.to_owned(), source })
}
