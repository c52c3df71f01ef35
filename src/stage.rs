//! Where the app is shown: as a page of its own, or as a widget inside somebody's page.
//!
//! A page has the window: its history, its title, its scrolling, the focus. A widget has none of them
//! until somebody uses it: it scrolls and takes the focus only after a click inside it, and what it
//! shows it keeps to itself unless it was told a prefix for parameters of the address.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use article::{MediaPolicy, Source};
use catalog::{Address, ViewState};
use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement, ShadowRoot};

use crate::element::{Phase, Pieces, listen};
use crate::embed::Teller;
use crate::printed::Printed;
use crate::signal::Kept;
use crate::theme::stored;
use crate::trouble::Trouble;
use crate::{dom, ids};

/// A stage, as a handle that can be copied.
#[derive(Clone, Copy)]
pub(crate) struct Stage(Kept<Inner>);

struct Inner {
    root: HtmlElement,
    address: Address,
    manner: Manner,
    role: Role,
    media: MediaPolicy,
    /// Somebody has gone somewhere: from now on the view may be scrolled and focused.
    used: Cell<bool>,
    /// The app, while what the press printed stands in its place.
    waiting: RefCell<Option<Pieces>>,
}

/// What the app is to the page it is in.
pub(crate) enum Role {
    /// The page itself, with an article that the press printed into it.
    Page { printed: RefCell<Option<Printed>> },
    /// A guest, which tells its host what happens.
    Widget(Teller),
}

/// How the app shows things. A page shows everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Manner {
    pub(crate) view: View,
    pub(crate) links: Links,
    /// The level of the first headings, 1 to 5.
    pub(crate) level: u8,
    /// Cards before "More".
    pub(crate) limit: usize,
}

/// What there is beside the cards or the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// The bar, filters, cards, articles.
    Rack,
    /// Cards and articles.
    List,
    /// One article and nothing else.
    Article,
}

/// Where a click on an article leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    Inside,
    Site,
}

impl Manner {
    /// The level of headings within the list: below its own, where that is there.
    pub(crate) fn level_of_cards(self) -> u8 {
        self.level + u8::from(self.view == View::Rack)
    }
}

impl Default for Manner {
    fn default() -> Self {
        Self { view: View::Rack, links: Links::Inside, level: 1, limit: usize::MAX }
    }
}

/// Something that a page marks on itself and that a widget tells its host.
pub(crate) enum News<'a> {
    /// The list is on screen, and how long it is.
    Rack { count: usize },
    /// An article is.
    Article { slug: &'a str, title: &'a str },
    /// Something went wrong.
    Trouble(&'a Trouble),
}

impl News<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Rack { .. } => "rack",
            Self::Article { .. } => "article",
            Self::Trouble(_) => "trouble",
        }
    }
}

impl Stage {
    pub(crate) fn new(root: HtmlElement, address: Address, manner: Manner, role: Role) -> Self {
        let mut media = MediaPolicy::new(root.get_attribute(ids::ROOT_MEDIA).unwrap_or_default());
        // A guest keeps nothing in its host's storage.
        if matches!(role, Role::Page { .. }) {
            media = media.agreed(&stored(ids::MEDIA_KEY).unwrap_or_default());
        }
        let (used, waiting) = (Cell::new(false), RefCell::default());
        Self(Kept::new(Inner { root, address, manner, role, media, used, waiting }))
    }

    fn inner(&self) -> Rc<Inner> {
        self.0.get()
    }

    /// The element that holds the app.
    pub(crate) fn root(&self) -> HtmlElement {
        self.inner().root.clone()
    }

    pub(crate) fn manner(&self) -> Manner {
        self.inner().manner
    }

    /// Which pictures are loaded without asking.
    pub(crate) fn media(&self) -> MediaPolicy {
        self.inner().media.clone()
    }

    /// The picture is loaded without asking.
    pub(crate) fn may_load(&self, source: &Source) -> bool {
        self.inner().media.may_load(source)
    }

    pub(crate) fn is_page(&self) -> bool {
        matches!(self.inner().role, Role::Page { .. })
    }

    /// What is shown is kept in the address.
    pub(crate) fn has_history(&self) -> bool {
        self.is_page() || self.inner().address.is_beside()
    }

    /// The address that shows a state.
    pub(crate) fn href(&self, state: &ViewState) -> String {
        self.inner().address.href(state)
    }

    /// The state that an address shows; `None` when it leads elsewhere.
    pub(crate) fn read(&self, address: &str) -> Option<ViewState> {
        self.inner().address.read(address)
    }

    /// The article that the press printed into the page, until somebody takes it.
    pub(crate) fn printed(&self) -> Option<Printed> {
        match &self.inner().role {
            Role::Page { printed } => printed.borrow().clone(),
            Role::Widget(_) => None,
        }
    }

    /// The same, for whoever comes first.
    pub(crate) fn take_printed(&self) -> Option<Printed> {
        match &self.inner().role {
            Role::Page { printed } => printed.take(),
            Role::Widget(_) => None,
        }
    }

    /// The press printed a page, be it of an article or of the list.
    pub(crate) fn is_published(&self) -> bool {
        self.is_page() && self.root().has_attribute(ids::ROOT_OF_PAGES)
    }

    /// What was printed is being read: the reader, or the browser for the reader, has scrolled it.
    pub(crate) fn is_begun(&self) -> bool {
        !self.is_used() && self.is_published() && self.scrolled() > 0.0
    }

    /// Shows the app in the place of what is there. What has the focus keeps it, if it comes again.
    pub(crate) fn show(&self, app: Pieces) {
        let focused = self.focused().map(|element| element.id()).unwrap_or_default();
        app.fill(&self.root());
        if let Some(element) = self.by_id(&focused) {
            dom::focus_in_place(&element);
        }
    }

    /// Keeps what the press printed on screen until there is news of what replaces it.
    pub(crate) fn show_when_told(&self, app: Pieces) {
        self.inner().waiting.replace(Some(app));
    }

    /// Shows the app when what brought the news is complete, and before anything is painted.
    fn replace_printed(self) {
        if self.inner().waiting.borrow().is_none() {
            return;
        }
        dom::spawn(async move {
            let app = self.inner().waiting.take();
            app.into_iter().for_each(|app| self.show(app));
        });
    }

    /// Titles the page. A widget's page has a title of its own.
    pub(crate) fn set_title(&self, title: &str) {
        if self.is_page() {
            document().set_title(title);
        }
    }

    /// What is on screen, for scripts around the app.
    pub(crate) fn tell(&self, news: &News<'_>) {
        match &self.inner().role {
            Role::Page { .. } => {
                dom::mark_ready(news.name());
                self.replace_printed();
            }
            Role::Widget(teller) => teller.tell(news),
        }
    }

    /// Some cards of the list could not be had; the others are there.
    pub(crate) fn tell_of_part(&self, trouble: &Trouble) {
        if let Role::Widget(teller) = &self.inner().role {
            teller.tell(&News::Trouble(trouble));
        }
    }

    /// The list shows something else.
    pub(crate) fn tell_filter(&self, list: &ViewState, count: usize) {
        if let Role::Widget(teller) = &self.inner().role {
            teller.filter(&list.to_query(), count);
        }
    }

    /// Whether an article may be opened here: the host of a widget may want to do it by itself.
    pub(crate) fn may_open(&self, state: &ViewState) -> bool {
        match (&self.inner().role, &state.article) {
            (Role::Widget(teller), Some(slug)) => teller.may_open(slug.as_str(), &self.href(state)),
            _ => true,
        }
    }

    /// Somebody has gone somewhere, or the host of a widget has shown something by itself.
    pub(crate) fn mark_used(&self, by_reader: bool) {
        self.inner().used.set(by_reader);
    }

    /// Whether the view may be scrolled to its beginning. At first it is where the reader has it.
    pub(crate) fn is_used(&self) -> bool {
        self.inner().used.get()
    }

    /// Whether what is shown may take the focus by itself: on a page of its own yes, but neither from a
    /// reader who has begun to read what was printed, nor from the host of a widget.
    pub(crate) fn may_take_focus(&self) -> bool {
        self.is_used() || (self.is_page() && !self.is_published())
    }

    /// The element of this id, if it is inside the app.
    pub(crate) fn by_id(&self, id: &str) -> Option<HtmlElement> {
        self.tree().get_element_by_id(id)?.dyn_into().ok()
    }

    /// The document, or the shadow root, which has ids and a focus of its own and the same methods.
    fn tree(&self) -> Document {
        self.inner().root.get_root_node().unchecked_into()
    }

    /// Takes the focus from what is about to be replaced: an element that goes with the focus on it makes the
    /// browser lay out all that is half done.
    pub(crate) fn let_go(self) {
        if let Some(element) = self.focused() {
            let _ = element.unchecked_into::<HtmlElement>().blur();
        }
    }

    /// Focuses the first of these elements that is there when the next frame is drawn: what had the
    /// focus was replaced by what was pressed.
    pub(crate) fn focus_next_frame(self, ids: &[&str]) {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        self.next_frame(move || {
            if let Some(element) = ids.iter().find_map(|id| self.by_id(id)) {
                dom::focus_in_place(&element);
            }
        });
    }

    /// Runs something when the next frame is drawn, if the app is still there.
    pub(crate) fn next_frame(self, run: impl FnOnce() + 'static) {
        request_animation_frame(move || {
            if self.0.try_get().is_some() {
                run();
            }
        });
    }

    /// Where what is seen of the app begins, in CSS pixels below the top of the screen.
    pub(crate) fn bar(&self) -> f64 {
        match self.is_page() {
            true => 60.0,
            false => self.scroller().map_or(0.0, |element| element.get_bounding_client_rect().top().max(0.0)),
        }
    }

    /// What scrolls the app: an element of the host's page, or else the window.
    fn scroller(&self) -> Option<Element> {
        let inner = self.inner();
        let Role::Widget(_) = inner.role else { return None };
        let mut place: Option<Element> = host_of(&inner.root);
        while let Some(element) = place {
            let style = window().get_computed_style(&element).ok().flatten()?;
            let overflow = style.get_property_value("overflow-y").unwrap_or_default();
            let is_page = matches!(element.local_name().as_str(), "body" | "html");
            if !is_page && matches!(overflow.as_str(), "auto" | "scroll") {
                return Some(element);
            }
            place = element.parent_element().or_else(|| host_of(&element));
        }
        None
    }

    /// How far it is scrolled, in CSS pixels.
    pub(crate) fn scrolled(&self) -> f64 {
        match self.scroller() {
            Some(element) => f64::from(element.scroll_top()),
            None => window().scroll_y().unwrap_or_default(),
        }
    }

    /// Moves to a height, at once.
    pub(crate) fn scroll_to(&self, top: f64) {
        let options = dom::object(&[("top", top.max(0.0).into()), ("behavior", "instant".into())]);
        // The window has the same method.
        let scroller = self.scroller().unwrap_or_else(|| window().unchecked_into());
        scroller.scroll_to_with_scroll_to_options(options.unchecked_ref());
    }

    /// Back to where the app begins, once somebody has gone somewhere in it; a widget moves its host only
    /// when its beginning is out of sight.
    pub(crate) fn scroll_to_start(&self) {
        if !self.is_used() {
            return;
        }
        if self.is_page() {
            return self.scroll_to(0.0);
        }
        let top = self.root().get_bounding_client_rect().top() - self.bar();
        if top < 0.0 {
            self.scroll_to(self.scrolled() + top);
        }
    }

    /// Where an element begins, measured from the start of what is scrolled.
    pub(crate) fn top_of(&self, element: &Element) -> f64 {
        element.get_bounding_client_rect().top() + self.scrolled()
    }

    /// The element that has the focus, inside the app.
    pub(crate) fn focused(&self) -> Option<Element> {
        self.tree().active_element()
    }

    /// Calls `handle` whenever the app is scrolled, whatever scrolls it, as long as the owner lives.
    pub(crate) fn on_scroll(&self, handle: impl FnMut(Event) + 'static) {
        // Scroll events of elements do not bubble; on their way down the window hears them all.
        listen(&window(), "scroll", Phase::Capture, Box::new(handle));
    }
}

/// The element whose shadow tree an element is in.
fn host_of(element: &Element) -> Option<Element> {
    element.get_root_node().dyn_into::<ShadowRoot>().ok().map(|shadow| shadow.host())
}
