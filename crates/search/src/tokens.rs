//! From the normal form to terms and their positions.

use crate::fold::Class;
use crate::normal::{Normal, is_suffix};

/// Characters of a word that are looked at. Longer ones are addresses, keys, or sounds.
pub(crate) const WORD_CHARS: usize = 20;

/// What the index knows by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Term<'w> {
    /// A word, with the `+` and `#` behind it.
    Word(&'w str),
    /// A character of a script without spaces.
    Wide {
        c: char,
        /// The next one, if that follows at once.
        next: Option<char>,
        edge: Edge,
    },
}

/// Whether a character of a script without spaces touches a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    None,
    /// There is one at once before it or behind it.
    Word,
}

/// Behind a character: the term of those places where it touches a word. No text holds it.
pub(crate) const EDGE: char = '\u{1}';

/// Calls `each` with every term and its position; positions begin after `from`, and the last one is
/// returned.
///
/// Each character of a script without spaces is one position, and so is each word. What stands between
/// two words or characters moves the second one on by 0 to 15, as a hash of it says: so a phrase with
/// other punctuation rarely has the same distances.
pub(crate) fn tokens(text: &str, from: u32, mut each: impl FnMut(Term<'_>, u32)) -> u32 {
    let mut word = String::new();
    let mut word_chars = 0;
    let mut wide: Option<(char, Edge)> = None;
    let mut ends = false;
    let (mut at, mut gap) = (from, 0_u32);
    for sign in Normal::new(text) {
        let is_text = matches!(sign.class, Class::Wide | Class::Letter);
        if !is_text && is_suffix(sign.c) && !word.is_empty() && gap == 0 {
            if word_chars < WORD_CHARS {
                word.push(sign.c);
            }
            word_chars += 1;
            ends = true;
            continue;
        }
        let goes_on = sign.class == Class::Letter && !word.is_empty() && !ends && gap == 0;
        if goes_on {
            if word_chars < WORD_CHARS {
                word.push(sign.c);
            }
            word_chars += 1;
            continue;
        }
        let behind_word = !word.is_empty();
        if behind_word {
            each(Term::Word(&word), at);
            word.clear();
        }
        if let Some((c, edge)) = wide.take() {
            let next = (sign.class == Class::Wide).then_some(sign.c);
            each(Term::Wide { c, next, edge: if sign.class == Class::Letter { Edge::Word } else { edge } }, at);
        }
        if !is_text {
            gap = gap.wrapping_mul(0x0100_0193) ^ (sign.c as u32).wrapping_add(0x9e37);
            continue;
        }
        at = at.wrapping_add(1 + (gap.wrapping_mul(0x9e37_79b1) >> 28));
        gap = 0;
        if sign.class == Class::Wide {
            wide = Some((sign.c, if behind_word { Edge::Word } else { Edge::None }));
        } else {
            word.push(sign.c);
            (word_chars, ends) = (1, false);
        }
    }
    if !word.is_empty() {
        each(Term::Word(&word), at);
    }
    if let Some((c, edge)) = wide {
        each(Term::Wide { c, next: None, edge }, at);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        tokens(text, 0, |term, _| {
            found.push(match term {
                Term::Word(word) => word.to_owned(),
                Term::Wide { c, next, edge } => {
                    let edge = (edge == Edge::Word).then_some('|');
                    [Some(c), next, edge].into_iter().flatten().collect()
                }
            });
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn characters_go_in_pairs_and_words_whole() {
        check("用户增长", &["用户", "户增", "增长", "长"]);
        check("用 ChatGPT4 写", &["用|", "chatgpt4", "写|"]);
        check("你好。世界", &["你好", "好", "世界", "界"]);
        check("A/B 测试", &["a", "b", "测试|", "试"]);
        check("DOU+投放, C++11 c#", &["dou+", "投放|", "放", "c++", "11", "c#"]);
        check("+1 a +b", &["1", "a", "b"]);
        check("", &[]);
        check("。，", &[]);
    }

    #[test]
    fn the_same_distance_means_the_same_signs_between() {
        let distance = |text: &str| {
            let mut at = Vec::new();
            tokens(text, 7, |_, position| at.push(position));
            at.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>()
        };
        assert_eq!(distance("用户增长"), [1, 1, 1]);
        assert_eq!(distance("用gpt 写"), [1, 1]);
        assert_eq!(distance("A/B"), distance("Ｘ／y"));
        assert_ne!(distance("A/B"), distance("A B"));
        assert_eq!(distance("A  B"), distance("A\nB"));
    }

    #[test]
    fn a_word_without_end_is_cut() {
        check(&"x".repeat(100_000), &[&"x".repeat(WORD_CHARS)]);
    }
}
