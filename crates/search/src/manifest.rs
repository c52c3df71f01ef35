//! The manifest of an index: its segments, and which article each of their documents is.
//!
//! ```text
//! body    = varint(segments) segment*
//! segment = id varint(documents) varint(shards) span* until all documents are told
//! span    = varint(length << 1 | 1)                        documents that are no more, or were changed
//!         | varint(length << 1) varint(zigzag(row - expected))    documents in successive rows
//! ```
//!
//! `expected` is the row after the last one told, 0 at first. Segments are immutable; the manifest is
//! written anew by every build, under a name of its own content.

use std::fmt;

use crate::bytes::{Bytes, Kind, open};
use crate::head::MAX_DOCS;
use crate::{SearchError, hash_text};

/// Segments of an index that are believed. The press writes at most two.
const MAX_SEGMENTS: u32 = 16;

/// A segment's name: a hash of all that it was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId(pub(crate) u64);

impl SegmentId {
    /// The folder of the segment's files, relative to the catalog's: `search/0k3f9ab2c4d1e`.
    pub fn folder(self) -> String {
        format!("search/{self}")
    }

    /// The segment's head, relative to the catalog's folder.
    pub fn head_path(self) -> String {
        format!("search/{self}/head.bin")
    }

    /// A shard, relative to the catalog's folder.
    pub fn shard_path(self, shard: u32) -> String {
        format!("search/{self}/{shard}.bin")
    }
}

impl fmt::Display for SegmentId {
    /// Thirteen of `0-9a-v`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hash_text(self.0))
    }
}

/// A segment of an index: documents that were indexed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its name.
    pub id: SegmentId,
    /// How many shards it has.
    pub shards: u32,
    /// The catalog's row of each document; `None` when the article is gone, or is in another segment
    /// as it is now.
    pub rows: Vec<Option<u32>>,
}

/// What there is to search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The first one is large and old, those after it are small and new.
    pub segments: Vec<Segment>,
}

impl Manifest {
    /// Reads the file, for a catalog of so many rows.
    ///
    /// # Errors
    /// When the bytes are damaged, of another version, or name rows that the catalog does not have.
    pub fn read(bytes: &[u8], catalog_rows: u32) -> Result<Self, SearchError> {
        let mut body = Bytes(open(bytes, Kind::Manifest, SegmentId(0))?);
        let count = body.varint()?;
        if count > MAX_SEGMENTS {
            return Err(SearchError::Damaged);
        }
        let mut segments = Vec::new();
        for _ in 0..count {
            let id = body.take(8)?.iter().rev().fold(0, |id, byte| id << 8 | u64::from(*byte));
            let (docs, shards) = (body.varint()?, body.varint()?);
            if docs > MAX_DOCS {
                return Err(SearchError::Damaged);
            }
            let rows = rows(&mut body, docs, catalog_rows)?;
            segments.push(Segment { id: SegmentId(id), shards, rows });
        }
        Ok(Self { segments })
    }

    /// How many shards a segment has, if it is one of these.
    pub fn shards_of(&self, id: SegmentId) -> Option<u32> {
        self.segments.iter().find(|segment| segment.id == id).map(|segment| segment.shards)
    }

    /// The file's name, relative to the catalog's folder, for these bytes.
    pub fn path(bytes: &[u8]) -> String {
        format!("search/{}.bin", hash_text(crate::bytes::hash(bytes)))
    }

    /// Writes the file.
    #[cfg(any(test, feature = "build"))]
    pub fn write(&self) -> Vec<u8> {
        use crate::bytes::{begin, end, put_varint};

        let mut out = begin(Kind::Manifest, SegmentId(0));
        put_varint(&mut out, self.segments.len() as u32);
        for Segment { id, shards, rows } in &self.segments {
            out.extend(id.0.to_le_bytes());
            put_varint(&mut out, rows.len() as u32);
            put_varint(&mut out, *shards);
            let mut expected = 0;
            for span in rows.chunk_by(|a, b| a.map(|row| row + 1) == *b) {
                let length = (span.len() as u32) << 1;
                match span[0] {
                    None => put_varint(&mut out, length | 1),
                    Some(row) => {
                        put_varint(&mut out, length);
                        let jump = row as i32 - expected;
                        put_varint(&mut out, (jump << 1 ^ jump >> 31) as u32);
                        expected = row as i32 + span.len() as i32;
                    }
                }
            }
        }
        end(out)
    }
}

fn rows(body: &mut Bytes<'_>, docs: u32, catalog_rows: u32) -> Result<Vec<Option<u32>>, SearchError> {
    let mut rows = Vec::new();
    let mut expected = 0_i64;
    while rows.len() < docs as usize {
        let span = body.varint()?;
        let length = span >> 1;
        if length == 0 || length as usize > docs as usize - rows.len() {
            return Err(SearchError::Damaged);
        }
        if span & 1 == 1 {
            rows.resize(rows.len() + length as usize, None);
            continue;
        }
        let jump = body.varint()?;
        let first = expected + (i64::from(jump >> 1) ^ -i64::from(jump & 1));
        expected = first + i64::from(length);
        if first < 0 || expected > i64::from(catalog_rows) {
            return Err(SearchError::Renewed);
        }
        rows.extend((first as u32..expected as u32).map(Some));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(lists in prop::collection::vec(prop::collection::vec(prop::option::of(0..40_u32), 0..60), 0..3)) {
            let segments = lists.into_iter().enumerate();
            let segments = segments.map(|(at, rows)| Segment { id: SegmentId(at as u64), shards: 7, rows }).collect();
            let manifest = Manifest { segments };
            prop_assert_eq!(Manifest::read(&manifest.write(), 40), Ok(manifest));
        }
    }

    #[test]
    fn rows_that_follow_each_other_cost_nothing() {
        let rows = (1..100_001).map(Some).collect();
        let bytes = Manifest { segments: vec![Segment { id: SegmentId(1), shards: 1, rows }] }.write();
        assert!(bytes.len() < 40, "{}", bytes.len());
        assert!(Manifest::read(&bytes, 100_001).is_ok());
        assert_eq!(Manifest::read(&bytes, 100_000), Err(SearchError::Renewed));
    }

    #[test]
    fn names_are_safe_in_an_address() {
        assert_eq!(SegmentId(u64::MAX).shard_path(12), "search/fvvvvvvvvvvvv/12.bin");
        assert!(Manifest::path(b"").starts_with("search/"));
    }
}
