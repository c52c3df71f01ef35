use std::cmp::Reverse;

use article::Tag;

use crate::{Listing, order};

/// How many different tags there were, and how many are left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Different spellings.
    pub before: usize,
    /// Different tags.
    pub after: usize,
}

/// [`lists`] of what stands on the rack.
pub(crate) fn tags(listings: &mut [Listing], key: impl Fn(&str) -> String) -> Merged {
    lists(&mut listings.iter_mut().map(|listing| &mut listing.tags).collect::<Vec<_>>(), key)
}

/// Makes one tag of all spellings with the same `key`, shown in the commonest spelling; among equally
/// common ones the first seen wins (DESIGN section 4).
pub(crate) fn lists(lists: &mut [&mut Vec<Tag>], key: impl Fn(&str) -> String) -> Merged {
    let uses: Vec<Tag> = lists.iter().flat_map(|tags| tags.iter()).cloned().collect();
    let by_name = order::by_name(uses.len(), &|at| uses[at as usize].as_str());
    // Uses of one spelling each; the first in a group is its first use.
    let spellings: Vec<&[u32]> = by_name.chunk_by(|a, b| uses[*a as usize] == uses[*b as usize]).collect();
    let keys: Vec<String> = spellings.iter().map(|group| key(uses[group[0] as usize].as_str())).collect();
    let by_key = order::by_name(keys.len(), &|at| &keys[at as usize]);
    let mut merged = Merged { before: spellings.len(), after: 0 };
    // The use that shows how each use is spelled.
    let mut shown = vec![0; uses.len()];
    for same in by_key.chunk_by(|a, b| keys[*a as usize] == keys[*b as usize]) {
        merged.after += 1;
        let groups = same.iter().map(|at| spellings[*at as usize]);
        let best = groups.clone().max_by_key(|group| (group.len(), Reverse(group[0])));
        for at in groups.flatten() {
            shown[*at as usize] = best.map_or(*at, |best| best[0]);
        }
    }
    let mut shown = shown.iter().map(|at| &uses[*at as usize]);
    for tags in lists {
        let count = tags.len();
        tags.clear();
        for tag in shown.by_ref().take(count) {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
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
