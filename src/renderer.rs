//! The page's side of the renderer: a worker that is started when it is first needed, watched by a
//! clock, and thrown away when it breaks. And of the arranger, which few sites need.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use article::{ArchivePath, Article, wire};
use catalog::CatalogError;
use futures_channel::oneshot;
use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Url, Worker};

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
#[wasm_bindgen(inline_js = "let policy;
export function start_worker(address) {
  let script = address;
  if (new URL(address).origin !== location.origin) {
    const text = 'import(' + JSON.stringify(address) + ').catch((reason) => setTimeout(() => { throw reason; }));';
    script = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  }
  if (globalThis.trustedTypes) {
    policy ??= trustedTypes.createPolicy('newsstand', { createScriptURL: (url) => url });
    script = policy.createScriptURL(script);
  }
  return new Worker(script, { type: 'module' });
}
export async function run_here(address, bytes, path) {
  const module = await import(address);
  await module.default();
  return path ? module.render(bytes, path) : module.arrange(bytes);
}")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn start_worker(address: &str) -> Result<Worker, JsValue>;
    fn run_here(address: &str, bytes: Uint8Array, path: &str) -> Promise;
}

/// A module beside the app's own.
#[derive(Clone, Copy)]
enum Module {
    Renderer,
    Arranger,
}

/// How a request ended.
enum Answer {
    Rendered(Vec<u8>),
    Stopped,
}

/// A worker that runs, and the requests it has not answered.
struct Running {
    worker: Worker,
    waiting: RefCell<Vec<(u32, oneshot::Sender<Answer>)>>,
    ready: RefCell<Ready>,
    _listeners: RefCell<Vec<JsValue>>,
}

enum Ready {
    NotYet(Vec<oneshot::Sender<()>>),
    Yes,
    Never,
}

thread_local! {
    // One for all articles and all widgets of a page.
    static RUNNING: RefCell<Option<Rc<Running>>> = const { RefCell::new(None) };
    static ADDRESSES: RefCell<[String; 2]> = const { RefCell::new([String::new(), String::new()]) };
    static LAST_REQUEST: RefCell<u32> = const { RefCell::new(0) };
}

/// Loads the renderer when the page has nothing better to do.
pub(crate) fn prefetch() {
    dom::when_idle(|| drop(running()));
}

/// Loads the renderer now: an article is on its way.
pub(crate) fn wake() {
    drop(running());
}

/// Rewrites a catalog that was written by hand, which came from `address`: the texts of its facets and
/// of its cards, as `catalog` reads them.
pub(crate) async fn arrange(text: &str, address: &str) -> Result<(String, String), Trouble> {
    let arranged = match here(address_of(Module::Arranger), text.as_bytes(), "", address).await {
        Err(Trouble { fault: Fault::RendererStopped, .. }) => Vec::new(),
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
        Answer::Stopped => Fault::RendererStopped,
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
        Some(running) if running.is_ready().await => running.ask(bytes, path, address).await,
        _ => {
            let module = address_of(Module::Renderer).map(|loader| loader.replace("_loader.js", ".js"));
            here(module, bytes, path, address).await.map(Answer::Rendered)
        }
    }
}

async fn here(module: Option<String>, bytes: &[u8], path: &str, address: &str) -> Result<Vec<u8>, Trouble> {
    let module = module.ok_or_else(|| Fault::NoRenderer.at(""))?;
    match JsFuture::from(run_here(&module, Uint8Array::from(bytes), path)).await {
        Ok(message) => Ok(Uint8Array::new(&message).to_vec()),
        // A trap is a WebAssembly.RuntimeError; anything else means the module did not load.
        Err(error) if is_trap(&error) => Err(Fault::RendererStopped.at(address)),
        Err(_) => Err(Fault::NoRenderer.at(&module)),
    }
}

fn is_trap(error: &JsValue) -> bool {
    js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).as_deref()
        == Some("RuntimeError")
}

/// Names the scripts of the two modules.
pub(crate) fn use_addresses(renderer: &str, arranger: &str) {
    ADDRESSES.set([renderer.to_owned(), arranger.to_owned()]);
}

/// Takes the scripts that index.html names.
pub(crate) fn use_the_pages() {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let [renderer, arranger] = [ids::RENDERER_META, ids::ARRANGER_META].map(|meta| {
        let meta = document().query_selector(&format!("meta[name={meta}]")).ok().flatten();
        let address = meta.and_then(|meta| meta.get_attribute("content"));
        address.and_then(|address| Url::new_with_base(&address, &base).ok()).map(|url| url.href()).unwrap_or_default()
    });
    use_addresses(&renderer, &arranger);
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
            ready: RefCell::new(Ready::NotYet(Vec::new())),
            _listeners: RefCell::default(),
        });
        let message = Closure::<dyn FnMut(MessageEvent)>::new({
            let running = Rc::downgrade(&running);
            move |event: MessageEvent| {
                if let Some(running) = running.upgrade() {
                    running.hear(&event.data());
                }
            }
        });
        let error = Closure::<dyn FnMut()>::new({
            let running = Rc::downgrade(&running);
            move || {
                if let Some(running) = running.upgrade() {
                    running.stop();
                }
            }
        });
        running.worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        running.worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        running._listeners.borrow_mut().extend([message.into_js_value(), error.into_js_value()]);
        let late = Rc::downgrade(&running);
        dom::spawn(async move {
            dom::sleep(START_LIMIT).await;
            if let Some(running) = late.upgrade()
                && matches!(*running.ready.borrow(), Ready::NotYet(_))
            {
                running.stop();
            }
        });
        Some(running)
    }

    fn hear(&self, data: &JsValue) {
        if data.as_string().as_deref() == Some("ready") {
            if let Ready::NotYet(waiting) = self.ready.replace(Ready::Yes) {
                for waiting in waiting {
                    let _ = waiting.send(());
                }
            }
            return;
        }
        let answer = Array::from(data);
        let number = answer.get(0).as_f64().unwrap_or_default() as u32;
        let mut waiting = self.waiting.borrow_mut();
        if let Some(at) = waiting.iter().position(|(asked, _)| *asked == number) {
            let _ = waiting.swap_remove(at).1.send(Answer::Rendered(Uint8Array::new(&answer.get(1)).to_vec()));
        }
    }

    /// Ends the worker; whoever waits is told, and the next request starts a fresh one.
    fn stop(&self) {
        self.worker.terminate();
        // Dropping the senders tells those who wait for the start.
        self.ready.replace(Ready::Never);
        for (_, waiting) in self.waiting.take() {
            let _ = waiting.send(Answer::Stopped);
        }
        RUNNING.with_borrow_mut(|running| {
            if running.as_ref().is_some_and(|running| std::ptr::eq(&raw const **running, self)) {
                *running = None;
            }
        });
    }

    async fn is_ready(&self) -> bool {
        let (sender, ready) = oneshot::channel();
        match &mut *self.ready.borrow_mut() {
            Ready::Yes => return true,
            Ready::Never => return false,
            Ready::NotYet(waiting) => waiting.push(sender),
        }
        ready.await.is_ok()
    }

    async fn ask(&self, bytes: &[u8], path: &str, address: &str) -> Result<Answer, Trouble> {
        let number = LAST_REQUEST.with_borrow_mut(|last| {
            *last = last.wrapping_add(1);
            *last
        });
        let (sender, answer) = oneshot::channel();
        self.waiting.borrow_mut().push((number, sender));
        let bytes = Uint8Array::from(bytes);
        let transfer = Array::of1(&bytes.buffer());
        let request = Array::of3(&number.into(), &path.into(), &bytes);
        if self.worker.post_message_with_transfer(&request, &transfer).is_err() {
            self.stop();
            return Ok(Answer::Stopped);
        }
        let (late, clock) = oneshot::channel::<()>();
        dom::spawn(async move {
            dom::sleep(TIME_LIMIT).await;
            let _ = late.send(());
        });
        match first_of(answer, clock).await {
            Some(answer) => Ok(answer),
            None => {
                self.stop();
                Err(Fault::RendererTimedOut.at(address))
            }
        }
    }
}

/// The answer, or `None` when the clock was first.
async fn first_of(answer: oneshot::Receiver<Answer>, clock: oneshot::Receiver<()>) -> Option<Answer> {
    let (mut answer, mut clock) = (Box::pin(answer), Box::pin(clock));
    std::future::poll_fn(move |context| {
        use std::task::Poll;
        if let Poll::Ready(answer) = answer.as_mut().poll(context) {
            return Poll::Ready(Some(answer.unwrap_or(Answer::Stopped)));
        }
        clock.as_mut().poll(context).map(|_| None)
    })
    .await
}
