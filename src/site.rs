//! What every view shares: the archive, what the address says, and what follows from both.

use std::sync::Arc;

use catalog::{Counts, Selection, ViewState};
use leptos::prelude::*;

use crate::archive::Archive;
use crate::fetch::Load;
use crate::navigation::Place;
use crate::views::Heights;
use crate::words;

/// Handles to the state of one app, to be copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    pub(crate) archive: Archive,
    /// What the address says. Only [`crate::navigation`] writes it.
    pub(crate) state: RwSignal<ViewState>,
    /// The same without the open article: it does not change while reading.
    pub(crate) list: Memo<ViewState>,
    /// The rows of the list, in its order.
    pub(crate) selection: Memo<Load<Arc<Selection>>>,
    /// What remains beside every value of every facet; computed when somebody looks.
    pub(crate) counts: Memo<Load<Arc<Counts>>>,
    /// Where the view that comes next should be scrolled to.
    pub(crate) restore: StoredValue<Option<Place>>,
    /// Where the list is scrolled to now.
    pub(crate) here: StoredValue<Option<Place>>,
    /// The list that was left last, and where.
    pub(crate) left: StoredValue<Option<(ViewState, Place)>>,
    /// Heights of the cards.
    pub(crate) heights: StoredValue<Heights>,
    /// The heading that the address names, without `#`.
    pub(crate) fragment: StoredValue<String>,
}

impl Site {
    /// A site for the archive at `source`, showing what the address says.
    pub(crate) fn new(source: &str, state: ViewState, fragment: String) -> Self {
        let archive = Archive::open(source);
        let state = RwSignal::new(state);
        let list = Memo::new(move |_| state.with(ViewState::closed));
        let selection = Memo::new(move |_| {
            let list = list.get();
            match archive.count() {
                Load::Loading => Load::Loading,
                Load::Failed(trouble) => Load::Failed(trouble),
                // All articles, newest first: known before the facets are there.
                Load::Ready(count) if list == ViewState::default() => {
                    Load::Ready(Arc::new(Selection { rows: (0..count).collect() }))
                }
                Load::Ready(_) => archive.facets(|facets| Arc::new(facets.select(&list))),
            }
        });
        let counts = Memo::new(move |_| {
            let list = list.get();
            archive.facets_when_there(|facets| Arc::new(facets.counts(&list)))
        });
        Self {
            archive,
            state,
            list,
            selection,
            counts,
            restore: StoredValue::new(None),
            here: StoredValue::new(None),
            left: StoredValue::new(None),
            heights: StoredValue::new(Heights::default()),
            fragment: StoredValue::new(fragment),
        }
    }

    /// What the archive calls itself.
    pub(crate) fn title(&self) -> String {
        self.archive.title().unwrap_or_else(|| words::SITE_TITLE.to_owned())
    }

    /// The address that shows a state, for links: always a query, so that it means this page.
    pub(crate) fn href(state: &ViewState) -> String {
        format!("?{}", state.to_query())
    }
}
