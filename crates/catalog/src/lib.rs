//! Cards, arranged for finding: the files of a catalog, filters, sort orders, and the address that
//! says what is shown.
//!
//! Text in, values out: no DOM, no files, no network. What comes from outside (a catalog, an address)
//! is checked when it is read, so that a damaged or hostile one gives an error or fewer rows, never a
//! panic.
//!
//! - [`ViewState`], [`Sort`]: what the address says; [`Address`]: how a site writes it
//! - [`Head`], [`Manifest`], [`FacetColumns`], [`CardChunk`]: the files of a catalog; each has its
//!   grammar in its own documentation
//! - [`Facets`], [`Selection`], [`Counts`]: rows that match, in order, and what else could be chosen
//! - [`Listing`]: one card on the rack
//! - `handmade` (a feature, on unless it is turned off): catalogs written by hand, and bare `SUMMARY.md`
//!   files, which the page leaves to a module of their own
//!
//! An article's **row** is its place in the catalog, newest first. It is the article's number in every
//! file and every selection.

#![forbid(unsafe_code)]

mod address;
#[cfg(feature = "build")]
pub mod build;
mod columns;
mod counts;
mod error;
mod facets;
#[cfg(feature = "handmade")]
pub mod handmade;
mod json;
mod listing;
mod manifest;
#[cfg(feature = "handmade")]
mod merge;
mod names;
mod narrow;
mod order;
mod query;
mod range;
mod related;
mod rows;
mod select;
mod sort;
#[cfg(feature = "handmade")]
mod summary;
#[cfg(feature = "handmade")]
mod tables;
mod value;
mod view_state;
mod write;

pub use address::{Address, Form};
pub use columns::FacetColumns;
pub use counts::{AtLeast, Choice, Counts, Extent, FacetValue, Values};
pub use error::CatalogError;
pub use facets::Facets;
#[cfg(feature = "handmade")]
pub use handmade::{Catalog, SkipReason, Skipped, arrange};
pub use listing::{CardChunk, Listing};
pub use manifest::{Head, Manifest};
#[cfg(feature = "handmade")]
pub use merge::Merged;
pub use narrow::{Narrowing, holds, is_words};
pub use range::{NoRange, Range};
pub use rows::Rows;
pub use select::{Neighbours, Selection};
pub use sort::Sort;
pub use view_state::{Filter, RANGED, ViewState};
