//! The mathematician: TeX formulas as trees of MathML, which `public/reading/maths.js` makes nodes of.
//!
//! A module of its own, imported when an article holds formulas: few do. It runs on the page's own
//! thread, because a formula is bounded before it is read (`maths::read`): the slowest that may be takes
//! milliseconds. If it should panic, that costs this instance, and formulas stay TeX.

use article::Formula;
use wasm_bindgen::prelude::*;

fn main() {}

/// The formula in the form of `maths::json`, as it stands in a line.
#[wasm_bindgen]
pub fn inline(tex: &str) -> String {
    maths::json::answer(&maths::read(tex, Formula::Inline))
}

/// The formula in the form of `maths::json`, as it stands on lines of its own.
#[wasm_bindgen]
pub fn display(tex: &str) -> String {
    maths::json::answer(&maths::read(tex, Formula::Display))
}
