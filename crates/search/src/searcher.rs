//! Files in, hits out.

use std::collections::BTreeMap;

use crate::bytes::{Kind, open};
use crate::head::Head;
use crate::query::{Atom, Need, Part, Query};
use crate::shard::{Field, Posting, Shard};
use crate::term::{Reach, order};
use crate::{Manifest, SearchError, Segment, rank};

/// Bytes of shards that are kept for the next query.
const MAX_KEPT: usize = 24 << 20;

/// A file of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// Where the shards of a segment begin; its place in the manifest.
    Head(usize),
    /// A shard of a segment.
    Shard(usize, u32),
}

/// Who answers a query, as far as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Rows of the catalog, the best first; among equally good ones, the first row.
    pub rows: Vec<u32>,
    /// How good each of them is.
    pub scores: Vec<u32>,
    /// Files without which rows may be wrong or not told. When there are none, this is the answer.
    pub missing: Vec<File>,
}

/// The parts of an index that were fetched.
#[derive(Clone, Debug, Default)]
pub struct Searcher {
    manifest: Manifest,
    heads: Vec<Option<Head>>,
    shards: BTreeMap<(usize, u32), Vec<u8>>,
    /// The shards, the oldest first.
    oldest: Vec<(usize, u32)>,
    kept: usize,
}

impl Searcher {
    /// An index of which nothing is known but its manifest.
    pub fn new(manifest: Manifest) -> Self {
        let heads = manifest.segments.iter().map(|_| None).collect();
        Self { manifest, heads, ..Self::default() }
    }

    /// Where a file is, relative to the catalog's folder; `None` when there is no such file.
    pub fn path(&self, file: File) -> Option<String> {
        let segment = |at: usize| self.manifest.segments.get(at);
        match file {
            File::Head(at) => Some(segment(at)?.id.head_path()),
            File::Shard(at, shard) => Some(segment(at)?.id.shard_path(shard)),
        }
    }

    /// The files that a query still needs: heads first, and when they are there, shards.
    pub fn needs(&self, query: &Query) -> Vec<File> {
        let mut needs: Vec<File> = Vec::new();
        for (at, head) in self.heads.iter().enumerate() {
            let Some(head) = head else {
                needs.push(File::Head(at));
                continue;
            };
            let parts = atoms(query).flat_map(Atom::parts).filter(|part| part.need == Need::Needed);
            let shards = parts.flat_map(|part| head.shards_of(&part.term, part.reach));
            needs.extend(shards.filter(|shard| !self.shards.contains_key(&(at, *shard))).map(|n| File::Shard(at, n)));
        }
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    /// Takes the bytes of a file.
    ///
    /// # Errors
    /// When they are not those of the file. The searcher is as it was.
    pub fn add(&mut self, file: File, bytes: Vec<u8>) -> Result<(), SearchError> {
        let at = match file {
            File::Head(at) | File::Shard(at, _) => at,
        };
        let segment = self.manifest.segments.get(at).ok_or(SearchError::Renewed)?;
        match file {
            File::Head(_) => {
                let head = Head::read(&bytes, segment.id)?;
                if head.docs as usize != segment.rows.len() || head.shards() != segment.shards {
                    return Err(SearchError::Renewed);
                }
                self.heads[at] = Some(head);
            }
            File::Shard(_, shard) => {
                open(&bytes, Kind::Shard, segment.id)?;
                self.kept += bytes.len();
                if let Some(old) = self.shards.insert((at, shard), bytes) {
                    self.kept -= old.len();
                } else {
                    self.oldest.push((at, shard));
                }
                while self.kept > MAX_KEPT && self.oldest.len() > 1 {
                    let oldest = self.oldest.remove(0);
                    self.kept -= self.shards.remove(&oldest).map_or(0, |bytes| bytes.len());
                }
            }
        }
        Ok(())
    }

    /// The rows that answer, as far as the files that are there can tell: parts of the query whose shards
    /// are missing are passed over, and so is an index of whose query nothing is known.
    pub fn hits(&self, query: &Query) -> Hits {
        let mut missing = self.needs(query);
        let mut scored: Vec<(u32, u32)> = Vec::new();
        for (at, segment) in self.manifest.segments.iter().enumerate() {
            let Some(head) = &self.heads[at] else { continue };
            let known = self.read(at, segment, head, query, &mut missing);
            let Some(answers) = rank::answers(query, &known, head.docs) else { continue };
            let rows =
                answers.into_iter().filter_map(|(doc, score)| Some((score, (*segment.rows.get(doc as usize)?)?)));
            scored.extend(rows);
        }
        scored.sort_unstable_by(|(score, row), (other, other_row)| other.cmp(score).then(row.cmp(other_row)));
        missing.sort_unstable();
        missing.dedup();
        let (scores, rows) = scored.into_iter().unzip();
        Hits { rows, scores, missing }
    }

    /// The postings of every part of the query, atom by atom; `None` for parts that are not known.
    fn read(&self, at: usize, segment: &Segment, head: &Head, query: &Query, missing: &mut Vec<File>) -> Vec<Known> {
        let mut parts: Vec<(&Part, Option<Found>)> = Vec::new();
        let mut wanted: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for part in atoms(query).flat_map(Atom::parts) {
            let shards = head.shards_of(&part.term, part.reach);
            let is_there = shards.clone().all(|shard| self.shards.contains_key(&(at, shard)));
            if is_there {
                shards.for_each(|shard| wanted.entry(shard).or_default().push(parts.len()));
            }
            parts.push((part, is_there.then(|| Found::new(part.reach, head.docs))));
        }
        for (shard, numbers) in wanted {
            let bytes = &self.shards[&(at, shard)];
            let read = Shard::open(bytes, segment.id, head.docs).and_then(|shard| scan(shard, &numbers, &mut parts));
            if read.is_err() {
                numbers.iter().for_each(|number| parts[*number].1 = None);
                missing.push(File::Shard(at, shard));
            }
        }
        parts.into_iter().map(|(_, found)| found.map(Found::finish)).collect()
    }
}

/// The postings of a part, if they are known.
pub(crate) type Known = Option<Vec<Posting>>;

fn atoms(query: &Query) -> impl Iterator<Item = &Atom> {
    query.required.iter().chain(&query.excluded)
}

fn scan(mut shard: Shard<'_>, numbers: &[usize], parts: &mut [(&Part, Option<Found>)]) -> Result<(), SearchError> {
    let mut takers: Vec<usize> = Vec::new();
    while let Some(term) = shard.next_term()? {
        takers.clear();
        let mut all_behind = true;
        for number in numbers {
            let part = parts[*number].0;
            let takes = part.reach.takes(&part.term, term);
            if takes {
                takers.push(*number);
            }
            all_behind &= !takes && order(&part.term, term).is_lt();
        }
        if all_behind {
            break;
        }
        shard.postings(&mut |posting| {
            for taker in &takers {
                if let Some(found) = &mut parts[*taker].1 {
                    found.add(posting);
                }
            }
        })?;
    }
    Ok(())
}

/// Postings that are being collected.
enum Found {
    /// Of one term.
    One(Vec<Posting>),
    /// Of several: a place for every document, with an empty mask where there is none.
    Several(Vec<(u16, Field)>),
}

impl Found {
    fn new(reach: Reach, docs: u32) -> Self {
        match reach {
            Reach::Exact => Self::One(Vec::new()),
            Reach::Suffixed | Reach::Prefix => Self::Several(vec![(0, Field::Body); docs as usize]),
        }
    }

    fn add(&mut self, posting: Posting) {
        match self {
            Self::One(postings) => postings.push(posting),
            Self::Several(places) => {
                if let Some((mask, field)) = places.get_mut(posting.doc as usize) {
                    *mask |= posting.mask;
                    *field = posting.field.max(*field);
                }
            }
        }
    }

    fn finish(self) -> Vec<Posting> {
        match self {
            Self::One(postings) => postings,
            Self::Several(places) => {
                let places = places.into_iter().enumerate().filter(|(_, (mask, _))| *mask != 0);
                places.map(|(doc, (mask, field))| Posting { doc: doc as u32, mask, field }).collect()
            }
        }
    }
}
