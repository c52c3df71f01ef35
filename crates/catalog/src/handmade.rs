use std::collections::BTreeSet;

use article::{ArchivePath, SafeUrl, Slug, Source, Stat, Tag, clean_line};
use serde_json::Value;
use thiserror::Error;

use crate::listing::{MAX_NAME, MAX_SUMMARY, MAX_TAGS, MAX_TITLE};
use crate::names::fold;
use crate::value::{self, Object, count, line};
use crate::{CatalogError, FacetColumns, Facets, Listing, merge};

/// A catalog that is whole in memory: written by hand, or a bare `SUMMARY.md` (DESIGN section 5).
///
/// ```text
/// rows = [ { "path": "it/1.md", "title"?, "date"?, "tags"?: [..] | "a,b", "author"?, "category"?,
///            "summary"?, "views"?, "comments"?, "collects"?, "likes"?, "cover"?, "language"? }, … ]
/// ```
///
/// `path` may be called `file`, `slug` (then without `.md`) or `url`; `summary` also `description`;
/// `author` may be an object with a `name`. Keys nobody knows are left out. An entry that names no
/// article of the archive is skipped; anything else that is wrong costs only its own field.
#[derive(Debug)]
pub struct Catalog {
    /// What filtering needs; the row is the place in `listings`.
    pub facets: Facets,
    /// The cards, newest first, undated ones last, else in the order of the file.
    pub listings: Vec<Listing>,
    /// Entries that are not in the catalog, in the order of the file.
    pub skipped: Vec<Skipped>,
}

/// An entry that was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("entry {entry}: {reason}")]
pub struct Skipped {
    /// Its place in the list, from 1; in a `SUMMARY.md`, its line.
    pub entry: usize,
    /// Why.
    pub reason: SkipReason,
}

/// Why an entry was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SkipReason {
    /// A number, a text or a list stands where an article should.
    #[error("it is not an object")]
    NotAnObject,
    /// Neither `path` nor any of its other names.
    #[error("it names no file; add a path such as \"it/1.md\"")]
    NoPath,
    /// Outside the archive, on another host, or with characters no file has.
    #[error("its path does not lead to a file of the archive")]
    BadPath,
    /// A file that is not Markdown.
    #[error("its file is not an article; articles end in .md, .markdown, .mdx or .txt")]
    NotAnArticle,
    /// The article stands in the list already.
    #[error("the article is in the list twice")]
    Repeated,
}

impl Catalog {
    /// Reads a JSON array of objects.
    pub fn from_rows_json(text: &str) -> Result<Self, CatalogError> {
        match value::json(text)? {
            Value::Array(rows) => Self::from_rows(&rows),
            _ => Err(CatalogError::NotACatalog),
        }
    }

    /// Reads nested lists of links under headings, as GitBook, mdBook and docsify write them.
    pub fn from_summary(text: &str) -> Result<Self, CatalogError> {
        let entries = crate::summary::entries(text);
        if entries.is_empty() {
            return Err(if text.trim().is_empty() { CatalogError::Empty } else { CatalogError::NotACatalog });
        }
        Self::gather(entries.into_iter().map(|entry| (entry.line, entry.listing())))
    }

    pub(crate) fn from_rows(rows: &[Value]) -> Result<Self, CatalogError> {
        Self::gather(rows.iter().enumerate().map(|(at, row)| (at + 1, listing(row))))
    }

    fn gather(entries: impl Iterator<Item = (usize, Result<Listing, SkipReason>)>) -> Result<Self, CatalogError> {
        let (mut listings, mut skipped, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (entry, listing) in entries {
            match listing {
                Ok(listing) if known.insert(listing.slug.clone()) => listings.push(listing),
                Ok(_) => skipped.push(Skipped { entry, reason: SkipReason::Repeated }),
                Err(reason) => skipped.push(Skipped { entry, reason }),
            }
        }
        // `None` is less than any day, so undated articles end up last; the sort is stable.
        listings.sort_by_key(|listing| std::cmp::Reverse(listing.published));
        merge::tags(&mut listings, fold);
        let mut by_title: Vec<u32> = (0..listings.len() as u32).collect();
        by_title.sort_by_cached_key(|row| fold(&listings[*row as usize].title));
        let mut titles = vec![0; listings.len()];
        by_title.iter().enumerate().for_each(|(rank, row)| titles[*row as usize] = rank as u32);
        let facets = FacetColumns::of(&listings, titles).decode()?;
        Ok(Self { facets, listings, skipped })
    }
}

/// The article a reference names: relative to the catalog, percent-encoded or not.
pub(crate) fn slug(reference: &str) -> Result<Slug, SkipReason> {
    let reference = reference.trim();
    let root = ArchivePath::new("catalog.json").map_err(|_| SkipReason::BadPath)?;
    // Invisible characters would make a path look like another (security rule 17), and `//host` would
    // read as a folder.
    let foreign = reference.starts_with("//")
        || clean_line(reference) != reference
        || !SafeUrl::parse(reference).is_ok_and(|url| url.is_relative());
    if foreign {
        return Err(SkipReason::BadPath);
    }
    let path = root.join(reference).map_err(|_| SkipReason::BadPath)?;
    Slug::of(&path).ok_or(SkipReason::NotAnArticle)
}

/// The last part of a slug: what an article without a title is called.
pub(crate) fn name_of(slug: &Slug) -> String {
    slug.as_str().rsplit('/').next().map_or_else(|| slug.to_string(), clean_line)
}

fn listing(row: &Value) -> Result<Listing, SkipReason> {
    let row = row.as_object().ok_or(SkipReason::NotAnObject)?;
    let text = |key: &str| row.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let slug = match (text("path").or(text("file")), text("slug")) {
        (Some(path), _) => slug(path)?,
        (None, Some(name)) => slug(&format!("{name}.md"))?,
        (None, None) => slug(text("url").ok_or(SkipReason::NoPath)?)?,
    };
    let title = line(row, "title", MAX_TITLE).unwrap_or_else(|| name_of(&slug));
    let mut listing = Listing::new(slug, title);
    let summary = line(row, "summary", MAX_SUMMARY).or_else(|| line(row, "description", MAX_SUMMARY));
    listing.summary = summary.unwrap_or_default();
    listing.category = line(row, "category", MAX_NAME);
    listing.author = line(row, "author", MAX_NAME)
        .or_else(|| row.get("author").and_then(Value::as_object).and_then(|author| line(author, "name", MAX_NAME)));
    listing.published = text("date").and_then(|date| date.parse().ok());
    for stat in Stat::ALL {
        row.get(stat.key()).and_then(count).into_iter().for_each(|count| listing.stats.set(stat, count));
    }
    listing.tags = tags(row);
    listing.cover = text("cover").and_then(cover);
    listing.language = text("language").or(text("lang")).and_then(article::Language::new);
    Ok(listing)
}

fn tags(row: &Object) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut push = |text: &str| {
        if let Some(tag) = Tag::new(text).filter(|tag| tags.len() < MAX_TAGS && !tags.contains(tag)) {
            tags.push(tag);
        }
    };
    match row.get("tags") {
        Some(Value::String(text)) => text.split(',').for_each(push),
        Some(Value::Array(list)) => list.iter().for_each(|tag| match tag {
            Value::String(text) => push(text),
            Value::Number(number) => push(&number.to_string()),
            _ => {}
        }),
        _ => {}
    }
    tags
}

/// A picture: a file of the archive, or an address on the web.
fn cover(text: &str) -> Option<Source> {
    let url = SafeUrl::parse_image(text).ok()?;
    if !url.is_relative() {
        return Some(Source::Url(url));
    }
    ArchivePath::new("catalog.json").ok()?.join(text).ok().map(Source::File)
}

#[cfg(test)]
#[path = "handmade_tests.rs"]
mod tests;
