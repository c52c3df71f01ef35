//! Where a text answers a query: what is marked on the page.

use std::ops::Range;

use super::{Atom, Query};
use crate::fold::Class;
use crate::normal::{Normal, Sign};

/// Places of a text, in bytes: in order, apart from each other, between characters.
pub type Ranges = Vec<Range<usize>>;

/// How wide an excerpt is, in letters; a character of a script without spaces is two wide.
const WIDTH: usize = 180;
/// Of that, before what was found.
const WIDTH_BEFORE: usize = 40;
/// Places of a text that are looked at when an excerpt is chosen.
const MAX_PLACES: usize = 500;

/// A piece of a text that shows why it answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// What is to be marked, in bytes of the text, inside `range`.
    pub marks: Ranges,
}

/// A text in its normal form.
struct Text {
    signs: Vec<Sign>,
    form: Vec<(char, Class)>,
}

impl Text {
    fn new(text: &str) -> Self {
        let signs: Vec<Sign> = Normal::new(text).collect();
        let form = signs.iter().map(|sign| (sign.c, sign.class)).collect();
        Self { signs, form }
    }

    /// Where the atoms stand: number of the atom, and signs.
    fn places(&self, atoms: &[Atom], most: usize) -> Vec<(usize, Range<usize>)> {
        let mut places = Vec::new();
        for (number, atom) in atoms.iter().enumerate() {
            let mut from = 0;
            let mut left = most;
            while let Some(at) = atom.find(&self.form, from)
                && left > 0
            {
                places.push((number, at..at + atom.len()));
                from = at + atom.len();
                left -= 1;
            }
        }
        places.sort_unstable_by_key(|(number, place)| (place.start, place.end, *number));
        places
    }

    fn bytes(&self, place: &Range<usize>) -> Range<usize> {
        self.signs[place.start].start..self.signs[place.end - 1].end
    }

    fn marks(&self, places: &[(usize, Range<usize>)]) -> Ranges {
        let mut marks: Ranges = Vec::new();
        for (_, place) in places {
            let place = self.bytes(place);
            match marks.last_mut() {
                Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
                _ => marks.push(place),
            }
        }
        marks
    }
}

impl Query {
    /// Where a text holds what is asked for.
    pub fn find_in(&self, text: &str) -> Ranges {
        let text = Text::new(text);
        text.marks(&text.places(&self.required, usize::MAX))
    }

    /// The piece of a text that holds most of what is asked for; its beginning when it holds nothing.
    pub fn excerpt(&self, text: &str) -> Excerpt {
        let whole = Text::new(text);
        let signs = &whole.signs;
        let places = whole.places(&self.required, MAX_PLACES);
        // The first place from where most different atoms are in sight.
        let mut best = (0, 0, 0..0);
        for (first, (_, place)) in places.iter().enumerate() {
            let end = reach(signs, place.start, WIDTH - WIDTH_BEFORE);
            let seen = places[first..].iter().take_while(|(_, other)| other.end <= end.max(place.end));
            let kinds = seen.clone().fold(0_u32, |kinds, (number, _)| kinds | 1 << number).count_ones();
            if kinds > best.0 {
                best = (kinds, place.start, first..first + seen.count());
            }
        }
        let (_, first, seen) = best;
        let mut start = back(signs, first, WIDTH_BEFORE);
        let mut end = reach(signs, start, WIDTH);
        // At the end of the text there is more room before.
        if end == signs.len() {
            start = back(signs, end, WIDTH).min(start);
        }
        end = end.max(places[seen.clone()].iter().map(|(_, place)| place.end).max().unwrap_or(0));
        (start, end) = (word_start(signs, start, first), word_end(signs, end));
        let marks = whole.marks(&places[seen]);
        if start < end { Excerpt { range: whole.bytes(&(start..end)), marks } } else { Excerpt::default() }
    }
}

fn width(sign: &Sign) -> usize {
    if sign.class == Class::Wide { 2 } else { 1 }
}

/// The end of what is so wide, from `from` on.
fn reach(signs: &[Sign], from: usize, width_left: usize) -> usize {
    from + room(signs[from..].iter(), width_left)
}

/// The beginning of what is so wide, up to `to`.
fn back(signs: &[Sign], to: usize, width_left: usize) -> usize {
    to - room(signs[..to].iter().rev(), width_left)
}

fn room<'s>(signs: impl Iterator<Item = &'s Sign>, mut left: usize) -> usize {
    let fits = |sign: &&Sign| {
        let fits = width(sign) <= left;
        left = left.saturating_sub(width(sign));
        fits
    };
    signs.take_while(fits).count()
}

/// Not inside a word, and not behind `limit`.
fn word_start(signs: &[Sign], at: usize, limit: usize) -> usize {
    let inside = at > 0 && signs[at - 1..].iter().take(2).all(|sign| sign.class == Class::Letter);
    let rest = signs[at..limit.max(at)].iter().take_while(|sign| inside && sign.class == Class::Letter).count();
    let at = at + rest;
    at + signs[at..limit.max(at)].iter().take_while(|sign| sign.class == Class::Space).count()
}

/// Not inside a word, unless it is very long.
fn word_end(signs: &[Sign], at: usize) -> usize {
    let inside = at > 0 && signs[at - 1..].iter().take(2).all(|sign| sign.class == Class::Letter);
    at + signs[at..].iter().take(30).take_while(|sign| inside && sign.class == Class::Letter).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(query: &str, text: &str, expected: &[&str]) {
        let marks = Query::parse(query).find_in(text);
        assert_eq!(marks.into_iter().map(|mark| &text[mark]).collect::<Vec<_>>(), expected, "{query:?} in {text:?}");
    }

    #[test]
    fn what_answers_is_marked_as_it_was_written() {
        check("chatgpt", "用 ＣｈａｔＧＰＴ，ChatGPT4", &["ＣｈａｔＧＰＴ", "ChatGPT"]);
        check("A/B测试", "做 A/B 测试。", &["A/B 测试"]);
        check("cafe", "Cafe\u{301}s", &["Cafe"]);
        check("用户 户增", "用户增长", &["用户增"]);
        check("哈哈", "哈哈哈哈哈", &["哈哈哈哈"]);
        check("-用户", "用户", &[]);
    }

    #[test]
    fn an_excerpt_shows_where_most_is_in_sight() {
        let text = format!("增长{}用户增长{}", "字".repeat(500), "句".repeat(500));
        let excerpt = Query::parse("增长 用户").excerpt(&text);
        assert!(text[excerpt.range.clone()].contains("用户增长"));
        assert!(text[excerpt.range].chars().count() <= WIDTH / 2 + 1);
        assert_eq!(excerpt.marks.len(), 1);
    }

    #[test]
    fn an_excerpt_of_a_text_without_the_words_is_its_beginning() {
        let text = "Once upon a time ".repeat(100);
        let excerpt = Query::parse("用户").excerpt(&text);
        assert!(text[excerpt.range.clone()].starts_with("Once") && excerpt.marks.is_empty());
        assert!(text[..excerpt.range.end].ends_with(' ') || text[excerpt.range.end..].starts_with(' '));
        assert_eq!(Query::parse("用户").excerpt(""), Excerpt::default());
    }

    proptest! {
        #[test]
        fn marks_stand_in_order_inside_the_excerpt(query in "[a-c甲乙 /]{0,8}", text in "[a-cA甲乙Ａ ，/\u{301}]{0,400}") {
            let query = Query::parse(&query);
            let excerpt = query.excerpt(&text);
            let _ = &text[excerpt.range.clone()];
            for marks in [query.find_in(&text), excerpt.marks.clone()] {
                let mut end = 0;
                for mark in marks {
                    prop_assert!(mark.start >= end && mark.start < mark.end);
                    let _ = &text[mark.clone()];
                    end = mark.end + 1;
                }
            }
            prop_assert!(excerpt.marks.iter().all(|mark| excerpt.range.start <= mark.start && mark.end <= excerpt.range.end));
        }
    }
}
