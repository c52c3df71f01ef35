use article::{Slug, Tag};

use crate::names::Names;
use crate::{Facets, Filter, RANGED, Range, Rows, Sort, ViewState};

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

/// The rows that each filter lets through.
pub(crate) struct Filters {
    /// What is found, as far as tags let it through.
    tags: Rows,
    /// `None` where a filter is off; in the order of [`Part`].
    parts: [Option<Rows>; 8],
}

/// A filter that is widened by what is chosen in it: its own counts are those without it.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Category,
    Author,
    Year,
    Month,
    Language,
    /// And behind it the other two of [`crate::RANGED`].
    Views,
}

impl Filters {
    fn of(facets: &Facets, state: &ViewState, found: Option<&[u32]>) -> Self {
        let mut tags = facets.live().clone();
        if let Some(found) = found {
            let mut rows = Rows::none(facets.len());
            found.iter().for_each(|row| rows.insert(*row));
            tags.intersect(&rows);
        }
        for name in state.names(Filter::Tag) {
            match facets.tags.find(name) {
                Some(id) => tags.intersect(&facets.tags.rows_of(id)),
                None => tags = Rows::none(facets.len()),
            }
        }
        if !state.names(Filter::Any).is_empty() {
            let mut any = Rows::none(facets.len());
            for id in state.names(Filter::Any).iter().filter_map(|name| facets.tags.find(name)) {
                facets.tags.having(id).iter().for_each(|row| any.insert(*row));
            }
            tags.intersect(&any);
        }
        for id in state.names(Filter::Not).iter().filter_map(|name| facets.tags.find(name)) {
            tags.subtract(&facets.tags.rows_of(id));
        }
        let columns = [
            (&facets.categories, Filter::Category),
            (&facets.authors, Filter::Author),
            (&facets.years, Filter::Year),
            (&facets.months, Filter::Month),
            (&facets.languages, Filter::Language),
        ];
        let mut parts = [const { None }; 8];
        for (part, (column, filter)) in parts.iter_mut().zip(columns) {
            *part = any_of(column, state.names(filter));
        }
        for (at, stat) in RANGED.into_iter().enumerate() {
            let range = state.range(stat);
            parts[Part::Views as usize + at] = (!range.is_open()).then(|| facets.in_range(at, range));
        }
        Self { tags, parts }
    }

    /// The rows that every filter lets through, but for the one at `part`.
    pub(crate) fn without(&self, part: usize) -> Rows {
        let mut rows = self.tags.clone();
        let others = self.parts.iter().enumerate().filter(|(at, _)| *at != part);
        others.filter_map(|(_, other)| other.as_ref()).for_each(|other| rows.intersect(other));
        rows
    }

    /// The rows that every filter lets through.
    pub(crate) fn all(&self) -> Rows {
        self.without(usize::MAX)
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

    /// The rows that have a count in the range.
    fn in_range(&self, stat: usize, range: Range) -> Rows {
        let mut rows = Rows::none(self.len());
        let counts = self.counted(stat).iter().enumerate();
        counts
            .filter(|(_, count)| count.is_some_and(|count| range.contains(count)))
            .for_each(|(row, _)| rows.insert(row as u32));
        rows
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
        for filter in [Filter::Tag, Filter::Any, Filter::Not, Filter::Category, Filter::Author] {
            for name in state.names_mut(filter) {
                let (table, id) = match filter {
                    Filter::Category => (&self.categories.table, self.categories.table.find(name)),
                    Filter::Author => (&self.authors.table, self.authors.table.find(name)),
                    _ => (&self.tags.table, self.tags.find(name)),
                };
                if let Some(id) = id {
                    *name = table.name(id).to_string();
                }
            }
        }
        state.normalised()
    }

    /// Tags as the catalog spells them; one that nobody has stays as it is, and none is left twice.
    pub fn spelled(&self, tags: &[Tag]) -> Vec<Tag> {
        let mut spelled: Vec<Tag> = Vec::with_capacity(tags.len());
        for tag in tags {
            let known = self.tags.find(tag.as_str()).and_then(|id| Tag::new(self.tags.table.name(id)));
            let tag = known.unwrap_or_else(|| tag.clone());
            if !spelled.contains(&tag) {
                spelled.push(tag);
            }
        }
        spelled
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
