//! A shard: the terms of one range, and the documents that hold them.
//!
//! ```text
//! body     = bits: entry* until the count is reached; padded to a byte     (frame: `bytes`)
//! body     = varint(count of entries) bits
//! entry    = term gamma(documents - 1) masked? fields postings
//! term     = "1" split5(second - second before - 1)    two characters, the first as before
//!          | "0" gamma(bytes shared with the term before) gamma(bytes that follow) bytes
//! masked   = 1 bit, when there are at least 16 documents; else they are; a character alone never is
//! fields   = gamma(count) { rice(gap) level }*         which of the documents, and where it stands:
//! level    = "0" title | "1" label (tag, author, category)
//! postings = { rice(gap) mask? }*                      gap = document - document before - 1
//! mask     = the positions of the term modulo 16 (`bits`)
//! ```
//!
//! The parameter of `rice(gap)` follows from the number of documents of the segment and of the entry
//! (of the entry and of its fields). Masks are left out of terms that stand in so many documents, so
//! often, that they would tell little.

use std::cmp::Ordering;

use crate::bits::{Bits, rice_of_gaps};
use crate::bytes::{Bytes, Kind, open};
use crate::{SearchError, SegmentId, term};

/// From so many documents on, an entry says whether it has masks.
pub(crate) const UNMASKED_FROM: u32 = 16;
/// The parameter of the distances of second characters.
pub(crate) const SECOND_SPLIT: u32 = 5;
/// Bytes of a term: a word of four-byte letters.
pub(crate) const MAX_TERM: usize = 4 * crate::tokens::WORD_CHARS;

/// Where a term stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) doc: u32,
    /// Its positions modulo 16; all when they are not known.
    pub(crate) mask: u16,
    pub(crate) field: Field,
}

/// The best place where a term stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// The text.
    #[default]
    Body,
    /// A tag, the author, the category.
    Label,
    /// The title.
    Title,
}

/// Reads a shard, term by term.
#[derive(Debug)]
pub(crate) struct Shard<'b> {
    bits: Bits<'b>,
    left: u32,
    docs: u32,
    before: String,
    term: String,
    fields: Vec<(u32, Field)>,
}

impl<'b> Shard<'b> {
    pub(crate) fn open(bytes: &'b [u8], id: SegmentId, docs: u32) -> Result<Self, SearchError> {
        let mut body = Bytes(open(bytes, Kind::Shard, id)?);
        let left = body.varint()?;
        Ok(Self { bits: Bits::new(body.0), left, docs, before: String::new(), term: String::new(), fields: Vec::new() })
    }

    /// The next term. Its postings are to be read before the term after it.
    pub(crate) fn next_term(&mut self) -> Result<Option<&str>, SearchError> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        std::mem::swap(&mut self.before, &mut self.term);
        self.term.clear();
        if self.bits.take(1)? == 1 {
            let mut chars = self.before.chars();
            let first = chars.next().ok_or(SearchError::Damaged)?;
            let second = chars.next().map_or(0, |c| c as u32 + 1).saturating_add(self.bits.split(SECOND_SPLIT)?);
            self.term.push(first);
            self.term.push(char::from_u32(second).ok_or(SearchError::Damaged)?);
        } else {
            let shared = self.bits.gamma()? as usize;
            let more = self.bits.gamma()? as usize;
            if shared.saturating_add(more) > MAX_TERM {
                return Err(SearchError::Damaged);
            }
            let mut bytes = self.before.as_bytes().get(..shared).ok_or(SearchError::Damaged)?.to_vec();
            for _ in 0..more {
                bytes.push(self.bits.take(8)? as u8);
            }
            self.term = String::from_utf8(bytes).map_err(|_| SearchError::Damaged)?;
            if term::order(&self.before, &self.term) != Ordering::Less {
                return Err(SearchError::Damaged);
            }
        }
        Ok(Some(&self.term))
    }

    /// Calls `each` with every posting of the term, in the order of documents.
    pub(crate) fn postings(&mut self, each: &mut dyn FnMut(Posting)) -> Result<(), SearchError> {
        let never_masked = term::is_lone(&self.term);
        let bits = &mut self.bits;
        let count = bits.gamma()?.checked_add(1).filter(|count| *count <= self.docs).ok_or(SearchError::Damaged)?;
        let masked = !never_masked && (count < UNMASKED_FROM || bits.take(1)? == 1);
        let fields = bits.gamma()?;
        if fields > count {
            return Err(SearchError::Damaged);
        }
        self.fields.clear();
        let (k, mut next) = (rice_of_gaps(count, fields), 0_u32);
        for _ in 0..fields {
            let at = next.checked_add(bits.rice(k)?).ok_or(SearchError::Damaged)?;
            self.fields.push((at, if bits.take(1)? == 0 { Field::Title } else { Field::Label }));
            next = at.saturating_add(1);
        }
        let mut fields = self.fields.iter().copied().peekable();
        let (k, mut next) = (rice_of_gaps(self.docs, count), 0_u32);
        for at in 0..count {
            let doc = next.checked_add(bits.rice(k)?).filter(|doc| *doc < self.docs).ok_or(SearchError::Damaged)?;
            let mask = if masked { bits.mask()? } else { u16::MAX };
            let field = fields.next_if(|(place, _)| *place == at).map_or(Field::Body, |(_, field)| field);
            each(Posting { doc, mask, field });
            next = doc + 1;
        }
        Ok(())
    }
}
