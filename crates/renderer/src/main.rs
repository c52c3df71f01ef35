//! The renderer: Markdown to article, in an instance of its own that can be thrown away.
//!
//! In a worker it answers messages; where a page cannot have a worker, the same module is imported
//! and [`render`] called. An article that loops, overflows the stack or panics costs this instance
//! and nothing else.
//!
//! ```text
//! to the page    "ready"                               once, when messages are listened to
//! to the worker  [number, path: string, Uint8Array]    the bytes of a file
//! to the page    [number, Uint8Array]                  what `article::wire` says of them
//! ```

use article::{ArchivePath, Refusal, wire};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        listen(&scope);
    }
}

/// Renders the bytes of the file at `path` and answers in the form of `article::wire`.
#[wasm_bindgen]
pub fn render(bytes: &[u8], path: &str) -> Vec<u8> {
    let result = match ArchivePath::new(path) {
        Ok(path) => markdown::read(bytes, &path, &markdown::Options::default()).map(|parsed| parsed.article),
        Err(_) => Err(Refusal::NotText),
    };
    wire::encode(&result)
}

fn listen(scope: &DedicatedWorkerGlobalScope) {
    let answer = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(request) = event.data().dyn_into::<Array>() else { return };
        let Ok(bytes) = request.get(2).dyn_into::<Uint8Array>() else { return };
        let path = request.get(1).as_string().unwrap_or_default();
        let rendered = Uint8Array::from(render(&bytes.to_vec(), &path).as_slice());
        let transfer = Array::of1(&rendered.buffer());
        // Posting fails only when the page is gone, and then nobody waits for the answer.
        let _ = answer.post_message_with_transfer(&Array::of2(&request.get(0), &rendered), &transfer);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}
