//! From texts to the files of an index. Native, for the press only.
//!
//! 1. [`Ledger::plan`]: which articles are to be indexed, compared with the index that is there.
//! 2. [`Run`]: takes texts of documents until it is large, and becomes sorted bytes, which may lie on disk
//!    meanwhile. Each core may have a run of its own; every document is in one run.
//! 3. [`merge()`]: runs to shards, one after the other, and the head.
//! 4. [`crate::Manifest`]: names the segments and the rows of their documents.

mod ledger;
mod merge;
mod run;
mod shard;
mod texts;

pub use ledger::{Ledger, Plan, segment_id};
pub use merge::{Merged, merge};
pub use run::{Document, Run};
pub use texts::Texts;
