use std::collections::BTreeMap;

use article::Tag;

use crate::Listing;

/// How many different tags there were, and how many are left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Different spellings.
    pub before: usize,
    /// Different tags.
    pub after: usize,
}

/// Makes one tag of all spellings with the same `key`, shown in the commonest spelling; among equally
/// common ones the first seen wins (DESIGN section 4).
pub(crate) fn tags(listings: &mut [Listing], key: impl Fn(&str) -> String) -> Merged {
    let mut uses: BTreeMap<&Tag, (usize, usize)> = BTreeMap::new();
    for tag in listings.iter().flat_map(|listing| &listing.tags) {
        let seen = uses.len();
        uses.entry(tag).or_insert((0, seen)).0 += 1;
    }
    let mut best: BTreeMap<String, (&Tag, usize, usize)> = BTreeMap::new();
    for (tag, (count, seen)) in &uses {
        let entry = best.entry(key(tag.as_str())).or_insert((tag, *count, *seen));
        if (*count, std::cmp::Reverse(*seen)) > (entry.1, std::cmp::Reverse(entry.2)) {
            *entry = (tag, *count, *seen);
        }
    }
    let merged = Merged { before: uses.len(), after: best.len() };
    let respelled: BTreeMap<Tag, Tag> = uses
        .keys()
        .filter_map(|tag| Some(((*tag).clone(), best.get(&key(tag.as_str()))?.0.clone())))
        .filter(|(from, to)| from != to)
        .collect();
    for listing in listings {
        let mut kept: Vec<Tag> = Vec::with_capacity(listing.tags.len());
        for tag in std::mem::take(&mut listing.tags) {
            let tag = respelled.get(&tag).cloned().unwrap_or(tag);
            if !kept.contains(&tag) {
                kept.push(tag);
            }
        }
        listing.tags = kept;
    }
    merged
}

#[cfg(test)]
mod tests {
    use article::Slug;

    use super::*;
    use crate::names::fold;

    fn check(before: &[&[&str]], expected: &[&[&str]], merged: Merged) {
        let mut listings: Vec<Listing> = before
            .iter()
            .map(|tags| {
                let mut listing = Listing::new(Slug::new("a").unwrap(), "A".into());
                listing.tags = tags.iter().filter_map(|tag| Tag::new(tag)).collect();
                listing
            })
            .collect();
        assert_eq!(tags(&mut listings, fold), merged);
        let after: Vec<Vec<&str>> = listings.iter().map(|l| l.tags.iter().map(Tag::as_str).collect()).collect();
        assert_eq!(after, expected);
    }

    #[test]
    fn spellings_become_the_commonest_one_and_no_article_has_it_twice() {
        check(
            &[&["AI 产品", "初级"], &["ai产品"], &["ＡＩ产品", "ai产品"]],
            &[&["ai产品", "初级"], &["ai产品"], &["ai产品"]],
            Merged { before: 4, after: 2 },
        );
    }

    #[test]
    fn among_equally_common_spellings_the_first_seen_wins() {
        check(&[&["Zed"], &["zed"]], &[&["Zed"], &["Zed"]], Merged { before: 2, after: 1 });
        check(&[&["zed"], &["Zed"]], &[&["zed"], &["zed"]], Merged { before: 2, after: 1 });
    }
}
