use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

use crate::Listing;

/// Each row's place when the listings are sorted by title. Chinese is sorted by pinyin, which is what
/// the order `zh` of the Unicode collation (CLDR) means; ties keep their order.
pub(crate) fn ranks(listings: &[Listing]) -> Vec<u32> {
    let collator = Collator::try_new(locale!("zh").into(), CollatorOptions::default()).ok();
    let mut rows: Vec<u32> = (0..listings.len() as u32).collect();
    rows.sort_by(|a, b| compare(collator.as_ref(), &listings[*a as usize].title, &listings[*b as usize].title));
    let mut ranks = vec![0; rows.len()];
    rows.iter().enumerate().for_each(|(rank, row)| ranks[*row as usize] = rank as u32);
    ranks
}

fn compare(collator: Option<&CollatorBorrowed<'_>>, a: &str, b: &str) -> Ordering {
    collator.map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
}

#[cfg(test)]
mod tests {
    use article::Slug;

    use super::*;

    #[test]
    fn chinese_titles_are_sorted_by_pinyin() {
        let titles = ["重庆", "北京", "Zebra", "apple", "上海", "10 things"];
        let listings = titles.map(|title| Listing::new(Slug::new("a").unwrap(), title.into()));
        let ranks = ranks(&listings);
        let mut sorted: Vec<_> = titles.iter().zip(ranks).collect();
        sorted.sort_by_key(|(_, rank)| *rank);
        let sorted: Vec<_> = sorted.into_iter().map(|(title, _)| *title).collect();
        assert_eq!(sorted, ["10 things", "北京", "重庆", "上海", "apple", "Zebra"]);
    }
}
