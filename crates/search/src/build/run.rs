use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::mem::size_of;

use crate::bytes::put_varint;
use crate::shard::Field;
use crate::tokens::{EDGE, Edge, Term, tokens};

/// Between two texts of a document: no phrase reaches across.
const TEXT_GAP: u32 = 5;

/// The texts of an article. White space between them does not matter; nothing is found across two.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'t> {
    /// Its title.
    pub title: &'t str,
    /// Its tags, author, category.
    pub labels: &'t [&'t str],
    /// Its summary and the blocks of its text.
    pub body: &'t [&'t str],
}

/// Terms of some documents, on the way to a segment.
///
/// ```text
/// run  = term*
/// term = varint(length) bytes varint(documents) { varint((document - document before) << 2 | field) mask }*
/// mask = 2 bytes
/// ```
#[derive(Debug, Default)]
pub struct Run {
    entries: Vec<Entry>,
    words: HashMap<Box<str>, u32, BuildHasherDefault<Mixer>>,
    word_bytes: usize,
    /// Of the document that is being added: where its entry of a term is.
    seen: HashMap<u64, u32, BuildHasherDefault<Mixer>>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Two characters (21 bits each) below the highest bit; or the number of a word.
    key: u64,
    doc: u32,
    mask: u16,
    field: Field,
}

const WIDE: u64 = 1 << 63;

impl Run {
    /// Adds a document. Documents are numbered from 0 in the order of the catalog, and each is added to
    /// one run once.
    pub fn add(&mut self, doc: u32, texts: &Document<'_>) {
        let Self { entries, words, word_bytes, seen } = self;
        seen.clear();
        let mut at = 0_u32;
        let labels = texts.labels.iter().map(|text| (Field::Label, *text));
        let body = texts.body.iter().map(|text| (Field::Body, *text));
        for (field, text) in std::iter::once((Field::Title, texts.title)).chain(labels).chain(body) {
            at = tokens(text, at.wrapping_add(TEXT_GAP), |term, at| {
                let mut put = |key: u64| {
                    let place = *seen.entry(key).or_insert_with(|| {
                        entries.push(Entry { key, doc, mask: 0, field });
                        entries.len() as u32 - 1
                    });
                    let entry = &mut entries[place as usize];
                    entry.mask |= 1 << (at % 16);
                    entry.field = entry.field.max(field);
                };
                match term {
                    Term::Wide { c, next, edge } => {
                        let key = WIDE | u64::from(c) << 21;
                        put(key);
                        if let Some(next) = next {
                            put(key | u64::from(next));
                        }
                        if edge == Edge::Word {
                            put(key | u64::from(EDGE));
                        }
                    }
                    Term::Word(word) => put(u64::from(words.get(word).copied().unwrap_or_else(|| {
                        let number = words.len() as u32;
                        *word_bytes += word.len() + 48;
                        words.insert(word.into(), number);
                        number
                    }))),
                }
            });
        }
    }

    /// About how much memory it takes. Twice as much is needed while it is finished.
    pub fn bytes(&self) -> usize {
        self.entries.len() * size_of::<Entry>() + self.word_bytes
    }

    /// Nothing was added.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The sorted bytes, for [`super::merge()`]. The run is empty afterwards.
    pub fn finish(&mut self) -> Vec<u8> {
        let mut words: Vec<(&str, u32)> = self.words.iter().map(|(word, number)| (&**word, *number)).collect();
        words.sort_unstable();
        let mut ranks = vec![0; words.len()];
        for (rank, (_, number)) in words.iter().enumerate() {
            ranks[*number as usize] = rank as u64;
        }
        for entry in &mut self.entries {
            if entry.key & WIDE == 0 {
                entry.key = ranks[entry.key as usize];
            }
        }
        self.entries.sort_unstable_by_key(|entry| (entry.key, entry.doc));
        let mut out = Vec::with_capacity(self.entries.len() * 5);
        let mut pair = String::new();
        for same in self.entries.chunk_by(|a, b| a.key == b.key) {
            let key = same[0].key;
            let term = if key & WIDE == 0 {
                words[key as usize].0
            } else {
                let chars = [key >> 21 & 0x1f_ffff, key & 0x1f_ffff].map(|code| char::from_u32(code as u32));
                pair.clear();
                pair.extend(chars.into_iter().flatten().filter(|c| *c != '\0'));
                &pair
            };
            put_varint(&mut out, term.len() as u32);
            out.extend(term.as_bytes());
            put_varint(&mut out, same.len() as u32);
            let mut before = 0;
            for entry in same {
                put_varint(&mut out, (entry.doc - before) << 2 | entry.field as u32);
                out.extend(entry.mask.to_le_bytes());
                before = entry.doc;
            }
        }
        self.entries.clear();
        self.words.clear();
        self.word_bytes = 0;
        out
    }
}

/// A hash for keys that nobody chooses to collide: archives are indexed by who owns them.
#[derive(Clone, Copy, Debug, Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
