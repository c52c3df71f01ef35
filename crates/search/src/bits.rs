//! Numbers as few bits as they need.
//!
//! ```text
//! rice(k)  = quotient "1"-bits, "0", k bits      number = quotient << k | bits
//! gamma    = n "1"-bits, "0", n bits                            number = (1 << n | bits) - 1
//! split(k) = gamma of number >> k, k bits
//! choice   = which c of 16 places are taken, 1 <= c <= 4: 4, 7, 10, 11 bits
//! mask     = c - 1 in unary below 4 ("0", "10", "110", "1110") and choice; or "1111" and 16 bits
//! ```

use crate::SearchError;

/// Bits of the quotient of a Rice code that are believed. Nothing that is written needs so many.
const MAX_UNARY: u32 = 1 << 20;

/// Reads bits, the highest of each byte first.
#[derive(Clone, Debug)]
pub(crate) struct Bits<'b> {
    bytes: &'b [u8],
    /// Bits that were read but not given, at the top of the word.
    word: u64,
    have: u32,
}

impl<'b> Bits<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, word: 0, have: 0 }
    }

    fn fill(&mut self) {
        while self.have <= 56 {
            let Some((byte, rest)) = self.bytes.split_first() else { return };
            self.bytes = rest;
            self.word |= u64::from(*byte) << (56 - self.have);
            self.have += 8;
        }
    }

    /// The next bits, at most 32.
    pub(crate) fn take(&mut self, count: u32) -> Result<u32, SearchError> {
        if count == 0 {
            return Ok(0);
        }
        if self.have < count {
            self.fill();
            if self.have < count {
                return Err(SearchError::Damaged);
            }
        }
        let bits = (self.word >> (64 - count)) as u32;
        self.word <<= count;
        self.have -= count;
        Ok(bits)
    }

    /// How many ones there are before the next zero; the zero is read, too.
    fn ones(&mut self) -> Result<u32, SearchError> {
        let mut ones = 0;
        loop {
            if self.have == 0 {
                self.fill();
                if self.have == 0 {
                    return Err(SearchError::Damaged);
                }
            }
            let run = self.word.leading_ones().min(self.have);
            ones += run;
            if run < self.have {
                // Two steps: one of 64 would be none.
                self.word = self.word << run << 1;
                self.have -= run + 1;
                return Ok(ones);
            }
            (self.word, self.have) = (0, 0);
            if ones > MAX_UNARY {
                return Err(SearchError::Damaged);
            }
        }
    }

    pub(crate) fn rice(&mut self, k: u32) -> Result<u32, SearchError> {
        let quotient = self.ones()?;
        if k >= 32 || u64::from(quotient) << k > u64::from(u32::MAX) {
            return Err(SearchError::Damaged);
        }
        Ok(quotient << k | self.take(k)?)
    }

    pub(crate) fn gamma(&mut self) -> Result<u32, SearchError> {
        let length = self.ones()?;
        if length > 30 {
            return Err(SearchError::Damaged);
        }
        Ok((1 << length | self.take(length)?) - 1)
    }

    pub(crate) fn split(&mut self, k: u32) -> Result<u32, SearchError> {
        let high = self.gamma()?;
        if k > 16 || u64::from(high) << k > u64::from(u32::MAX) {
            return Err(SearchError::Damaged);
        }
        Ok(high << k | self.take(k)?)
    }

    pub(crate) fn mask(&mut self) -> Result<u16, SearchError> {
        let mut count = 1;
        while self.take(1)? == 1 {
            count += 1;
            if count == 5 {
                return Ok(self.take(16)? as u16);
            }
        }
        if count == 1 {
            return Ok(1 << self.take(4)?);
        }
        let mut rest = self.take(CHOICE_BITS[count])?;
        let mut mask = 0;
        let mut place = 16;
        for left in (1..=count).rev() {
            // The highest place whose combinations fit is taken.
            loop {
                place -= 1;
                let below = BINOMIALS[left][place];
                if below <= rest {
                    rest -= below;
                    break;
                }
            }
            mask |= 1 << place;
        }
        if rest == 0 { Ok(mask) } else { Err(SearchError::Damaged) }
    }
}

/// Bits that tell the choices of 0 to 4 of 16 apart.
const CHOICE_BITS: [u32; 5] = [0, 4, 7, 10, 11];

/// `BINOMIALS[k][n]`: how many ways there are to take k of n.
const BINOMIALS: [[u32; 16]; 5] = {
    let mut table = [[0; 16]; 5];
    let mut n = 0;
    while n < 16 {
        table[0][n] = 1;
        let mut k = 1;
        while k < 5 && n > 0 {
            table[k][n] = table[k][n - 1] + table[k - 1][n - 1];
            k += 1;
        }
        n += 1;
    }
    table
};

/// How many of so many numbers below `range` differ by is best written as rice of this.
pub(crate) fn rice_of_gaps(range: u32, count: u32) -> u32 {
    // The mean gap, times ln 2.
    let mean = u64::from(range) * 177 / 256 / u64::from(count.max(1));
    mean.checked_ilog2().unwrap_or(0)
}

/// Writes bits, the highest of each byte first.
#[cfg(any(test, feature = "build"))]
#[derive(Clone, Debug, Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    word: u64,
    have: u32,
}

#[cfg(any(test, feature = "build"))]
impl BitWriter {
    /// The lowest `count` bits, at most 32.
    pub(crate) fn put(&mut self, bits: u32, count: u32) {
        self.word = self.word << count | u64::from(bits) & ((1 << count) - 1);
        self.have += count;
        while self.have >= 8 {
            self.have -= 8;
            self.bytes.push((self.word >> self.have) as u8);
        }
    }

    pub(crate) fn rice(&mut self, number: u32, k: u32) {
        let mut quotient = number >> k;
        while quotient >= 16 {
            self.put(0xffff, 16);
            quotient -= 16;
        }
        self.put((1 << (quotient + 1)) - 2, quotient + 1);
        self.put(number, k);
    }

    pub(crate) fn gamma(&mut self, number: u32) {
        let length = (number + 1).ilog2();
        self.put((1 << (length + 1)) - 2, length + 1);
        self.put(number + 1, length);
    }

    pub(crate) fn split(&mut self, number: u32, k: u32) {
        self.gamma(number >> k);
        self.put(number, k);
    }

    pub(crate) fn mask(&mut self, mask: u16) {
        let count = mask.count_ones() as usize;
        if !(1..=4).contains(&count) {
            self.put(0xf, 4);
            return self.put(u32::from(mask), 16);
        }
        self.put((1 << count) - 2, count as u32);
        let places = (0..16).filter(|place| mask >> place & 1 == 1);
        let rank = places.enumerate().map(|(at, place)| BINOMIALS[at + 1][place]).sum();
        self.put(rank, CHOICE_BITS[count]);
    }

    /// How many bits [`BitWriter::mask`] takes.
    pub(crate) fn mask_bits(mask: u16) -> usize {
        let count = mask.count_ones() as usize;
        if (1..=4).contains(&count) { count + CHOICE_BITS[count] as usize } else { 20 }
    }

    /// Bytes so far.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() + usize::from(self.have > 0)
    }

    /// What was written; the last byte is filled with zeros.
    pub(crate) fn finish(&mut self) -> Vec<u8> {
        if self.have > 0 {
            self.put(0, 8 - self.have);
        }
        std::mem::take(self).bytes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(numbers in prop::collection::vec((0..100_000_u32, 5..20_u32, 1..=u16::MAX), 0..50)) {
            let mut out = BitWriter::default();
            for (number, k, mask) in &numbers {
                out.rice(*number, *k);
                out.gamma(*number);
                out.split(*number, *k % 17);
                out.mask(*mask);
                out.put(*number, 17);
            }
            let bytes = out.finish();
            let mut bits = Bits::new(&bytes);
            for (number, k, mask) in &numbers {
                prop_assert_eq!(bits.rice(*k), Ok(*number));
                prop_assert_eq!(bits.gamma(), Ok(*number));
                prop_assert_eq!(bits.split(*k % 17), Ok(*number));
                prop_assert_eq!(bits.mask(), Ok(*mask));
                prop_assert_eq!(bits.take(17), Ok(*number));
            }
        }

        #[test]
        fn any_bits_end(bytes in prop::collection::vec(any::<u8>(), 0..200), k in 0..40_u32) {
            let mut bits = Bits::new(&bytes);
            let read = (0..10_000).take_while(|at| match at % 3 {
                0 => bits.rice(k).is_ok(),
                1 => bits.gamma().is_ok(),
                _ => bits.mask().is_ok(),
            });
            prop_assert!(read.count() <= 1600);
        }
    }

    #[test]
    fn every_mask_is_read_back() {
        let mut out = BitWriter::default();
        (1..=u16::MAX).for_each(|mask| out.mask(mask));
        let bytes = out.finish();
        let mut bits = Bits::new(&bytes);
        assert!((1..=u16::MAX).all(|mask| bits.mask() == Ok(mask)));
    }
}
