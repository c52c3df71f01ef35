//! The finder: who answers a query, why, and what the reader may be about to type.
//!
//! A module of its own, imported by the first search (`public/reading/search.js`). It asks for files by
//! name and is given their bytes, so nothing here waits. It runs on the page's own thread: a query over
//! 100,000 articles takes milliseconds. If it should panic, that costs this instance and nothing else.

mod complete;
mod finder;
mod plain;

pub use finder::Finder;

fn main() {}
