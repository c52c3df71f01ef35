//! What was found on the way, for people and for programs.

use std::fmt;
use std::time::Duration;

use catalog::Merged;
use serde::Serialize;

use crate::english::number;

/// Something in the archive that its author should look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file, relative to the archive.
    pub file: String,
    /// The line, from 1; `None` when it is about the whole file.
    pub line: Option<usize>,
    /// What became of the article.
    pub kind: Kind,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// What became of the article that a [`Finding`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It is kept; something in it could not be read.
    Kept,
    /// It is left out.
    LeftOut,
}

impl fmt::Display for Finding {
    /// `file:line: message`, which editors and terminals make a link of.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

/// How making a catalog went. `Display` is a summary of one line.
#[derive(Clone, Debug)]
pub struct Report {
    /// Articles in the catalog.
    pub articles: usize,
    /// Articles whose author says that they are not finished; not in the catalog.
    pub drafts: usize,
    /// Everything that was found, by file and line.
    pub findings: Vec<Finding>,
    /// Different tags before and after spellings were merged.
    pub tags: Merged,
    /// Files of the catalog that were new or had changed.
    pub written: usize,
    /// How long it took.
    pub elapsed: Duration,
}

impl Report {
    /// Files that were left out because they are no articles or cannot be read.
    pub fn refused(&self) -> usize {
        self.findings.iter().filter(|finding| finding.kind == Kind::LeftOut).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (refused, kept) = (self.refused(), self.findings.len() - self.refused());
        write!(f, "{}, {}", counted(self.articles, "article"), counted(self.tags.after, "tag"))?;
        if self.tags.before > self.tags.after {
            write!(f, " ({} merged)", counted(self.tags.before - self.tags.after, "spelling"))?;
        }
        if self.drafts > 0 {
            write!(f, ", {} left out", counted(self.drafts, "draft"))?;
        }
        if refused > 0 {
            write!(f, ", {} left out", counted(refused, "unreadable file"))?;
        }
        if kept > 0 {
            write!(f, ", {}", counted(kept, "problem"))?;
        }
        write!(f, ", {:.1} s", self.elapsed.as_secs_f64())
    }
}

/// `1 article`, `1,209 articles`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number(count as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_names_what_there_is_and_no_more() {
        let mut report = Report {
            articles: 1209,
            drafts: 0,
            findings: Vec::new(),
            tags: Merged { before: 3, after: 3 },
            written: 0,
            elapsed: Duration::from_millis(2140),
        };
        assert_eq!(report.to_string(), "1,209 articles, 3 tags, 2.1 s");
        report.drafts = 1;
        report.tags.before = 5;
        let finding = |kind| Finding { file: "a.md".into(), line: Some(3), kind, message: "bad".into() };
        report.findings = vec![finding(Kind::Kept), finding(Kind::LeftOut)];
        assert_eq!(
            report.to_string(),
            "1,209 articles, 3 tags (2 spellings merged), 1 draft left out, 1 unreadable file left out, 1 problem, 2.1 s"
        );
        assert_eq!(report.findings[0].to_string(), "a.md:3: bad");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(counted(1, "tag"), "1 tag");
        assert_eq!(counted(999, "tag"), "999 tags");
        assert_eq!(counted(1_234_567, "tag"), "1,234,567 tags");
    }
}
