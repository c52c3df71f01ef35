//! Fetching: one request at a time for one purpose, with a time limit over headers and body, a
//! bound on bytes whatever the headers say, and one retry with jitter.

use std::cell::Cell;
use std::pin::Pin;
use std::time::Duration;

use gloo_net::http::{Request, Response};
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, ReadableStreamDefaultReader};

use crate::dom::{self, Alarm};
use crate::signal::{Kept, Memo, Readable, Signal};
use crate::trouble::{Fault, Trouble};

/// Time from the request to the last byte.
const TIME_LIMIT: Duration = Duration::from_secs(20);
/// Wait before the one retry: this much and up to as much again.
const RETRY_AFTER: Duration = Duration::from_millis(400);

/// How fresh an answer must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Freshness {
    /// Ask the server whether it changed: the catalog's head, articles.
    Revalidate,
    /// The name holds a hash of the content: any copy will do.
    Immutable,
}

/// What is asked for.
pub(crate) struct Wanted<'a> {
    pub(crate) address: &'a str,
    pub(crate) freshness: Freshness,
    /// Bytes after which the answer is refused.
    pub(crate) most: usize,
}

/// Gets the bytes at an address. When `signal` aborts, the future never has to be polled again.
pub(crate) async fn bytes(wanted: &Wanted<'_>, signal: &AbortSignal) -> Result<Vec<u8>, Trouble> {
    match attempt(wanted, signal).await {
        Err(trouble) if is_passing(&trouble) && !signal.aborted() => {
            dom::sleep(RETRY_AFTER.mul_f64(1.0 + js_sys::Math::random())).await;
            if signal.aborted() { Err(trouble) } else { attempt(wanted, signal).await }
        }
        result => result,
    }
}

/// The same as text; boxed, so that its callers do not each hold a copy of its code.
pub(crate) fn text(address: &str, freshness: Freshness, most: usize, signal: AbortSignal) -> Loading<String> {
    let address = address.to_owned();
    Box::pin(async move {
        let bytes = bytes(&Wanted { address: &address, freshness, most }, &signal).await?;
        String::from_utf8(bytes).map_err(|_| Fault::NotText.at(&address))
    })
}

/// Troubles that may be gone a moment later.
fn is_passing(trouble: &Trouble) -> bool {
    match trouble.fault {
        Fault::Unreachable => true,
        Fault::Status(status) => status == 429 || status >= 500,
        _ => false,
    }
}

async fn attempt(wanted: &Wanted<'_>, signal: &AbortSignal) -> Result<Vec<u8>, Trouble> {
    // A controller of its own, so that the time limit ends this attempt and not the caller's.
    let own = AbortController::new().map_err(|_| Fault::Unreachable.at(wanted.address))?;
    let abort = {
        let own = own.clone();
        move || own.abort()
    };
    let _alarm = Alarm::set(TIME_LIMIT, abort.clone());
    let forward = Closure::<dyn FnMut()>::new(abort);
    // A listener of its own: several requests may share a signal, and none may take another's place.
    let callback = forward.as_ref().unchecked_ref();
    let _ = signal.add_event_listener_with_callback_and_bool("abort", callback, false);
    let result = answer(wanted, &own.signal()).await;
    let _ = signal.remove_event_listener_with_callback_and_bool("abort", callback, false);
    result.map_err(|fault| match fault {
        Fault::Unreachable if own.signal().aborted() && !signal.aborted() => Fault::TimedOut.at(wanted.address),
        Fault::Unreachable if !window().navigator().on_line() => Fault::Offline.at(wanted.address),
        fault => fault.at(wanted.address),
    })
}

async fn answer(wanted: &Wanted<'_>, signal: &AbortSignal) -> Result<Vec<u8>, Fault> {
    let cache = match wanted.freshness {
        Freshness::Revalidate => web_sys::RequestCache::NoCache,
        Freshness::Immutable => web_sys::RequestCache::Default,
    };
    let request = Request::get(wanted.address)
        .abort_signal(Some(signal))
        .cache(cache)
        .credentials(web_sys::RequestCredentials::SameOrigin)
        .referrer_policy(web_sys::ReferrerPolicy::NoReferrer);
    let response = request.send().await.map_err(|_| Fault::Unreachable)?;
    match response.status() {
        200..=299 => read(&response, wanted.most).await,
        404 | 410 => Err(Fault::NotFound),
        status => Err(Fault::Status(status)),
    }
}

/// Reads the body piece by piece: a length in the headers may lie, and a compressed body may grow.
async fn read(response: &Response, most: usize) -> Result<Vec<u8>, Fault> {
    let broken = |_: JsValue| Fault::Unreachable;
    let Some(stream) = response.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(broken)?;
        if Reflect::get(&step, &"done".into()).map_err(broken)?.is_truthy() {
            return Ok(bytes);
        }
        let piece: Uint8Array = Reflect::get(&step, &"value".into()).map_err(broken)?.unchecked_into();
        let start = bytes.len();
        let length = start + piece.length() as usize;
        if length > most {
            let _ = reader.cancel();
            return Err(Fault::TooLarge);
        }
        bytes.resize(length, 0);
        piece.copy_to(&mut bytes[start..]);
    }
}

/// Something that is loaded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Load<T> {
    Loading,
    Ready(T),
    Failed(Trouble),
}

impl<T> From<Result<T, Trouble>> for Load<T> {
    fn from(result: Result<T, Trouble>) -> Self {
        match result {
            Ok(value) => Self::Ready(value),
            Err(trouble) => Self::Failed(trouble),
        }
    }
}

impl<T> Load<T> {
    /// What follows from it once it is there.
    pub(crate) fn and_then<R>(&self, follow: impl FnOnce(&T) -> Load<R>) -> Load<R> {
        match self {
            Self::Loading => Load::Loading,
            Self::Failed(trouble) => Load::Failed(trouble.clone()),
            Self::Ready(value) => follow(value),
        }
    }

    /// What is asked of it once it is there.
    pub(crate) fn map<R>(&self, ask: impl FnOnce(&T) -> R) -> Load<R> {
        self.and_then(|value| Load::Ready(ask(value)))
    }
}

/// A load under way.
pub(crate) type Loading<T> = Pin<Box<dyn Future<Output = Result<T, Trouble>>>>;

/// Loads what `key` names, and only the latest: when the key changes, or the owner goes, the
/// request under way is aborted and its answer dropped. (A Leptos resource would queue instead, and
/// show the stale value for a moment.) `again` starts over when it changes.
pub(crate) fn latest<T: Send + Sync + 'static>(
    key: impl Fn() -> Option<String> + Send + Sync + 'static,
    again: Signal<u32>,
    load: impl Fn(String, AbortSignal) -> Loading<T> + 'static,
) -> Signal<Load<T>> {
    let loaded = Signal::new(Load::Loading);
    let start = move |wanted: String, signal: AbortSignal| -> Publishing {
        loaded.set(Load::Loading);
        let result = load(wanted, signal);
        Box::pin(async move {
            let load = Load::from(result.await);
            Box::new(move || loaded.set(load)) as Box<dyn FnOnce()>
        })
    };
    follow(Box::new(key), again, Box::new(start));
    loaded
}

/// A load under way that ends in what publishes its result.
type Publishing = Pin<Box<dyn Future<Output = Box<dyn FnOnce()>>>>;

/// Starts a load for every key, aborting the one before. One copy for all types.
fn follow(
    key: Box<dyn Fn() -> Option<String> + Send + Sync>,
    again: Signal<u32>,
    start: Box<dyn Fn(String, AbortSignal) -> Publishing>,
) {
    let key = Memo::new(move |_| key().map(|key| (again.get(), key)));
    let under_way = Kept::new(Cell::new(None::<Aborting>));
    dom::effect(move || {
        let wanted = key.get();
        let Some(under_way) = under_way.try_get() else { return };
        under_way.set(None);
        if let (Some((_, wanted)), Ok(controller)) = (wanted, AbortController::new()) {
            let signal = controller.signal();
            under_way.set(Some(Aborting(controller)));
            let publishing = start(wanted, signal.clone());
            dom::spawn(async move {
                let publish = publishing.await;
                if !signal.aborted() {
                    publish();
                }
            });
        }
    });
}

/// Requests that are aborted when this is dropped.
pub(crate) struct Aborting(pub(crate) AbortController);

impl Drop for Aborting {
    fn drop(&mut self) {
        self.0.abort();
    }
}
