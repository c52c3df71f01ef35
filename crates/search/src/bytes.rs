//! What all files of an index begin and end with, and numbers in whole bytes.
//!
//! ```text
//! file   = "NS" kind version id body check
//! kind   = "m" | "h" | "s"         manifest, head of a segment, shard
//! id     = 8 bytes                 of the segment; zeros in a manifest
//! check  = 4 bytes                 hash of everything before
//! varint = 7 bits a byte, the lowest first, 0x80 where more follow
//! ```

use crate::{SearchError, SegmentId};

/// The version that this program reads and writes.
pub(crate) const VERSION: u8 = 1;

const HEAD_BYTES: usize = 12;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Manifest = b'm' as isize,
    Head = b'h' as isize,
    Shard = b's' as isize,
}

/// The body of a file, if it is of this kind and segment and whole.
pub(crate) fn open(bytes: &[u8], kind: Kind, id: SegmentId) -> Result<&[u8], SearchError> {
    match bytes {
        [b'N', b'S', found, version, ..] if *found == kind as u8 => {
            if *version != VERSION {
                return Err(SearchError::Version(*version));
            }
        }
        _ => return Err(SearchError::NotAnIndex),
    }
    let (content, check) = bytes.split_last_chunk::<4>().ok_or(SearchError::Damaged)?;
    let body = content.get(HEAD_BYTES..).ok_or(SearchError::Damaged)?;
    if hash(content) as u32 != u32::from_le_bytes(*check) {
        return Err(SearchError::Damaged);
    }
    if content[4..HEAD_BYTES] != id.0.to_le_bytes() {
        return Err(SearchError::Renewed);
    }
    Ok(body)
}

/// FNV-1a of 64 bits, eight bytes at a time, with the final mixing of MurmurHash3. Against damage and
/// mistakes, not against an attacker: who can write the files can write the check, too.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    let rest = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    for word in words.iter().map(|word| u64::from_le_bytes(*word)).chain([rest]) {
        hash = (hash ^ word).wrapping_mul(0x0100_0000_01b3);
        hash ^= hash >> 29;
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// Reads a body from its beginning.
#[derive(Clone, Debug)]
pub(crate) struct Bytes<'b>(pub(crate) &'b [u8]);

impl<'b> Bytes<'b> {
    pub(crate) fn take(&mut self, count: usize) -> Result<&'b [u8], SearchError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(SearchError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, SearchError> {
        Ok(self.take(1)?[0])
    }

    pub(crate) fn varint(&mut self) -> Result<u32, SearchError> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| SearchError::Damaged);
            }
        }
        Err(SearchError::Damaged)
    }
}

#[cfg(any(test, feature = "build"))]
pub(crate) fn begin(kind: Kind, id: SegmentId) -> Vec<u8> {
    let mut out = vec![b'N', b'S', kind as u8, VERSION];
    out.extend(id.0.to_le_bytes());
    out
}

#[cfg(any(test, feature = "build"))]
pub(crate) fn end(mut out: Vec<u8>) -> Vec<u8> {
    out.extend((hash(&out) as u32).to_le_bytes());
    out
}

#[cfg(any(test, feature = "build"))]
pub(crate) fn put_varint(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_the_one_wanted_says_why() {
        let id = SegmentId(7);
        let good = end(begin(Kind::Shard, id));
        assert_eq!(open(&good, Kind::Shard, id), Ok([].as_slice()));
        let check = |change: &dyn Fn(&mut Vec<u8>), expected: SearchError| {
            let mut bytes = good.clone();
            change(&mut bytes);
            assert_eq!(open(&bytes, Kind::Shard, id), Err(expected), "{bytes:?}");
        };
        check(&|bytes| bytes.clear(), SearchError::NotAnIndex);
        check(&|bytes| *bytes = b"<!doctype html>".to_vec(), SearchError::NotAnIndex);
        check(&|bytes| bytes[2] = b'h', SearchError::NotAnIndex);
        check(&|bytes| bytes[3] = 9, SearchError::Version(9));
        check(&|bytes| bytes.truncate(5), SearchError::Damaged);
        check(&|bytes| bytes.truncate(13), SearchError::Damaged);
        check(&|bytes| bytes[13] ^= 1, SearchError::Damaged);
        check(&|bytes| *bytes = end(begin(Kind::Shard, SegmentId(8))), SearchError::Renewed);
    }

    #[test]
    fn a_number_is_read_back_and_one_too_long_is_damage() {
        for number in [0, 1, 127, 128, 300, u32::MAX] {
            let mut out = Vec::new();
            put_varint(&mut out, number);
            assert_eq!(Bytes(&out).varint(), Ok(number));
        }
        assert_eq!(Bytes(&[0xff; 9]).varint(), Err(SearchError::Damaged));
        assert_eq!(Bytes(&[0x80]).varint(), Err(SearchError::Damaged));
    }
}
