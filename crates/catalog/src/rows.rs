/// A set of rows, one bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    words: Vec<u64>,
    len: usize,
}

impl Rows {
    /// No row out of `len`.
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// Every row out of `len`.
    pub fn all(len: usize) -> Self {
        let mut rows = Self { words: vec![u64::MAX; len.div_ceil(64)], len };
        if let (Some(last), true) = (rows.words.last_mut(), !len.is_multiple_of(64)) {
            *last = (1 << (len % 64)) - 1;
        }
        rows
    }

    /// Adds a row; one beyond the end is left out.
    pub fn insert(&mut self, row: u32) {
        let row = row as usize;
        if row < self.len {
            self.words[row / 64] |= 1 << (row % 64);
        }
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: u32) {
        if let Some(word) = self.words.get_mut(row as usize / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// The row is in the set.
    pub fn contains(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Keeps what both sets have.
    pub fn intersect(&mut self, other: &Self) {
        let others = other.words.iter().chain(std::iter::repeat(&0));
        self.words.iter_mut().zip(others).for_each(|(word, other)| *word &= other);
    }

    /// Takes out what the other set has.
    pub fn subtract(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The rows of the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            std::iter::successors(Some(word), |left| Some(left & left.wrapping_sub(1)))
                .take_while(|left| *left != 0)
                .map(move |left| at as u32 * 64 + left.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(len: usize, of: &[u32]) -> Rows {
        let mut rows = Rows::none(len);
        of.iter().for_each(|row| rows.insert(*row));
        rows
    }

    #[test]
    fn a_set_knows_its_rows_in_order() {
        assert_eq!(rows(200, &[130, 0, 64, 63, 199, 200, 5000]).iter().collect::<Vec<_>>(), [0, 63, 64, 130, 199]);
        for len in [0, 1, 63, 64, 65, 128] {
            assert_eq!(Rows::all(len).iter().collect::<Vec<_>>(), (0..len as u32).collect::<Vec<_>>());
            assert_eq!(Rows::all(len).count(), len);
        }
    }

    #[test]
    fn sets_meet_and_part() {
        let mut both = rows(100, &[1, 70, 99]);
        both.intersect(&rows(100, &[70, 99]));
        assert_eq!(both, rows(100, &[70, 99]));
        both.subtract(&rows(100, &[99]));
        assert_eq!(both, rows(100, &[70]));
        both.remove(70);
        both.remove(1000);
        assert!(!both.contains(70) && !both.contains(1000));
    }
}
