use article::Date;

use super::Sense;

/// Values that are looked at, of each kind.
const MAX_VALUES: usize = 16;

/// What may stand before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `tag:`
    Tag,
    /// `author:`
    Author,
    /// `category:`
    Category,
    /// `before:`, a date, or a year, or a month of a year.
    Before,
    /// `after:`, the same.
    After,
}

impl Operator {
    /// The whole list.
    pub const ALL: [Self; 5] = [Self::Tag, Self::Author, Self::Category, Self::Before, Self::After];

    /// As it is written, without the colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Author => "author",
            Self::Category => "category",
            Self::Before => "before",
            Self::After => "after",
        }
    }

    /// The operator at the beginning of a text, and what is behind its colon.
    pub(super) fn at(text: &str) -> Option<(Self, &str)> {
        let (name, rest) = text.split_at_checked(text.find([':', '：'])?)?;
        let operator = Self::ALL.into_iter().find(|operator| operator.name().eq_ignore_ascii_case(name))?;
        Some((operator, &rest[rest.chars().next()?.len_utf8()..]))
    }
}

/// Values of one kind, as they were written. An article has to have all that are required (a tag) or
/// one of them (an author, a category: it has no more), and none that is excluded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Asked for.
    pub required: Vec<String>,
    /// With a sign before.
    pub excluded: Vec<String>,
}

/// What the operators of a query say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// `tag:`
    pub tags: Filter,
    /// `author:`
    pub authors: Filter,
    /// `category:`
    pub categories: Filter,
    /// The first day that an article may be of.
    pub from: Option<Date>,
    /// The first day that it may not be of any more.
    pub until: Option<Date>,
}

impl Filters {
    /// Nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn add(&mut self, operator: Operator, value: &str, sense: Sense) {
        let value = value.trim();
        let filter = match operator {
            Operator::Tag => &mut self.tags,
            Operator::Author => &mut self.authors,
            Operator::Category => &mut self.categories,
            Operator::Before | Operator::After => {
                let Some(day) = first_day(value) else { return };
                // "Not before" is "after".
                if (operator == Operator::Before) == (sense == Sense::Required) {
                    self.until = Some(self.until.map_or(day, |known| known.min(day)));
                } else {
                    self.from = Some(self.from.map_or(day, |known| known.max(day)));
                }
                return;
            }
        };
        let list = match sense {
            Sense::Required => &mut filter.required,
            Sense::Excluded => &mut filter.excluded,
        };
        if !value.is_empty() && list.len() < MAX_VALUES && !list.iter().any(|known| known == value) {
            list.push(value.to_owned());
        }
    }
}

/// The first day of a year, of a month, or the day itself.
fn first_day(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut numbers = text.split(['-', '/', '.', '年', '月']).filter(|number| !number.is_empty());
    let year = numbers.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = numbers.next().map_or(Some(1), |month| month.parse().ok())?;
    if numbers.next().is_some() { None } else { Date::new(year, month, 1) }
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::*;

    fn check(query: &str, expected: impl FnOnce(&mut Filters)) {
        let mut filters = Filters::default();
        expected(&mut filters);
        assert_eq!(*Query::parse(query).filters(), filters, "{query}");
    }

    #[test]
    fn operators_take_the_next_word_or_what_is_quoted() {
        check("tag:小红书 x", |f| f.tags.required = vec!["小红书".into()]);
        check("Tag:\"A/B 测试\" -tag:a tag:b", |f| {
            f.tags.required = vec!["A/B 测试".into(), "b".into()];
            f.tags.excluded = vec!["a".into()];
        });
        check("author：“张 三”", |f| f.authors.required = vec!["张 三".into()]);
        check("category:AI category:AI", |f| f.categories.required = vec!["AI".into()]);
        check("http://a", |_| {});
        check("\"tag:a\"", |_| {});
    }

    #[test]
    fn dates_are_half_open() {
        let day = |year, month, day| Date::new(year, month, day);
        check("after:2023 before:2024", |f| (f.from, f.until) = (day(2023, 1, 1), day(2024, 1, 1)));
        check("after:2023-05 after:2022", |f| f.from = day(2023, 5, 1));
        check("before:2023/05/04", |f| f.until = day(2023, 5, 4));
        check("before:2023年5月", |f| f.until = day(2023, 5, 1));
        check("-before:2023", |f| f.from = day(2023, 1, 1));
        check("-after:2023", |f| f.until = day(2023, 1, 1));
        for query in ["before:", "after:soon", "after:20", "after:2023-13", "after:2023-02-30"] {
            check(query, |f| f.from = f.from.or(None));
        }
    }
}
