/// The first `chars` figures (at most 12), of `0-9a-v`, of a stable hash: FNV-1a of 64 bits with the
/// final mixing of MurmurHash3, so that the leading bits depend on every byte. Against change, not
/// against an attacker: who can write the files can write the names too.
pub fn content_hash(bytes: &[u8], chars: usize) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^= hash >> 33;
    let figures = (0..chars.min(12)).map(|at| (hash >> (59 - 5 * at)) as u32 & 31);
    figures.filter_map(|figure| char::from_digit(figure, 32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_stable_and_safe_in_a_file_name() {
        assert_eq!(content_hash(b"", 12).len(), 12);
        assert_eq!(content_hash(b"a", 5), content_hash(b"a", 12)[..5]);
        assert_ne!(content_hash(b"a", 5), content_hash(b"b", 5));
        assert!(content_hash(b"abc", 12).bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'v')));
    }
}
