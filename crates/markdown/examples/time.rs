//! How long articles take natively: `cargo run --release --example time -- FILES`. One line each: the
//! milliseconds, what became of it, its name.

use std::time::Instant;

use article::ArchivePath;
use markdown::Options;

fn main() {
    let path = ArchivePath::new("notes/a.md").expect("a path because it is a constant");
    for file in std::env::args().skip(1) {
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) => {
                println!("{file}: {error}");
                continue;
            }
        };
        let start = Instant::now();
        let read = markdown::read(&bytes, &path, &Options::default());
        let took = start.elapsed().as_secs_f64() * 1e3;
        let outcome = match &read {
            Ok(parsed) if parsed.article.limits.is_empty() => "whole".to_owned(),
            Ok(parsed) => format!("{:?}", parsed.article.limits),
            Err(refusal) => format!("{refusal:?}"),
        };
        println!("{took:9.1} ms  {outcome:16} {file}");
    }
}
