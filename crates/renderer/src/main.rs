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
//!
//! Where the articles are an Obsidian vault's, the module's address, or its worker's, ends with `?vault`.
//! An article that needs more dialects than are
//! here is handed to `crates/dialects`, a module that is loaded for the first such article. Where it
//! does not come in time, or not at all, the article is shown as plain Markdown instead of not at all.

use js_sys::{Array, JsString, Promise, Uint8Array};
use markdown::{Options, Vault};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

// The wait for the module ends well before the page's clock for the whole article does. A trap reaches
// the page as an error of the worker, as one in the message's handler would.
#[wasm_bindgen(inline_js = "let loading;
export async function render_elsewhere(address, bytes, path, vault, plain) {
  loading ??= import(address).then(async (module) => { await module.default(); return module; });
  let clock;
  const late = new Promise((resolve) => { clock = setTimeout(resolve, 3000); });
  const module = await Promise.race([loading, late]).catch(() => { loading = undefined; });
  clearTimeout(clock);
  return module ? module.render(bytes, path, vault) : plain();
}
export function answer_with(number, rendered) {
  rendered.then((bytes) => postMessage([number, bytes], [bytes.buffer]))
    .catch((reason) => setTimeout(() => { throw reason; }));
}")]
extern "C" {
    fn render_elsewhere(address: &str, bytes: Uint8Array, path: &str, vault: bool, plain: JsValue) -> Promise;
    fn answer_with(number: JsValue, rendered: &Promise);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static ADDRESS: JsString;
}

fn main() {
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        listen(&scope);
    }
}

/// Renders the bytes of the file at `path` and answers in the form of `article::wire`: at once, or by a
/// promise where another module is needed.
#[wasm_bindgen]
pub fn render(bytes: &[u8], path: &str) -> JsValue {
    let is_vault = is_vault();
    if !markdown::needs_dialects(bytes, Vault::of(is_vault)) {
        return plain(bytes, path).into();
    }
    let (copy, name) = (bytes.to_vec(), path.to_owned());
    let plain = Closure::once_into_js(move || plain(&copy, &name));
    render_elsewhere(&dialects(), Uint8Array::from(bytes), path, is_vault, plain).into()
}

fn plain(bytes: &[u8], path: &str) -> Uint8Array {
    Uint8Array::from(markdown::answer(bytes, path, &Options::default()).as_slice())
}

fn is_vault() -> bool {
    let in_worker = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().map(|scope| scope.location().search());
    let address = in_worker.unwrap_or_default() + &String::from(ADDRESS.with(JsString::clone));
    address.contains("?vault")
}

/// The script of the other module. The build gives both the same fingerprint (xtask/src/hook.rs).
fn dialects() -> String {
    String::from(ADDRESS.with(JsString::clone)).replace("/renderer-", "/dialects-")
}

fn listen(scope: &DedicatedWorkerGlobalScope) {
    let answer = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(request) = event.data().dyn_into::<Array>() else { return };
        let Ok(bytes) = request.get(2).dyn_into::<Uint8Array>() else { return };
        let path = request.get(1).as_string().unwrap_or_default();
        let rendered = render(&bytes.to_vec(), &path);
        match rendered.dyn_into::<Uint8Array>() {
            Ok(rendered) => {
                let transfer = Array::of1(&rendered.buffer());
                // Posting fails only when the page is gone, and then nobody waits for the answer.
                let _ = answer.post_message_with_transfer(&Array::of2(&request.get(0), &rendered), &transfer);
            }
            Err(promise) => answer_with(request.get(0), promise.unchecked_ref()),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}
