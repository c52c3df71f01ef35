use std::mem::take;
use std::sync::OnceLock;

use article::{Date, Slug};

use crate::names::{Names, Tags};
use crate::{CatalogError, FacetColumns, Filter, Rows, Sort, order};

/// Every article's facets, checked and arranged for filtering.
///
/// Filtering works on bitmaps and columns; a name is looked up once, never compared row by row (DESIGN
/// section 5). Sort orders are worked out when they are first asked for.
#[derive(Debug)]
pub struct Facets {
    slugs: String,
    /// Where each row's slug ends in `slugs`.
    slug_ends: Vec<u32>,
    live: Rows,
    /// Of the dated rows, which come first.
    days: Vec<i32>,
    counts: [Vec<Option<u32>>; 3],
    pub(crate) categories: Names,
    pub(crate) authors: Names,
    pub(crate) languages: Names,
    pub(crate) years: Names,
    pub(crate) months: Names,
    pub(crate) tags: Tags,
    titles: Vec<u32>,
    orders: [OnceLock<Vec<u32>>; Sort::ALL.len()],
    damaged: u32,
}

impl Facets {
    /// Reads and checks the file of facets.
    pub fn parse(text: &str) -> Result<Self, CatalogError> {
        FacetColumns::parse(text)?.decode()
    }

    pub(crate) fn decode(mut columns: FacetColumns) -> Result<Self, CatalogError> {
        Self::arrange(&mut columns)
    }

    /// What may fail comes first, and the columns are taken at the end: then there is one place where
    /// all of them are dropped.
    fn arrange(columns: &mut FacetColumns) -> Result<Self, CatalogError> {
        if u32::try_from(columns.slugs.len()).is_err() {
            return Err(CatalogError::Damaged("it is larger than 4 GB"));
        }
        let rows = if columns.slugs.is_empty() { 0 } else { columns.slugs.split('\n').count() };
        let FacetColumns { views, comments, collects, category, author, language, .. } = &*columns;
        let misfit =
            [views, comments, collects, category, author, language].into_iter().any(|column| misfits(column, rows));
        if misfit || misfits(&columns.titles, rows) {
            return Err(CatalogError::Damaged("a column has another number of rows"));
        }
        make_absolute(&mut columns.days, rows)?;
        let mut damaged = 0;
        let tags = Tags::new(take(&mut columns.tags), &columns.tagged, rows, &mut damaged)?;
        let tags = tags.with_aliases(take(&mut columns.aliases), &columns.alias);
        let mut live = Rows::all(rows);
        let mut slug_ends = Vec::with_capacity(rows);
        let mut end = 0;
        for (row, slug) in columns.slugs.split('\n').enumerate().take(rows) {
            end += slug.len();
            slug_ends.push(end as u32);
            end += 1;
            if Slug::new(slug).is_err() {
                live.remove(row as u32);
                damaged += 1;
            }
        }
        Ok(Self {
            years: calendar(&columns.days, rows, &|date| date.year().to_string()),
            months: calendar(&columns.days, rows, &|date| format!("{:04}-{:02}", date.year(), date.month())),
            languages: Names::new(take(&mut columns.languages), &columns.language, rows, &mut damaged),
            categories: Names::new(take(&mut columns.categories), &columns.category, rows, &mut damaged),
            authors: Names::new(take(&mut columns.authors), &columns.author, rows, &mut damaged),
            tags,
            orders: Default::default(),
            slugs: take(&mut columns.slugs),
            slug_ends,
            live,
            days: take(&mut columns.days),
            counts: [take(&mut columns.views), take(&mut columns.comments), take(&mut columns.collects)],
            titles: take(&mut columns.titles),
            damaged,
        })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.slug_ends.len()
    }

    /// There is no article.
    pub fn is_empty(&self) -> bool {
        self.slug_ends.is_empty()
    }

    /// Entries of the file that were left out because they cannot be right.
    pub fn damaged(&self) -> u32 {
        self.damaged
    }

    /// The rows that can be shown: all but damaged ones.
    pub fn live(&self) -> &Rows {
        &self.live
    }

    /// The article of a row.
    pub fn slug(&self, row: u32) -> Option<Slug> {
        Slug::new(self.slug_text(row)?).ok()
    }

    /// The row of an article.
    pub fn row_of(&self, slug: &Slug) -> Option<u32> {
        (0..self.len() as u32).find(|row| self.slug_text(*row) == Some(slug.as_str()))
    }

    /// How many different tags there are.
    pub fn tag_count(&self) -> usize {
        self.tags.table.len()
    }

    /// The names that a filter may hold, the commonest first; years and months from new to old.
    pub fn names(&self, filter: Filter) -> impl Iterator<Item = &str> {
        let table = match filter {
            Filter::Tag | Filter::Any | Filter::Not => &self.tags.table,
            Filter::Category => &self.categories.table,
            Filter::Author => &self.authors.table,
            Filter::Year => &self.years.table,
            Filter::Month => &self.months.table,
            Filter::Language => &self.languages.table,
        };
        table.all().map(|(_, name)| name)
    }

    /// What is counted of every row; `stat` is the place in [`crate::RANGED`].
    pub(crate) fn counted(&self, stat: usize) -> &[Option<u32>] {
        &self.counts[stat]
    }

    /// Days since 1970-01-01 of the dated rows, which come first.
    pub(crate) fn days(&self) -> &[i32] {
        &self.days
    }

    fn slug_text(&self, row: u32) -> Option<&str> {
        let row = row as usize;
        let end = *self.slug_ends.get(row)? as usize;
        let start = if row == 0 { 0 } else { self.slug_ends[row - 1] as usize + 1 };
        Some(&self.slugs[start..end])
    }

    /// All rows in an order; worked out once. `None` for the order they have anyway.
    pub(crate) fn order(&self, sort: Sort) -> Option<&[u32]> {
        if matches!(sort, Sort::Best | Sort::Newest) {
            return None;
        }
        Some(self.orders[sort as usize].get_or_init(|| match sort {
            Sort::Best | Sort::Newest | Sort::Oldest => {
                self.ordered(&|row| self.days.get(row).map(|day| order::ascending(*day)))
            }
            Sort::Views => self.most(0),
            Sort::Comments => self.most(1),
            Sort::Collects => self.most(2),
            Sort::Title if self.titles.is_empty() => {
                order::by_name(self.len(), &|row| self.slug_text(row).unwrap_or_default())
            }
            Sort::Title => self.ordered(&|row| self.titles.get(row).copied()),
        }))
    }

    /// The most counted first; a row without the count has no key, so it ends up last.
    fn most(&self, stat: usize) -> Vec<u32> {
        self.ordered(&|row| self.counts[stat].get(row).copied().flatten().map(|count| !count))
    }

    fn ordered(&self, key: &dyn Fn(usize) -> Option<u32>) -> Vec<u32> {
        order::by_key(self.len(), &|row| key(row as usize))
    }
}

fn misfits<T>(column: &[T], rows: usize) -> bool {
    !column.is_empty() && column.len() != rows
}

/// From differences to days since 1970-01-01, each checked to be a day of the calendar.
fn make_absolute(days: &mut [i32], rows: usize) -> Result<(), CatalogError> {
    const WRONG: CatalogError = CatalogError::Damaged("the days do not run from new to old");
    if days.len() > rows {
        return Err(WRONG);
    }
    let mut last = None;
    for day in days {
        *day = match last {
            None => *day,
            Some(_) if *day < 0 => return Err(WRONG),
            Some(last) => i32::checked_sub(last, *day).ok_or(WRONG)?,
        };
        Date::from_days(*day).ok_or(WRONG)?;
        last = Some(*day);
    }
    Ok(())
}

/// What the days have in common as a column of names, newest first.
fn calendar(days: &[i32], rows: usize, name: &dyn Fn(Date) -> String) -> Names {
    let mut names: Vec<String> = Vec::new();
    let mut of = Vec::with_capacity(rows);
    let mut last = None;
    for day in days {
        // Neighbours are mostly of one day.
        if last != Some(*day) {
            let next = Date::from_days(*day).map(name).unwrap_or_default();
            if names.last() != Some(&next) {
                names.push(next);
            }
            last = Some(*day);
        }
        of.push(names.len().checked_sub(1).map(|at| at as u32));
    }
    Names::new(names, &of, rows, &mut 0)
}
