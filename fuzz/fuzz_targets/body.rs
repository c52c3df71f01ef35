//! Any bytes as the file of an article: whatever becomes of them keeps every promise, twice the same.

#![no_main]

#[path = "../../crates/markdown/tests/promises/mod.rs"]
mod promises;

use article::ArchivePath;
use libfuzzer_sys::fuzz_target;
use markdown::{Dialect, Options};

fuzz_target!(|bytes: &[u8]| {
    let path = ArchivePath::new("notes/a.md").expect("a path because it is a constant");
    for dialect in [Dialect::Archive, Dialect::CommonMark] {
        let options = Options { dialect, ..Options::default() };
        let first = markdown::read(bytes, &path, &options);
        assert!(first == markdown::read(bytes, &path, &options), "a second reading says something else");
        if let (Ok(parsed), Dialect::Archive) = (first, dialect) {
            promises::hold(&parsed.article, &options.limits);
        }
    }
});
