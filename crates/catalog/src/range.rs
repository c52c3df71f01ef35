use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

/// Numbers from one to another, both included; either end may be open.
///
/// ```text
/// range = least "-" most | least "-" | "-" most        100-999, 1-, -9
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The least number.
    pub least: Option<u32>,
    /// The greatest number.
    pub most: Option<u32>,
}

impl Range {
    /// This number and all above it.
    pub fn from(least: u32) -> Self {
        Self { least: Some(least), most: None }
    }

    /// It lets every number through, and what has none.
    pub fn is_open(self) -> bool {
        self == Self::default()
    }

    /// The number lies in it.
    pub fn contains(self, number: u32) -> bool {
        self.least.is_none_or(|least| least <= number) && self.most.is_none_or(|most| number <= most)
    }
}

/// Not a range: no number at all, or the first larger than the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRange;

impl FromStr for Range {
    type Err = NoRange;

    fn from_str(text: &str) -> Result<Self, NoRange> {
        let (least, most) = text.split_once('-').ok_or(NoRange)?;
        let end = |text: &str| match text {
            "" => Ok(None),
            // `+1` is a number for the standard library.
            text if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().map(Some).map_err(|_| NoRange),
            _ => Err(NoRange),
        };
        let range = Self { least: end(least)?, most: end(most)? };
        let is_empty = matches!((range.least, range.most), (Some(least), Some(most)) if least > most);
        if range.is_open() || is_empty { Err(NoRange) } else { Ok(range) }
    }
}

impl Display for Range {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let end = |end: Option<u32>| end.map(|end| end.to_string()).unwrap_or_default();
        f.write_str(&end(self.least))?;
        f.write_str("-")?;
        f.write_str(&end(self.most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, inside: &[u32], outside: &[u32]) {
        let range: Range = text.parse().unwrap();
        assert_eq!(range.to_string(), text);
        assert!(inside.iter().all(|number| range.contains(*number)), "{text}");
        assert!(!outside.iter().any(|number| range.contains(*number)), "{text}");
    }

    #[test]
    fn both_ends_are_in_it_and_either_may_be_open() {
        check("10-99", &[10, 99], &[9, 100]);
        check("1-", &[1, u32::MAX], &[0]);
        check("-9", &[0, 9], &[10]);
        check("0-0", &[0], &[1]);
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for text in ["", "-", "5", "9-1", "a-b", "1-2-3", "+1-2", " 1-2", "4294967296-"] {
            assert_eq!(text.parse::<Range>(), Err(NoRange), "{text}");
        }
    }
}
