//! The arranger: a catalog that was written by hand, or a bare `SUMMARY.md`, as the press would have
//! written it.
//!
//! A module of its own, which the page imports when it meets such a catalog: few sites have one, and
//! inside the renderer it was 13.7 KB gzip of every reader's download. It needs no worker: it runs
//! before there are cards to scroll, 1,000 entries take less than 0.2 s and 10,000 take 0.25 s
//! (V8, one busy core). If it should panic, that costs this instance and nothing else.

use wasm_bindgen::prelude::*;

fn main() {}

/// The columns of the facets, a line end, the cards. Neither holds a line end of its own. Empty when
/// the bytes are no catalog.
#[wasm_bindgen]
pub fn arrange(bytes: &[u8]) -> Vec<u8> {
    let arranged = std::str::from_utf8(bytes).ok().and_then(|text| catalog::arrange(text).ok());
    arranged.map(|(facets, cards, _)| format!("{facets}\n{cards}").into_bytes()).unwrap_or_default()
}
