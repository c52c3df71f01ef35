use std::sync::Arc;

use crate::names::{Names, Table};
use crate::{Facets, Rows, ViewState, order};

/// Whether a value of a facet is part of the filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Not chosen.
    #[default]
    Free,
    /// Chosen: an article must have it (a tag), or have it or another chosen one (anything else).
    Chosen,
    /// Excluded: an article must not have it.
    Excluded,
}

/// A value of a facet, and how many articles choosing it would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// As it is shown and as it stands in the address.
    pub name: Arc<str>,
    /// For a tag: the articles of the present list that have it. For any other facet: the articles that
    /// have it and match all filters of the other facets.
    pub count: u32,
    /// Whether it is part of the filter.
    pub choice: Choice,
}

/// What remains beside every value of every facet. Values with no article are left out unless they are
/// chosen or excluded. Most articles first, then by name; years run from new to old.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles in the present list.
    pub total: u32,
    /// Tags.
    pub tags: Vec<FacetValue>,
    /// Categories.
    pub categories: Vec<FacetValue>,
    /// Authors.
    pub authors: Vec<FacetValue>,
    /// Years of publication.
    pub years: Vec<FacetValue>,
}

impl Facets {
    /// Counts what each value would leave; `found` as for [`Facets::select`].
    pub fn counts(&self, state: &ViewState, found: Option<&[u32]>) -> Counts {
        let filters = self.filters(state, found);
        let selected = filters.all();
        let mut tags = vec![0; self.tags.table.len()];
        for row in selected.iter() {
            self.tags.of(row).iter().for_each(|id| tags[*id as usize] += 1);
        }
        let categories = tally(&self.categories, &filters.meet([&filters.author, &filters.year]));
        let authors = tally(&self.authors, &filters.meet([&filters.category, &filters.year]));
        let years = tally(&self.years, &filters.meet([&filters.category, &filters.author]));
        let chosen_years: Vec<String> = state.years.iter().map(u16::to_string).collect();
        let years = newest_first(&values(&self.years.table, &years, &chosen_years, &[]));
        Counts {
            total: selected.count() as u32,
            tags: values(&self.tags.table, &tags, &state.tags, &state.not),
            categories: values(&self.categories.table, &categories, &state.categories, &[]),
            authors: values(&self.authors.table, &authors, &state.authors, &[]),
            years,
        }
    }
}

/// How many of the rows have each value.
fn tally(column: &Names, rows: &Rows) -> Vec<u32> {
    let mut counts = vec![0; column.table.len()];
    for row in rows.iter() {
        if let Some(count) = counts.get_mut(column.of(row) as usize) {
            *count += 1;
        }
    }
    counts
}

fn values(table: &Table, counts: &[u32], chosen: &[String], excluded: &[String]) -> Vec<FacetValue> {
    let mut choices = vec![Choice::Free; counts.len()];
    let mut unknown = Vec::new();
    for (names, choice) in [(excluded, Choice::Excluded), (chosen, Choice::Chosen)] {
        for name in names {
            match table.find(name) {
                Some(id) => choices[id as usize] = choice,
                None => unknown.push(FacetValue { name: name.as_str().into(), count: 0, choice }),
            }
        }
    }
    let shown = |id: &u32| counts[*id as usize] > 0 || choices[*id as usize] != Choice::Free;
    let ids: Vec<u32> = table.by_name().iter().copied().filter(shown).collect();
    let most_first = order::by_key(ids.len(), &|at| Some(!counts[ids[at as usize] as usize]));
    let value = |id: u32| {
        let at = id as usize;
        FacetValue { name: table.name(id).clone(), count: counts[at], choice: choices[at] }
    };
    most_first.into_iter().map(|at| value(ids[at as usize])).chain(unknown).collect()
}

fn newest_first(years: &[FacetValue]) -> Vec<FacetValue> {
    let year = |at: u32| years[at as usize].name.parse::<u16>().unwrap_or(0);
    order::by_key(years.len(), &|at| Some(!u32::from(year(at)))).iter().map(|at| years[*at as usize].clone()).collect()
}
