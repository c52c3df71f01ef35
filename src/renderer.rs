//! The page's side of the renderer: a worker that is started when it is first needed, watched by a
//! clock, and thrown away when it breaks. And of the arranger, which few sites need, and of the reading
//! room (`public/reading/`), which an article needs and the list does not.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use article::{ArchivePath, Article, wire};
use catalog::CatalogError;
use futures_channel::oneshot;
use js_sys::{Array, Promise, Uint8Array, Uint32Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, MessageEvent, Url, Worker};

use crate::dom::Alarm;
use crate::fetch::Loading;
use crate::trouble::{Fault, Trouble};
use crate::{dom, ids};

/// Time an article may take. The slowest of 6,000 real ones takes 9 ms natively (SYNTAX.md F4).
const TIME_LIMIT: Duration = Duration::from_secs(5);
/// Time the worker may take to load and say that it is ready.
const START_LIMIT: Duration = Duration::from_secs(20);

// Where no worker can start, the same module is imported here, as an instance of its own. The
// arranger (no path) always is.
//
// A worker's script must come from the host's own origin; one from elsewhere is imported by one made on
// the spot. Under Trusted Types the address of a worker needs a policy, which lets this one through.
#[wasm_bindgen(inline_js = "let policy, own;
export function start_worker(address) {
  let script = address;
  if (new URL(address).origin !== location.origin) {
    // What cannot be imported is an error that the page hears of.
    const text = 'import(' + JSON.stringify(address) + ').catch((e) => setTimeout(() => { throw e }))';
    script = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  }
  if (globalThis.trustedTypes) {
    policy ??= trustedTypes.createPolicy('newsstand', {
      createScriptURL(url) {
        if (url === own) return url;
        throw new TypeError('not a worker of Newsstand');
      },
    });
    own = script;
    script = policy.createScriptURL(script);
  }
  return new Worker(script, { type: 'module' });
}
export async function run_here(address, bytes, path) {
  // What the worker's script loads.
  const module = await import(address.replace('_loader.', '.'));
  await module.default();
  return path ? module.render(bytes, path) : module.arrange(bytes);
}
export async function search(room, ...asked) {
  return (await import(new URL('search.js', room))).find(...asked);
}
export async function open_room(address, place) {
  try { await (await import(address)).prepare(place.getRootNode()); } catch { /* It can be read without. */ }
}
export async function furnish(address, article) {
  try { (await import(address)).furnish(article); } catch { /* As above. */ }
}")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn start_worker(address: &str) -> Result<Worker, JsValue>;
    fn run_here(address: &str, bytes: Uint8Array, path: &str) -> Promise;
    #[wasm_bindgen(js_name = search)]
    fn ask(room: &str, place: &Element, root: &str, facets: &str, cards: &str, query: &str) -> Promise;
    fn open_room(address: &str, place: &Element) -> Promise;
    #[wasm_bindgen(js_name = furnish)]
    fn furnish_room(address: &str, article: &Element);
}

/// A module beside the app's own.
#[derive(Clone, Copy)]
enum Module {
    Renderer,
    Arranger,
    Reading,
}

/// How a request ended, or the wait for the worker's start.
#[derive(Clone)]
enum Answer {
    Ready,
    Rendered(Vec<u8>),
    Stopped,
    TimedOut,
}

/// A worker that runs, and the requests it has not answered.
struct Running {
    worker: Worker,
    /// Requests by their number. Until the worker is ready there are none, but who wants to make one.
    waiting: RefCell<Vec<(u32, oneshot::Sender<Answer>)>>,
    ready: Cell<Ready>,
    start_limit: Cell<Option<Alarm>>,
    _listeners: RefCell<Vec<JsValue>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ready {
    NotYet,
    Yes,
    Never,
}

/// The number of those who wait until the worker is ready.
const START: u32 = 0;

thread_local! {
    // One for all articles and all widgets of a page.
    static RUNNING: RefCell<Option<Rc<Running>>> = const { RefCell::new(None) };
    static ADDRESSES: RefCell<[String; 3]> = const { RefCell::new([String::new(), String::new(), String::new()]) };
    static LAST_REQUEST: RefCell<u32> = const { RefCell::new(0) };
}

/// Loads the renderer and the reading room when the page has nothing better to do.
pub(crate) fn prefetch(place: &Element) {
    let place = place.clone();
    dom::when_idle(move || {
        drop(running());
        drop(open_reading_room(&place));
    });
}

/// Loads what an article needs besides the app: its style sheet, for the page or the shadow root that
/// `place` is in, and the scripts. Ends when the style sheet counts, or could not be had.
pub(crate) fn open_reading_room(place: &Element) -> JsFuture {
    JsFuture::from(open_room(&address_of(Module::Reading).unwrap_or_default(), place))
}

/// Gives an article that is in the page what only a script can.
pub(crate) fn furnish(article: &Element) {
    furnish_room(&address_of(Module::Reading).unwrap_or_default(), article);
}

/// Who answers a query: rows of the catalog, the best first. `asked` is the catalog's folder, its file of
/// facets and nothing, or both texts of one that was arranged, and the query.
pub(crate) fn search(place: &Element, asked: [&str; 4]) -> Loading<Arc<Vec<u32>>> {
    let [root, facets, cards, query] = asked;
    let room = address_of(Module::Reading).unwrap_or_default();
    let found = JsFuture::from(ask(&room, place, root, facets, cards, query));
    let root = root.to_owned();
    Box::pin(async move {
        match found.await {
            Ok(rows) => Ok(Arc::new(rows.unchecked_ref::<Uint32Array>().to_vec())),
            Err(reason) => Err(Fault::NoSearch(dom::text(&reason, "message")).at(&root)),
        }
    })
}

/// Loads the renderer now: an article is on its way.
pub(crate) fn wake() {
    drop(running());
}

/// Rewrites a catalog that was written by hand, which came from `address`: the texts of its facets and
/// of its cards, as `catalog` reads them.
pub(crate) async fn arrange(text: &str, address: &str) -> Result<(String, String), Trouble> {
    let arranged = match here(address_of(Module::Arranger), text.as_bytes(), "", address).await {
        Err(trouble) if matches!(trouble.fault, Fault::RendererStopped) => Vec::new(),
        arranged => arranged?,
    };
    match String::from_utf8(arranged).unwrap_or_default().split_once('\n') {
        Some((facets, cards)) => Ok((facets.to_owned(), cards.to_owned())),
        None => Err(Fault::BadCatalog(CatalogError::NotACatalog).at(address)),
    }
}

/// Renders the bytes of the file at `path`, which came from `address`.
pub(crate) async fn render(bytes: &[u8], path: &ArchivePath, address: &str) -> Result<Article, Trouble> {
    let fault = match answer(bytes, path.as_str(), address).await? {
        Answer::Rendered(message) => match wire::decode(&message) {
            Ok(Ok(article)) => return Ok(article),
            Ok(Err(refusal)) => Fault::NotAnArticle(refusal),
            Err(_) => Fault::RendererStopped,
        },
        Answer::TimedOut => Fault::RendererTimedOut,
        Answer::Stopped | Answer::Ready => Fault::RendererStopped,
    };
    Err(fault.at(address))
}

async fn answer(bytes: &[u8], path: &str, address: &str) -> Result<Answer, Trouble> {
    match attempt(bytes, path, address).await? {
        // Perhaps another article broke the worker while this one waited: a fresh one will tell.
        Answer::Stopped => attempt(bytes, path, address).await,
        answer => Ok(answer),
    }
}

async fn attempt(bytes: &[u8], path: &str, address: &str) -> Result<Answer, Trouble> {
    match running() {
        Some(running) if running.is_ready().await => Ok(running.ask(bytes, path).await),
        _ => here(address_of(Module::Renderer), bytes, path, address).await.map(Answer::Rendered),
    }
}

async fn here(module: Option<String>, bytes: &[u8], path: &str, address: &str) -> Result<Vec<u8>, Trouble> {
    let module = module.ok_or_else(|| Fault::NoRenderer.at(""))?;
    match JsFuture::from(run_here(&module, Uint8Array::from(bytes), path)).await {
        Ok(message) => Ok(message.unchecked_ref::<Uint8Array>().to_vec()),
        // A trap is a WebAssembly.RuntimeError; anything else means the module did not load.
        Err(error) if is_trap(&error) => Err(Fault::RendererStopped.at(address)),
        Err(_) => Err(Fault::NoRenderer.at(&module)),
    }
}

fn is_trap(error: &JsValue) -> bool {
    dom::text(error, "name") == "RuntimeError"
}

/// Names the scripts of the renderer, the arranger and the reading room.
pub(crate) fn use_addresses(addresses: [String; 3]) {
    ADDRESSES.set(addresses);
}

/// Takes the scripts that index.html names.
pub(crate) fn use_the_pages() {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    use_addresses([ids::RENDERER_META, ids::ARRANGER_META, ids::READING_META].map(|meta| {
        let root = document().document_element();
        let meta = root.and_then(|root| root.query_selector(&format!("meta[name={meta}]")).ok().flatten());
        let address = meta.and_then(|meta| meta.get_attribute("content"));
        address.and_then(|address| Url::new_with_base(&address, &base).ok()).map(|url| url.href()).unwrap_or_default()
    }));
}

fn address_of(module: Module) -> Option<String> {
    ADDRESSES.with_borrow(|addresses| Some(addresses[module as usize].clone()).filter(|address| !address.is_empty()))
}

fn running() -> Option<Rc<Running>> {
    if let Some(running) = RUNNING.with_borrow(Clone::clone) {
        return Some(running);
    }
    let running = Running::start()?;
    RUNNING.set(Some(running.clone()));
    Some(running)
}

impl Running {
    fn start() -> Option<Rc<Self>> {
        let worker = start_worker(&address_of(Module::Renderer)?).ok()?;
        let running = Rc::new(Self {
            worker,
            waiting: RefCell::default(),
            ready: Cell::new(Ready::NotYet),
            start_limit: Cell::default(),
            _listeners: RefCell::default(),
        });
        let message = running.closure(|running, event| running.hear(&event.unchecked_ref::<MessageEvent>().data()));
        let error = running.closure(|running, _| running.stop());
        running.worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        running.worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        running._listeners.borrow_mut().extend([message.into_js_value(), error.into_js_value()]);
        let late = Rc::downgrade(&running);
        running.start_limit.set(Some(Alarm::set(START_LIMIT, move || {
            if let Some(running) = late.upgrade() {
                running.stop();
            }
        })));
        Some(running)
    }

    /// What calls `handle` for an event, as long as the worker runs.
    fn closure(self: &Rc<Self>, handle: fn(&Self, Event)) -> Closure<dyn FnMut(Event)> {
        let running = Rc::downgrade(self);
        Closure::new(move |event| {
            if let Some(running) = running.upgrade() {
                handle(&running, event);
            }
        })
    }

    fn hear(&self, data: &JsValue) {
        if data.as_string().as_deref() == Some("ready") {
            if self.ready.replace(Ready::Yes) == Ready::NotYet {
                self.start_limit.take();
                self.tell_all(&Answer::Ready);
            }
            return;
        }
        let answer = data.unchecked_ref::<Array>();
        let number = answer.get(0).as_f64().unwrap_or_default() as u32;
        self.tell(number, Answer::Rendered(answer.get(1).unchecked_ref::<Uint8Array>().to_vec()));
    }

    fn tell(&self, number: u32, answer: Answer) {
        let mut waiting = self.waiting.borrow_mut();
        if let Some(at) = waiting.iter().position(|(asked, _)| *asked == number) {
            let _ = waiting.swap_remove(at).1.send(answer);
        }
    }

    fn tell_all(&self, answer: &Answer) {
        for (_, waiting) in self.waiting.take() {
            let _ = waiting.send(answer.clone());
        }
    }

    /// Ends the worker; whoever waits is told, and the next request starts a fresh one.
    fn stop(&self) {
        self.worker.terminate();
        self.ready.set(Ready::Never);
        self.tell_all(&Answer::Stopped);
        RUNNING.with_borrow_mut(|running| {
            if running.as_ref().is_some_and(|running| std::ptr::eq(&raw const **running, self)) {
                *running = None;
            }
        });
    }

    async fn is_ready(&self) -> bool {
        match self.ready.get() {
            Ready::Yes => true,
            Ready::Never => false,
            Ready::NotYet => matches!(self.wait(START).await, Ok(Answer::Ready)),
        }
    }

    fn wait(&self, number: u32) -> oneshot::Receiver<Answer> {
        let (sender, answer) = oneshot::channel();
        self.waiting.borrow_mut().push((number, sender));
        answer
    }

    async fn ask(self: &Rc<Self>, bytes: &[u8], path: &str) -> Answer {
        let number = LAST_REQUEST.with_borrow_mut(|last| {
            *last = last.wrapping_add(1);
            *last
        });
        let answer = self.wait(number);
        let bytes = Uint8Array::from(bytes);
        let transfer = Array::of1(&bytes.buffer());
        let request = Array::of3(&number.into(), &path.into(), &bytes);
        if self.worker.post_message_with_transfer(&request, &transfer).is_err() {
            self.stop();
        }
        let _clock = Alarm::set(TIME_LIMIT, {
            let running = self.clone();
            move || {
                running.tell(number, Answer::TimedOut);
                running.stop();
            }
        });
        answer.await.unwrap_or(Answer::Stopped)
    }
}
