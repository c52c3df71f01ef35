//! Catalogs written by hand, and bare `SUMMARY.md` files: read, and rewritten as the press's files.
//!
//! The page leaves this to a module of its own (feature `handmade`, crates/arranger): few sites have
//! such a catalog, and every visitor would pay for its readers.

use article::{ArchivePath, SafeUrl, Slug, Source, Stat, Tag, clean_line};
use thiserror::Error;

use crate::json::{Kind, Reader};
use crate::listing::{MAX_NAME, MAX_SUMMARY, MAX_TAGS, MAX_TITLE};
use crate::names::fold;
use crate::value::{Object, Value};
use crate::{CardChunk, CatalogError, FacetColumns, Facets, Listing, merge, order, summary};

/// The result of an entry, and its place.
type Entry = (usize, Result<Listing, SkipReason>);

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

/// Rewrites a catalog as the press would: the file that [`Facets::parse`] reads, the one that
/// [`CardChunk::parse`] reads, with all cards, and how many entries were skipped.
pub fn arrange(text: &str) -> Result<(String, String, usize), CatalogError> {
    let Gathered { columns, listings, skipped } = Gathered::parse(text)?;
    Ok((columns.write(), CardChunk::write(listings.iter()), skipped.len()))
}

impl Catalog {
    /// Reads either kind: an array is a list of articles, and other text is a `SUMMARY.md` if it holds at
    /// least one list item that links.
    pub fn parse(text: &str) -> Result<Self, CatalogError> {
        Gathered::parse(text)?.decode()
    }

    /// Reads a JSON array of objects.
    pub fn from_rows_json(text: &str) -> Result<Self, CatalogError> {
        Gathered::of(rows(text)?).decode()
    }

    /// Reads nested lists of links under headings, as GitBook, mdBook and docsify write them.
    pub fn from_summary(text: &str) -> Result<Self, CatalogError> {
        Gathered::of(links(text)?).decode()
    }
}

/// A catalog before its columns are checked.
struct Gathered {
    columns: FacetColumns,
    listings: Vec<Listing>,
    skipped: Vec<Skipped>,
}

impl Gathered {
    fn parse(text: &str) -> Result<Self, CatalogError> {
        match rows(text) {
            Ok(rows) => Ok(Self::of(rows)),
            // `[` may also begin a link; what JSON calls an error may still be Markdown.
            Err(error @ CatalogError::NotJson { .. }) => links(text).map(Self::of).map_err(|_| error),
            Err(error) => Err(error),
        }
    }

    fn of(entries: Vec<Entry>) -> Self {
        let (mut found, mut skipped) = (Vec::new(), Vec::new());
        for (entry, listing) in entries {
            match listing {
                Ok(listing) => found.push((entry, listing)),
                Err(reason) => skipped.push(Skipped { entry, reason }),
            }
        }
        let mut listings = once_each(found, &mut skipped);
        skipped.sort_unstable_by_key(|skipped| skipped.entry);
        merge::tags(&mut listings, fold);
        let folded: Vec<String> = listings.iter().map(|listing| fold(&listing.title)).collect();
        let titles = order::ranks(&order::by_name(folded.len(), &|row| &folded[row as usize]));
        Self { columns: FacetColumns::of(&listings, titles), listings, skipped }
    }

    fn decode(self) -> Result<Catalog, CatalogError> {
        Ok(Catalog { facets: self.columns.decode()?, listings: self.listings, skipped: self.skipped })
    }
}

/// The articles without repetition, newest first, undated ones last, else in the order of the file.
fn once_each(found: Vec<(usize, Listing)>, skipped: &mut Vec<Skipped>) -> Vec<Listing> {
    let slug = |at: u32| found[at as usize].1.slug.as_str();
    let by_slug = order::by_name(found.len(), &slug);
    let mut repeated = vec![false; found.len()];
    for pair in by_slug.windows(2).filter(|pair| slug(pair[0]) == slug(pair[1])) {
        repeated[pair[1] as usize] = true;
        skipped.push(Skipped { entry: found[pair[1] as usize].0, reason: SkipReason::Repeated });
    }
    let day = |at: u32| found[at as usize].1.published.map(|date| !order::ascending(date.days()));
    let newest_first = order::by_key(found.len(), &day);
    let mut listings: Vec<Option<Listing>> = found.into_iter().map(|(_, listing)| Some(listing)).collect();
    newest_first
        .into_iter()
        .filter(|at| !repeated[*at as usize])
        .filter_map(|at| listings[at as usize].take())
        .collect()
}

fn rows(text: &str) -> Result<Vec<Entry>, CatalogError> {
    let mut json = Reader::new(text)?;
    if json.kind()? != Kind::Array {
        json.skip()?;
        return Err(json.end().err().unwrap_or(CatalogError::NotACatalog));
    }
    let mut entries = Vec::new();
    json.array()?;
    while json.item()? {
        let row = Value::read(&mut json)?;
        entries.push((entries.len() + 1, listing(&row)));
    }
    json.end()?;
    Ok(entries)
}

fn links(text: &str) -> Result<Vec<Entry>, CatalogError> {
    let entries = summary::entries(text);
    if entries.is_empty() {
        return Err(if text.trim().is_empty() { CatalogError::Empty } else { CatalogError::NotACatalog });
    }
    Ok(entries.into_iter().map(|entry| (entry.line, entry.listing())).collect())
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

fn listing(row: &Value<'_>) -> Result<Listing, SkipReason> {
    let row = row.as_object().ok_or(SkipReason::NotAnObject)?;
    let text = |key: &str| row.text(key).filter(|text| !text.trim().is_empty());
    let slug = match (text("path").or(text("file")), text("slug")) {
        (Some(path), _) => slug(path)?,
        (None, Some(name)) => slug(&format!("{name}.md"))?,
        (None, None) => slug(text("url").ok_or(SkipReason::NoPath)?)?,
    };
    let title = row.line("title", MAX_TITLE).unwrap_or_else(|| name_of(&slug));
    let mut listing = Listing::new(slug, title);
    let summary = row.line("summary", MAX_SUMMARY).or_else(|| row.line("description", MAX_SUMMARY));
    listing.summary = summary.unwrap_or_default();
    listing.category = row.line("category", MAX_NAME);
    listing.author = row
        .line("author", MAX_NAME)
        .or_else(|| row.get("author").and_then(Value::as_object).and_then(|author| author.line("name", MAX_NAME)));
    listing.published = text("date").and_then(|date| date.parse().ok());
    for stat in Stat::ALL {
        row.get(stat.key()).and_then(Value::count).into_iter().for_each(|count| listing.stats.set(stat, count));
    }
    listing.tags = tags(row);
    listing.cover = text("cover").and_then(cover);
    listing.language = text("language").or(text("lang")).and_then(article::Language::new);
    Ok(listing)
}

fn tags(row: &Object<'_>) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut push = |text: &str| {
        if let Some(tag) = Tag::new(text).filter(|tag| tags.len() < MAX_TAGS && !tags.contains(tag)) {
            tags.push(tag);
        }
    };
    row.text("tags").iter().flat_map(|text| text.split(',')).for_each(&mut push);
    for tag in row.list("tags") {
        match tag {
            Value::Text(text) => push(text),
            Value::Number(number) => push(number),
            _ => {}
        }
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
