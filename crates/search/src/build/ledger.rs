//! Which documents an index was made of, so that a change costs little.

use crate::bytes::{Bytes, Kind, VERSION, begin, end, hash, open};
use crate::{SearchError, SegmentId};

/// Of so many articles one may be dead or in the small segment; beyond that everything is indexed again.
const CHANGED_OF: usize = 20;
/// So many always may.
const CHANGED_FREE: usize = 16;

/// The documents of an index, by fingerprint: any hash that tells articles and their versions apart,
/// of the slug and the file's bytes, say. Not read by visitors; kept beside the index or in a cache.
///
/// ```text
/// ledger  = frame (`bytes`, kind "m" of segment 1) around segment*
/// segment = id count fingerprint*      8 bytes each
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The segments as in the manifest, and the fingerprint of each of their documents.
    pub segments: Vec<(SegmentId, Vec<u64>)>,
}

/// What is to be done so that an index fits the articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The segment that stays, and the row of each of its documents; `None` when all is made anew.
    pub kept: Option<(SegmentId, Vec<Option<u32>>)>,
    /// The rows that are to be the documents of one new segment, in this order. None, none.
    pub fresh: Vec<u32>,
    /// The new segment's name. If the index has it already, its files are there.
    pub fresh_id: SegmentId,
}

/// The name of the segment made of documents with these fingerprints.
pub fn segment_id(fingerprints: impl IntoIterator<Item = u64>) -> SegmentId {
    let mut bytes = vec![VERSION];
    fingerprints.into_iter().for_each(|fingerprint| bytes.extend(fingerprint.to_le_bytes()));
    SegmentId(hash(&bytes))
}

impl Ledger {
    /// Compares the index with the articles, given by fingerprint, in the order of their rows.
    pub fn plan(&self, articles: &[u64]) -> Plan {
        let small = |changed: usize| changed <= CHANGED_FREE.max(articles.len() / CHANGED_OF);
        if let Some((id, documents)) = self.segments.first() {
            let mut rows: Vec<(u64, u32)> = articles.iter().copied().zip(0..).collect();
            rows.sort_unstable();
            rows.dedup_by_key(|(article, _)| *article);
            let row = |document: &u64| {
                let at = rows.binary_search_by_key(document, |(article, _)| *article).ok()?;
                Some(rows[at].1)
            };
            let mut kept: Vec<Option<u32>> = documents.iter().map(row).collect();
            let mut indexed = vec![false; articles.len()];
            for place in &mut kept {
                // Two documents with one fingerprint are one article.
                *place = place.filter(|row| !std::mem::replace(&mut indexed[*row as usize], true));
            }
            let dead = kept.iter().filter(|row| row.is_none()).count();
            let fresh: Vec<u32> = (0..articles.len() as u32).filter(|row| !indexed[*row as usize]).collect();
            if small(dead.max(fresh.len())) {
                let fresh_id = segment_id(fresh.iter().map(|row| articles[*row as usize]));
                return Plan { kept: Some((*id, kept)), fresh, fresh_id };
            }
        }
        let fresh = (0..articles.len() as u32).collect();
        Plan { kept: None, fresh, fresh_id: segment_id(articles.iter().copied()) }
    }

    /// Reads what [`Ledger::write`] wrote.
    ///
    /// # Errors
    /// When the bytes are damaged or of another version: then everything is to be indexed.
    pub fn read(bytes: &[u8]) -> Result<Self, SearchError> {
        let mut body = Bytes(open(bytes, Kind::Manifest, SegmentId(1))?);
        let mut segments = Vec::new();
        while !body.0.is_empty() {
            let id = SegmentId(number(&mut body)?);
            let count = usize::try_from(number(&mut body)?).map_err(|_| SearchError::Damaged)?;
            if count > body.0.len() / 8 {
                return Err(SearchError::Damaged);
            }
            let documents = (0..count).map(|_| number(&mut body)).collect::<Result<_, _>>()?;
            segments.push((id, documents));
        }
        Ok(Self { segments })
    }

    /// The bytes of the file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = begin(Kind::Manifest, SegmentId(1));
        for (id, documents) in &self.segments {
            let numbers = [id.0, documents.len() as u64].into_iter().chain(documents.iter().copied());
            numbers.for_each(|number| out.extend(number.to_le_bytes()));
        }
        end(out)
    }
}

fn number(body: &mut Bytes<'_>) -> Result<u64, SearchError> {
    Ok(body.take(8)?.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(documents: impl IntoIterator<Item = u64>) -> Ledger {
        Ledger { segments: vec![(SegmentId(7), documents.into_iter().collect())] }
    }

    #[test]
    fn an_index_that_fits_stays() {
        let plan = ledger(0..100).plan(&(0..100).collect::<Vec<_>>());
        assert_eq!(plan.kept, Some((SegmentId(7), (0..100).map(Some).collect())));
        assert_eq!(plan.fresh, []);
    }

    #[test]
    fn an_article_that_changed_is_dead_and_fresh() {
        let mut articles: Vec<u64> = (0..100).collect();
        articles[3] = 1000;
        articles.insert(0, 2000);
        let plan = ledger(0..100).plan(&articles);
        let (_, rows) = plan.kept.unwrap();
        assert_eq!((rows[0], rows[3], rows[99]), (Some(1), None, Some(100)));
        assert_eq!(plan.fresh, [0, 4]);
        assert_eq!(plan.fresh_id, segment_id([2000, 1000]));
    }

    #[test]
    fn when_much_has_changed_everything_is_indexed() {
        let articles: Vec<u64> = (60..1060).collect();
        assert_eq!(ledger(0..1000).plan(&articles).kept, None);
        assert_eq!(Ledger::default().plan(&articles).fresh.len(), 1000);
        assert!(ledger(0..1000).plan(&(50..1050).collect::<Vec<_>>()).kept.is_some());
        assert_eq!(ledger(0..1000).plan(&(0..900).collect::<Vec<_>>()).kept, None);
        assert_eq!(Ledger::default().plan(&[]).fresh, []);
    }

    #[test]
    fn twins_are_indexed_as_often_as_they_are_there() {
        let plan = ledger([1, 1, 2]).plan(&[1, 2, 1]);
        assert_eq!(plan.kept.unwrap().1, [Some(0), None, Some(1)]);
        assert_eq!(plan.fresh, [2]);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let ledger = Ledger { segments: vec![(SegmentId(1), vec![5, 6]), (SegmentId(2), Vec::new())] };
        assert_eq!(Ledger::read(&ledger.write()), Ok(ledger.clone()));
        assert!(Ledger::read(&ledger.write()[..30]).is_err());
        assert!(Ledger::read(b"").is_err());
    }
}
