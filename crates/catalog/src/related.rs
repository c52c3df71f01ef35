//! Which articles belong together: those that share tags that few others have.

use article::Slug;

use crate::{Facets, order};

/// A shared tag weighs this many times how rare it is, so that author and category decide between equals only.
const WEIGHT: u32 = 4;

impl Facets {
    /// Articles like one, the likest first, at most `most`: each shared tag counts the more, the fewer
    /// articles have it (the logarithm of how rare it is, as search engines weigh words); of equally like ones
    /// those of the same author, then of the same category, then the newest. Without a shared tag no article is
    /// like another.
    pub fn related(&self, slug: &Slug, most: usize) -> Vec<u32> {
        let Some(row) = self.row_of(slug) else { return Vec::new() };
        let mut scores = vec![0_u32; self.len()];
        for id in self.tags.of(row) {
            let having = self.tags.having(*id);
            let weight = WEIGHT * rarity(self.len(), having.len());
            having.iter().for_each(|other| scores[*other as usize] += weight);
        }
        let like = |column: &crate::names::Names, other: u32| {
            column.of(other) == column.of(row) && column.of(row) != crate::names::NONE
        };
        for (other, score) in scores.iter_mut().enumerate().filter(|(_, score)| **score > 0) {
            let other = other as u32;
            *score += 2 * u32::from(like(&self.authors, other)) + u32::from(like(&self.categories, other));
        }
        scores[row as usize] = 0;
        let liked: Vec<u32> = self.live().iter().filter(|row| scores[*row as usize] > 0).collect();
        let best = order::by_key(liked.len(), &|at| Some(!scores[liked[at as usize] as usize]));
        best.into_iter().take(most).map(|at| liked[at as usize]).collect()
    }
}

/// How rare a tag is: four times the logarithm to the base 2 of how many articles there are for each that has it, and one.
fn rarity(all: usize, having: usize) -> u32 {
    // The logarithm of a whole number, with two bits behind the point.
    let share = (64 * all / having.max(1)).max(64);
    let whole = share.ilog2();
    4 * (whole - 6) + ((4 * share) >> whole) as u32 % 4 + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FacetColumns;

    /// Rows a to f; everyone has x, a, b and e have y, a and c have z; a and d are by one author.
    fn check(slug: &str, expected: &[u32]) {
        let columns = r#"{"version":1,"slugs":"a\nb\nc\nd\ne\nf","authors":["王"],"author":[0,null,null,0,null,null],"tags":["x","y","z"],
            "tagged":[3,0,1,2,2,0,1,2,0,2,1,0,2,1,0,0]}"#;
        let facets = FacetColumns::parse(columns).and_then(FacetColumns::decode).unwrap();
        assert_eq!(facets.related(&Slug::new(slug).unwrap(), 3), expected, "{slug}");
    }

    #[test]
    fn rare_tags_weigh_more_and_the_author_decides_between_equals() {
        check("a", &[2, 1, 4]);
        check("c", &[0, 1, 3]);
        check("d", &[0, 1, 2]);
    }

    #[test]
    fn without_a_shared_tag_nothing_is_like_it() {
        check("f", &[]);
        check("nobody", &[]);
    }
}
