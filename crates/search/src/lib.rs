//! Full-text search without a server: what a query means, the files of an index, and who answers.
//!
//! Bytes and text in, values out: no DOM, no files, no network. What comes from outside is checked when
//! it is read: a damaged or hostile file gives an error or fewer answers, never a panic.
//!
//! - [`Query`]: what the reader typed. Its module says exactly which texts answer. [`Query::matches`],
//!   [`Query::find_in`] and [`Query::excerpt`] need no index; [`typing`] completes operators.
//! - [`Manifest`], [`Segment`]: what an index consists of
//! - [`Searcher`]: says which files a query needs, takes their bytes, gives [`Hits`]
//! - `build` (a feature, for the press): texts to sorted runs, runs to shards, and which articles need
//!   to be indexed again
//!
//! # How it works
//!
//! Texts are folded (`fold`) and cut into terms (`tokens`): words, and pairs of neighbours in scripts that
//! have no spaces. Terms in their order are cut into shards of even size, with the documents that hold
//! them and, of each document, the positions of the term modulo 16 (`shard`). So a query downloads a
//! shard for every second pair of its characters, and documents that have the pairs but not in a row are
//! told apart without their positions being stored.
//!
//! An index is a large segment and a small one ([`Manifest`]): an article that changes is a dead document in
//! the first and is indexed again in the second, until a twentieth of all have changed.
//!
//! Answers hold all true ones. A few false ones come in when all terms of an atom stand in an article at
//! the right distances modulo 16, but nowhere together; a word or a pair of characters alone is always
//! right. An excluded atom leaves out as few too many. Whoever has the text can tell with
//! [`Query::matches`].

#![forbid(unsafe_code)]

mod bits;
#[cfg(feature = "build")]
pub mod build;
mod bytes;
mod error;
mod fold;
mod head;
mod manifest;
mod normal;
mod query;
mod rank;
mod searcher;
mod shard;
mod term;
mod tokens;

pub use error::SearchError;
pub use manifest::{Manifest, Segment, SegmentId};
pub use query::{Completes, Excerpt, Filter, Filters, Operator, Query, Ranges, Typing, typing};
pub use searcher::{File, Hits, Searcher};

/// A hash as part of a file's name: thirteen of `0-9a-v`.
fn hash_text(hash: u64) -> String {
    (0..13).rev().filter_map(|at| char::from_digit((hash >> (5 * at)) as u32 & 31, 32)).collect()
}
