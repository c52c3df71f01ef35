//! `<news-stand>`: the app as a guest in somebody's page. `public/newsstand.js` defines the element and
//! calls this.

use catalog::{Address, Form, ViewState};
use js_sys::{Function, Object, Reflect};
use leptos::prelude::Owner;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::element::Piece;
use crate::signal::Readable;
use crate::site::Site;
use crate::stage::{Links, Manner, News, Role, Stage, View};
use crate::{dom, navigation, renderer, views};

/// Names the scripts of the renderer's worker, of the arranger and of the reading room. Once for all widgets
/// of a page, before the first.
#[wasm_bindgen]
pub fn use_modules(renderer: String, arranger: String, reading: String) {
    renderer::use_addresses([renderer, arranger, reading]);
}

/// The app of one element. Freeing it ends its requests, listeners and signals.
#[wasm_bindgen]
pub struct Widget {
    site: Site,
    owner: Owner,
}

#[wasm_bindgen]
impl Widget {
    /// Fills `place`, an element of a shadow root. `options`:
    ///
    /// ```text
    /// { source: address of the catalog or its folder,  site?: address of the published site,
    ///   state: query,  view?, links?, level?: number, limit?: number,  prefix?: string }
    /// ```
    ///
    /// `tell(name, detail)` is called for every event; its answer matters for `open` alone.
    #[wasm_bindgen(constructor)]
    pub fn new(place: HtmlElement, options: &Object, tell: Function) -> Self {
        let mut made = None;
        let owner = views::owner_of(|| {
            let text = |key: &str| Reflect::get(options, &key.into()).ok().and_then(|value| value.as_string());
            let number = |key: &str| Reflect::get(options, &key.into()).ok().and_then(|value| value.as_f64());
            let manner = Manner {
                view: match text("view").as_deref() {
                    Some("list") => View::List,
                    Some("article") => View::Article,
                    _ => View::Rack,
                },
                links: if text("links").as_deref() == Some("site") { Links::Site } else { Links::Inside },
                level: number("level").map_or(2, |level| level.clamp(1.0, 5.0) as u8),
                limit: number("limit").map_or(usize::MAX, |limit| limit.max(1.0) as usize),
            };
            let here = navigation::here();
            let address = match (text("prefix").filter(|prefix| !prefix.is_empty()), text("site")) {
                (Some(prefix), _) => Address::beside(&here, &prefix),
                (None, Some(site)) => Address::new(&site, Form::Query),
                (None, None) => Address::of_page(&here),
            };
            let asked = ViewState::parse(&text("state").unwrap_or_default());
            // What the page's address says comes before what the attributes say.
            let found = address.is_beside().then(|| address.read(&here)).flatten();
            let state = found.filter(|state| *state != ViewState::default()).unwrap_or(asked);
            let stage = Stage::new(place.clone(), address, manner, Role::Widget(Teller(tell)));
            let site = Site::new(stage, &text("source").unwrap_or_default(), state, String::new());
            views::widget(site).put(&place);
            made = Some(site);
        });
        let site = made.expect("the site is there, because the closure ran");
        Self { site, owner }
    }

    /// Shows something else.
    pub fn show(&self, query: &str) {
        navigation::show(self.site, ViewState::parse(query));
    }

    /// What is shown.
    pub fn state(&self) -> String {
        self.site.state.peek().to_query()
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// How a widget speaks to its host.
pub(crate) struct Teller(Function);

impl Teller {
    pub(crate) fn tell(&self, news: &News<'_>) {
        match news {
            News::Rack { count } => drop(self.call("ready", &[("count", (*count as f64).into())])),
            News::Article { slug, title } => {
                self.call("rendered", &[("article", (*slug).into()), ("title", (*title).into())]);
            }
            News::Trouble(trouble) => {
                let message = trouble.fault.to_string();
                self.call("error", &[("message", message.into()), ("address", trouble.address.as_str().into())]);
            }
        }
    }

    pub(crate) fn filter(&self, query: &str, count: usize) {
        self.call("filter", &[("query", query.into()), ("count", (count as f64).into())]);
    }

    /// The host may prevent it.
    pub(crate) fn may_open(&self, slug: &str, href: &str) -> bool {
        self.call("open", &[("article", slug.into()), ("href", href.into())])
    }

    fn call(&self, name: &str, detail: &[(&str, JsValue)]) -> bool {
        let object = dom::object(detail);
        self.0.call2(&JsValue::NULL, &name.into(), &object).map_or(true, |answer| answer != JsValue::FALSE)
    }
}
