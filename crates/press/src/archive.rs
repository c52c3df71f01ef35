//! From a folder to cards and problems.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use article::{ArchivePath, Card};
use markdown::{Options, Parsed};

use crate::report::{Finding, Kind};
use crate::walk::walk;
use crate::{PressError, Progress};

/// The cards of a folder, and what was found on the way.
#[derive(Debug, Default)]
pub struct Archive {
    /// Every article's card, by path; drafts are among them.
    pub cards: Vec<Card>,
    /// By file and line.
    pub findings: Vec<Finding>,
}

/// Reads every article of a folder, on all cores. Only cards are kept in memory.
///
/// # Errors
/// When the folder itself is missing or unreadable. What is wrong with a file becomes a [`Finding`].
pub fn read(dir: &Path, progress: &Progress) -> Result<Archive, PressError> {
    let (files, findings) = walk(dir)?;
    let mut archive = Archive { cards: Vec::with_capacity(files.len()), findings };
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = files.get(at) else { return done };
            done.push((at, card(&dir.join(path.as_str()), path)));
            progress.tick(at, files.len());
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores.min(files.len())).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    progress.finish();
    done.sort_by_key(|(at, _)| *at);
    for (_, (card, findings)) in done {
        archive.cards.extend(card);
        archive.findings.extend(findings);
    }
    archive.findings.sort();
    Ok(archive)
}

/// Reads one article file; `path` is its place in the archive.
pub fn card(file: &Path, path: &ArchivePath) -> (Option<Card>, Vec<Finding>) {
    let finding = |line, kind, message| Finding { file: path.to_string(), line, kind, message };
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return (None, vec![finding(None, Kind::LeftOut, format!("The file cannot be read ({error})."))]),
    };
    match markdown::read(&bytes, path, &Options::default()) {
        Ok(Parsed { article, problems }) => {
            let limits = article.limits.iter().map(|limit| finding(None, Kind::Kept, limit.to_string()));
            let problems = problems.into_iter().map(|problem| finding(Some(problem.line), Kind::Kept, problem.message));
            (Some(article.card), limits.chain(problems).collect())
        }
        Err(refusal) => (None, vec![finding(None, Kind::LeftOut, refusal.to_string())]),
    }
}

/// The author says that the article is not to be published yet: `draft: true` (Hugo, Zola) or
/// `published: false` (Jekyll).
pub fn is_draft(card: &Card) -> bool {
    let says = |key: &str, value: &str| {
        card.extra.iter().any(|(k, v)| k.eq_ignore_ascii_case(key) && v.trim().eq_ignore_ascii_case(value))
    };
    says("draft", "true") || says("published", "false")
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::Slug;

    #[test]
    fn drafts_are_known_by_the_words_of_each_generator() {
        let check = |key: &str, value: &str, expected: bool| {
            let mut card = Card::new(Slug::new("a").unwrap(), "A");
            card.extra.push((key.into(), value.into()));
            assert_eq!(is_draft(&card), expected, "{key}: {value}");
        };
        check("draft", "true", true);
        check("published", "False", true);
        check("draft", "false", false);
        check("published", "2025-01-14", false);
        check("layout", "true", false);
    }
}
