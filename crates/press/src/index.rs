//! The search index of an archive (`crates/search`): what has changed is indexed, the rest stays as it is. So the
//! files depend on the index before; who answers does not.
//!
//! ```text
//! search/<segment>/head.bin, search/<segment>/<n>.bin    immutable
//! search/<hash>.bin                                      which documents are which rows: the catalog names it
//! search/ledger.bin                                      of what the documents were made; for the next build
//! ```

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, File};
use std::hash::{Hash, Hasher};
use std::io::{self, Seek, Write};
use std::path::Path;

use article::{ArchivePath, Card};
use markdown::{Options, Vault};
use search::build::{Ledger, Run, Texts, merge};
use search::{Manifest, Segment, SegmentId};

use crate::memory::Memory;
use crate::{PressError, Progress, parallel};

const LEDGER: &str = "search/ledger.bin";
/// Memory of a core's run before it goes to the disk.
const RUN_BYTES: usize = 48 << 20;

/// What is indexed.
pub(crate) struct Archive<'a> {
    pub(crate) dir: &'a Path,
    pub(crate) vault: Vault,
    /// In the order of the catalog.
    pub(crate) cards: &'a [Card],
    /// Files that are known not to have changed need not be read.
    pub(crate) memory: Option<&'a Memory>,
}

/// Where an index is written. Paths are relative to the catalog's folder.
pub(crate) trait Shelf: Sync {
    /// A file of the index before.
    fn old(&self, path: &str) -> Option<Vec<u8>>;
    /// Keeps files of the index before, if they are all there.
    fn keep(&self, paths: &[String]) -> Result<bool, PressError>;
    /// Writes a file.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PressError>;
}

/// Writes the index, and says which file the catalog has to name.
pub(crate) fn write(archive: &Archive<'_>, shelf: &dyn Shelf, progress: &Progress) -> Result<ArchivePath, PressError> {
    let fingerprints = parallel::each(archive.cards, "articles compared", progress, |card| archive.fingerprint(card));
    let before = Before::read(shelf);
    let mut plan = before.ledger.plan(&fingerprints);
    if let Some((id, _)) = &plan.kept
        && !before.keep(*id, shelf)?
    {
        plan = Ledger::default().plan(&fingerprints);
    }
    let mut segments = Vec::new();
    let mut ledger = Ledger::default();
    if let Some((id, rows)) = plan.kept {
        let documents = before.ledger.segments.iter().find(|(known, _)| *known == id).cloned();
        ledger.segments.extend(documents);
        segments.push(Segment { id, shards: before.manifest.shards_of(id).unwrap_or_default(), rows });
    }
    if !plan.fresh.is_empty() {
        let id = plan.fresh_id;
        let shards = match before.manifest.shards_of(id) {
            Some(shards) if before.keep(id, shelf)? => shards,
            _ => archive.index(id, &plan.fresh, shelf, progress)?,
        };
        ledger.segments.push((id, plan.fresh.iter().map(|row| fingerprints[*row as usize]).collect()));
        segments.push(Segment { id, shards, rows: plan.fresh.into_iter().map(Some).collect() });
    }
    let bytes = Manifest { segments }.write();
    let path = Manifest::path(&bytes);
    shelf.put(&path, &bytes)?;
    shelf.put(LEDGER, &ledger.write())?;
    Ok(ArchivePath::new(&path).expect("the path is well formed, because it is a hash in a folder"))
}

/// Whether the press has written, or could write, a file of an index at this path.
pub(crate) fn is_own(path: &str) -> bool {
    let is_hash = |name: &str| name.len() == 13 && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'v'));
    let Some(rest) = path.strip_prefix("search/").and_then(|rest| rest.strip_suffix(".bin")) else { return false };
    match rest.split_once('/') {
        None => rest == "ledger" || is_hash(rest),
        Some((segment, name)) => {
            is_hash(segment) && (name == "head" || (!name.is_empty() && name.bytes().all(|b| b.is_ascii_digit())))
        }
    }
}

/// The index that is there already; empty where there is none that can be read.
#[derive(Default)]
struct Before {
    ledger: Ledger,
    manifest: Manifest,
}

impl Before {
    fn read(shelf: &dyn Shelf) -> Self {
        let ledger = shelf.old(LEDGER).and_then(|bytes| Ledger::read(&bytes).ok());
        let catalog = shelf.old("catalog.json").and_then(|bytes| String::from_utf8(bytes).ok());
        let manifest = match catalog.map(|text| ::catalog::Head::parse(&text)) {
            Some(Ok(::catalog::Head::Manifest(head))) => head
                .search
                .and_then(|path| shelf.old(path.as_str()))
                .and_then(|bytes| Manifest::read(&bytes, head.count).ok()),
            _ => None,
        };
        match (ledger, manifest) {
            (Some(ledger), Some(manifest)) => Self { ledger, manifest },
            _ => Self::default(),
        }
    }

    fn keep(&self, id: SegmentId, shelf: &dyn Shelf) -> Result<bool, PressError> {
        let Some(shards) = self.manifest.shards_of(id) else { return Ok(false) };
        let mut paths = vec![id.head_path()];
        paths.extend((0..shards).map(|shard| id.shard_path(shard)));
        shelf.keep(&paths)
    }
}

impl Archive<'_> {
    /// A number that stands for all that is indexed of an article.
    fn fingerprint(&self, card: &Card) -> u64 {
        let mut hasher = DefaultHasher::new();
        let path = card.slug.path();
        match self.memory.and_then(|memory| memory.seen.get(&path)) {
            Some(seen) => seen.stamp.hash(&mut hasher),
            None => fs::read(self.dir.join(path.as_str())).unwrap_or_default().hash(&mut hasher),
        }
        (serde_json::to_string(card).unwrap_or_default(), self.vault == Vault::Yes).hash(&mut hasher);
        hasher.finish()
    }

    /// Writes a segment of these rows; says how many shards it has.
    fn index(&self, id: SegmentId, rows: &[u32], shelf: &dyn Shelf, progress: &Progress) -> Result<u32, PressError> {
        let begin = || (Run::default(), Vec::new());
        let gathered = parallel::gather(rows, "articles indexed", progress, begin, |(run, spilled), doc, row| {
            if let Some(texts) = self.texts(&self.cards[*row as usize]) {
                texts.document(|document| run.add(doc as u32, document));
            }
            if run.bytes() > RUN_BYTES {
                spilled.push(spill(run));
            }
        });
        let mut runs = Vec::new();
        for (mut run, spilled) in gathered {
            runs.extend(spilled);
            if !run.is_empty() {
                runs.push(spill(&mut run));
            }
        }
        let beside = std::env::temp_dir();
        let failed = |error| PressError::write(&beside, error);
        let runs = runs.into_iter().collect::<io::Result<Vec<File>>>().map_err(failed)?;
        let put = |shard, bytes: Vec<u8>| shelf.put(&id.shard_path(shard), &bytes).map_err(io::Error::other);
        let merged = merge(id, rows.len() as u32, runs, put).map_err(failed)?;
        shelf.put(&id.head_path(), &merged.head)?;
        Ok(merged.shards)
    }

    /// What of an article can be found. A file that has gone meanwhile is not.
    fn texts(&self, card: &Card) -> Option<Texts> {
        let path = card.slug.path();
        let bytes = fs::read(self.dir.join(path.as_str())).ok()?;
        let mut article =
            markdown::read(&bytes, &path, &Options { vault: self.vault, ..Options::default() }).ok()?.article;
        article.card = card.clone();
        Some(Texts::of(&article))
    }
}

/// A run on the disk, in a file that nobody else sees.
fn spill(run: &mut Run) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(&run.finish())?;
    file.rewind()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_an_index_are_the_press_s_own() {
        let check = |path: &str, expected: bool| assert_eq!(is_own(path), expected, "{path}");
        check("search/0k3f9ab2c4d1e.bin", true);
        check("search/0k3f9ab2c4d1e/head.bin", true);
        check("search/0k3f9ab2c4d1e/12.bin", true);
        check("search/ledger.bin", true);
        check("search/notes.bin", false);
        check("search/0k3f9ab2c4d1e/notes.bin", false);
        check("search/0k3f9ab2c4d1e/.bin", false);
        check("search/a.md", false);
        check("0k3f9ab2c4d1e.bin", false);
    }
}
