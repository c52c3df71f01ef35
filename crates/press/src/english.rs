//! Numbers and dates as the browser's `Intl` writes them for English (`src/format.rs`): what stands
//! in a page before the app is there.

use article::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `3,577`
pub(crate) fn number(count: u64) -> String {
    let figures = count.to_string();
    let mut out = String::with_capacity(figures.len() * 4 / 3);
    for (at, figure) in figures.char_indices() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(figure);
    }
    out
}

/// `Jan 14, 2025`. CLDR's short English months are the first three letters.
pub(crate) fn short_date(date: Date) -> String {
    format!("{} {}, {}", &month(date)[..3], date.day(), date.year())
}

/// `January 14, 2025`
pub(crate) fn long_date(date: Date) -> String {
    format!("{} {}, {}", month(date), date.day(), date.year())
}

fn month(date: Date) -> &'static str {
    MONTHS[usize::from(date.month() - 1) % MONTHS.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let check = |count, expected: &str| assert_eq!(number(count), expected);
        check(0, "0");
        check(999, "999");
        check(3_577, "3,577");
        check(1_000_000, "1,000,000");
    }

    #[test]
    fn dates_are_written_as_intl_writes_them() {
        let date = Date::new(2025, 1, 4).unwrap();
        assert_eq!((short_date(date), long_date(date)), ("Jan 4, 2025".into(), "January 4, 2025".into()));
    }
}
