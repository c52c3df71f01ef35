use article::Slug;

use crate::names::Names;
use crate::{Facets, Rows, Sort, ViewState};

/// The rows that match, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Rows of the catalog.
    pub rows: Vec<u32>,
}

impl Selection {
    /// How many articles match.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// No article matches.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Where a row stands in the list.
    pub fn position(&self, row: u32) -> Option<usize> {
        self.rows.iter().position(|known| *known == row)
    }
}

/// The articles before and after one, in the list as it is filtered and sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The one above it in the list.
    pub previous: Option<Slug>,
    /// The one below it in the list.
    pub next: Option<Slug>,
}

/// The rows that each filter lets through; `None` where a filter is off.
pub(crate) struct Filters {
    pub(crate) tags: Rows,
    pub(crate) category: Option<Rows>,
    pub(crate) author: Option<Rows>,
    pub(crate) year: Option<Rows>,
}

impl Filters {
    fn of(facets: &Facets, state: &ViewState, found: Option<&[u32]>) -> Self {
        let mut tags = facets.live().clone();
        if let Some(found) = found {
            let mut rows = Rows::none(facets.len());
            found.iter().for_each(|row| rows.insert(*row));
            tags.intersect(&rows);
        }
        for name in &state.tags {
            match facets.tags.table.find(name) {
                Some(id) => tags.intersect(&facets.tags.rows_of(id)),
                None => tags = Rows::none(facets.len()),
            }
        }
        for id in state.not.iter().filter_map(|name| facets.tags.table.find(name)) {
            tags.subtract(&facets.tags.rows_of(id));
        }
        let years: Vec<String> = state.years.iter().map(u16::to_string).collect();
        Self {
            tags,
            category: any_of(&facets.categories, &state.categories),
            author: any_of(&facets.authors, &state.authors),
            year: any_of(&facets.years, &years),
        }
    }

    /// The rows that tags and all of `others` let through.
    pub(crate) fn meet(&self, others: [&Option<Rows>; 2]) -> Rows {
        let mut rows = self.tags.clone();
        others.into_iter().flatten().for_each(|other| rows.intersect(other));
        rows
    }

    /// The rows that every filter lets through.
    pub(crate) fn all(&self) -> Rows {
        let mut rows = self.meet([&self.category, &self.author]);
        self.year.iter().for_each(|year| rows.intersect(year));
        rows
    }
}

/// `None` when nothing is chosen. A name that nobody has lets nothing through by itself.
fn any_of(column: &Names, chosen: &[String]) -> Option<Rows> {
    (!chosen.is_empty()).then(|| column.rows_of(chosen.iter().filter_map(|name| column.table.find(name))))
}

impl Facets {
    pub(crate) fn filters(&self, state: &ViewState, found: Option<&[u32]>) -> Filters {
        Filters::of(self, state, found)
    }

    /// The rows that match every filter, in the order asked for. A required tag that nobody has matches
    /// nothing. `found` is who answers the search ([`ViewState::query`]), the best first, if something is
    /// searched for.
    pub fn select(&self, state: &ViewState, found: Option<&[u32]>) -> Selection {
        let matching = self.filters(state, found).all();
        let order = match (state.sort, found) {
            (Sort::Best, Some(found)) => Some(found),
            (sort, _) => self.order(sort),
        };
        let rows = match order {
            None => matching.iter().collect(),
            Some(order) => order.iter().copied().filter(|row| matching.contains(*row)).collect(),
        };
        Selection { rows }
    }

    /// The same state with every tag, category and author spelled as the catalog does, so that a link typed
    /// by hand shows the values as chosen. Names that nobody has stay as they are.
    pub fn respelled(&self, state: &ViewState) -> ViewState {
        let mut state = state.clone();
        let tables = [&self.tags.table, &self.tags.table, &self.categories.table, &self.authors.table];
        let lists = [&mut state.tags, &mut state.not, &mut state.categories, &mut state.authors];
        for (table, names) in tables.into_iter().zip(lists) {
            for name in names {
                if let Some(id) = table.find(name) {
                    *name = table.name(id).to_string();
                }
            }
        }
        state.normalised()
    }

    /// What stands before and after an article in a list; nothing when it is not in it.
    pub fn neighbours(&self, selection: &Selection, slug: &Slug) -> Neighbours {
        let Some(at) = self.row_of(slug).and_then(|row| selection.position(row)) else {
            return Neighbours::default();
        };
        let slug_at = |at: Option<usize>| self.slug(*selection.rows.get(at?)?);
        Neighbours { previous: slug_at(at.checked_sub(1)), next: slug_at(at.checked_add(1)) }
    }
}
