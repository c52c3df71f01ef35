//! The archive on its server: the catalog's head, its facets, its cards chunk by chunk, and the
//! addresses of articles and files.

use std::cell::RefCell;
use std::sync::Arc;

use article::{ArchivePath, Slug, Source};
use catalog::{CardChunk, CatalogError, Facets, Listing, Manifest};
use leptos::prelude::{Owner, document, untrack};
use web_sys::{AbortController, AbortSignal, Element, Url};

use crate::dom;
use crate::fetch::{self, Aborting, Freshness, Load, Loading, Wanted, latest};
use crate::renderer;
use crate::signal::{Kept, Readable, Signal};
use crate::trouble::{Fault, Trouble};

/// Bytes of the largest part of a catalog that is read.
const MOST_CATALOG_BYTES: usize = 64 << 20;
/// Bytes of the longest article that is fetched; the renderer refuses shorter ones already.
const MOST_ARTICLE_BYTES: usize = 4 << 20;

type Chunk = Signal<Load<Arc<CardChunk>>>;

/// An archive, as a handle that can be copied.
#[derive(Clone, Copy)]
pub(crate) struct Archive {
    files: Kept<Files>,
    head: Signal<Load<Arc<Head>>>,
    facets: Signal<Load<Arc<Facets>>>,
    /// Something on screen needs the facets. Until then they wait, so that the first cards come first.
    wants_facets: Signal<bool>,
    head_again: Signal<u32>,
    facets_again: Signal<u32>,
    /// Searches again what could not be searched.
    pub(crate) search_again: Signal<u32>,
}

/// Where the archive's files are, and those of its cards that were asked for.
struct Files {
    /// The folder of the catalog, as an absolute address ending in a slash.
    root: String,
    chunks: RefCell<Vec<(usize, Chunk)>>,
    /// The chunks outlive the view that asks for them first.
    owner: Option<Owner>,
    loading: Option<Aborting>,
}

impl Archive {
    /// Opens the archive at `source`, an address relative to the page: a folder (ending in a slash)
    /// with a `catalog.json`, or the file of a catalog.
    pub(crate) fn open(source: &str) -> Self {
        let base = document().base_uri().ok().flatten().unwrap_or_default();
        let source = Url::new_with_base(source, &base).map_or(base, |url| url.href());
        let folder = source.rfind('/').map_or(source.as_str(), |at| &source[..=at]).to_owned();
        let head_address = if source.ends_with('/') { format!("{source}catalog.json") } else { source };
        let files = Kept::new(Files {
            root: folder,
            chunks: RefCell::default(),
            owner: Owner::current(),
            loading: AbortController::new().ok().map(Aborting),
        });
        let [head_again, facets_again, search_again] = [0; 3].map(Signal::new);
        let wants_facets = Signal::new(false);
        let head = latest(move || Some(head_address.clone()), head_again, head);
        let facets_path = move || match head.get() {
            Load::Ready(head) if wants_facets.get() => match &*head {
                Head::Manifest(manifest) => Some(files.get().address(&manifest.facets)),
                Head::Whole(_) => None,
            },
            _ => None,
        };
        let facets = latest(facets_path, facets_again, |address, signal| {
            part(address, Freshness::Immutable, signal, Facets::parse)
        });
        Self { files, head, facets, wants_facets, head_again, facets_again, search_again }
    }

    /// How many articles there are.
    pub(crate) fn count(&self) -> Load<u32> {
        self.head.read().map(|head| match &**head {
            Head::Manifest(manifest) => manifest.count,
            Head::Whole(whole) => whole.cards.cards.len() as u32,
        })
    }

    /// The archive's title, if its catalog gives one.
    pub(crate) fn title(&self) -> Option<String> {
        match &*self.head.read() {
            Load::Ready(head) => match &**head {
                Head::Manifest(manifest) => manifest.title.clone(),
                Head::Whole(_) => None,
            },
            _ => None,
        }
    }

    /// Asks the facets something; they are loaded if they are not there.
    pub(crate) fn facets<R>(&self, ask: impl FnOnce(&Facets) -> R) -> Load<R> {
        self.want_facets();
        self.facets_when_there(ask)
    }

    /// Asks the facets something, without a wish to have them sooner than the first cards.
    pub(crate) fn facets_when_there<R>(&self, ask: impl FnOnce(&Facets) -> R) -> Load<R> {
        self.head.read().and_then(|head| match &**head {
            Head::Whole(whole) => Load::Ready(ask(&whole.facets)),
            Head::Manifest(_) => self.facets.read().map(|facets| ask(facets)),
        })
    }

    /// Lets the facets load.
    pub(crate) fn want_facets(&self) {
        if !*self.wants_facets.peek() {
            self.wants_facets.set(true);
        }
    }

    /// Who answers a query, the best first. What is found is marked in the app at `place`.
    pub(crate) fn search(&self, place: &Element, query: &str) -> Loading<Arc<Vec<u32>>> {
        let root = self.files.get().root.clone();
        let [facets, cards] = match &*self.head.peek() {
            Load::Ready(head) => match &**head {
                Head::Manifest(manifest) => [manifest.facets.to_string(), String::new()],
                Head::Whole(whole) => whole.texts.clone(),
            },
            _ => Default::default(),
        };
        renderer::search(place, [&root, &facets, &cards, query])
    }

    /// Who answers as far as is known without the index: by the title of a card that was loaded, then by tag,
    /// author or category. Newest first.
    pub(crate) fn at_once(&self, query: &str) -> Vec<u32> {
        let mut rows = Vec::new();
        if let Load::Ready(head) = &*self.head.peek()
            && let Head::Manifest(manifest) = &**head
            && catalog::is_words(query)
        {
            let files = self.files.get();
            for (chunk, cards) in files.chunks.borrow().iter() {
                if let Load::Ready(cards) = &*cards.peek() {
                    let cards = manifest.chunk_rows(*chunk).zip(&cards.cards);
                    let titled =
                        |card: &Option<Listing>| card.as_ref().is_some_and(|card| catalog::holds(&card.title, query));
                    rows.extend(cards.filter(|(_, card)| titled(card)).map(|(row, _)| row));
                }
            }
        }
        if let Load::Ready(named) = untrack(|| self.facets_when_there(|facets| facets.named(query))) {
            rows.extend(named.iter().filter(|row| !rows.contains(row)).collect::<Vec<_>>());
        }
        rows
    }

    /// The card of a row; its chunk is loaded if it is not there.
    pub(crate) fn listing(&self, row: u32) -> Load<Listing> {
        self.head.read().and_then(|head| match &**head {
            Head::Whole(whole) => {
                whole.cards.cards.get(row as usize).cloned().flatten().map_or(Load::Loading, Load::Ready)
            }
            Head::Manifest(manifest) => {
                let chunk = manifest.chunk_of(row);
                let Some(path) = manifest.chunk_path(chunk) else { return Load::Loading };
                let at = row.saturating_sub(manifest.chunk_rows(chunk).start) as usize;
                self.chunk(chunk, &path).read().and_then(|cards| match cards.cards.get(at) {
                    Some(Some(listing)) => Load::Ready(listing.clone()),
                    _ => {
                        let error = CatalogError::Damaged("one of its cards cannot be read");
                        Load::Failed(Fault::BadCatalog(error).at(&self.file_address(&path)))
                    }
                })
            }
        })
    }

    /// Which of the catalog's files holds the card of a row.
    pub(crate) fn file_of(&self, row: u32) -> usize {
        match &*self.head.read() {
            Load::Ready(head) => match &**head {
                Head::Manifest(manifest) => manifest.chunk_of(row),
                Head::Whole(_) => 0,
            },
            _ => 0,
        }
    }

    fn chunk(&self, chunk: usize, path: &ArchivePath) -> Chunk {
        let files = self.files.get();
        if let Some((_, known)) = files.chunks.borrow().iter().find(|(at, _)| *at == chunk) {
            return *known;
        }
        let cards = files.owner.clone().unwrap_or_default().with(|| Chunk::new(Load::Loading));
        files.chunks.borrow_mut().push((chunk, cards));
        self.load_chunk(files.address(path), cards);
        cards
    }

    fn load_chunk(&self, address: String, cards: Chunk) {
        let archive = *self;
        let Some(signal) = self.files.get().loading.as_ref().map(|loading| loading.0.signal()) else { return };
        dom::spawn(async move {
            let load = part(address, Freshness::Immutable, signal.clone(), CardChunk::parse).await;
            if !signal.aborted() {
                cards.set(load.into());
                archive.want_facets();
            }
        });
    }

    /// Tries again what failed; what is there stays.
    pub(crate) fn retry(&self) {
        if matches!(&*self.head.peek(), Load::Failed(_)) {
            self.head_again.set(*self.head_again.peek() + 1);
        }
        if matches!(&*self.facets.peek(), Load::Failed(_)) {
            self.facets_again.set(*self.facets_again.peek() + 1);
        }
        self.search_again.set(*self.search_again.peek() + 1);
        let chunks = self.files.get().chunks.borrow().clone();
        for (_, cards) in chunks {
            if let Load::Failed(trouble) = &*cards.peek() {
                cards.set(Load::Loading);
                self.load_chunk(trouble.address.clone(), cards);
            }
        }
    }

    /// The address of an article's file.
    pub(crate) fn article_address(&self, slug: &Slug) -> String {
        self.file_address(&slug.path())
    }

    /// The address of another file of the archive.
    pub(crate) fn file_address(&self, path: &ArchivePath) -> String {
        self.files.get().address(path)
    }

    /// The address of a picture.
    pub(crate) fn source_address(&self, source: &Source) -> String {
        match source {
            Source::Url(url) => url.as_str().to_owned(),
            Source::File(path) => self.file_address(path),
        }
    }

    /// Fetches the bytes of the article's file at `address`.
    pub(crate) async fn article(address: &str, signal: &AbortSignal) -> Result<Vec<u8>, Trouble> {
        let wanted = Wanted { address, freshness: Freshness::Revalidate, most: MOST_ARTICLE_BYTES };
        fetch::bytes(&wanted, signal).await
    }
}

impl Files {
    fn address(&self, path: &ArchivePath) -> String {
        format!("{}{}", self.root, path.to_url_path())
    }
}

/// Fetches a part of the catalog and reads it.
fn part<T: 'static>(
    address: String,
    freshness: Freshness,
    signal: AbortSignal,
    parse: fn(&str) -> Result<T, CatalogError>,
) -> Loading<Arc<T>> {
    let text = fetch::text(&address, freshness, MOST_CATALOG_BYTES, signal);
    Box::pin(async move { parse(&text.await?).map(Arc::new).map_err(|error| Fault::BadCatalog(error).at(&address)) })
}

/// What stands at a catalog's address.
enum Head {
    /// As the press writes it: facets and cards are in files of their own.
    Manifest(Manifest),
    /// Written by hand, or a bare `SUMMARY.md`: everything is there.
    Whole(Box<Whole>),
}

struct Whole {
    facets: Facets,
    cards: CardChunk,
    /// Both as they were arranged, for the search.
    texts: [String; 2],
}

/// Fetches the head of a catalog. What is written by hand is arranged by a module of its own, so that
/// the page does not hold code that few sites need.
fn head(address: String, signal: AbortSignal) -> Loading<Arc<Head>> {
    let text = fetch::text(&address, Freshness::Revalidate, MOST_CATALOG_BYTES, signal);
    Box::pin(async move {
        let text = text.await?;
        let bad = |error| Fault::BadCatalog(error).at(&address);
        Ok(Arc::new(match catalog::Head::parse(&text).map_err(bad)? {
            catalog::Head::Manifest(manifest) => Head::Manifest(manifest),
            catalog::Head::Handmade => {
                let (facets, cards) = renderer::arrange(&text, &address).await?;
                let texts = [facets, cards];
                let [facets, cards] = &texts;
                let (facets, cards) = (Facets::parse(facets).map_err(bad)?, CardChunk::parse(cards).map_err(bad)?);
                Head::Whole(Box::new(Whole { facets, cards, texts }))
            }
        }))
    })
}
