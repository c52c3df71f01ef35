//! From cards to the files of a catalog. Native, for the press only.

mod aliases;
mod hash;
mod spelling;
mod titles;

use std::cmp::Reverse;

use article::{ArchivePath, Card};

use crate::manifest::{HASH_CHARS, chunk_count};
use crate::{CardChunk, CatalogError, FacetColumns, Listing, Manifest, Merged, merge};

pub use aliases::Aliases;
pub use hash::content_hash;
pub use spelling::key as tag_key;

/// Cards of one file; a screen shows six to eight.
const CHUNK_ROWS: u32 = 24;

/// A catalog as files.
#[derive(Clone, Debug)]
pub struct Built {
    /// Path and content. The last one is `catalog.json`, which names all others: write it last.
    pub files: Vec<(ArchivePath, Vec<u8>)>,
    /// How many articles there are.
    pub articles: usize,
    /// What merging did to the tags.
    pub tags: Merged,
}

/// Brings cards into the order of a catalog (newest first, undated ones last, ties by slug), and makes
/// one tag of all its spellings: those that `aliases` names, and those that differ in little.
pub fn arrange(cards: &mut [Card], aliases: &Aliases) -> Merged {
    cards.iter_mut().for_each(|card| aliases.respell(&mut card.tags));
    cards.sort_by(|a, b| a.slug.cmp(&b.slug));
    let merged = merge::lists(&mut cards.iter_mut().map(|card| &mut card.tags).collect::<Vec<_>>(), tag_key);
    // `None` is less than any day; the sort is stable, so ties stay by slug.
    cards.sort_by_key(|card| Reverse(card.published));
    merged
}

/// The cards in the order of a catalog, as the rack shows them: newest first, undated ones last, ties
/// by slug, every tag in its commonest spelling. A card's place is its row.
pub fn listings<'a>(cards: impl IntoIterator<Item = &'a Card>) -> (Vec<Listing>, Merged) {
    let mut listings: Vec<Listing> = cards.into_iter().map(Listing::from).collect();
    listings.sort_by(|a, b| a.slug.cmp(&b.slug));
    let tags = merge::tags(&mut listings, tag_key);
    // `None` is less than any day; the sort is stable, so ties stay by slug.
    listings.sort_by_key(|listing| Reverse(listing.published));
    (listings, tags)
}

/// Arranges cards, whose slugs are distinct, as a catalog, in the order of [`listings`]. The same cards
/// give the same bytes. `search` is the head of the search index, if there is one; whoever asks for one of
/// the `aliases` finds its tag.
pub fn catalog(
    title: Option<&str>,
    cards: Vec<Card>,
    search: Option<ArchivePath>,
    aliases: &Aliases,
) -> Result<Built, CatalogError> {
    let (listings, tags) = listings(&cards);
    let mut columns = FacetColumns::of(&listings, titles::ranks(&listings));
    (columns.aliases, columns.alias) = aliases.of_table(&columns.tags);
    let columns = columns.write().into_bytes();
    let count = u32::try_from(listings.len()).map_err(|_| CatalogError::Damaged("it has too many articles"))?;
    let mut manifest = Manifest {
        count,
        title: title.map(str::to_owned),
        facets: path(&format!("catalog/facets.{}.json", content_hash(&columns, 8)))?,
        search,
        rows: CHUNK_ROWS,
        hashes: "0".repeat(HASH_CHARS * chunk_count(count, CHUNK_ROWS) as usize),
    };
    let chunks: Vec<String> = (0..manifest.chunks())
        .map(|chunk| manifest.chunk_rows(chunk))
        .map(|rows| CardChunk::write(listings[rows.start as usize..rows.end as usize].iter()))
        .collect();
    manifest.hashes = chunks.iter().map(|chunk| content_hash(chunk.as_bytes(), HASH_CHARS)).collect();

    let mut files = Vec::with_capacity(chunks.len() + 2);
    for (at, chunk) in chunks.into_iter().enumerate() {
        let path = manifest.chunk_path(at).ok_or(CatalogError::Damaged("a card file has no name"))?;
        files.push((path, chunk.into_bytes()));
    }
    files.push((manifest.facets.clone(), columns));
    files.push((path("catalog.json")?, manifest.write().into_bytes()));
    Ok(Built { files, articles: listings.len(), tags })
}

fn path(text: &str) -> Result<ArchivePath, CatalogError> {
    ArchivePath::new(text).map_err(|_| CatalogError::Damaged("a file has no name"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use article::{Author, Slug, Stat, Tag};

    use super::*;
    use crate::{Facets, Head, ViewState};

    fn cards(count: u32) -> Vec<Card> {
        let card = |n: u32| {
            let mut card = Card::new(Slug::new(&format!("a/{n}")).unwrap(), &format!("文章 {n}"));
            card.published = (n % 10 != 9).then(|| article::Date::from_days(20_000 + (n / 2) as i32)).flatten();
            card.tags = [Tag::new("小红书"), Tag::new(if n.is_multiple_of(3) { "DOU+" } else { "ｄｏｕ＋" })]
                .into_iter()
                .flatten()
                .collect();
            card.author = Author::new(&format!("作者{}", n % 7), None);
            card.stats.set(Stat::Views, u64::from(n * 7 % 100));
            card
        };
        (0..count).map(card).collect()
    }

    fn files(built: &Built) -> BTreeMap<&str, &str> {
        built.files.iter().map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap())).collect()
    }

    #[test]
    fn what_is_built_is_read_back_row_by_row() {
        let built = catalog(Some("室"), cards(100), None, &Aliases::default()).unwrap();
        let files = files(&built);
        let Ok(Head::Manifest(manifest)) = Head::parse(files["catalog.json"]) else { panic!("no manifest") };
        let facets = Facets::parse(files[manifest.facets.as_str()]).unwrap();
        assert_eq!((manifest.count, facets.len(), facets.damaged()), (100, 100, 0));
        for chunk in 0..manifest.chunks() {
            let path = manifest.chunk_path(chunk).unwrap();
            let cards = CardChunk::parse(files[path.as_str()]).unwrap().cards;
            assert_eq!(cards.len(), manifest.chunk_rows(chunk).len());
            for (row, card) in manifest.chunk_rows(chunk).zip(cards) {
                assert_eq!(facets.slug(row), card.map(|card| card.slug));
            }
        }
        assert_eq!(built.tags, Merged { before: 3, after: 2 });
        assert_eq!(facets.select(&ViewState::parse("tag=ｄｏｕ＋"), None).len(), 100);
    }

    #[test]
    fn the_same_cards_give_the_same_bytes_in_any_order() {
        let mut shuffled = cards(60);
        shuffled.reverse();
        assert_eq!(
            catalog(None, shuffled, None, &Aliases::default()).unwrap().files,
            catalog(None, cards(60), None, &Aliases::default()).unwrap().files
        );
    }

    #[test]
    fn a_new_article_changes_the_newest_chunk_and_no_other() {
        let before = catalog(None, cards(100), None, &Aliases::default()).unwrap();
        let mut more = cards(100);
        let mut fresh = Card::new(Slug::new("new").unwrap(), "New");
        fresh.published = "2099-01-01".parse().ok();
        more.push(fresh);
        let after = catalog(None, more, None, &Aliases::default()).unwrap();
        let (before, after) = (files(&before), files(&after));
        let changed: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).collect();
        assert_eq!(changed.len(), 2, "{changed:?}");
    }

    #[test]
    fn another_name_of_a_tag_is_merged_into_it_and_still_found() {
        let [red, meta] = ["小红书", "初级"].map(|tag| Tag::new(tag).unwrap());
        let aliases =
            Aliases::new([(red, Tag::new("DOU+").into_iter().collect()), (meta, Tag::new("x").into_iter().collect())]);
        let mut cards = cards(10);
        let merged = arrange(&mut cards, &aliases);
        assert_eq!(merged, Merged { before: 1, after: 1 });
        let built = catalog(None, cards, None, &aliases).unwrap();
        let files = files(&built);
        let Ok(Head::Manifest(manifest)) = Head::parse(files["catalog.json"]) else { panic!("no manifest") };
        let facets = Facets::parse(files[manifest.facets.as_str()]).unwrap();
        assert_eq!(facets.tag_count(), 1);
        let asked = ViewState::parse("tag=dou%2B");
        assert_eq!(facets.select(&asked, None).len(), 10);
        assert_eq!(facets.respelled(&asked).to_query(), "tag=小红书");
        assert_eq!(facets.select(&ViewState::parse("tag=x"), None).len(), 0);
    }

    #[test]
    fn no_article_at_all_is_a_catalog_too() {
        let built = catalog(None, Vec::new(), None, &Aliases::default()).unwrap();
        let files = files(&built);
        let Ok(Head::Manifest(manifest)) = Head::parse(files["catalog.json"]) else { panic!("no manifest") };
        assert_eq!(manifest.chunks(), 0);
        assert!(Facets::parse(files[manifest.facets.as_str()]).unwrap().is_empty());
    }
}
