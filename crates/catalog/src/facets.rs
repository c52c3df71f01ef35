use std::sync::OnceLock;

use article::{Date, Slug};

use crate::names::{Names, Tags};
use crate::{CatalogError, FacetColumns, Rows, Sort};

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
    pub(crate) years: Names,
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

    pub(crate) fn decode(columns: FacetColumns) -> Result<Self, CatalogError> {
        let FacetColumns { slugs, views, comments, collects, categories, category, authors, author, .. } = columns;
        let FacetColumns { days, tags, tagged, titles, .. } = columns;
        let mut damaged = 0;
        let mut slug_ends = Vec::new();
        let mut dead = Vec::new();
        if u32::try_from(slugs.len()).is_err() {
            return Err(CatalogError::Damaged("it is larger than 4 GB"));
        }
        let mut end = 0;
        for (row, slug) in slugs.split('\n').enumerate().take_while(|_| !slugs.is_empty()) {
            end += slug.len();
            slug_ends.push(end as u32);
            end += 1;
            if Slug::new(slug).is_err() {
                dead.push(row as u32);
                damaged += 1;
            }
        }
        let rows = slug_ends.len();
        let counts = [views, comments, collects];
        if misfits(&titles, rows) || counts.iter().any(|column| misfits(column, rows)) {
            return Err(CatalogError::Damaged("a column has another number of rows"));
        }
        let days = absolute(&days, rows)?;
        let mut live = Rows::all(rows);
        dead.iter().for_each(|row| live.remove(*row));
        Ok(Self {
            years: years(&days, rows)?,
            categories: Names::new(categories, category, rows, &mut damaged)?,
            authors: Names::new(authors, author, rows, &mut damaged)?,
            tags: Tags::new(tags, &tagged, rows, &mut damaged)?,
            orders: Default::default(),
            slugs,
            slug_ends,
            live,
            days,
            counts,
            titles,
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

    fn slug_text(&self, row: u32) -> Option<&str> {
        let row = row as usize;
        let end = *self.slug_ends.get(row)? as usize;
        let start = if row == 0 { 0 } else { self.slug_ends[row - 1] as usize + 1 };
        Some(&self.slugs[start..end])
    }

    /// All rows in an order; worked out once. `None` for the order they have anyway.
    pub(crate) fn order(&self, sort: Sort) -> Option<&[u32]> {
        if sort == Sort::Newest {
            return None;
        }
        let order = self.orders[sort as usize].get_or_init(|| {
            let mut rows: Vec<u32> = (0..self.len() as u32).collect();
            match sort {
                Sort::Newest => {}
                Sort::Oldest => rows.sort_by_key(|row| self.days.get(*row as usize).copied().unwrap_or(i32::MAX)),
                Sort::Views => self.sort_by_count(&mut rows, 0),
                Sort::Comments => self.sort_by_count(&mut rows, 1),
                Sort::Collects => self.sort_by_count(&mut rows, 2),
                Sort::Title if self.titles.is_empty() => rows.sort_by_key(|row| self.slug_text(*row)),
                Sort::Title => rows.sort_by_key(|row| self.titles[*row as usize]),
            }
            rows
        });
        Some(order)
    }

    fn sort_by_count(&self, rows: &mut [u32], stat: usize) {
        // `None` is less than any count, so it ends up last.
        let count = |row: &u32| self.counts[stat].get(*row as usize).copied().flatten();
        rows.sort_by_key(|row| std::cmp::Reverse(count(row)));
    }
}

fn misfits<T>(column: &[T], rows: usize) -> bool {
    !column.is_empty() && column.len() != rows
}

/// From differences to days since 1970-01-01, each checked to be a day of the calendar.
fn absolute(days: &[i32], rows: usize) -> Result<Vec<i32>, CatalogError> {
    const WRONG: CatalogError = CatalogError::Damaged("the days do not run from new to old");
    if days.len() > rows {
        return Err(WRONG);
    }
    let mut out: Vec<i32> = Vec::with_capacity(days.len());
    for &day in days {
        let day = match out.last() {
            None => day,
            Some(_) if day < 0 => return Err(WRONG),
            Some(last) => last.checked_sub(day).ok_or(WRONG)?,
        };
        Date::from_days(day).ok_or(WRONG)?;
        out.push(day);
    }
    Ok(out)
}

/// The years as a column of names, newest first.
fn years(days: &[i32], rows: usize) -> Result<Names, CatalogError> {
    let mut names: Vec<String> = Vec::new();
    let mut of = Vec::with_capacity(rows);
    let mut last = 0;
    for day in days {
        let year = Date::from_days(*day).map_or(0, Date::year);
        if year != last {
            names.push(year.to_string());
            last = year;
        }
        of.push(names.len().checked_sub(1).map(|at| at as u32));
    }
    of.resize(rows, None);
    Names::new(names, of, rows, &mut 0)
}
