//! The app: a page that shows an archive of articles, wholly in the browser.
//!
//! What is shown is said by the address ([`catalog::ViewState`]); signals follow it, and storage
//! keeps only what belongs to the reader (the theme, and the sites whose pictures are wanted).
//! Articles are rendered elsewhere: in a second wasm module, behind a worker, whose answer is painted
//! node by node.
//!
//! No HTML string is ever parsed: views are built with builder functions (`element`), because
//! `view!` puts static parts through `template.innerHTML`.

// Where things come from.
mod archive;
mod fetch;
mod renderer;
mod trouble;

// Where the reader is.
mod navigation;
pub mod offline;
mod printed;
mod signal;
mod site;
mod stage;
mod theme;

// What is put on screen.
mod dom;
mod element;
pub mod embed;
mod format;
pub mod ids;
mod paint;
mod views;
mod words;

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

pub use views::mount_page;
