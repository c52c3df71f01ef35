use article::{Language, Slug, Stat, Tag, clean_line};

use crate::query::{pairs, push_pair};
use crate::{Range, Sort};

/// Values one filter may have; no interface reaches it, so only an address made to harm does.
const MAX_VALUES: usize = 64;
/// Characters of a category's or an author's name, and of a search.
const MAX_CHARS: usize = 200;

/// A part of the filter that holds names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Tags an article must all have, in the order they were chosen.
    Tag,
    /// Tags one of which an article must have.
    Any,
    /// Tags an article must not have.
    Not,
    /// Categories, one of which an article must be in.
    Category,
    /// Authors, one of whom must have written an article.
    Author,
    /// Years, in one of which an article must have been published.
    Year,
    /// The same of months: `2025-01`.
    Month,
    /// Languages, in one of which an article must be written: `zh`.
    Language,
}

impl Filter {
    /// All of them, as an address names them.
    pub const ALL: [Self; 8] =
        [Self::Tag, Self::Any, Self::Not, Self::Category, Self::Author, Self::Year, Self::Month, Self::Language];

    /// The name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Any => "any",
            Self::Not => "not",
            Self::Category => "category",
            Self::Author => "author",
            Self::Year => "year",
            Self::Month => "month",
            Self::Language => "lang",
        }
    }

    /// The value as an address writes it; `None` when it cannot be one.
    fn clean(self, text: &str) -> Option<String> {
        match self {
            Self::Tag | Self::Any | Self::Not => Tag::new(text).map(String::from),
            Self::Category | Self::Author => name(text),
            Self::Year => year(text).map(|year| year.to_string()),
            Self::Month => {
                let (of, month) = text.split_once('-')?;
                let number = month.parse::<u8>().ok().filter(|number| (1..=12).contains(number))?;
                Some(format!("{:04}-{number:02}", year(of)?))
            }
            Self::Language => Language::new(text).map(|language| language.primary().to_ascii_lowercase()),
        }
    }
}

/// What is shown: everything an address says, and nothing else (DESIGN section 3).
///
/// ```text
/// ?article=it/6170668&tag=小红书&tag=行业观察&any=微信&not=初级&category=It&author=…&year=2025&month=2025-01
/// &lang=zh&views=1000-&comments=1-&collects=10-99&sort=views&q=…
/// ```
///
/// The methods give changed copies, normalised as [`ViewState::parse`] would, so that a state and its
/// address always say the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewState {
    /// The article that is open; `None` is the rack.
    pub article: Option<Slug>,
    /// The names of every [`Filter`].
    names: [Vec<String>; Filter::ALL.len()],
    /// What views, comments and collects have to be; open where anything goes.
    ranges: [Range; RANGED.len()],
    /// The order of the list.
    pub sort: Sort,
    /// What is searched for; empty when nothing is. Who answers is told to [`crate::Facets`].
    pub query: String,
}

/// Counts of which a range can be asked for.
pub const RANGED: [Stat; 3] = [Stat::Views, Stat::Comments, Stat::Collects];

impl ViewState {
    /// Reads a query, with or without `?`. Whatever is unknown or malformed is left out: an address is
    /// never an error.
    pub fn parse(query: &str) -> Self {
        let mut state = Self::default();
        for (name, value) in pairs(query) {
            match name.as_str() {
                "article" => state.article = Slug::new(&value).ok().or(state.article),
                "sort" => state.sort = Sort::from_key(&value).unwrap_or(state.sort),
                "q" => state.query = value,
                name => {
                    if let Some(filter) = Filter::ALL.into_iter().find(|filter| filter.key() == name) {
                        state.names[filter as usize].push(value);
                    } else if let Some(at) = RANGED.iter().position(|stat| stat.key() == name) {
                        state.ranges[at] = value.parse().unwrap_or(state.ranges[at]);
                    }
                }
            }
        }
        state.normalised()
    }

    /// The query without `?`; empty for the default state. Letters of other scripts are written as
    /// they are: browsers encode them by themselves, and [`ViewState::parse`] reads both.
    pub fn to_query(&self) -> String {
        let mut out = String::new();
        if let Some(slug) = &self.article {
            push_pair(&mut out, "article", slug.as_str());
        }
        for filter in Filter::ALL {
            self.names(filter).iter().for_each(|name| push_pair(&mut out, filter.key(), name));
        }
        for (stat, range) in RANGED.iter().zip(self.ranges).filter(|(_, range)| !range.is_open()) {
            push_pair(&mut out, stat.key(), &range.to_string());
        }
        if self.sort != Sort::default() {
            push_pair(&mut out, "sort", self.sort.key());
        }
        if !self.query.is_empty() {
            push_pair(&mut out, "q", &self.query);
        }
        out
    }

    /// The names that a filter holds.
    pub fn names(&self, filter: Filter) -> &[String] {
        &self.names[filter as usize]
    }

    pub(crate) fn names_mut(&mut self, filter: Filter) -> &mut Vec<String> {
        &mut self.names[filter as usize]
    }

    /// The filter holds the name.
    pub fn has(&self, filter: Filter, name: &str) -> bool {
        self.names(filter).iter().any(|known| known == name)
    }

    /// What a count has to be; open for counts that are not in [`RANGED`].
    pub fn range(&self, stat: Stat) -> Range {
        RANGED.iter().position(|known| *known == stat).map(|at| self.ranges[at]).unwrap_or_default()
    }

    /// How many values make the list shorter; a search is none.
    pub fn filters(&self) -> usize {
        let ranges = self.ranges.iter().filter(|range| !range.is_open()).count();
        self.names.iter().map(Vec::len).sum::<usize>() + ranges
    }

    /// Anything that makes the list shorter is on.
    pub fn has_filters(&self) -> bool {
        self.filters() > 0 || !self.query.is_empty()
    }

    /// With the article open.
    pub fn opened(&self, slug: &Slug) -> Self {
        Self { article: Some(slug.clone()), ..self.clone() }
    }

    /// Back at the rack.
    pub fn closed(&self) -> Self {
        Self { article: None, ..self.clone() }
    }

    /// In another order.
    pub fn sorted(&self, sort: Sort) -> Self {
        self.changed(|state| state.sort = sort)
    }

    /// The order by its own name: without a search [`Sort::Best`] is [`Sort::Newest`].
    pub fn order(&self) -> Sort {
        if self.sort == Sort::Best && self.query.is_empty() { Sort::Newest } else { self.sort }
    }

    /// Searching for `query`; an empty one ends the search.
    pub fn searched(&self, query: &str) -> Self {
        self.changed(|state| query.clone_into(&mut state.query))
    }

    /// Without filters and search. The order and the open article stay.
    pub fn cleared(&self) -> Self {
        Self { article: self.article.clone(), sort: self.sort, ..Self::default() }
    }

    /// With the name in the filter if it was not, and else without it. A tag is required, one of several,
    /// or excluded: it leaves the other two.
    pub fn toggled(&self, filter: Filter, name: &str) -> Self {
        self.changed(|state| {
            let had = state.has(filter, name);
            let same: &[Filter] = match filter {
                Filter::Tag | Filter::Any | Filter::Not => &[Filter::Tag, Filter::Any, Filter::Not],
                _ => &[filter],
            };
            for filter in same {
                state.names_mut(*filter).retain(|known| known != name);
            }
            if !had {
                state.names_mut(filter).push(name.to_owned());
            }
        })
    }

    /// With this range of a count, an open one for any.
    pub fn ranged(&self, stat: Stat, range: Range) -> Self {
        self.changed(|state| {
            RANGED.iter().zip(&mut state.ranges).filter(|(known, _)| **known == stat).for_each(|(_, of)| *of = range);
        })
    }

    fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut state = self.clone();
        change(&mut state);
        state.normalised()
    }

    /// One clean line each, nothing twice, every tag in one filter only, within the bounds.
    pub(crate) fn normalised(mut self) -> Self {
        for filter in Filter::ALL {
            let mut kept: Vec<String> = Vec::new();
            for name in self.names(filter).iter().filter_map(|name| filter.clean(name)) {
                let is_taken = match filter {
                    Filter::Any => self.has(Filter::Tag, &name),
                    Filter::Not => self.has(Filter::Tag, &name) || self.has(Filter::Any, &name),
                    _ => false,
                };
                if kept.len() < MAX_VALUES && !is_taken && !kept.contains(&name) {
                    kept.push(name);
                }
            }
            self.names[filter as usize] = kept;
        }
        self.query = clean_line(&clean_line(&self.query).chars().take(MAX_CHARS).collect::<String>());
        if self.query.is_empty() && self.sort == Sort::Newest {
            self.sort = Sort::Best;
        }
        self
    }
}

fn name(text: &str) -> Option<String> {
    let line = clean_line(text);
    (!line.is_empty() && line.chars().count() <= MAX_CHARS).then_some(line)
}

fn year(text: &str) -> Option<u16> {
    text.parse().ok().filter(|year| (1..=9999).contains(year))
}

#[cfg(test)]
#[path = "view_state_tests.rs"]
mod tests;
