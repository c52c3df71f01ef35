use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why the press stopped. Whatever is wrong with a single article is a [`crate::report::Finding`]
/// instead: it never stops a run.
#[derive(Debug, Error)]
pub enum PressError {
    /// A path that was asked for does not exist.
    #[error("there is nothing at {path}; check the spelling, or the folder you are in", path = .0.display())]
    Missing(PathBuf),
    /// A folder was expected.
    #[error("{path} is not a folder; give the folder that holds the articles", path = .0.display())]
    NotAFolder(PathBuf),
    /// A file or folder cannot be read.
    #[error("{path} cannot be read ({source}); check its permissions", path = .path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("{path} cannot be written ({source}); check permissions and free space, or choose another --out", path = .path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// An article that was asked for by name is not one.
    #[error("{path}: {refusal}", path = .path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        refusal: article::Refusal,
    },
    /// A name that no article can have.
    #[error("{path} cannot be the name of an article: {source}; rename the file", path = .path.display())]
    Name {
        /// The file.
        path: PathBuf,
        /// Why.
        source: article::PathError,
    },
    /// The cards do not make a catalog.
    #[error("no catalog can be made: {0}")]
    Catalog(#[from] ::catalog::CatalogError),
    /// The page of the app, from which pages learn the names of its files, is not as it should be.
    #[error("the app's index.html lacks {missing}; build the app with `cargo xtask build`")]
    Shell {
        /// What is not there.
        missing: &'static str,
    },
    /// The program was built without the viewer.
    #[error(
        "this newsstand was built without the viewer; install it with `cargo install --path crates/press`, \
         or name a built viewer with --bundle"
    )]
    NoBundle,
    /// The site's folder holds something else.
    #[error("{path} holds something else than a site; give a new or an empty folder as --out", path = .0.display())]
    NotASite(PathBuf),
    /// The site would replace the articles.
    #[error("{path} holds the articles themselves; give another folder as --out", path = .0.display())]
    OutOverArticles(PathBuf),
    /// The new site cannot take the place of the old one.
    #[error(
        "{path} cannot be replaced ({source}); it is as it was. If a disk is mounted there, give a folder inside it \
         as --out", path = .path.display()
    )]
    NotReplaced {
        /// The site.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// An article changed between being read and being rendered.
    #[error("{path} changed while the site was built, which is as it was; run the command again", path = .0.display())]
    Changed(PathBuf),
    /// Nothing tells of changes in a folder.
    #[error("{path} cannot be watched ({reason}); check its permissions", path = .path.display())]
    NotWatched {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Every port is taken.
    #[error("no port from {first} to {last} is free; stop another server, or give another --port")]
    NoPort {
        /// The first that was tried.
        first: u16,
        /// The last that was tried.
        last: u16,
    },
}

impl PressError {
    pub(crate) fn read(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing(path.to_owned()),
            _ => Self::Read { path: path.to_owned(), source },
        }
    }

    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }
}
