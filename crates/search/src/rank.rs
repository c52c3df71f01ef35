//! From postings to answers: which documents hold every atom, and how well.
//!
//! A document holds an atom when it has all of its terms, and there is a distance from the beginning
//! modulo 16 at which all of them stand. The title decides first: an atom in a title is worth more than
//! any number of them in tags, and that more than any number in texts. Texts go by how often (at most
//! 16 times) and how rare the atom is, as in BM25, in whole numbers and without lengths of texts.

use crate::query::{Need, Query};
use crate::searcher::Known;
use crate::shard::{Field, Posting};

const IN_TITLE: u32 = 1 << 24;
const IN_LABEL: u32 = 1 << 18;
/// How often a term is taken to stand in a document whose mask was left out.
const UNKNOWN_TIMES: u32 = 6;

/// The documents that answer, with scores, in their order; `None` when too little is known to tell.
pub(crate) fn answers(query: &Query, known: &[Known], docs: u32) -> Option<Vec<(u32, u32)>> {
    let mut known = known.iter();
    let mut of_atom = |parts: &[crate::query::Part]| {
        let lists = parts.iter().zip(known.by_ref());
        let lists: Vec<_> = lists.filter_map(|(part, list)| Some((part.offset, list.as_ref()?, part.need))).collect();
        holders(&lists)
    };
    let mut answers: Option<Vec<(u32, u32)>> = None;
    let mut is_known = query.required.is_empty();
    for atom in &query.required {
        let Some(holders) = of_atom(atom.parts()) else { continue };
        is_known = true;
        let rarity = rarity(docs, holders.len() as u32);
        answers = Some(match answers {
            None => holders.iter().map(|holder| (holder.doc, score(holder, rarity))).collect(),
            Some(answers) => join(&answers, &holders, |(doc, _)| *doc)
                .map(|((doc, so_far), holder)| (*doc, so_far + score(holder, rarity)))
                .collect(),
        });
    }
    if !is_known {
        return None;
    }
    let mut answers = answers.unwrap_or_else(|| (0..docs).map(|doc| (doc, 0)).collect());
    for atom in &query.excluded {
        if let Some(holders) = of_atom(atom.parts()) {
            answers.retain(|(doc, _)| holders.binary_search_by_key(doc, |holder| holder.doc).is_err());
        }
    }
    Some(answers)
}

/// The documents that have the terms at the right distances; `None` without any term.
fn holders(lists: &[(u32, &Vec<Posting>, Need)]) -> Option<Vec<Posting>> {
    let turned = |posting: &Posting, offset: u32| posting.mask.rotate_right(offset);
    let mut order: Vec<_> = lists.iter().collect();
    // A spare term alone says too little; and the shortest list leaves the others least to do.
    order.sort_by_key(|(_, postings, need)| (*need == Need::Spare, postings.len()));
    let (first, rest) = order.split_first()?;
    let mut found: Vec<Posting> =
        first.1.iter().map(|posting| Posting { mask: turned(posting, first.0), ..*posting }).collect();
    for (offset, postings, _) in rest {
        found = join(&found, postings, |posting| posting.doc)
            .map(|(a, b)| Posting { doc: a.doc, mask: a.mask & turned(b, *offset), field: a.field.min(b.field) })
            .filter(|posting| posting.mask != 0)
            .collect();
    }
    Some(found)
}

/// What two lists have in common; both are in the order of documents.
fn join<'a, A>(a: &'a [A], b: &'a [Posting], doc: impl Fn(&A) -> u32) -> impl Iterator<Item = (&'a A, &'a Posting)> {
    let mut rest = b;
    a.iter().filter_map(move |a| {
        let doc = doc(a);
        // Often the one list is far longer: leaps, then steps.
        let mut leap = 1;
        while rest.get(leap).is_some_and(|posting| posting.doc < doc) {
            leap *= 2;
        }
        let skipped = leap / 2;
        let within = &rest[skipped.min(rest.len())..rest.len().min(leap + 1)];
        rest = &rest[skipped.min(rest.len()) + within.partition_point(|posting| posting.doc < doc)..];
        rest.first().filter(|posting| posting.doc == doc).map(|posting| (a, posting))
    })
}

fn score(holder: &Posting, rarity: u32) -> u32 {
    let times = if holder.mask == u16::MAX { UNKNOWN_TIMES } else { holder.mask.count_ones() };
    let place = match holder.field {
        Field::Title => IN_TITLE,
        Field::Label => IN_LABEL,
        Field::Body => 0,
    };
    place + rarity * (times * 24 / (times + 2))
}

/// Four times the binary logarithm of how few hold it, from 4 to 92.
fn rarity(docs: u32, holding: u32) -> u32 {
    let ratio = (u64::from(docs) << 8) / u64::from(holding.max(1)).min(u64::from(docs.max(1)));
    let log = ratio.max(256).ilog2();
    (log - 8) * 4 + (ratio >> (log - 2) & 3) as u32 + 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(doc: u32, mask: u16) -> Posting {
        Posting { doc, mask, field: Field::Body }
    }

    fn check(lists: &[(u32, &[(u32, u16)])], expected: &[u32]) {
        let lists: Vec<(u32, Vec<Posting>)> = lists
            .iter()
            .map(|(offset, list)| (*offset, list.iter().map(|(doc, mask)| posting(*doc, *mask)).collect()))
            .collect();
        let lists: Vec<_> = lists.iter().map(|(offset, list)| (*offset, list, Need::Needed)).collect();
        let found = holders(&lists).unwrap();
        assert_eq!(found.iter().map(|posting| posting.doc).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn terms_have_to_stand_at_their_distance() {
        check(&[(0, &[(1, 0b1), (2, 0b1), (9, 0b1)]), (2, &[(1, 0b100), (2, 0b10), (8, 0b100)])], &[1]);
        check(&[(0, &[(1, 1 << 15)]), (1, &[(1, 1)])], &[1]);
        check(&[(0, &[(1, 1), (2, 1)])], &[1, 2]);
        check(&[(0, &[(1, 1)]), (3, &[])], &[]);
        assert!(holders(&[]).is_none());
    }

    #[test]
    fn lists_of_any_lengths_are_joined() {
        for step in 1..40 {
            let a: Vec<Posting> = (0..300).step_by(7).map(|doc| posting(doc, 1)).collect();
            let b: Vec<Posting> = (0..300).step_by(step).map(|doc| posting(doc, 1)).collect();
            let expected: Vec<u32> = (0..300).filter(|doc| doc % 7 == 0 && doc % step as u32 == 0).collect();
            assert_eq!(join(&a, &b, |a| a.doc).map(|(a, _)| a.doc).collect::<Vec<_>>(), expected, "{step}");
            assert_eq!(join(&b, &a, |a| a.doc).map(|(a, _)| a.doc).collect::<Vec<_>>(), expected, "{step}");
        }
    }

    #[test]
    fn a_title_is_worth_more_than_any_text() {
        let best = score(&posting(0, 0x7fff), rarity(u32::MAX, 1));
        assert!(best * 16 < IN_LABEL);
        assert!((IN_LABEL + best) * 16 < IN_TITLE);
        assert!(rarity(100, 100) >= 4 && rarity(0, 0) >= 4 && rarity(100, 1) > rarity(100, 50));
    }
}
