use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::io::{self, BufRead, BufReader, Read};

use super::shard::ShardWriter;
use crate::head::{Head, MAX_DOCS};
use crate::shard::{Field, MAX_TERM, Posting};
use crate::{SegmentId, term};

/// What is left to write when all shards are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The file at [`SegmentId::head_path`].
    pub head: Vec<u8>,
    /// How many shards there are.
    pub shards: u32,
}

/// Merges runs (see [`super::Run`]) to the shards of a segment with so many documents. `sink` gets each
/// shard's number and bytes when it is finished; the runs are read once, from the beginning.
///
/// # Errors
/// Those of the runs and of `sink`; and [`io::ErrorKind::InvalidData`] for bytes that are no run.
pub fn merge<R: Read>(
    id: SegmentId,
    docs: u32,
    runs: Vec<R>,
    mut sink: impl FnMut(u32, Vec<u8>) -> io::Result<()>,
) -> io::Result<Merged> {
    if docs > MAX_DOCS {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the archive has too many articles to be searched"));
    }
    let mut heap = BinaryHeap::with_capacity(runs.len());
    for run in runs {
        heap.extend(Cursor::new(run)?);
    }
    let mut writer = ShardWriter::new(id, docs);
    let mut shards = 0;
    let mut put = |shard: Option<Vec<u8>>| match shard {
        None => Ok(()),
        Some(bytes) => {
            shards += 1;
            sink(shards - 1, bytes)
        }
    };
    let mut postings: Vec<Posting> = Vec::new();
    while let Some(mut cursor) = heap.pop() {
        postings.clear();
        let term = cursor.term.clone();
        cursor.postings(docs, &mut postings)?;
        heap.extend(cursor.next()?);
        while heap.peek().is_some_and(|cursor| cursor.term == term) {
            let Some(mut cursor) = heap.pop() else { break };
            cursor.postings(docs, &mut postings)?;
            heap.extend(cursor.next()?);
        }
        if !postings.is_sorted_by_key(|posting| posting.doc) {
            postings.sort_unstable_by_key(|posting| posting.doc);
        }
        if postings.windows(2).any(|pair| pair[0].doc == pair[1].doc) {
            return Err(broken());
        }
        put(writer.add(&term, &postings))?;
    }
    put(writer.flush())?;
    Ok(Merged { head: Head::write(docs, &writer.firsts, id), shards })
}

/// A run, at one of its terms.
struct Cursor<R> {
    run: BufReader<R>,
    term: String,
}

impl<R: Read> Cursor<R> {
    fn new(run: R) -> io::Result<Option<Self>> {
        Self { run: BufReader::with_capacity(1 << 16, run), term: String::new() }.next()
    }

    /// The run at its next term; `None` at the end.
    fn next(mut self) -> io::Result<Option<Self>> {
        if self.run.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let length = self.varint()? as usize;
        if length == 0 || length > MAX_TERM {
            return Err(broken());
        }
        let mut bytes = vec![0; length];
        self.run.read_exact(&mut bytes)?;
        let term = String::from_utf8(bytes).map_err(|_| broken())?;
        if !self.term.is_empty() && term::order(&self.term, &term) != Ordering::Less {
            return Err(broken());
        }
        self.term = term;
        Ok(Some(self))
    }

    fn postings(&mut self, docs: u32, out: &mut Vec<Posting>) -> io::Result<()> {
        let mut doc = 0_u32;
        for _ in 0..self.varint()? {
            let number = self.varint()?;
            doc = doc.checked_add(number >> 2).filter(|doc| *doc < docs).ok_or_else(broken)?;
            let field = [Field::Body, Field::Label, Field::Title].get(number as usize & 3).copied();
            let mut mask = [0; 2];
            self.run.read_exact(&mut mask)?;
            out.push(Posting { doc, mask: u16::from_le_bytes(mask), field: field.ok_or_else(broken)? });
        }
        Ok(())
    }

    fn varint(&mut self) -> io::Result<u32> {
        let mut number = 0_u64;
        for shift in (0..32).step_by(7) {
            let mut byte = [0];
            self.run.read_exact(&mut byte)?;
            number |= u64::from(byte[0] & 0x7f) << shift;
            if byte[0] < 0x80 {
                return u32::try_from(number).map_err(|_| broken());
            }
        }
        Err(broken())
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a run of the search index is damaged")
}

// A heap gives the greatest first: it is the first term.
impl<R> Ord for Cursor<R> {
    fn cmp(&self, other: &Self) -> Ordering {
        term::order(&other.term, &self.term)
    }
}

impl<R> PartialOrd for Cursor<R> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<R> PartialEq for Cursor<R> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<R> Eq for Cursor<R> {}
