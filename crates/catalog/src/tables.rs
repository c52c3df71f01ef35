//! From listings to columns.

use article::{Language, Stat};

use crate::{FacetColumns, Listing, order};

impl FacetColumns {
    /// The columns of articles that stand newest first, undated ones last. `titles` is each row's place
    /// in the order of titles.
    pub(crate) fn of(listings: &[Listing], titles: Vec<u32>) -> Self {
        let dated: Vec<i32> = listings.iter().map_while(|listing| listing.published.map(|date| date.days())).collect();
        let days = dated.iter().enumerate().map(|(at, day)| if at == 0 { *day } else { dated[at - 1] - day }).collect();
        let slugs: Vec<&str> = listings.iter().map(|listing| listing.slug.as_str()).collect();
        let (categories, category) = one_each(listings.iter().map(|listing| listing.category.as_deref()).collect());
        let (authors, author) = one_each(listings.iter().map(|listing| listing.author.as_deref()).collect());
        let (languages, language) =
            one_each(listings.iter().map(|listing| listing.language.as_ref().map(Language::primary)).collect());
        let uses: Vec<&str> = listings.iter().flat_map(|listing| &listing.tags).map(|tag| tag.as_str()).collect();
        let (tags, places) = table(&uses);
        let mut tagged = Vec::new();
        let mut rest = places.into_iter();
        for listing in listings.iter().filter(|_| !tags.is_empty()) {
            tagged.push(listing.tags.len() as u32);
            tagged.extend(rest.by_ref().take(listing.tags.len()));
        }
        Self {
            version: Self::VERSION,
            slugs: slugs.join("\n"),
            days,
            views: counts(listings, Stat::Views),
            comments: counts(listings, Stat::Comments),
            collects: counts(listings, Stat::Collects),
            categories,
            category,
            authors,
            author,
            languages,
            language,
            tags,
            tagged,
            aliases: Vec::new(),
            alias: Vec::new(),
            titles,
        }
    }
}

/// One count per row; nothing when no row has it. A count beyond `u32` sorts as the largest; the card
/// shows the true one.
fn counts(listings: &[Listing], stat: Stat) -> Vec<Option<u32>> {
    let narrow = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let counts: Vec<_> = listings.iter().map(|listing| listing.stats.get(stat).map(narrow)).collect();
    if counts.iter().all(Option::is_none) { Vec::new() } else { counts }
}

/// The table of the names, and each row's place in it; nothing when no row has one.
fn one_each(values: Vec<Option<&str>>) -> (Vec<String>, Vec<Option<u32>>) {
    let uses: Vec<&str> = values.iter().flatten().copied().collect();
    let (names, places) = table(&uses);
    let mut rest = places.into_iter();
    let column = values.iter().filter(|_| !names.is_empty()).map(|value| value.and_then(|_| rest.next())).collect();
    (names, column)
}

/// The different names, most used first, then by name, so that common names get short places; and the
/// place of each use.
fn table(uses: &[&str]) -> (Vec<String>, Vec<u32>) {
    let by_name = order::by_name(uses.len(), &|at| uses[at as usize]);
    let groups: Vec<&[u32]> = by_name.chunk_by(|a, b| uses[*a as usize] == uses[*b as usize]).collect();
    let most_first = order::by_key(groups.len(), &|at| Some(!(groups[at as usize].len() as u32)));
    let mut places = vec![0; uses.len()];
    let mut names = Vec::with_capacity(groups.len());
    for (place, group) in most_first.iter().map(|at| groups[*at as usize]).enumerate() {
        names.push(uses[group[0] as usize].to_owned());
        group.iter().for_each(|at| places[*at as usize] = place as u32);
    }
    (names, places)
}
