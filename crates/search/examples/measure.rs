//! What an index costs and how good it is: `measure [ARTICLES]`.
//!
//! Reads the archive `woshipm` below `NEWSSTAND_CORPUS`. With a number, so many articles are made of its
//! blocks: half of each from one article, half from others, with some words of their own.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for the terminal")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::time::Instant;

use common::scan::{Plain, parse};
use common::{Dice, Index, corpus, mixed, phrases};
use flate2::Compression;
use flate2::write::GzEncoder;
use search::build::{Run, Texts, merge, segment_id};
use search::{Manifest, Query, Segment};

/// Memory of a run before it goes to disk.
const RUN_BYTES: usize = 48 << 20;

fn main() {
    let Some(real) = corpus("woshipm") else { return };
    let wanted = std::env::args().nth(1).and_then(|number| number.parse().ok());
    let articles = Articles { real, count: wanted };
    let index = build(&articles);
    sizes(&index);
    let mut dice = Dice(7);
    let plain: Vec<Plain> = if wanted.is_none() { articles.real.iter().map(Plain::of).collect() } else { Vec::new() };
    let names = ["phrases", "words, mixed"];
    let lists = [phrases(&articles.real, 600, &mut dice), mixed(&articles.real, 300, &mut dice)];
    for length in 2..=8 {
        let some: Vec<String> = lists[0].iter().filter(|phrase| phrase.chars().count() == length).cloned().collect();
        ask(&format!("phrases of {length}"), &index, &some, &plain);
    }
    for (name, queries) in names.iter().zip(&lists) {
        ask(name, &index, queries, &plain);
    }
    for query in ["的", "a", "1", "AI", "A/B 测试", "用户增长", "小红书", "ChatGPT4", "DOU+", "20"] {
        let (hits, sizes) = index.answer(&mut index.searcher(), &Query::parse(query));
        println!(
            "{query:>12}: {:>6} answers, {:>3} shards, {:>7} bytes",
            hits.rows.len(),
            sizes.len(),
            sizes.iter().sum::<usize>()
        );
    }
}

struct Articles {
    real: Vec<Texts>,
    count: Option<usize>,
}

impl Articles {
    fn len(&self) -> usize {
        self.count.unwrap_or(self.real.len())
    }

    fn get(&self, at: usize) -> Cow<'_, Texts> {
        if self.count.is_none() {
            return Cow::Borrowed(&self.real[at]);
        }
        let mut dice = Dice(at as u64 * 2 + 12345);
        (0..20).for_each(|_| _ = dice.below(2));
        let mut texts = dice.one_of(&self.real).clone();
        for block in texts.body.iter_mut().step_by(2) {
            let other = &dice.one_of(&self.real).body;
            if !other.is_empty() {
                block.clone_from(dice.one_of(other));
            }
        }
        texts.body.push(format!("编号 id{at:x} {}", dice.below(1 << 30)));
        Cow::Owned(texts)
    }
}

fn build(articles: &Articles) -> Index {
    let start = Instant::now();
    let folder = std::env::temp_dir().join(format!("newsstand-measure-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let spilled = std::sync::Mutex::new(Vec::new());
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut run = Run::default();
        let spill = |run: &mut Run| {
            let bytes = run.finish();
            let mut spilled = spilled.lock().unwrap();
            let file = folder.join(spilled.len().to_string());
            spilled.push(file.clone());
            drop(spilled);
            fs::write(file, bytes).unwrap();
        };
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if at >= articles.len() {
                break;
            }
            articles.get(at).document(|document| run.add(at as u32, document));
            if run.bytes() > RUN_BYTES {
                spill(&mut run);
            }
        }
        spill(&mut run);
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let runs = start.elapsed();
    let files = spilled.into_inner().unwrap();
    let spilled: u64 = files.iter().map(|file| fs::metadata(file).unwrap().len()).sum();
    let docs = articles.len() as u32;
    let id = segment_id([u64::from(docs)]);
    let mut index = Index { manifest: Vec::new(), files: HashMap::new(), rows: docs };
    let readers = files.iter().map(|file| fs::File::open(file).unwrap()).collect();
    let shards = folder.join("shards");
    fs::create_dir_all(&shards).unwrap();
    let merged = merge(id, docs, readers, |shard, bytes| fs::write(shards.join(shard.to_string()), bytes)).unwrap();
    println!(
        "{docs} articles: {:.1} s ({:.1} s to {} runs of {:.1} MB), at most {} MB of memory",
        start.elapsed().as_secs_f64(),
        runs.as_secs_f64(),
        files.len(),
        spilled as f64 / 1e6,
        peak_memory()
    );
    for shard in 0..merged.shards {
        index.files.insert(id.shard_path(shard), fs::read(shards.join(shard.to_string())).unwrap());
    }
    fs::remove_dir_all(&folder).unwrap();
    index.files.insert(id.head_path(), merged.head);
    let rows = (0..docs).map(Some).collect();
    index.manifest = Manifest { segments: vec![Segment { id, shards: merged.shards, rows }] }.write();
    index
}

fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn sizes(index: &Index) {
    let (heads, shards): (Vec<_>, Vec<_>) = index.files.iter().partition(|(path, _)| path.ends_with("head.bin"));
    let bytes = |files: &[(&String, &Vec<u8>)]| files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    let gzip = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap().len()
    };
    let mut sizes: Vec<usize> = shards.iter().map(|(_, bytes)| gzip(bytes)).collect();
    sizes.sort_unstable();
    println!(
        "{} shards, {:.2} MB; head {} bytes; a shard in gzip: median {}, 99th percentile {}, largest {}",
        shards.len(),
        bytes(&shards) as f64 / 1e6,
        bytes(&heads),
        sizes[sizes.len() / 2],
        sizes[sizes.len() * 99 / 100],
        sizes[sizes.len() - 1],
    );
}

fn ask(name: &str, index: &Index, queries: &[String], plain: &[Plain]) {
    let (mut all, mut wrong, mut lost) = (0, 0, 0);
    let (mut sizes, mut times) = (Vec::new(), Vec::new());
    for query in queries {
        let mut searcher = index.searcher();
        let parsed = Query::parse(query);
        let (hits, downloaded) = index.answer(&mut searcher, &parsed);
        sizes.push(downloaded.iter().sum::<usize>());
        let start = Instant::now();
        let again = searcher.hits(&parsed);
        times.push(start.elapsed().as_micros());
        all += again.rows.len();
        let wanted = parse(query);
        let mut rows = hits.rows;
        rows.sort_unstable();
        for (row, plain) in plain.iter().enumerate() {
            match (rows.binary_search(&(row as u32)).is_ok(), plain.answers(&wanted)) {
                (true, false) => wrong += 1,
                (false, true) => lost += 1,
                _ => {}
            }
        }
    }
    sizes.sort_unstable();
    times.sort_unstable();
    let at = |sorted: &[usize], hundredths: usize| sorted[(sorted.len() * hundredths / 100).min(sorted.len() - 1)];
    println!(
        "{name}: {} queries, {all} answers; bytes: median {}, 95th {}, 99th {}; warm: median {} µs, 99th {} µs",
        queries.len(),
        at(&sizes, 50),
        at(&sizes, 95),
        at(&sizes, 99),
        times[times.len() / 2],
        times[times.len() * 99 / 100],
    );
    if !plain.is_empty() {
        println!("{name}: {wrong} false ({:.2} %), {lost} not found", 100.0 * f64::from(wrong) / all as f64);
    }
}
