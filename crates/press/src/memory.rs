//! What a running preview remembers of the build before, so that an edit costs one article.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use article::{ArchivePath, Card};
use markdown::Vault;

use crate::report::Finding;

/// By what a file is taken for unchanged: when it was written, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Stamp {
    modified: SystemTime,
    length: u64,
}

impl Stamp {
    /// `None` when the file cannot be looked at.
    pub(crate) fn of(file: &Path) -> Option<Self> {
        let metadata = fs::metadata(file).ok()?;
        Some(Self { modified: metadata.modified().ok()?, length: metadata.len() })
    }
}

/// What became of an article's file.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) stamp: Stamp,
    pub(crate) card: Option<Card>,
    pub(crate) findings: Vec<Finding>,
}

/// What a file of the site was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    /// A number that stands for everything but the pictures.
    pub(crate) of: u64,
    /// The archive's pictures on an article's page: their sizes are in it.
    pub(crate) pictures: Vec<Measured>,
}

/// A picture of the archive, as it was just before it was measured.
pub(crate) type Measured = (ArchivePath, Option<Stamp>);

/// Files that were read, and files of the site with what they were made of.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// How the article files were read.
    pub(crate) vault: Vault,
    /// Article files.
    pub(crate) seen: BTreeMap<ArchivePath, Seen>,
    /// Paths in the site, and what the file was made of.
    pub(crate) made: HashMap<String, Made>,
}
