//! One archive, as far as its files were fetched.

use catalog::{CardChunk, Facets, Head, Listing, Narrowing, Rows};
use search::{File, Query, SearchError, Searcher};
use wasm_bindgen::prelude::*;

use crate::{complete, plain};

/// The head of the catalog, relative to its folder.
const CATALOG: &str = "catalog.json";

/// What is known of an archive.
#[wasm_bindgen]
pub struct Finder {
    /// The file of facets that the page has: rows are numbers in it.
    facets_path: String,
    head: Option<catalog::Manifest>,
    facets: Option<Facets>,
    source: Source,
    /// Files of the index that were asked for, by their path.
    wanted: Vec<(String, File)>,
}

/// Where the texts are that are searched.
enum Source {
    /// Nothing was fetched yet.
    Unknown,
    Index(Searcher),
    /// There is no index: titles, summaries, tags, authors and categories.
    Cards(Vec<Option<CardChunk>>),
}

#[wasm_bindgen]
impl Finder {
    /// For a catalog that the press wrote, of which the page uses this file of facets.
    pub fn of_catalog(facets_path: String) -> Self {
        Self { facets_path, head: None, facets: None, source: Source::Unknown, wanted: Vec::new() }
    }

    /// For a catalog that was written by hand, as the arranger arranged it.
    pub fn of_texts(facets: &str, cards: &str) -> Result<Self, JsError> {
        let source = Source::Cards(vec![Some(CardChunk::parse(cards)?)]);
        Ok(Self { facets: Some(Facets::parse(facets)?), source, ..Self::of_catalog(String::new()) })
    }

    /// The files that a query still needs, relative to the catalog's folder. When there are none, all who
    /// answer are known.
    pub fn needs(&mut self, query: &str) -> Vec<String> {
        let Some(head) = &self.head else {
            return if self.facets.is_some() { Vec::new() } else { vec![CATALOG.to_owned()] };
        };
        let mut needs: Vec<String> = Vec::new();
        if self.facets.is_none() {
            needs.push(self.facets_path.clone());
        }
        match &self.source {
            Source::Unknown => needs.extend(head.search.as_ref().map(ToString::to_string)),
            Source::Index(searcher) => {
                let path = |file| Some((searcher.path(file)?, file));
                self.wanted = searcher.needs(&Query::parse(query)).into_iter().filter_map(path).collect();
                needs.extend(self.wanted.iter().map(|(path, _)| path.clone()));
            }
            Source::Cards(chunks) => {
                let missing = (0..chunks.len()).filter(|at| chunks[*at].is_none());
                needs.extend(missing.filter_map(|at| head.chunk_path(at)).map(|path| path.to_string()));
            }
        }
        needs
    }

    /// Takes the bytes of a file that [`Finder::needs`] named.
    pub fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), JsError> {
        if let Some((_, file)) = self.wanted.iter().find(|(wanted, _)| wanted == path) {
            if let Source::Index(searcher) = &mut self.source {
                searcher.add(*file, bytes)?;
            }
            return Ok(());
        }
        let text = || std::str::from_utf8(&bytes).map_err(|_| SearchError::Damaged);
        if path == CATALOG {
            let Head::Manifest(head) = Head::parse(text()?)? else { return Err(SearchError::Renewed.into()) };
            // The page's rows are those of another catalog.
            if head.facets.as_str() != self.facets_path {
                return Err(SearchError::Renewed.into());
            }
            if head.search.is_none() {
                self.source = Source::Cards(vec![None; head.chunks()]);
            }
            self.head = Some(head);
        } else if path == self.facets_path {
            self.facets = Some(Facets::parse(text()?)?);
        } else if let Some(head) = &self.head {
            match &mut self.source {
                Source::Unknown => {
                    let manifest = search::Manifest::read(&bytes, head.count)?;
                    self.source = Source::Index(Searcher::new(manifest));
                }
                Source::Cards(chunks) => {
                    let at =
                        (0..chunks.len()).find(|at| head.chunk_path(*at).is_some_and(|chunk| chunk.as_str() == path));
                    if let Some(chunk) = at.and_then(|at| chunks.get_mut(at)) {
                        *chunk = Some(CardChunk::parse(text()?)?);
                    }
                }
                Source::Index(_) => {}
            }
        }
        Ok(())
    }

    /// Does without a file that the server does not have, where that can be: without an index the cards are
    /// searched.
    pub fn lacks(&mut self, path: &str) -> bool {
        let Some(head) = &self.head else { return false };
        let is_index =
            matches!(self.source, Source::Unknown) && head.search.as_ref().is_some_and(|known| known.as_str() == path);
        if is_index {
            self.source = Source::Cards(vec![None; head.chunks()]);
        }
        is_index
    }

    /// Rows of the catalog that answer, the best first, as far as the files that are there can tell.
    pub fn hits(&self, query: &str) -> Vec<u32> {
        let Some(facets) = &self.facets else { return Vec::new() };
        let query = Query::parse(query);
        let admitted = facets.narrowed(&narrowing(&query));
        let hits = match &self.source {
            _ if query.is_textless() => return admitted.iter().collect(),
            Source::Unknown => Vec::new(),
            Source::Index(searcher) => searcher.hits(&query).rows,
            Source::Cards(chunks) => {
                among(chunks.iter().flatten().flat_map(|chunk| &chunk.cards), &query, facets.live())
            }
        };
        hits.into_iter().filter(|row| admitted.contains(*row)).collect()
    }

    /// The file of a row's article, as an address relative to the catalog's folder.
    pub fn path(&self, row: u32) -> String {
        let slug = self.facets.as_ref().and_then(|facets| facets.slug(row));
        slug.map(|slug| slug.path().to_url_path()).unwrap_or_default()
    }

    /// What the reader may be about to type: whole queries, the likeliest first.
    pub fn complete(&self, query: &str) -> Vec<String> {
        self.facets.as_ref().map(|facets| complete::complete(facets, query)).unwrap_or_default()
    }

    /// Where a text holds what is asked for: beginnings and ends, in units of UTF-16.
    pub fn marks(&self, query: &str, text: &str) -> Vec<u32> {
        let marks = Query::parse(query).find_in(text);
        units(text, marks.into_iter().flat_map(|mark| [mark.start, mark.end]))
    }

    /// The words of an article, without what only marks them up.
    pub fn plain(&self, markdown: &str) -> String {
        plain::plain(markdown)
    }

    /// The piece of a text that shows best why it answers: its beginning and end in units of UTF-16, and
    /// then those of what is to be marked. Empty when it does not.
    pub fn excerpt(&self, query: &str, text: &str) -> Vec<u32> {
        let found = Query::parse(query).excerpt(text);
        if found.marks.is_empty() {
            return Vec::new();
        }
        let mut places = units(text, [found.range.start, found.range.end].into_iter());
        places.extend(units(text, found.marks.into_iter().flat_map(|mark| [mark.start, mark.end])));
        places
    }
}

fn narrowing(query: &Query) -> Narrowing<'_> {
    let filters = query.filters();
    Narrowing {
        tags: &filters.tags.required,
        not_tags: &filters.tags.excluded,
        authors: &filters.authors.required,
        not_authors: &filters.authors.excluded,
        categories: &filters.categories.required,
        not_categories: &filters.categories.excluded,
        from: filters.from,
        until: filters.until,
    }
}

/// The cards that answer: those whose title does first.
fn among<'c>(cards: impl Iterator<Item = &'c Option<Listing>>, query: &Query, live: &Rows) -> Vec<u32> {
    let (mut titled, mut others) = (Vec::new(), Vec::new());
    for (row, card) in cards.enumerate() {
        let Some(card) = card.as_ref().filter(|_| live.contains(row as u32)) else { continue };
        let mut texts = vec![card.title.as_str(), card.summary.as_str()];
        texts.extend(card.tags.iter().map(|tag| tag.as_str()));
        texts.extend(card.author.as_deref());
        texts.extend(card.category.as_deref());
        if query.matches(&texts[..1]) {
            titled.push(row as u32);
        } else if query.matches(&texts) {
            others.push(row as u32);
        }
    }
    titled.extend(others);
    titled
}

/// Places of a text, which run from its beginning to its end, in units of UTF-16.
fn units(text: &str, places: impl Iterator<Item = usize>) -> Vec<u32> {
    let (mut byte, mut unit) = (0, 0);
    places
        .map(|place| {
            unit += text.get(byte..place).map_or(0, |between| between.encode_utf16().count());
            byte = place;
            unit as u32
        })
        .collect()
}
