//! The renderer with every dialect in it: what `crates/renderer` loads when an article needs it.
//!
//! A module of its own, because nine articles of ten are plain Markdown, and their readers should not
//! download what reads the tenth. It lives where the renderer lives, in the worker or on the page, and
//! under the same clock; if it should panic, that costs this instance and nothing else.

use markdown::{Options, Vault};
use wasm_bindgen::prelude::*;

fn main() {}

/// Renders the bytes of the file at `path` and answers in the form of `article::wire`.
#[wasm_bindgen]
pub fn render(bytes: &[u8], path: &str, is_vault: bool) -> Vec<u8> {
    markdown::answer(bytes, path, &Options { vault: Vault::of(is_vault), ..Options::default() })
}
