//! The native program `newsstand`, as a library: what the commands of this repository and the tests
//! need of it too.
//!
//! - [`archive`]: from a folder to cards and problems
//! - [`catalog`]: from cards to the files of a catalog, in a folder
//! - [`pages`]: from cards and articles to the files of a published site, as text
//! - [`shell`], [`settings`]: what these pages name of the app, and what a site is told about itself
//! - [`render`]: one article as HTML
//! - [`serve`]: folders over HTTP, as a static host would
//! - [`report`]: what was found on the way, for people and for programs
//!
//! Nothing depends on this crate but `xtask`.

#![forbid(unsafe_code)]

pub mod archive;
pub mod catalog;
mod error;
pub mod pages;
mod plain_list;
mod progress;
pub mod render;
pub mod report;
pub mod serve;
pub mod settings;
pub mod shell;
mod walk;

pub use error::PressError;
pub use progress::Progress;
