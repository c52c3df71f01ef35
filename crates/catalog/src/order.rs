//! Sorting, once for all orders: every instance of the standard library's sort is three to five KB of
//! wasm, so only names are sorted by it, and numbers by their bytes.

/// The numbers below `len` by their key, ties ascending; those without a key last, ascending.
pub(crate) fn by_key(len: usize, key: &dyn Fn(u32) -> Option<u32>) -> Vec<u32> {
    let mut keyed: Vec<(u32, u32)> = Vec::with_capacity(len);
    let mut without = Vec::new();
    for at in 0..len as u32 {
        match key(at) {
            Some(key) => keyed.push((key, at)),
            None => without.push(at),
        }
    }
    // Radix sort, from the lowest byte to the highest: each pass keeps the order of the ones before.
    let mut other = keyed.clone();
    for shift in [0, 8, 16, 24] {
        let byte = |key: u32| (key >> shift & 255) as usize;
        let mut starts = [0_u32; 257];
        keyed.iter().for_each(|(key, _)| starts[byte(*key) + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        for pair in &keyed {
            let start = &mut starts[byte(pair.0)];
            other[*start as usize] = *pair;
            *start += 1;
        }
        std::mem::swap(&mut keyed, &mut other);
    }
    keyed.into_iter().map(|(_, at)| at).chain(without).collect()
}

/// The numbers below `len` by their name, in the order of code points, ties ascending.
pub(crate) fn by_name<'n>(len: usize, name: &dyn Fn(u32) -> &'n str) -> Vec<u32> {
    let mut all: Vec<u32> = (0..len as u32).collect();
    all.sort_unstable_by(|a, b| name(*a).cmp(name(*b)).then(a.cmp(b)));
    all
}

/// A key that runs with a number that may be negative.
pub(crate) fn ascending(number: i32) -> u32 {
    number.cast_unsigned() ^ 1 << 31
}

/// The place of each number in an order.
#[cfg(feature = "handmade")]
pub(crate) fn ranks(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    order.iter().enumerate().for_each(|(rank, at)| ranks[*at as usize] = rank as u32);
    ranks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keys_are_sorted_as_the_standard_library_sorts_them(keys in prop::collection::vec(any::<Option<u32>>(), 0..99)) {
            let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
            expected.sort_by_key(|at| (keys[*at as usize].is_none(), keys[*at as usize]));
            prop_assert_eq!(by_key(keys.len(), &|at| keys[at as usize]), expected);
        }

        #[test]
        fn a_key_runs_with_its_number(a in any::<i32>(), b in any::<i32>()) {
            prop_assert_eq!(a.cmp(&b), ascending(a).cmp(&ascending(b)));
        }
    }
}
