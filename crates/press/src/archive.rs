//! From a folder to cards and problems.

use std::fs;
use std::path::Path;

use article::{ArchivePath, Article, Card};
use markdown::{Options, Parsed, Vault};

use crate::memory::{Memory, Seen, Stamp};
use crate::report::{Finding, Kind};
use crate::walk::{Walked, walk};
use crate::{PressError, Progress, clash, parallel};

/// The cards of a folder, and what was found on the way.
#[derive(Debug, Default)]
pub struct Archive {
    /// Every article's card, by path; drafts are among them.
    pub cards: Vec<Card>,
    /// By file and line.
    pub findings: Vec<Finding>,
}

/// Reads every article of a folder, on all cores. Only cards are kept in memory. Of several articles
/// whose pages would have one place only the first is kept.
///
/// # Errors
/// When the folder itself is missing or unreadable. What is wrong with a file becomes a [`Finding`].
pub fn read(dir: &Path, vault: Vault, progress: &Progress) -> Result<Archive, PressError> {
    Ok(read_walked(dir, walk(dir)?, vault, progress, None))
}

/// The same for a folder that has been walked. With a memory, files that did not change are not read
/// again.
pub(crate) fn read_walked(
    dir: &Path,
    walked: Walked,
    vault: Vault,
    progress: &Progress,
    mut memory: Option<&mut Memory>,
) -> Archive {
    let Walked { articles, findings, .. } = walked;
    if let Some(memory) = memory.as_deref_mut().filter(|memory| memory.vault != vault) {
        // The same files say something else.
        memory.seen.clear();
        memory.vault = vault;
    }
    let known = memory.as_deref_mut().map(|memory| std::mem::take(&mut memory.seen));
    let done = parallel::each(&articles, "articles read", progress, |path| {
        let file = dir.join(path.as_str());
        // Taken before the file is read: a change meanwhile is found next time.
        let stamp = known.as_ref().and_then(|_| Stamp::of(&file));
        let seen = known.as_ref().and_then(|known| known.get(path)).filter(|seen| Some(seen.stamp) == stamp);
        match seen {
            Some(seen) => (stamp, seen.card.clone(), seen.findings.clone()),
            None => {
                let (card, findings) = card(&file, path, vault);
                (stamp, card, findings)
            }
        }
    });
    let mut archive = Archive { cards: Vec::with_capacity(articles.len()), findings };
    for (path, (stamp, card, findings)) in articles.into_iter().zip(done) {
        if let (Some(memory), Some(stamp)) = (memory.as_deref_mut(), stamp) {
            memory.seen.insert(path, Seen { stamp, card: card.clone(), findings: findings.clone() });
        }
        archive.cards.extend(card);
        archive.findings.extend(findings);
    }
    archive.settle();
    archive
}

impl Archive {
    /// Leaves out what has no place of its own, and brings the findings into order.
    pub(crate) fn settle(&mut self) {
        clash::settle(&mut self.cards, &mut self.findings);
        self.findings.sort();
    }
}

/// Reads one article file; `path` is its place in the archive.
pub fn card(file: &Path, path: &ArchivePath, vault: Vault) -> (Option<Card>, Vec<Finding>) {
    look(file, path, vault, |_, article| article.card)
}

/// Reads one article file, and takes what is wanted of its bytes and of what they say.
pub(crate) fn look<T>(
    file: &Path,
    path: &ArchivePath,
    vault: Vault,
    take: impl FnOnce(&[u8], Article) -> T,
) -> (Option<T>, Vec<Finding>) {
    let finding = |line, kind, message| Finding { file: path.to_string(), line, kind, message };
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return (None, vec![finding(None, Kind::LeftOut, format!("The file cannot be read ({error})."))]),
    };
    match markdown::read(&bytes, path, &Options { vault, ..Options::default() }) {
        Ok(Parsed { article, problems }) => {
            let limits = article.limits.iter().map(|limit| finding(None, Kind::Kept, limit.to_string()));
            let problems = problems.into_iter().map(|problem| finding(Some(problem.line), Kind::Kept, problem.message));
            let findings = limits.chain(problems).collect();
            (Some(take(&bytes, article)), findings)
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
