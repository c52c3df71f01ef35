//! The pages of articles, and the copies of the archive's files.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;

use ::catalog::Head;
use article::{ArchivePath, Article, Card, Slug};
use markdown::Options;

use super::Site;
use crate::memory::{Made, Measured, Memory, Stamp};
use crate::pages::{self, Context};
use crate::report::{Finding, Kind};
use crate::{PressError, Progress, catalog, clash, links, parallel, pictures};

/// A file of the site, and what it was made of when that is known.
type Known = Option<(String, Made)>;

/// An article whose card is known, read to be shown.
pub(super) struct Again {
    pub(super) bytes: Vec<u8>,
    pub(super) article: Article,
    pub(super) pictures: Vec<Measured>,
}

/// What became of a file that was to be copied.
enum Copied {
    Done(Known),
    Unreadable(io::Error),
}

impl Site<'_> {
    /// Renders every article on all cores, one tree a core in memory at a time.
    pub(super) fn articles(
        &self,
        cards: &[Card],
        memory: Option<&mut Memory>,
        progress: &Progress,
    ) -> Result<(), PressError> {
        let known = memory.as_deref();
        let common = known.map(|_| common(self.context));
        let rows: Vec<usize> = (0..cards.len()).collect();
        let made = parallel::each(&rows, "articles written", progress, |row| {
            let card = &cards[*row];
            let paths = clash::paths_of(card);
            let of = known.and_then(|memory| ingredients(memory, common, cards, *row));
            let was = known.and_then(|memory| memory.made.get(&paths[1]));
            let is_same = was.is_some_and(|was| Some(was.of) == of && self.measured_so(&was.pictures));
            let pictures = match was.filter(|_| is_same) {
                Some(was) if self.staging.keep(&paths)? => was.pictures.clone(),
                _ => self.article(card, &paths)?,
            };
            Ok(of.map(|of| (paths[1].clone(), Made { of, pictures })))
        });
        remember(memory, made)
    }

    /// No picture has been replaced since.
    fn measured_so(&self, pictures: &[Measured]) -> bool {
        pictures.iter().all(|(path, stamp)| Stamp::of(&self.dir.join(path.as_str())) == *stamp)
    }

    /// Writes the page of an article; says which pictures it measured.
    fn article(&self, card: &Card, [source, page, copy]: &[String; 3]) -> Result<Vec<Measured>, PressError> {
        let Again { bytes, article, pictures } = self.read_again(card)?;
        self.staging.put(page, pages::article(self.context, &article).as_bytes())?;
        self.staging.put(source, &bytes)?;
        self.staging.put(copy, &bytes)?;
        Ok(pictures)
    }

    /// Reads an article whose card is known. Its pictures have sizes, and its links to articles that there are
    /// not are dead.
    pub(super) fn read_again(&self, card: &Card) -> Result<Again, PressError> {
        let path = card.slug.path();
        let file = self.dir.join(path.as_str());
        let changed = || PressError::Changed(file.clone());
        let bytes = fs::read(&file).map_err(|_| changed())?;
        let options = Options { vault: self.context.settings().vault, ..Options::default() };
        let mut article = markdown::read(&bytes, &path, &options).map_err(|_| changed())?.article;
        // The archive's spelling of the tags, and what the catalog says of the article.
        article.card = card.clone();
        let pictures = pictures::measure(&mut article, self.dir);
        let is_there = |slug: &Slug| slug == &card.slug || self.context.row(slug).is_some();
        links::mark_dead(&mut article.body, &is_there);
        links::mark_dead(&mut article.clutter, &is_there);
        Ok(Again { bytes, article, pictures })
    }

    /// Files to be copied: those that are neither a catalog of the press nor in the way of one.
    pub(super) fn copied(&mut self, files: impl Iterator<Item = ArchivePath>) -> Vec<ArchivePath> {
        let mut copied = Vec::new();
        for path in files {
            let text = path.as_str();
            let in_the_way = matches!(text, "catalog" | "catalog/cards")
                || ["catalog.json/", "catalog/list.html/"].iter().any(|folder| text.starts_with(folder));
            if in_the_way {
                self.report(&path, Kind::LeftOut, "The site's catalog has the same name; rename it.".to_owned());
            } else if !catalog::is_own(&path) {
                copied.push(path);
            } else if text == "catalog.json" && is_handmade(&fs::read(self.dir.join(text)).unwrap_or_default()) {
                let message = "The site has a catalog made of the articles; this one is not published.";
                self.report(&path, Kind::Kept, message.to_owned());
            }
        }
        copied
    }

    /// Copies files of the archive as they are. One that cannot be read is reported.
    pub(super) fn copies(
        &mut self,
        files: &[ArchivePath],
        memory: Option<&mut Memory>,
        progress: &Progress,
    ) -> Result<(), PressError> {
        let known = memory.as_deref();
        let done = parallel::each(files, "files copied", progress, |path| self.copy(path, known));
        let mut made = Vec::with_capacity(done.len());
        for (path, result) in files.iter().zip(done) {
            match result? {
                Copied::Done(of) => made.push(Ok(of)),
                Copied::Unreadable(error) => {
                    self.report(path, Kind::LeftOut, format!("The file cannot be read ({error})."));
                }
            }
        }
        remember(memory, made)
    }

    fn copy(&self, path: &ArchivePath, known: Option<&Memory>) -> Result<Copied, PressError> {
        let source = self.dir.join(path.as_str());
        let copy = format!("articles/{path}");
        let stamp = known.and_then(|_| Stamp::of(&source));
        let of = stamp.map(|stamp| Made { of: number(&stamp), pictures: Vec::new() });
        let was = known.and_then(|memory| memory.made.get(&copy));
        let kept = of.is_some() && of.as_ref() == was && self.staging.keep(std::slice::from_ref(&copy))?;
        if !kept && let Err(error) = self.staging.copy(&copy, &source)? {
            return Ok(Copied::Unreadable(error));
        }
        Ok(Copied::Done(of.map(|of| (copy, of))))
    }

    /// One word about a file is enough.
    fn report(&mut self, path: &ArchivePath, kind: Kind, message: String) {
        if self.findings.iter().any(|finding| finding.file == path.as_str() && finding.kind == Kind::LeftOut) {
            return;
        }
        self.findings.push(Finding { file: path.to_string(), line: None, kind, message });
    }
}

fn remember(memory: Option<&mut Memory>, made: Vec<Result<Known, PressError>>) -> Result<(), PressError> {
    let made: Vec<Known> = made.into_iter().collect::<Result<_, _>>()?;
    if let Some(memory) = memory {
        memory.made.extend(made.into_iter().flatten());
    }
    Ok(())
}

/// Everything that goes into an article's page: its file, its card, its neighbours in the list, and
/// what all pages have in common. `None` when the file was not remembered.
fn ingredients(memory: &Memory, common: Option<u64>, cards: &[Card], row: usize) -> Option<u64> {
    let seen = memory.seen.get(&cards[row].slug.path())?;
    let near = &cards[row.saturating_sub(1)..cards.len().min(row + 2)];
    let near: Vec<String> = near.iter().map(|card| serde_json::to_string(card).unwrap_or_default()).collect();
    Some(number(&(seen.stamp, common, near)))
}

/// The settings, and which articles there are to be linked to.
fn common(context: &Context<'_>) -> u64 {
    let slugs: Vec<&str> = context.cards().iter().map(|card| card.slug.as_str()).collect();
    number(&(format!("{:?}", context.settings()), slugs))
}

fn number(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A catalog that somebody wrote, and no press.
fn is_handmade(bytes: &[u8]) -> bool {
    !matches!(std::str::from_utf8(bytes).map(Head::parse), Ok(Ok(Head::Manifest(_))))
}
