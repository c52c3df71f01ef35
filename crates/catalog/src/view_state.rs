use article::{Slug, Tag, clean_line};

use crate::Sort;
use crate::query::{pairs, push_pair};

/// Values one filter may have; no interface reaches it, so only an address made to harm does.
const MAX_VALUES: usize = 64;
/// Characters of a category's or an author's name, and of a search.
const MAX_CHARS: usize = 200;

/// What is shown: everything an address says, and nothing else (DESIGN section 3).
///
/// ```text
/// ?article=it/6170668&tag=小红书&tag=行业观察&not=初级&category=It&author=…&year=2025&sort=views&q=…
/// ```
///
/// The methods give changed copies, normalised as [`ViewState::parse`] would, so that a state and its
/// address always say the same. Write the fields only with values that came from a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewState {
    /// The article that is open; `None` is the rack.
    pub article: Option<Slug>,
    /// Tags an article must all have, in the order they were chosen.
    pub tags: Vec<String>,
    /// Tags an article must not have.
    pub not: Vec<String>,
    /// Categories, one of which an article must be in.
    pub categories: Vec<String>,
    /// Authors, one of whom must have written an article.
    pub authors: Vec<String>,
    /// Years, in one of which an article must have been published.
    pub years: Vec<u16>,
    /// The order of the list.
    pub sort: Sort,
    /// What is searched for; empty when nothing is. Who answers is told to [`crate::Facets`].
    pub query: String,
}

impl ViewState {
    /// Reads a query, with or without `?`. Whatever is unknown or malformed is left out: an address is
    /// never an error.
    pub fn parse(query: &str) -> Self {
        let mut state = Self::default();
        for (name, value) in pairs(query) {
            match name.as_str() {
                "article" => state.article = Slug::new(&value).ok().or(state.article),
                "tag" => state.tags.push(value),
                "not" => state.not.push(value),
                "category" => state.categories.push(value),
                "author" => state.authors.push(value),
                "year" => state.years.extend(value.parse::<u16>().ok()),
                "sort" => state.sort = Sort::from_key(&value).unwrap_or(state.sort),
                "q" => state.query = value,
                _ => {}
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
        for (name, values) in
            [("tag", &self.tags), ("not", &self.not), ("category", &self.categories), ("author", &self.authors)]
        {
            values.iter().for_each(|value| push_pair(&mut out, name, value));
        }
        self.years.iter().for_each(|year| push_pair(&mut out, "year", &year.to_string()));
        if self.sort != Sort::default() {
            push_pair(&mut out, "sort", self.sort.key());
        }
        if !self.query.is_empty() {
            push_pair(&mut out, "q", &self.query);
        }
        out
    }

    /// Anything that makes the list shorter is on.
    pub fn has_filters(&self) -> bool {
        let Self { tags, not, categories, authors, years, query, .. } = self;
        [tags, not, categories, authors].iter().any(|values| !values.is_empty())
            || !years.is_empty()
            || !query.is_empty()
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
        Self { query: query.to_owned(), ..self.clone() }.normalised()
    }

    /// Without filters and search. The order and the open article stay.
    pub fn cleared(&self) -> Self {
        Self { article: self.article.clone(), sort: self.sort, ..Self::default() }
    }

    /// With the tag required if it was not, and else without it. A tag that was excluded is no longer.
    pub fn with_tag_toggled(&self, tag: &str) -> Self {
        self.changed(|state| toggle(&mut state.tags, tag))
    }

    /// With the tag excluded if it was not, and else without it. A tag that was required is no longer.
    pub fn with_tag_excluded(&self, tag: &str) -> Self {
        self.changed(|state| {
            state.tags.retain(|known| known != tag);
            toggle(&mut state.not, tag);
        })
    }

    /// With the category added or taken away.
    pub fn with_category_toggled(&self, category: &str) -> Self {
        self.changed(|state| toggle(&mut state.categories, category))
    }

    /// With the author added or taken away.
    pub fn with_author_toggled(&self, author: &str) -> Self {
        self.changed(|state| toggle(&mut state.authors, author))
    }

    /// With the year added or taken away.
    pub fn with_year_toggled(&self, year: u16) -> Self {
        self.changed(|state| match state.years.contains(&year) {
            true => state.years.retain(|known| *known != year),
            false => state.years.push(year),
        })
    }

    /// Without the required tag.
    pub fn without_tag(&self, tag: &str) -> Self {
        self.changed(|state| state.tags.retain(|known| known != tag))
    }

    /// Without the excluded tag.
    pub fn without_not(&self, tag: &str) -> Self {
        self.changed(|state| state.not.retain(|known| known != tag))
    }

    /// Without the category.
    pub fn without_category(&self, category: &str) -> Self {
        self.changed(|state| state.categories.retain(|known| known != category))
    }

    /// Without the author.
    pub fn without_author(&self, author: &str) -> Self {
        self.changed(|state| state.authors.retain(|known| known != author))
    }

    /// Without the year.
    pub fn without_year(&self, year: u16) -> Self {
        self.changed(|state| state.years.retain(|known| *known != year))
    }

    /// Without the search.
    pub fn without_query(&self) -> Self {
        self.searched("")
    }

    fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut state = self.clone();
        change(&mut state);
        state.normalised()
    }

    /// One clean line each, nothing twice, no tag both required and excluded, within the bounds.
    pub(crate) fn normalised(mut self) -> Self {
        clean(&mut self.tags, |text| Tag::new(text).map(String::from));
        clean(&mut self.not, |text| Tag::new(text).map(String::from));
        self.not.retain(|tag| !self.tags.contains(tag));
        clean(&mut self.categories, |text| name(text));
        clean(&mut self.authors, |text| name(text));
        clean(&mut self.years, |year| (1..=9999).contains(year).then_some(*year));
        self.query = clean_line(&clean_line(&self.query).chars().take(MAX_CHARS).collect::<String>());
        if self.query.is_empty() && self.sort == Sort::Newest {
            self.sort = Sort::Best;
        }
        self
    }
}

fn toggle(values: &mut Vec<String>, value: &str) {
    match values.iter().position(|known| known == value) {
        Some(at) => {
            values.remove(at);
        }
        None => values.push(value.to_owned()),
    }
}

fn name(text: &str) -> Option<String> {
    let line = clean_line(text);
    (!line.is_empty() && line.chars().count() <= MAX_CHARS).then_some(line)
}

/// Keeps what passes the check, once each, up to the bound.
#[inline(never)]
fn clean<T: PartialEq>(values: &mut Vec<T>, check: fn(&T) -> Option<T>) {
    let mut kept: Vec<T> = Vec::new();
    for value in values.iter().filter_map(check) {
        if kept.len() < MAX_VALUES && !kept.contains(&value) {
            kept.push(value);
        }
    }
    *values = kept;
}

#[cfg(test)]
#[path = "view_state_tests.rs"]
mod tests;
