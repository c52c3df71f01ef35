use std::fmt;

use super::staging::Tally;
use crate::report::{Report, counted};

/// How building a site went. `Display` is a summary of one line.
#[derive(Clone, Debug)]
pub struct SiteReport {
    /// Articles, tags, problems, time.
    pub articles: Report,
    /// Files.
    pub files: Tally,
}

impl fmt::Display for SiteReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { written, unchanged, removed, bytes } = self.files;
        let mega = bytes as f64 / 1e6;
        write!(
            f,
            "{}; {} written, {unchanged} unchanged, {removed} removed, {mega:.1} MB",
            self.articles,
            counted(written, "file")
        )
    }
}
