use article::Date;

use crate::names::{Names, fold};
use crate::{Facets, Rows};

/// What the operators of a search ask of a catalog: names as the reader wrote them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrowing<'q> {
    /// Tags an article must all have.
    pub tags: &'q [String],
    /// Tags it must not have.
    pub not_tags: &'q [String],
    /// Authors, one of whom must have written it.
    pub authors: &'q [String],
    /// Authors who must not have.
    pub not_authors: &'q [String],
    /// Categories, one of which it must be in.
    pub categories: &'q [String],
    /// Categories it must not be in.
    pub not_categories: &'q [String],
    /// The first day it may be of.
    pub from: Option<Date>,
    /// The first day it may not be of any more.
    pub until: Option<Date>,
}

impl Facets {
    /// The rows of which a tag, the author or the category holds what is searched for, whatever its case,
    /// width and spaces; none for a query that is more than words.
    pub fn named(&self, query: &str) -> Rows {
        let mut rows = Rows::none(self.len());
        let wanted = fold(query);
        if wanted.is_empty() || !is_words(query) {
            return rows;
        }
        for id in 0..self.tags.table.len() as u32 {
            if fold_holds(self.tags.table.name(id), &wanted) {
                self.tags.having(id).iter().for_each(|row| rows.insert(*row));
            }
        }
        for column in [&self.authors, &self.categories] {
            let table = &column.table;
            let like = (0..table.len() as u32).filter(|id| fold_holds(table.name(*id), &wanted));
            column.rows_of(like).iter().for_each(|row| rows.insert(row));
        }
        rows.intersect(self.live());
        rows
    }

    /// The rows that are let through. A tag, an author or a category that is asked for and that nobody has
    /// lets nothing through; a day lets nothing through that has none.
    pub fn narrowed(&self, wanted: &Narrowing<'_>) -> Rows {
        let mut rows = self.live().clone();
        let tag = |name: &String| match self.tags.find(name) {
            Some(id) => self.tags.rows_of(id),
            None => Rows::none(self.len()),
        };
        wanted.tags.iter().for_each(|name| rows.intersect(&tag(name)));
        wanted.not_tags.iter().for_each(|name| rows.subtract(&tag(name)));
        let lists = [
            (&self.authors, wanted.authors, wanted.not_authors),
            (&self.categories, wanted.categories, wanted.not_categories),
        ];
        for (column, required, excluded) in lists {
            if !required.is_empty() {
                rows.intersect(&of(column, required));
            }
            rows.subtract(&of(column, excluded));
        }
        if wanted.from.is_some() || wanted.until.is_some() {
            let mut dated = Rows::none(self.len());
            for (row, day) in self.days().iter().enumerate() {
                let date = Date::from_days(*day);
                if date >= wanted.from && wanted.until.is_none_or(|until| date < Some(until)) {
                    dated.insert(row as u32);
                }
            }
            rows.intersect(&dated);
        }
        rows
    }
}

/// Nothing in a query has a meaning of its own: no quotes, no sign before it, no operator.
pub fn is_words(query: &str) -> bool {
    !query.bytes().any(|byte| matches!(byte, b'"' | b':')) && !query.starts_with('-')
}

/// The text holds what is looked for, whatever the case, width and spaces of either.
pub fn holds(text: &str, wanted: &str) -> bool {
    let wanted = fold(wanted);
    !wanted.is_empty() && fold_holds(text, &wanted)
}

/// The standard library's search in text is a KB of wasm that nothing else needs.
fn fold_holds(name: &str, wanted: &str) -> bool {
    fold(name).as_bytes().windows(wanted.len()).any(|piece| piece == wanted.as_bytes())
}

fn of(column: &Names, names: &[String]) -> Rows {
    column.rows_of(names.iter().filter_map(|name| column.table.find(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FacetColumns;

    fn check(wanted: &Narrowing<'_>, expected: &[u32]) {
        // Rows 0 to 3: 2024-05-01, 2023-12-31, 2023-01-01, no day.
        let columns = r#"{"version":1,"slugs":"a\nb\nc\nd","days":[19844,122,364],"categories":["It","Art"],"category":[0,1,0,null],"authors":["王"],"author":[null,0,0,0],"tags":["x","y"],"tagged":[1,0,2,0,1,1,1,0]}"#;
        let facets = FacetColumns::parse(columns).and_then(FacetColumns::decode).unwrap();
        assert_eq!(facets.narrowed(wanted).iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_asked_for_is_there_and_what_is_excluded_is_not() {
        let [x, y, it, wang, nobody] = ["X", "y", "it", "王", "nobody"].map(|name| vec![name.to_owned()]);
        check(&Narrowing::default(), &[0, 1, 2, 3]);
        check(&Narrowing { tags: &x, not_tags: &y, ..Narrowing::default() }, &[0]);
        check(&Narrowing { categories: &it, authors: &wang, ..Narrowing::default() }, &[2]);
        check(&Narrowing { not_authors: &wang, ..Narrowing::default() }, &[0]);
        check(&Narrowing { tags: &nobody, ..Narrowing::default() }, &[]);
        check(&Narrowing { not_categories: &nobody, ..Narrowing::default() }, &[0, 1, 2, 3]);
    }

    #[test]
    fn names_answer_at_once_whatever_their_case_and_width() {
        let columns = r#"{"version":1,"slugs":"a\nb\nc","categories":["It"],"category":[0,null,null],"authors":["王 小明"],"author":[null,0,null],"tags":["AI 产品"],"tagged":[0,0,1,0]}"#;
        let facets = FacetColumns::parse(columns).and_then(FacetColumns::decode).unwrap();
        let named = |query: &str| facets.named(query).iter().collect::<Vec<_>>();
        assert_eq!((named("ａｉ产"), named("王小"), named("IT")), (vec![2], vec![1], vec![0]));
        for nothing in ["", " ", "x", "-ai", "tag:ai", "\"ai\""] {
            assert!(named(nothing).is_empty(), "{nothing}");
        }
        assert!(holds("说 AI 产品", "ai产品") && holds("-a:b", "-A:") && !holds("AI", ""));
    }

    #[test]
    fn days_are_half_open() {
        let day = |year, month, day| Date::new(year, month, day);
        check(&Narrowing { from: day(2023, 1, 1), until: day(2024, 1, 1), ..Narrowing::default() }, &[1, 2]);
        check(&Narrowing { until: day(2023, 1, 2), ..Narrowing::default() }, &[2]);
        check(&Narrowing { from: day(2024, 5, 1), ..Narrowing::default() }, &[0]);
    }
}
