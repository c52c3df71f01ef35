use std::mem::take;

use crate::bits::{BitWriter, rice_of_gaps};
use crate::bytes::{Kind, begin, end, put_varint};
use crate::shard::{Field, Posting, SECOND_SPLIT, UNMASKED_FROM};
use crate::{SegmentId, term};

/// Bytes of a term with masks. One that would need more stands everywhere, and its masks would tell little.
const MAX_MASKED: usize = 48 << 10;

/// Writes the shards of a segment, one after the other.
#[derive(Debug)]
pub(super) struct ShardWriter {
    id: SegmentId,
    docs: u32,
    target: usize,
    bits: BitWriter,
    terms: u32,
    before: String,
    /// The first terms of all shards, as short as they can be.
    pub(super) firsts: Vec<String>,
}

impl ShardWriter {
    pub(super) fn new(id: SegmentId, docs: u32) -> Self {
        Self {
            id,
            docs,
            target: target(docs),
            bits: BitWriter::default(),
            terms: 0,
            before: String::new(),
            firsts: Vec::new(),
        }
    }

    /// Adds a term, above the one before. A shard that was full without it is returned.
    pub(super) fn add(&mut self, term: &str, postings: &[Posting]) -> Option<Vec<u8>> {
        let k = rice_of_gaps(self.docs, postings.len() as u32);
        let bare = postings.len() * (k as usize + 2) / 8;
        let masks = postings.iter().map(|posting| BitWriter::mask_bits(posting.mask)).sum::<usize>() / 8;
        let masked = !term::is_lone(term) && bare + masks <= MAX_MASKED && is_masked(self.docs, postings);
        let more = if masked { bare + masks } else { bare };
        let len = self.bits.len();
        let is_full = len >= self.target || len >= self.target / 2 && len + more > self.target * 3 / 2;
        let full = if is_full { self.flush() } else { None };
        if self.terms == 0 {
            self.firsts.push(if self.firsts.is_empty() { String::new() } else { shortest(&self.before, term) });
            self.before.clear();
        }
        self.terms += 1;
        self.put_term(term);
        self.put_postings(postings, masked, k);
        full
    }

    /// The shard that is being written, if there is something in it.
    pub(super) fn flush(&mut self) -> Option<Vec<u8>> {
        if self.terms == 0 {
            return None;
        }
        let mut out = begin(Kind::Shard, self.id);
        put_varint(&mut out, take(&mut self.terms));
        out.extend(self.bits.finish());
        Some(end(out))
    }

    fn put_term(&mut self, term: &str) {
        let bits = &mut self.bits;
        let (mut old, mut new) = (self.before.chars(), term.chars());
        match (old.next(), old.next(), new.next(), new.next(), new.next()) {
            (Some(first), Some(second), Some(same), Some(next), None) if first == same && old.next().is_none() => {
                bits.put(1, 1);
                bits.split(next as u32 - second as u32 - 1, SECOND_SPLIT);
            }
            _ => {
                let shared = self.before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
                bits.put(0, 1);
                bits.gamma(shared as u32);
                bits.gamma((term.len() - shared) as u32);
                term.bytes().skip(shared).for_each(|byte| bits.put(u32::from(byte), 8));
            }
        }
        self.before.clear();
        self.before.push_str(term);
    }

    fn put_postings(&mut self, postings: &[Posting], masked: bool, k: u32) {
        let bits = &mut self.bits;
        let count = postings.len() as u32;
        bits.gamma(count - 1);
        if count >= UNMASKED_FROM && !term::is_lone(&self.before) {
            bits.put(u32::from(masked), 1);
        }
        let fields = || postings.iter().enumerate().filter(|(_, posting)| posting.field != Field::Body);
        let of_fields = fields().count() as u32;
        bits.gamma(of_fields);
        let (k_of_fields, mut next) = (rice_of_gaps(count, of_fields), 0);
        for (at, posting) in fields() {
            bits.rice(at as u32 - next, k_of_fields);
            bits.put(u32::from(posting.field == Field::Label), 1);
            next = at as u32 + 1;
        }
        let mut next = 0;
        for posting in postings {
            bits.rice(posting.doc - next, k);
            if masked {
                bits.mask(posting.mask);
            }
            next = posting.doc + 1;
        }
    }
}

/// Bytes of a shard: so many that a query needs few requests, so few that it downloads little it does
/// not need. Measured: see `examples/measure.rs`.
fn target(docs: u32) -> usize {
    8192 + (docs.min(200_000) as usize) / 4
}

/// Whether masks tell enough to be worth their bytes.
fn is_masked(docs: u32, postings: &[Posting]) -> bool {
    let count = postings.len() as u32;
    if count < UNMASKED_FROM || count < docs / 8 {
        return true;
    }
    // In how many of 16 places the term stands, all in all.
    let places: u32 = postings.iter().map(|posting| posting.mask.count_ones()).sum();
    places < count * 8
}

/// The shortest beginning of `term` that is above `before`.
fn shortest(before: &str, term: &str) -> String {
    let ends = term.char_indices().map(|(at, c)| at + c.len_utf8());
    let above = |end: &usize| term::order(before, &term[..*end]).is_lt();
    term[..ends.into_iter().find(above).unwrap_or(term.len())].to_owned()
}
