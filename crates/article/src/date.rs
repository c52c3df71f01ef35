use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A day of the Gregorian calendar between the years 1 and 9999. Time of day and zone are not kept:
/// articles are dated by the day their author saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text is not a date. `Display` names what was found.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// No `year-month-day` at its beginning.
    #[error("\u{201c}{0}\u{201d} is not a date; write it like 2025-01-14")]
    Unreadable(String),
    /// The 31st of February.
    #[error("\u{201c}{0}\u{201d} is a day that does not exist")]
    NoSuchDay(String),
}

impl Date {
    /// A day, if it exists.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01, negative before it. The algorithm is Howard Hinnant's
    /// `days_from_civil`.
    pub fn days(self) -> i32 {
        let (year, month, day) = (i32::from(self.year), i32::from(self.month), i32::from(self.day));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day that is `days` after 1970-01-01: the inverse of [`Date::days`].
    pub fn from_days(days: i32) -> Option<Self> {
        let days = days.checked_add(719_468)?;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }
}

impl FromStr for Date {
    type Err = DateError;

    /// Reads the date at the beginning of a text: `2025-01-14`, `2025/1/4`, `2025.01.14`,
    /// `2025年1月14日`, each with anything after it that is not a digit (`T21:52:32Z`,
    /// ` 9:05:00 -0500`).
    fn from_str(text: &str) -> Result<Self, DateError> {
        let unreadable = || DateError::Unreadable(text.trim().chars().take(40).collect());
        let mut rest = text.trim();
        let mut number = |digits: std::ops::RangeInclusive<usize>, after: &[char]| -> Option<u16> {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (figures, tail) = rest.split_at(end);
            let tail = match after {
                [] => tail,
                _ => tail.strip_prefix(after)?,
            };
            rest = tail;
            digits.contains(&figures.len()).then(|| figures.parse().ok())?
        };
        let year = number(4..=4, &['-', '/', '.', '年']).ok_or_else(unreadable)?;
        let month = number(1..=2, &['-', '/', '.', '月']).ok_or_else(unreadable)?;
        let day = number(1..=2, &[]).ok_or_else(unreadable)?;
        let narrow = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
        Self::new(year, narrow(month), narrow(day))
            .ok_or_else(|| DateError::NoSuchDay(text.trim().chars().take(10).collect()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(text.parse::<Date>().ok().map(|date| date.to_string()).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn every_form_seen_in_real_archives_is_read() {
        check("2025-01-14", Some("2025-01-14"));
        check("2017-08-20 03:24:05", Some("2017-08-20"));
        check("2013-09-14 9:05:00 -0500", Some("2013-09-14"));
        check("2017-08-11T21:52:32Z", Some("2017-08-11"));
        check("2025/1/4", Some("2025-01-04"));
        check("2025年1月14日", Some("2025-01-14"));
    }

    #[test]
    fn days_that_do_not_exist_are_errors_that_say_so() {
        assert_eq!("2018-02-31 23:50:48".parse::<Date>(), Err(DateError::NoSuchDay("2018-02-31".into())));
        check("2023-02-29", None);
        check("2024-02-29", Some("2024-02-29"));
        check("N/A", None);
        check("20250114", None);
        check("2025-01-014", None);
    }

    #[test]
    fn days_count_from_1970_and_back() {
        assert_eq!(Date::new(1970, 1, 1).unwrap().days(), 0);
        assert_eq!(Date::new(2025, 1, 14).unwrap().days(), 20_102);
        for days in (-700_000..2_900_000).step_by(97) {
            if let Some(date) = Date::from_days(days) {
                assert_eq!(date.days(), days);
            }
        }
    }
}
