//! What every view shares: the archive, what the address says, and what follows from both.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use catalog::{Choice, Counts, Extent, Selection, ViewState};

use crate::archive::Archive;
use crate::dom::Alarm;
use crate::fetch::{Load, latest};
use crate::navigation::Place;
use crate::signal::{Kept, Memo, Readable, Signal};
use crate::stage::Stage;
use crate::views::Heights;
use crate::{ids, words};

/// Values of a facet that are named before somebody asks for all.
const FEW: usize = 20;
/// How long the index may take before what is known without it is shown.
const EARLY: Duration = Duration::from_millis(150);

/// Handles to the state of one app, to be copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    /// Where it is shown.
    pub(crate) stage: Stage,
    pub(crate) archive: Archive,
    /// What the address says. Only [`crate::navigation`] writes it.
    pub(crate) state: Signal<ViewState>,
    /// The same without the open article: it does not change while reading. Names are spelled as the catalog
    /// does, once that is known.
    pub(crate) list: Memo<ViewState>,
    /// The rows of the list, in its order.
    pub(crate) selection: Memo<Load<Arc<Selection>>>,
    /// What remains beside every value of every facet; computed when somebody looks.
    pub(crate) counts: Memo<Load<Arc<Counts>>>,
    /// How many values of the large facets are told: all, once somebody asked for them.
    pub(crate) extent: Signal<Extent>,
    /// The tag that the menu of the panel is for, and what is chosen of it.
    pub(crate) menu: Signal<Option<(String, Choice)>>,
    memory: Kept<Memory>,
}

/// What is remembered of where the reader was. Nothing on screen follows it.
pub(crate) struct Memory {
    /// Where the view that comes next should be scrolled to.
    pub(crate) restore: RefCell<Option<Place>>,
    /// Where the list is scrolled to now.
    pub(crate) here: RefCell<Option<Place>>,
    /// The list that was left last, and where.
    pub(crate) left: RefCell<Option<(ViewState, Place)>>,
    /// Heights of the cards.
    pub(crate) heights: RefCell<Heights>,
    /// How many cards "More" has brought.
    pub(crate) limit: Cell<usize>,
    /// The heading that the address names, without `#`.
    pub(crate) fragment: RefCell<String>,
}

impl Site {
    /// A site for the archive at `source`, showing a state and in it a heading.
    pub(crate) fn new(stage: Stage, source: &str, state: ViewState, fragment: String) -> Self {
        let archive = Archive::open(source);
        let state = Signal::new(state);
        let list = Memo::new(move |_| {
            let asked = state.read().closed();
            // An address may be typed by hand, or name a tag as nobody does any more.
            match archive.facets_when_there(|facets| facets.respelled(&asked)) {
                Load::Ready(known) if asked.filters() > 0 => known,
                _ => asked,
            }
        });
        // What is searched for, once it is known where.
        let searched = move || match (archive.count(), &list.read().query) {
            (Load::Ready(_), query) if !query.is_empty() => Some(query.clone()),
            _ => None,
        };
        let early = Signal::new(None::<Arc<Vec<u32>>>);
        let found = latest(searched, archive.search_again, move |query, _| {
            early.set(None);
            let answers = archive.search(&stage.root(), &query);
            Box::pin(async move {
                let _alarm = Alarm::set(EARLY, move || {
                    if early.is_there() && list.peek().query == query {
                        early.set(Some(Arc::new(archive.at_once(&query))));
                    }
                });
                answers.await
            })
        });
        let selection = Memo::new(move |before: Option<&Load<Arc<Selection>>>| {
            let mut answers = answers(list, found);
            let list = list.read();
            // While the answer is on its way, what is known at once stands in for it, or else the list of the
            // letters before.
            if let (Load::Loading, Some(early)) = (&answers, early.get().filter(|early| !early.is_empty())) {
                answers = Load::Ready(Some(early));
            }
            if let (Load::Loading, Some(Load::Ready(before))) = (&answers, before) {
                return Load::Ready(before.clone());
            }
            match archive.count() {
                Load::Loading => Load::Loading,
                Load::Failed(trouble) => Load::Failed(trouble),
                // All articles, newest first: known before the facets are there.
                Load::Ready(count) if *list == ViewState::default() => {
                    Load::Ready(Arc::new(Selection { rows: (0..count).collect() }))
                }
                Load::Ready(_) => answers.and_then(|found| {
                    archive.facets(|facets| Arc::new(facets.select(&list, found.as_deref().map(Vec::as_slice))))
                }),
            }
        });
        let extent = Signal::new(Extent::Few(FEW));
        let counts = Memo::new(move |_| {
            let answers = answers(list, found);
            let list = list.read();
            answers.and_then(|found| {
                archive.facets_when_there(|facets| {
                    Arc::new(facets.counts(&list, found.as_deref().map(Vec::as_slice), extent.get()))
                })
            })
        });
        Self {
            stage,
            archive,
            state,
            list,
            selection,
            counts,
            extent,
            menu: Signal::new(None),
            memory: Kept::new(Memory {
                restore: RefCell::default(),
                here: RefCell::default(),
                left: RefCell::default(),
                heights: RefCell::default(),
                limit: Cell::default(),
                fragment: RefCell::new(fragment),
            }),
        }
    }

    /// How many articles the list has.
    pub(crate) fn count(&self) -> usize {
        match &*self.selection.read() {
            Load::Ready(selection) => selection.len(),
            _ => 0,
        }
    }

    /// What is remembered of where the reader was.
    pub(crate) fn memory(&self) -> Rc<Memory> {
        self.memory.get()
    }

    /// What the archive calls itself. Until that is known, what the page says.
    pub(crate) fn title(&self) -> String {
        let printed = || self.stage.root().get_attribute(ids::ROOT_TITLE);
        self.archive.title().or_else(printed).unwrap_or_else(|| words::SITE_TITLE.to_owned())
    }

    /// The address that shows a state, for links.
    pub(crate) fn href(&self, state: &ViewState) -> String {
        self.stage.href(state)
    }
}

/// Who answers what is searched for; `None` when nothing is. One copy for those that ask.
#[inline(never)]
fn answers(list: Memo<ViewState>, found: Signal<Load<Arc<Vec<u32>>>>) -> Load<Option<Arc<Vec<u32>>>> {
    match list.read().query.is_empty() {
        true => Load::Ready(None),
        false => found.read().map(|rows| Some(rows.clone())),
    }
}
