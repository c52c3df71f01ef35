//! Any text as each of the files of a catalog, and as a list that somebody wrote by hand.

#![no_main]

use catalog::{CardChunk, Catalog, Extent, Facets, Head, Sort, ViewState, arrange};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(facets) = Facets::parse(text) {
        choose(&facets);
    }
    if let Ok(chunk) = CardChunk::parse(text) {
        let cards: Vec<_> = chunk.cards.into_iter().flatten().collect();
        let again = CardChunk::parse(&CardChunk::write(cards.iter())).map(|chunk| chunk.cards);
        assert!(again == Ok(cards.into_iter().map(Some).collect()), "cards change when they are written");
    }
    if let Ok(Head::Manifest(manifest)) = Head::parse(text) {
        // A manifest may promise any number of files; none is asked for beyond the rows that there are.
        for chunk in [0, 1, manifest.chunks().saturating_sub(1), usize::MAX] {
            manifest.chunk_path(chunk);
        }
    }
    if let Ok(catalog) = Catalog::parse(text) {
        choose(&catalog.facets);
        let (facets, cards, skipped) = arrange(text).expect("arranged because it was read");
        assert_eq!(skipped, catalog.skipped.len());
        assert!(Facets::parse(&facets).is_ok() && CardChunk::parse(&cards).is_ok(), "what is arranged cannot be read");
    }
});

fn choose(facets: &Facets) {
    for sort in Sort::ALL {
        let state = ViewState::parse("tag=a&any=d&not=b&category=c&year=2020&views=1-&lang=en").sorted(sort);
        assert!(facets.select(&state, None).len() <= facets.len());
        facets.counts(&state, Some(&[0, 7]), Extent::All);
    }
    facets.counts(&ViewState::default(), None, Extent::Few(2));
    facets.named("a");
    if let Some(slug) = facets.slug(0) {
        assert!(!facets.related(&slug, 3).contains(&0) || facets.row_of(&slug) != Some(0));
    }
}
