use std::ops::Range;

use article::ArchivePath;

use crate::CatalogError;
use crate::json::{Kind, Reader};
use crate::value::{Object, Value};
use crate::write::Writer;

/// Characters of a chunk's hash.
pub(crate) const HASH_CHARS: usize = 5;

/// The file `catalog.json`: the head that a visitor needs first, so it is small: 5 bytes a chunk.
///
/// ```text
/// manifest = { "version":1, "count":1209, "title"?:"…", "facets":"catalog/facets.k3f9a0b2.json", "search"?:"search/0k3f….bin",
///              "rows":24, "cards":"k3f9ab2c4d…" }
/// cards    = hash*, one per chunk, newest first; hash = 5 of [0-9a-v], 25 bits of the chunk's content
/// ```
///
/// Chunks are filled from the **oldest** article on, so that a new article changes the newest chunk
/// and no other, and all others stay cached: every chunk has exactly `rows` cards but the newest, which
/// has between half of that and one and a half (or all there are). Chunk 0 is the newest; the file of
/// chunk *i* of *n* is `catalog/cards/<n - 1 - i>.<hash>.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// How many articles there are.
    pub count: u32,
    /// The archive's title.
    pub title: Option<String>,
    /// The file of [`crate::FacetColumns`], relative to the manifest's folder.
    pub facets: ArchivePath,
    /// The head of the search index (`crates/search`), if there is one.
    pub search: Option<ArchivePath>,
    /// Cards of every chunk but the newest.
    pub(crate) rows: u32,
    /// The chunks' hashes, end to end.
    pub(crate) hashes: String,
}

impl Manifest {
    /// The version this program reads and writes.
    pub const VERSION: u64 = 1;

    /// How many chunks there are.
    pub fn chunks(&self) -> usize {
        self.hashes.len() / HASH_CHARS
    }

    /// The rows of a chunk; none when there is no such chunk.
    pub fn chunk_rows(&self, chunk: usize) -> Range<u32> {
        if chunk >= self.chunks() {
            return 0..0;
        }
        let newest = self.newest();
        let end = newest + chunk as u32 * self.rows;
        if chunk == 0 { 0..newest } else { end - self.rows..end }
    }

    /// The chunk that holds a row; the row is below [`Manifest::count`].
    pub fn chunk_of(&self, row: u32) -> usize {
        row.checked_sub(self.newest()).map_or(0, |beyond| 1 + (beyond / self.rows) as usize)
    }

    /// The file of a chunk, relative to the manifest's folder.
    pub fn chunk_path(&self, chunk: usize) -> Option<ArchivePath> {
        let at = chunk.checked_mul(HASH_CHARS)?;
        let hash = self.hashes.get(at..at.checked_add(HASH_CHARS)?)?;
        ArchivePath::new(&format!("catalog/cards/{}.{hash}.json", self.chunks() - 1 - chunk)).ok()
    }

    /// Cards of the newest chunk.
    fn newest(&self) -> u32 {
        self.count - self.rows * (self.chunks() as u32).saturating_sub(1)
    }

    /// Writes the file.
    pub fn write(&self) -> String {
        let mut json = Writer::default();
        json.open('{');
        json.key("cards");
        json.text(&self.hashes);
        json.key("count");
        json.number(u64::from(self.count));
        json.key("facets");
        json.text(self.facets.as_str());
        json.key("rows");
        json.number(u64::from(self.rows));
        if let Some(search) = &self.search {
            json.key("search");
            json.text(search.as_str());
        }
        if let Some(title) = &self.title {
            json.key("title");
            json.text(title);
        }
        json.key("version");
        json.number(Self::VERSION);
        json.close('}');
        json.finish()
    }

    fn read(object: &Object<'_>) -> Result<Self, CatalogError> {
        match object.whole("version").ok_or(CatalogError::NotACatalog)? {
            Self::VERSION => {}
            other => return Err(CatalogError::Version(other)),
        }
        let small = |key: &str| object.whole(key).and_then(|number| u32::try_from(number).ok());
        let count = small("count").ok_or(CatalogError::Damaged("it does not say how many articles there are"))?;
        let rows = small("rows").filter(|rows| (1..=1000).contains(rows));
        let rows = rows.ok_or(CatalogError::Damaged("it does not say how many cards a file has"))?;
        let hashes = object.text("cards").unwrap_or_default();
        let well_formed = hashes.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'v'))
            && hashes.len() as u64 == u64::from(chunk_count(count, rows)) * HASH_CHARS as u64;
        if !well_formed {
            return Err(CatalogError::Damaged("its list of card files does not fit its count"));
        }
        let facets = object.text("facets").and_then(|path| ArchivePath::new(path).ok());
        Ok(Self {
            count,
            title: object.line("title", 300),
            search: object.text("search").and_then(|path| ArchivePath::new(path).ok()),
            facets: facets.ok_or(CatalogError::Damaged("it does not name its file of facets"))?,
            rows,
            hashes: hashes.to_owned(),
        })
    }
}

/// How many chunks `count` articles make; see [`Manifest`] for the rule.
pub(crate) fn chunk_count(count: u32, rows: u32) -> u32 {
    match count {
        0 => 0,
        _ => (count.saturating_add(rows / 2) / rows).max(1),
    }
}

/// Whatever stands at a catalog's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// `catalog.json` as the press writes it: facets and cards are in files of their own.
    Manifest(Manifest),
    /// A text that only the readers of catalogs written by hand can judge (feature `handmade`,
    /// `handmade::arrange`): a list of articles, or what may be a `SUMMARY.md`.
    Handmade,
}

impl Head {
    /// Tells the kinds apart: an object with a version is a manifest, an array is written by hand, and so
    /// is what is not JSON but holds the middle of a link (`](`).
    pub fn parse(text: &str) -> Result<Self, CatalogError> {
        let mut json = Reader::new(text)?;
        // `[` may also begin a link, and `{` an instruction to some generator.
        let error = match json.kind() {
            Ok(Kind::Array) => return Ok(Self::Handmade),
            Ok(_) => match whole(&mut json) {
                Ok(Value::Object(object)) => return Manifest::read(&object).map(Self::Manifest),
                Ok(_) => return Err(CatalogError::NotACatalog),
                Err(error) => error,
            },
            Err(error) => error,
        };
        let may_link = text.as_bytes().windows(2).any(|pair| pair == b"](");
        if may_link { Ok(Self::Handmade) } else { Err(error) }
    }
}

fn whole<'t>(json: &mut Reader<'t>) -> Result<Value<'t>, CatalogError> {
    let value = Value::read(json)?;
    json.end()?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(count: u32) -> Manifest {
        let facets = ArchivePath::new("catalog/facets.0.json").unwrap();
        let hashes = "0a1b2".repeat(chunk_count(count, 24) as usize);
        Manifest { count, title: Some("室".into()), facets, search: None, rows: 24, hashes }
    }

    #[test]
    fn chunks_cover_every_row_once_and_the_newest_is_never_tiny() {
        for count in (0..200).chain([1209, 6000, 100_000]) {
            let manifest = manifest(count);
            let mut next = 0;
            for chunk in 0..manifest.chunks() {
                let rows = manifest.chunk_rows(chunk);
                assert_eq!(rows.start, next);
                assert!(rows.clone().all(|row| manifest.chunk_of(row) == chunk), "{count}: {rows:?}");
                assert!(chunk == 0 || rows.len() == 24);
                next = rows.end;
            }
            assert_eq!(next, count);
            assert!(manifest.chunk_rows(0).len() >= 12.min(count as usize), "{count}");
        }
    }

    #[test]
    fn a_manifest_that_is_written_is_read_back() {
        for count in [0, 1, 1209] {
            let Ok(Head::Manifest(read)) = Head::parse(&manifest(count).write()) else { panic!("{count}") };
            assert_eq!(read, manifest(count));
        }
        let path = |chunk| manifest(1209).chunk_path(chunk).map(String::from);
        assert_eq!(path(0).as_deref(), Some("catalog/cards/49.0a1b2.json"));
        assert_eq!(path(49).as_deref(), Some("catalog/cards/0.0a1b2.json"));
        assert_eq!(path(50), None);
    }

    #[test]
    fn a_damaged_manifest_is_an_error_that_says_what_is_wrong() {
        let check = |from: &str, to: &str, expected: CatalogError| {
            let text = manifest(30).write().replace(from, to);
            assert_eq!(Head::parse(&text).unwrap_err(), expected, "{text}");
        };
        check("\"version\":1", "\"version\":999", CatalogError::Version(999));
        check("0a1b2", "", CatalogError::Damaged("its list of card files does not fit its count"));
        check("0a1b2", "../..", CatalogError::Damaged("its list of card files does not fit its count"));
        check(
            "\"count\":30",
            "\"count\":4294967295",
            CatalogError::Damaged("its list of card files does not fit its count"),
        );
        check("\"rows\":24", "\"rows\":0", CatalogError::Damaged("it does not say how many cards a file has"));
        check("catalog/", "../", CatalogError::Damaged("it does not name its file of facets"));
    }
}
