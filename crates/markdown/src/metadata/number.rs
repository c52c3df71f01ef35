//! Counts and dates, as people write them.

use article::{Date, DateError, Stat};

use super::keys;

/// A count: `3577`, `3,577`, `1.2K`, `3.5万`. A switch (`comments: true`) or a price is none.
pub(super) fn count(text: &str) -> Option<u64> {
    let (number, rest) = leading_count(text.trim())?;
    rest.trim().is_empty().then_some(number)
}

/// The counts of a line such as `👁️ 3577 views | 💬 2 comments | ⭐ 12 collects`, in any order, with
/// or without icons, in English or Chinese.
pub(super) fn counts(text: &str) -> Vec<(Stat, u64)> {
    let parts = text.split(['|', '｜', '·', '•', '/', '，', '、']);
    parts
        .filter_map(|part| {
            let digit = part.find(|c: char| c.is_ascii_digit())?;
            let (number, rest) = leading_count(&part[digit..])?;
            Some((keys::stat(rest).or_else(|| keys::stat(&part[..digit]))?, number))
        })
        .collect()
}

/// The count at the beginning of a text, and what follows it.
fn leading_count(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(text.len());
    let (figures, rest) = text.split_at(end);
    let (scale, rest) = scale(rest);
    let (whole, fraction) = figures.split_once('.').unwrap_or((figures, ""));
    // 4.5 of nothing is a rating, not a count.
    if whole.is_empty() || fraction.contains(['.', ',']) || (scale == 1 && figures.contains('.')) {
        return None;
    }
    let mut number: u64 = whole.replace(',', "").parse().ok()?;
    number = number.checked_mul(scale)?;
    let mut unit = scale;
    for digit in fraction.bytes() {
        unit /= 10;
        number = number.checked_add(u64::from(digit - b'0') * unit)?;
    }
    Some((number, rest))
}

fn scale(rest: &str) -> (u64, &str) {
    const SCALES: [(char, u64); 8] = [
        ('k', 1_000),
        ('K', 1_000),
        ('m', 1_000_000),
        ('M', 1_000_000),
        ('w', 10_000),
        ('万', 10_000),
        ('萬', 10_000),
        ('亿', 100_000_000),
    ];
    let found = SCALES.iter().find_map(|&(sign, scale)| {
        let after = rest.strip_prefix(sign)?;
        // `5 minutes` and `3views` are no millions and no ten thousands.
        (!after.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((scale, after))
    });
    found.unwrap_or((1, rest))
}

/// A day: the forms that [`Date`] reads, and those with the month's English name (`Tue, 02 Jan 2024
/// 03:04:05 +0800`, `January 2nd, 2024`).
pub(super) fn date(text: &str) -> Result<Date, DateError> {
    text.parse().or_else(|error| with_month_name(text).ok_or(error))
}

fn with_month_name(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words = || text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(6);
    let month = words().find_map(|word| {
        let start = word.get(..3)?;
        let named = word.bytes().all(|b| b.is_ascii_alphabetic());
        MONTHS.iter().position(|month| named && start.eq_ignore_ascii_case(month))
    })?;
    let number = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u16>().ok();
    let year = words().filter(|word| word.len() == 4).find_map(number)?;
    let day = words().filter(|word| word.len() < 4 || !word.bytes().all(|b| b.is_ascii_digit())).find_map(number)?;
    Date::new(year, u8::try_from(month + 1).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<u64>) {
        assert_eq!(count(text), expected, "{text}");
    }

    #[test]
    fn counts_are_read_as_people_write_them() {
        check("3577", Some(3577));
        check("3,577", Some(3577));
        check("1.2K", Some(1200));
        check("3.5万", Some(35_000));
        check("2.05m", Some(2_050_000));
        check("0", Some(0));
    }

    #[test]
    fn what_counts_nothing_is_no_count() {
        for text in ["true", "4.5", "5 min", "", "-3", "N/A", "1.2.3", "99999999999999999999", "184467440737095516万"]
        {
            check(text, None);
        }
    }

    #[test]
    fn a_line_of_counts_is_read_in_any_order() {
        let line = |text: &str| {
            counts(text).iter().map(|(stat, n)| format!("{}={n}", stat.key())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(line("👁️ 3577 views | 💬 2 comments | ⭐ 12 collects"), "views=3577 comments=2 collects=12");
        assert_eq!(line("likes: 7 | 1.2K reads"), "likes=7 views=1200");
        assert_eq!(line("3.5万次浏览 · 2 评论 · 12 收藏 · 7 点赞"), "views=35000 comments=2 collects=12 likes=7");
        assert_eq!(line("👁️ 5 | 💬 6"), "views=5 comments=6");
        assert_eq!(line("5 min"), "");
    }

    #[test]
    fn months_may_have_names() {
        let day = |text| date(text).ok().map(|date| date.to_string());
        assert_eq!(day("Tue, 02 Jan 2024 03:04:05 +0800").as_deref(), Some("2024-01-02"));
        assert_eq!(day("January 2nd, 2024").as_deref(), Some("2024-01-02"));
        assert_eq!(day("14 March 2025").as_deref(), Some("2025-03-14"));
        assert_eq!(day("yesterday"), None);
        assert_eq!(day("1704153600000"), None);
    }
}
