//! The head of a segment: where its shards begin.
//!
//! ```text
//! body  = varint(documents) varint(shards) first*
//! first = byte(shared << 4 | more) bytes      front-coded; 15 in a half: a varint follows, plus 15
//! ```
//!
//! `first` is not above the shard's first term and above all terms of the shard before; of the first
//! shard it is empty.

use std::cmp::Ordering;

use crate::bytes::{Bytes, Kind, open};
use crate::shard::MAX_TERM;
use crate::term::{self, Reach};
use crate::{SearchError, SegmentId};

/// Documents of a segment that are believed: beyond that, memory would run out before anything is found.
pub(crate) const MAX_DOCS: u32 = 1 << 22;

/// The head of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) docs: u32,
    /// The beginnings, end to end, and where each ends.
    text: String,
    ends: Vec<u32>,
}

impl Head {
    pub(crate) fn read(bytes: &[u8], id: SegmentId) -> Result<Self, SearchError> {
        let mut body = Bytes(open(bytes, Kind::Head, id)?);
        let docs = body.varint()?;
        let shards = body.varint()? as usize;
        // A beginning has a byte at least.
        if docs > MAX_DOCS || shards > body.0.len() {
            return Err(SearchError::Damaged);
        }
        let mut head = Self { docs, text: String::new(), ends: Vec::with_capacity(shards) };
        for at in 0..shards {
            let sizes = body.byte()?;
            let mut size = |half: u8| match half {
                15 => Ok(body.varint()?.saturating_add(15) as usize),
                half => Ok(usize::from(half)),
            };
            let (shared, more) = (size(sizes >> 4)?, size(sizes & 15)?);
            let before = if at == 0 { "" } else { head.first(at - 1) };
            let mut first = before.as_bytes().get(..shared).ok_or(SearchError::Damaged)?.to_vec();
            first.extend(body.take(more)?);
            let first = String::from_utf8(first).map_err(|_| SearchError::Damaged)?;
            if first.len() > MAX_TERM || at > 0 && term::order(before, &first) != Ordering::Less {
                return Err(SearchError::Damaged);
            }
            head.text.push_str(&first);
            head.ends.push(head.text.len() as u32);
        }
        Ok(head)
    }

    /// How many shards there are.
    pub(crate) fn shards(&self) -> u32 {
        self.ends.len() as u32
    }

    fn first(&self, shard: usize) -> &str {
        let start = shard.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[shard] as usize]
    }

    /// The shards that may hold terms that are meant.
    pub(crate) fn shards_of(&self, wanted: &str, reach: Reach) -> std::ops::Range<u32> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if term::order(self.first(middle), wanted) == Ordering::Greater { high = middle } else { low = middle + 1 }
        }
        let mut end = low;
        while end < self.ends.len() && reach != Reach::Exact && reach.takes(wanted, self.first(end)) {
            end += 1;
        }
        low.saturating_sub(1) as u32..end as u32
    }

    #[cfg(any(test, feature = "build"))]
    pub(crate) fn write(docs: u32, firsts: &[String], id: SegmentId) -> Vec<u8> {
        use crate::bytes::{begin, end, put_varint};

        let mut out = begin(Kind::Head, id);
        put_varint(&mut out, docs);
        put_varint(&mut out, firsts.len() as u32);
        let mut before = "";
        for first in firsts {
            let shared = before.bytes().zip(first.bytes()).take_while(|(a, b)| a == b).count();
            let more = first.len() - shared;
            out.push((shared.min(15) << 4 | more.min(15)) as u8);
            for size in [shared, more] {
                if size >= 15 {
                    put_varint(&mut out, (size - 15) as u32);
                }
            }
            out.extend(&first.as_bytes()[shared..]);
            before = first;
        }
        end(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: SegmentId = SegmentId(3);

    fn head() -> Head {
        let firsts = ["", "ap", "apple", "c", "c+", "c1", "用户", "用x", "的"].map(str::to_owned);
        let mut firsts = firsts.to_vec();
        firsts.sort_by(|a, b| term::order(a, b));
        Head::read(&Head::write(9, &firsts, ID), ID).unwrap()
    }

    fn check(wanted: &str, reach: Reach, expected: std::ops::Range<u32>) {
        assert_eq!(head().shards_of(wanted, reach), expected, "{wanted} {reach:?}");
    }

    #[test]
    fn the_shards_of_a_term_are_those_that_may_hold_it() {
        check("a", Reach::Exact, 0..1);
        check("a", Reach::Prefix, 0..3);
        check("apple", Reach::Prefix, 2..3);
        check("app", Reach::Prefix, 1..3);
        check("b", Reach::Prefix, 2..3);
        check("c", Reach::Exact, 3..4);
        check("c", Reach::Suffixed, 3..5);
        check("c", Reach::Prefix, 3..6);
        check("用", Reach::Prefix, 5..8);
        check("龙", Reach::Exact, 8..9);
    }

    #[test]
    fn a_segment_without_text_has_no_shards() {
        let head = Head::read(&Head::write(0, &[], ID), ID).unwrap();
        assert_eq!((head.shards(), head.shards_of("a", Reach::Prefix)), (0, 0..0));
    }

    #[test]
    fn beginnings_out_of_order_are_damage() {
        let firsts = ["", "b", "a"].map(str::to_owned);
        assert_eq!(Head::read(&Head::write(9, &firsts, ID), ID), Err(SearchError::Damaged));
    }
}
