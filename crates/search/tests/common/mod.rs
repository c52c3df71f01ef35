//! An index in memory, texts to fill it, and the plain scan that says what is true.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use article::ArchivePath;
use search::build::{Run, Texts, merge, segment_id};
use search::{File, Hits, Manifest, Query, Searcher, Segment};

pub(crate) mod scan;

/// The files of an index, by path.
pub(crate) struct Index {
    pub(crate) manifest: Vec<u8>,
    pub(crate) files: HashMap<String, Vec<u8>>,
    pub(crate) rows: u32,
}

impl Index {
    /// Of articles in the order of their rows, in segments of so many.
    pub(crate) fn of(articles: &[Texts], segment_docs: usize) -> Self {
        let mut index = Self { manifest: Vec::new(), files: HashMap::new(), rows: articles.len() as u32 };
        let mut manifest = Manifest::default();
        for (number, articles) in articles.chunks(segment_docs.max(1)).enumerate() {
            let first = (number * segment_docs) as u32;
            let mut runs = [Run::default(), Run::default(), Run::default()];
            for (doc, texts) in articles.iter().enumerate() {
                texts.document(|document| runs[doc % 3].add(doc as u32, document));
            }
            let id = segment_id([number as u64]);
            let runs: Vec<Vec<u8>> = runs.iter_mut().map(Run::finish).collect();
            let docs = articles.len() as u32;
            let merged = merge(id, docs, runs.iter().map(Vec::as_slice).collect(), |shard, bytes| {
                index.files.insert(id.shard_path(shard), bytes);
                Ok(())
            })
            .unwrap();
            index.files.insert(id.head_path(), merged.head);
            let rows = (first..first + docs).map(Some).collect();
            manifest.segments.push(Segment { id, shards: merged.shards, rows });
        }
        index.manifest = manifest.write();
        index
    }

    pub(crate) fn searcher(&self) -> Searcher {
        Searcher::new(Manifest::read(&self.manifest, self.rows).unwrap())
    }

    /// The answer, and what was downloaded for it besides the heads.
    pub(crate) fn answer(&self, searcher: &mut Searcher, query: &Query) -> (Hits, Vec<usize>) {
        let mut sizes = Vec::new();
        loop {
            let needs = searcher.needs(query);
            if needs.is_empty() {
                let hits = searcher.hits(query);
                assert_eq!(hits.missing, []);
                return (hits, sizes);
            }
            for file in needs {
                let bytes = &self.files[&searcher.path(file).unwrap()];
                if matches!(file, File::Shard(..)) {
                    sizes.push(bytes.len());
                }
                searcher.add(file, bytes.clone()).unwrap();
            }
        }
    }
}

/// The articles of a folder of the corpus; `None`, and a word about it, when there is none.
pub(crate) fn corpus(folder: &str) -> Option<Vec<Texts>> {
    let Some(corpus) = std::env::var_os("NEWSSTAND_CORPUS") else {
        println!("NEWSSTAND_CORPUS is not set: {folder} was not read");
        return None;
    };
    let root = Path::new(&corpus).join(folder);
    let mut files = Vec::new();
    markdown_below(&root, &mut files);
    files.sort();
    Some(files.iter().filter_map(|file| texts(file, &root)).collect())
}

fn texts(file: &Path, root: &Path) -> Option<Texts> {
    let path = ArchivePath::new(file.strip_prefix(root).unwrap().to_str()?).ok()?;
    let parsed = markdown::read(&std::fs::read(file).unwrap(), &path, &markdown::Options::default()).ok()?;
    Some(Texts::of(&parsed.article))
}

fn markdown_below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            markdown_below(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("SUMMARY.md") {
            files.push(path);
        }
    }
}

/// Numbers that look random and are the same every time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }

    pub(crate) fn one_of<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }
}

/// What is asked for: of every kind, as readers would, with words of these texts.
pub(crate) fn phrases(articles: &[Texts], count: usize, dice: &mut Dice) -> Vec<String> {
    let mut phrases = Vec::new();
    while phrases.len() < count {
        let body = &dice.one_of(articles).body;
        let Some(block) = body.get(dice.below(body.len())) else { continue };
        let chars: Vec<char> = block.chars().collect();
        let (length, from) = (2 + dice.below(7), dice.below(chars.len()));
        let Some(phrase) = chars.get(from..from + length) else { continue };
        if phrase.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c)) {
            phrases.push(phrase.iter().collect());
        }
    }
    phrases
}

/// Words, beginnings of words, quoted words, and pieces where two scripts meet.
pub(crate) fn mixed(articles: &[Texts], count: usize, dice: &mut Dice) -> Vec<String> {
    let mut queries: Vec<String> =
        ["ChatGPT4", "A/B 测试", "DOU+", "\"DOU+\"", "C++", "用户 -增长", "ＡＰＰ", "a/b", "\"AI\""]
            .map(str::to_owned)
            .to_vec();
    while queries.len() < count {
        let body = &dice.one_of(articles).body;
        let Some(block) = body.get(dice.below(body.len())) else { continue };
        let chars: Vec<char> = block.chars().collect();
        let letters: Vec<usize> = (0..chars.len()).filter(|at| chars[*at].is_ascii_alphabetic()).collect();
        let Some(&letter) = letters.get(dice.below(letters.len())) else { continue };
        let is_word = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphanumeric);
        let start = (0..=letter).rev().take_while(|at| is_word(*at)).last().unwrap_or(letter);
        let end = (letter..).find(|at| !is_word(*at)).unwrap_or(chars.len());
        let word: String = chars[start..end].iter().collect();
        let more = chars.len().min(end + 1 + dice.below(4));
        let less = start.saturating_sub(dice.below(4));
        let cut = word.len().min(2 + dice.below(6));
        let query = match queries.len() % 6 {
            0 => word,
            1 => word[..cut].to_owned(),
            2 => format!("\"{word}\""),
            3 => chars[start..more].iter().collect::<String>().replace(['"', '“', '”'], " "),
            4 => chars[less..end].iter().collect::<String>().replace(['"', '“', '”'], " "),
            _ => format!("\"{}\"", chars[less..more].iter().collect::<String>().replace(['"', '“', '”'], " ")),
        };
        let is_plain = !query.contains(':') && !query.contains('：') && !query.trim_start().starts_with('-');
        if is_plain && !query.contains(" -") && word_chars(&query) <= 20 {
            queries.push(query);
        }
    }
    queries
}

fn word_chars(query: &str) -> usize {
    query.split(|c: char| !c.is_alphanumeric()).map(str::len).max().unwrap_or(0)
}
