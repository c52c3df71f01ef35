use std::collections::BTreeMap;

use article::Stat;
use serde::{Deserialize, Serialize};

use crate::{CatalogError, Facets, Listing};

/// The file `catalog/facets.<hash>.json`: what filtering and sorting need, column by column. Titles and
/// summaries are not in it (DESIGN section 5: columns are 17 % smaller than rows, summaries are most of
/// the bytes).
///
/// ```text
/// facets   = { "version":1, "slugs":"a\nb\nc", "days":[20102,0,3], "views":[3577,null,0], … }
/// slugs    = every article's slug, newest first, one a line: the line is the row
/// days     = days since 1970-01-01 of the first row, then how many days earlier each next one is;
///            rows beyond its end have no date
/// views, comments, collects = the count or null, per row; absent when no row has one
/// categories, authors, tags = tables of names, most used first
/// category, author          = the place in the table or null, per row
/// tagged   = how many tags, then their places in the table, row after row: [2,0,7,0,1,3]
/// titles   = the place of each row when they are sorted by title
/// ```
///
/// A key that is not known is left out, an absent one is an empty column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the grammar above says what each column holds")]
pub struct FacetColumns {
    pub version: u64,
    pub slugs: String,
    pub days: Vec<i32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub collects: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tagged: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<u32>,
}

impl FacetColumns {
    /// The version this program reads and writes.
    pub const VERSION: u64 = 1;

    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, CatalogError> {
        let columns: Self = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        match columns.version {
            Self::VERSION => Ok(columns),
            other => Err(CatalogError::Version(other)),
        }
    }

    /// Checks every column against the others.
    pub fn decode(self) -> Result<Facets, CatalogError> {
        Facets::decode(self)
    }

    /// The columns of articles that stand newest first, undated ones last. `titles` is each row's place
    /// in the order of titles.
    pub(crate) fn of(listings: &[Listing], titles: Vec<u32>) -> Self {
        let dated: Vec<i32> = listings.iter().map_while(|listing| listing.published.map(|date| date.days())).collect();
        let days = dated.iter().enumerate().map(|(at, day)| if at == 0 { *day } else { dated[at - 1] - day }).collect();
        let (categories, category) = table(listings.iter().map(|listing| listing.category.as_deref()));
        let (authors, author) = table(listings.iter().map(|listing| listing.author.as_deref()));
        let uses = listings.iter().flat_map(|listing| listing.tags.iter().map(|tag| tag.as_str()));
        let (tags, ids) = by_use(uses);
        let mut tagged = Vec::new();
        for listing in listings {
            tagged.push(listing.tags.len() as u32);
            tagged.extend(listing.tags.iter().map(|tag| ids[tag.as_str()]));
        }
        Self {
            version: Self::VERSION,
            slugs: listings.iter().map(|listing| listing.slug.as_str()).collect::<Vec<_>>().join("\n"),
            days,
            views: counts(listings, Stat::Views),
            comments: counts(listings, Stat::Comments),
            collects: counts(listings, Stat::Collects),
            categories,
            category,
            authors,
            author,
            tagged: if tags.is_empty() { Vec::new() } else { tagged },
            tags,
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

fn table<'a>(values: impl Iterator<Item = Option<&'a str>> + Clone) -> (Vec<String>, Vec<Option<u32>>) {
    let (names, ids) = by_use(values.clone().flatten());
    let column = if names.is_empty() { Vec::new() } else { values.map(|value| Some(ids[value?])).collect() };
    (names, column)
}

/// Names, most used first, then by name; and the place of each. Common names get short places.
fn by_use<'a>(uses: impl Iterator<Item = &'a str>) -> (Vec<String>, BTreeMap<&'a str, u32>) {
    let mut ids: BTreeMap<&str, u32> = BTreeMap::new();
    for name in uses {
        *ids.entry(name).or_default() += 1;
    }
    let mut names: Vec<(&str, u32)> = ids.iter().map(|(name, count)| (*name, *count)).collect();
    names.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    for (at, (name, _)) in names.iter().enumerate() {
        ids.insert(name, at as u32);
    }
    (names.iter().map(|(name, _)| (*name).to_owned()).collect(), ids)
}
