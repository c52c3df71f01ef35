//! The archive on its server: the catalog's head, its facets, its cards chunk by chunk, and the
//! addresses of articles and files.

use std::collections::HashMap;
use std::sync::Arc;

use article::{ArchivePath, Slug, Source};
use catalog::{CardChunk, CatalogError, Facets, Listing, Manifest};
use leptos::prelude::*;
use web_sys::{AbortController, AbortSignal, Url};

use crate::dom;
use crate::fetch::{self, Freshness, Load, Loading, Wanted, latest};
use crate::renderer;
use crate::trouble::{Fault, Trouble};

/// Bytes of the largest part of a catalog that is read.
const MOST_CATALOG_BYTES: usize = 64 << 20;
/// Bytes of the longest article that is fetched; the renderer refuses shorter ones already.
const MOST_ARTICLE_BYTES: usize = 4 << 20;

type Chunk = ArcRwSignal<Load<Arc<CardChunk>>>;

/// An archive, as a handle that can be copied.
#[derive(Clone, Copy)]
pub(crate) struct Archive {
    /// The folder of the catalog, as an absolute address ending in a slash.
    root: StoredValue<String>,
    head: ReadSignal<Load<Arc<Head>>>,
    facets: ReadSignal<Load<Arc<Facets>>>,
    chunks: StoredValue<HashMap<usize, Chunk>, LocalStorage>,
    controller: StoredValue<Option<AbortController>, LocalStorage>,
    /// Something on screen needs the facets. Until then they wait, so that the first cards come first.
    wants_facets: RwSignal<bool>,
    head_again: RwSignal<u32>,
    facets_again: RwSignal<u32>,
}

impl Archive {
    /// Opens the archive at `source`, an address relative to the page: a folder (ending in a slash)
    /// with a `catalog.json`, or the file of a catalog.
    pub(crate) fn open(source: &str) -> Self {
        let base = document().base_uri().ok().flatten().unwrap_or_default();
        let source = Url::new_with_base(source, &base).map_or(base, |url| url.href());
        let folder = source.rfind('/').map_or(source.as_str(), |at| &source[..=at]).to_owned();
        let head_address = if source.ends_with('/') { format!("{source}catalog.json") } else { source };
        let root = StoredValue::new(folder);
        let [head_again, facets_again] = [RwSignal::new(0), RwSignal::new(0)];
        let wants_facets = RwSignal::new(false);
        let head = latest(move || Some(head_address.clone()), head_again, head);
        let facets_path = move || match head.get() {
            Load::Ready(head) if wants_facets.get() => match &*head {
                Head::Manifest(manifest) => Some(resolve(root, &manifest.facets)),
                Head::Whole(_) => None,
            },
            _ => None,
        };
        let facets = latest(facets_path, facets_again, |address, signal| {
            part(address, Freshness::Immutable, signal, Facets::parse)
        });
        let controller = StoredValue::new_local(AbortController::new().ok());
        on_cleanup(move || {
            controller.try_with_value(|controller| controller.as_ref().map(AbortController::abort));
        });
        let chunks = StoredValue::new_local(HashMap::new());
        Self { root, head, facets, chunks, controller, wants_facets, head_again, facets_again }
    }

    /// How many articles there are.
    pub(crate) fn count(&self) -> Load<u32> {
        self.head.with(|head| {
            head.map(|head| match &**head {
                Head::Manifest(manifest) => manifest.count,
                Head::Whole(whole) => whole.cards.cards.len() as u32,
            })
        })
    }

    /// The archive's title, if its catalog gives one.
    pub(crate) fn title(&self) -> Option<String> {
        self.head.with(|head| match head {
            Load::Ready(head) => match &**head {
                Head::Manifest(manifest) => manifest.title.clone(),
                Head::Whole(_) => None,
            },
            _ => None,
        })
    }

    /// Asks the facets something; they are loaded if they are not there.
    pub(crate) fn facets<R>(&self, ask: impl FnOnce(&Facets) -> R) -> Load<R> {
        self.want_facets();
        self.facets_when_there(ask)
    }

    /// Asks the facets something, without a wish to have them sooner than the first cards.
    pub(crate) fn facets_when_there<R>(&self, ask: impl FnOnce(&Facets) -> R) -> Load<R> {
        self.head.get().and_then(|head| match &**head {
            Head::Whole(whole) => Load::Ready(ask(&whole.facets)),
            Head::Manifest(_) => self.facets.with(|facets| facets.map(|facets| ask(facets))),
        })
    }

    /// Lets the facets load.
    pub(crate) fn want_facets(&self) {
        if !self.wants_facets.get_untracked() {
            self.wants_facets.set(true);
        }
    }

    /// The card of a row; its chunk is loaded if it is not there.
    pub(crate) fn listing(&self, row: u32) -> Load<Listing> {
        self.head.get().and_then(|head| match &**head {
            Head::Whole(whole) => {
                whole.cards.cards.get(row as usize).cloned().flatten().map_or(Load::Loading, Load::Ready)
            }
            Head::Manifest(manifest) => {
                let chunk = manifest.chunk_of(row);
                let Some(path) = manifest.chunk_path(chunk) else { return Load::Loading };
                let at = row.saturating_sub(manifest.chunk_rows(chunk).start) as usize;
                self.chunk(chunk, &path).with(|load| {
                    load.and_then(|cards| match cards.cards.get(at) {
                        Some(Some(listing)) => Load::Ready(listing.clone()),
                        _ => {
                            let error = CatalogError::Damaged("one of its cards cannot be read");
                            Load::Failed(Fault::BadCatalog(error).at(&resolve(self.root, &path)))
                        }
                    })
                })
            }
        })
    }

    /// Which of the catalog's files holds the card of a row.
    pub(crate) fn file_of(&self, row: u32) -> usize {
        self.head.with(|head| match head {
            Load::Ready(head) => match &**head {
                Head::Manifest(manifest) => manifest.chunk_of(row),
                Head::Whole(_) => 0,
            },
            _ => 0,
        })
    }

    fn chunk(&self, chunk: usize, path: &ArchivePath) -> Chunk {
        if let Some(known) = self.chunks.with_value(|chunks| chunks.get(&chunk).cloned()) {
            return known;
        }
        let cards = Chunk::new(Load::Loading);
        self.chunks.update_value(|chunks| {
            chunks.insert(chunk, cards.clone());
        });
        self.load_chunk(resolve(self.root, path), cards.clone());
        cards
    }

    fn load_chunk(&self, address: String, cards: Chunk) {
        let archive = *self;
        let signal = self.controller.with_value(|controller| controller.as_ref().map(AbortController::signal));
        let Some(signal) = signal else { return };
        dom::spawn(async move {
            let load = match part(address, Freshness::Immutable, signal.clone(), CardChunk::parse).await {
                Ok(cards) => Load::Ready(cards),
                Err(trouble) => Load::Failed(trouble),
            };
            if !signal.aborted() {
                cards.set(load);
                archive.want_facets();
            }
        });
    }

    /// Tries again what failed; what is there stays.
    pub(crate) fn retry(&self) {
        if matches!(&*self.head.read_untracked(), Load::Failed(_)) {
            self.head_again.update(|times| *times += 1);
        }
        if matches!(&*self.facets.read_untracked(), Load::Failed(_)) {
            self.facets_again.update(|times| *times += 1);
        }
        let failed: Vec<(String, Chunk)> = self.chunks.with_value(|chunks| {
            let address = |cards: &Chunk| match &*cards.read_untracked() {
                Load::Failed(trouble) => Some(trouble.address.clone()),
                _ => None,
            };
            chunks.values().filter_map(|cards| Some((address(cards)?, cards.clone()))).collect()
        });
        for (address, cards) in failed {
            cards.set(Load::Loading);
            self.load_chunk(address, cards);
        }
    }

    /// The address of an article's file.
    pub(crate) fn article_address(&self, slug: &Slug) -> String {
        resolve(self.root, &slug.path())
    }

    /// The address of another file of the archive.
    pub(crate) fn file_address(&self, path: &ArchivePath) -> String {
        resolve(self.root, path)
    }

    /// The address of a picture.
    pub(crate) fn source_address(&self, source: &Source) -> String {
        match source {
            Source::Url(url) => url.as_str().to_owned(),
            Source::File(path) => self.file_address(path),
        }
    }

    /// Fetches the bytes of an article's file.
    pub(crate) async fn article(&self, slug: &Slug, signal: &AbortSignal) -> Result<Vec<u8>, Trouble> {
        let address = self.article_address(slug);
        let wanted = Wanted { address: &address, freshness: Freshness::Revalidate, most: MOST_ARTICLE_BYTES };
        fetch::bytes(&wanted, signal).await
    }
}

fn resolve(root: StoredValue<String>, path: &ArchivePath) -> String {
    root.with_value(|root| format!("{root}{}", path.to_url_path()))
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
                let facets = Facets::parse(&facets).map_err(bad)?;
                Head::Whole(Box::new(Whole { facets, cards: CardChunk::parse(&cards).map_err(bad)? }))
            }
        }))
    })
}
