use std::ops::Deref;
use std::sync::Arc;

use crate::names::{Names, Table};
use crate::select::Part;
use crate::{Facets, Filter, RANGED, Rows, ViewState, order};

/// Whether a value of a facet is part of the filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Not chosen.
    #[default]
    Free,
    /// Chosen: an article must have it (a tag), or have it or another chosen one (anything else).
    Chosen,
    /// A tag: an article must have it or another one that is.
    OneOf,
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

/// A count and all above it, and how many articles choosing that would leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtLeast {
    /// 1, 10, 100 and so on.
    pub least: u32,
    /// The articles that have at least so many and match all filters but this count's.
    pub count: u32,
}

/// How many values of a facet are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The first ones: what is chosen, and at least so many others with most articles.
    Few(usize),
    /// All of them.
    All,
}

/// Values of a facet, as far as they are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// Those that are told.
    pub told: Vec<FacetValue>,
    /// How many there are.
    pub all: usize,
}

impl Deref for Values {
    type Target = [FacetValue];

    fn deref(&self) -> &[FacetValue] {
        &self.told
    }
}

/// What remains beside every value of every facet. Values with no article are left out unless they are
/// chosen or excluded. Most articles first, then as in the whole archive; years and months run from new to old.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles in the present list.
    pub total: u32,
    /// Tags.
    pub tags: Values,
    /// Categories.
    pub categories: Values,
    /// Authors.
    pub authors: Values,
    /// Years of publication.
    pub years: Values,
    /// Months of publication.
    pub months: Values,
    /// Languages, by their primary tag.
    pub languages: Values,
    /// How far up views, comments and collects go: of thresholds that leave the same, the highest.
    pub ranges: [Vec<AtLeast>; RANGED.len()],
}

impl Facets {
    /// Counts what each value would leave; `found` as for [`Facets::select`]. Of tags and authors `extent` are
    /// told: to name them all takes longer than to count them.
    pub fn counts(&self, state: &ViewState, found: Option<&[u32]>, extent: Extent) -> Counts {
        let filters = self.filters(state, found);
        let selected = filters.all();
        let mut tags = vec![0; self.tags.table.len()];
        for row in selected.iter() {
            self.tags.of(row).iter().for_each(|id| tags[*id as usize] += 1);
        }
        let mut choices = Vec::new();
        for (filter, choice) in
            [(Filter::Not, Choice::Excluded), (Filter::Any, Choice::OneOf), (Filter::Tag, Choice::Chosen)]
        {
            choices.extend(state.names(filter).iter().map(|name| (name, self.tags.find(name), choice)));
        }
        let column = |column: &Names, part: Part, filter: Filter| {
            let extent = if filter == Filter::Author { extent } else { Extent::All };
            let counts = tally(column, &filters.without(part as usize));
            let names = state.names(filter).iter();
            let chosen: Vec<_> = names.map(|name| (name, column.table.find(name), Choice::Chosen)).collect();
            values(&column.table, &counts, &chosen, extent)
        };
        let mut ranges: [Vec<AtLeast>; RANGED.len()] = Default::default();
        for (at, steps) in ranges.iter_mut().enumerate() {
            *steps = self.steps(at, &filters.without(Part::Views as usize + at));
        }
        Counts {
            total: selected.count() as u32,
            tags: values(&self.tags.table, &tags, &choices, extent),
            categories: column(&self.categories, Part::Category, Filter::Category),
            authors: column(&self.authors, Part::Author, Filter::Author),
            years: newest_first(column(&self.years, Part::Year, Filter::Year)),
            months: newest_first(column(&self.months, Part::Month, Filter::Month)),
            languages: column(&self.languages, Part::Language, Filter::Language),
            ranges,
        }
    }

    /// How many of the rows have at least 1, 10, 100 … of a count.
    fn steps(&self, stat: usize, rows: &Rows) -> Vec<AtLeast> {
        // Of each number of figures; 0 has none.
        let mut figures = [0_u32; 11];
        let counts = self.counted(stat);
        for count in rows.iter().filter_map(|row| *counts.get(row as usize)?) {
            figures[count.checked_ilog10().map_or(0, |log| log as usize + 1)] += 1;
        }
        let mut steps: Vec<AtLeast> = Vec::new();
        let mut count = 0;
        for (at, more) in figures.into_iter().enumerate().skip(1).rev() {
            count += more;
            if more > 0 {
                steps.insert(0, AtLeast { least: 10_u32.pow(at as u32 - 1), count });
            }
        }
        steps
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

/// `chosen` are names, their places in the table, and what is chosen of them; the last one counts.
fn values(table: &Table, counts: &[u32], chosen: &[(&String, Option<u32>, Choice)], extent: Extent) -> Values {
    let mut choices = vec![Choice::Free; counts.len()];
    let mut told = Vec::new();
    for (name, id, choice) in chosen {
        match id {
            Some(id) => choices[*id as usize] = *choice,
            None => told.push(FacetValue { name: name.as_str().into(), count: 0, choice: *choice }),
        }
    }
    let is_shown = |id: usize| counts[id] > 0 || choices[id] != Choice::Free;
    let all = told.len() + (0..counts.len()).filter(|id| is_shown(*id)).count();
    let least = match extent {
        Extent::All => 0,
        Extent::Few(few) => threshold(counts, few),
    };
    let is_told = |id: usize| is_shown(id) && (counts[id] >= least || choices[id] != Choice::Free);
    let ids: Vec<u32> = (0..counts.len()).filter(|id| is_told(*id)).map(|id| id as u32).collect();
    let most_first = order::by_key(ids.len(), &|at| Some(!counts[ids[at as usize] as usize]));
    let value = |id: u32| {
        let at = id as usize;
        FacetValue { name: table.name(id).into(), count: counts[at], choice: choices[at] }
    };
    let unknown = std::mem::take(&mut told);
    told.extend(most_first.into_iter().map(|at| value(ids[at as usize])));
    told.extend(unknown);
    Values { told, all }
}

/// The highest count that at least so many values reach; 0 when they are fewer.
fn threshold(counts: &[u32], few: usize) -> u32 {
    // How many values have each count; high ones are few, and told anyway.
    const HIGH: usize = 256;
    let mut having = [0_usize; HIGH + 1];
    counts.iter().for_each(|count| having[(*count as usize).min(HIGH)] += 1);
    let mut sum = 0;
    for (count, more) in having.into_iter().enumerate().rev() {
        sum += more;
        if sum >= few {
            return count as u32;
        }
    }
    0
}

/// Years and months are told from new to old.
fn newest_first(values: Values) -> Values {
    let by_name = order::by_name(values.len(), &|at| &values[at as usize].name);
    Values { told: by_name.iter().rev().map(|at| values[*at as usize].clone()).collect(), ..values }
}
