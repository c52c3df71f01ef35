//! `size`: what a visitor downloads, against the budget in budget.toml.

use std::io::Write;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::files;
use crate::workspace::Workspace;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    group: Vec<Group>,
}

/// Files that are downloaded together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    /// What they should weigh at the most, in bytes after gzip. Missing it is printed.
    aim: usize,
    /// The most that they may weigh meanwhile. Passing it is a failure; it is only ever lowered.
    gzip: usize,
    /// Paths below dist; `*` stands for any run of characters.
    files: Vec<String>,
}

/// The weight of a file, or of several.
#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table of what is in dist, and fails above a budget.
pub(crate) fn report(workspace: &Workspace) -> Result<()> {
    let path = workspace.join("budget.toml");
    let text = files::read_text(&path)?;
    let budget: Budget =
        toml::from_str(&text).map_err(|error| Error::unusable(&path, error.to_string(), "correct it"))?;
    let files = paths_in_dist(workspace)?;
    let stray = |what: String| Error::unusable(&path, what, "bring its groups up to date");

    println!("{:>10} {:>10} {:>10}", "raw", "gzip -9", "brotli 11");
    let mut over = Vec::new();
    for group in &budget.group {
        let mut sum = Size::default();
        for pattern in &group.files {
            let mut matched = files.iter().filter(|file| pattern_of(&budget, file) == Some(pattern)).peekable();
            if matched.peek().is_none() {
                return Err(stray(format!("names {pattern}, which nothing in dist matches")));
            }
            for file in matched {
                let size = Size::of(&files::read(&workspace.dist().join(file))?);
                size.print(file);
                sum = sum.plus(size);
            }
        }
        let verdict = format!("{} ({} of {} bytes)", group.name, sum.gzip, group.gzip);
        sum.print(&verdict);
        if sum.gzip > group.aim {
            println!("{:>10} over the aim of {} bytes by {}", "", group.aim, sum.gzip - group.aim);
        }
        println!();
        if sum.gzip > group.gzip {
            over.push(verdict);
        }
    }
    // Articles and the later chunks of their catalog are downloaded one by one, as they are looked at.
    let free = files.iter().find(|file| !file.starts_with("articles/") && pattern_of(&budget, file).is_none());
    match (free, over.as_slice()) {
        (Some(file), _) => Err(stray(format!("has no group for {file}"))),
        (None, []) => Ok(()),
        (None, over) => Err(Error::OverBudget { groups: over.join("; ") }),
    }
}

/// The first pattern that matches, so that no file counts twice.
fn pattern_of<'a>(budget: &'a Budget, file: &str) -> Option<&'a String> {
    budget.group.iter().flat_map(|group| &group.files).find(|pattern| matches(pattern, file))
}

fn paths_in_dist(workspace: &Workspace) -> Result<Vec<String>> {
    let dist = workspace.dist();
    let below = |file: std::path::PathBuf| {
        let below = file.strip_prefix(&dist).unwrap_or(&file);
        below.to_string_lossy().replace('\\', "/")
    };
    Ok(files::below(&dist)?.into_iter().map(below).collect())
}

fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, rest)) => path.strip_prefix(start).is_some_and(|path| {
            path.char_indices().map(|(at, _)| at).chain([path.len()]).any(|at| matches(rest, &path[at..]))
        }),
    }
}

impl Size {
    fn of(bytes: &[u8]) -> Self {
        Self { raw: bytes.len(), gzip: gzip(bytes), brotli: brotli(bytes) }
    }

    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }

    fn print(self, what: &str) {
        println!("{:>10} {:>10} {:>10}  {what}", self.raw, self.gzip, self.brotli);
    }
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(bytes.len(), |packed| packed.len())
}

fn brotli(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut packed, 4096, 11, 22);
    let written = encoder.write_all(bytes);
    drop(encoder);
    written.map_or(bytes.len(), |()| packed.len())
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        assert!(matches("newsstand-app-*_bg.wasm", "newsstand-app-0123_bg.wasm"));
        assert!(matches("articles/cards/0.*.json", "articles/cards/0.ab.json"));
        assert!(!matches("articles/cards/0.*.json", "articles/cards/10.ab.json"));
        assert!(!matches("newsstand-*.css", "newsstand-app-1.js"));
        assert!(matches("*", ""));
    }
}
