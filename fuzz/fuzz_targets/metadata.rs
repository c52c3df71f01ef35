//! Any text as the metadata of an article, in each of the frames that metadata stands in.

#![no_main]

#[path = "../../crates/markdown/tests/promises/mod.rs"]
mod promises;

use article::ArchivePath;
use libfuzzer_sys::fuzz_target;
use markdown::Options;

/// What stands before and after the text. The first byte of an input chooses.
const FRAMES: [(&str, &str); 8] = [
    ("---\n", "\n---\n\nText.\n"),
    ("+++\n", "\n+++\n\nText.\n"),
    (";;;\n", "\n;;;\n\nText.\n"),
    ("{\n", "\n}\n\nText.\n"),
    ("# Title\n\n> ", "\n\nText.\n"),
    ("# Title\n\n- ", "\n\n---\n\nText.\n"),
    ("export const meta = {\n", "\n}\n\n# Title\n"),
    ("", "\n\n# Title\n\nText.\n"),
];

fuzz_target!(|input: (u8, &str)| {
    let (frame, text) = input;
    let (before, after) = FRAMES[usize::from(frame) % FRAMES.len()];
    let path = ArchivePath::new("notes/2020-01-02-a.md").expect("a path because it is a constant");
    let file = format!("{before}{text}{after}");
    let options = Options::default();
    let first = markdown::read(file.as_bytes(), &path, &options);
    assert!(first == markdown::read(file.as_bytes(), &path, &options), "a second reading says something else");
    if let Ok(parsed) = first {
        promises::hold(&parsed.article, &options.limits);
    }
});
