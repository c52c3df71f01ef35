//! The native program `newsstand`, as a library: what the commands of this repository and the tests
//! need of it too.
//!
//! - [`archive`]: from a folder to cards and problems
//! - [`catalog`]: from cards to the files of a catalog, in a folder
//! - [`pages`]: from cards and articles to the files of a published site, as text
//! - [`shell`], [`settings`]: what these pages name of the app, and what a site is told about itself
//! - [`site`]: from a folder to a site for any static host; [`settings`] and [`bundle`] go into it
//! - [`preview`]: the same, kept up to date and served
//! - [`links`]: what leads nowhere
//! - [`render`]: one article as HTML
//! - [`serve`]: folders over HTTP, as a static host would
//! - [`report`]: what was found on the way, for people and for programs
//!
//! Nothing depends on this crate but `xtask`.

#![forbid(unsafe_code)]

pub mod archive;
pub mod bundle;
pub mod catalog;
mod clash;
mod english;
mod error;
mod formulas;
mod index;
pub mod links;
mod memory;
pub mod pages;
mod parallel;
mod pictures;
mod plain_list;
pub mod preview;
mod progress;
mod published;
pub mod render;
pub mod report;
pub mod serve;
pub mod settings;
pub mod shell;
pub mod site;
mod walk;

pub use error::PressError;
pub use progress::Progress;
