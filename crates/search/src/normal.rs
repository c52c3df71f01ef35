//! The normal form of a text: what is compared.
//!
//! Folded characters ([`crate::fold`]); white space is one space wherever there is any, none at the
//! ends, and none between a character of a script without spaces and a word, because `A/B 测试` and
//! `A/B测试` are the same to their writers. The `+` and `#` behind a word belong to it (`C++`, `DOU+`).

use std::str::CharIndices;

use crate::fold::{Class, class, fold, voiced};

/// A character of the normal form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sign {
    pub(crate) c: char,
    pub(crate) class: Class,
    /// The bytes of the text that it stands for.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The normal form, character by character.
#[derive(Clone, Debug)]
pub(crate) struct Normal<'t> {
    chars: CharIndices<'t>,
    /// Folded, and not yet looked at.
    ahead: Option<(char, usize, usize)>,
    /// Behind a space that was given.
    held: Option<Sign>,
    /// What the border of a space is decided by.
    last: Option<Class>,
}

impl<'t> Normal<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { chars: text.char_indices(), ahead: None, held: None, last: None }
    }

    fn folded(&mut self) -> Option<(char, usize, usize)> {
        if let Some(ahead) = self.ahead.take() {
            return Some(ahead);
        }
        for (start, c) in self.chars.by_ref() {
            if let Some(folded) = fold(c) {
                return Some((folded, start, start + c.len_utf8()));
            }
        }
        None
    }

    fn sign(&mut self) -> Option<Sign> {
        let (mut c, start, mut end) = self.folded()?;
        if ('\u{3046}'..='\u{30db}').contains(&c) {
            self.ahead = self.folded();
            if let Some((mark, _, mark_end)) = self.ahead
                && let Some(composed) = voiced(c, mark)
            {
                (c, end) = (composed, mark_end);
                self.ahead = None;
            }
        }
        Some(Sign { c, class: class(c), start, end })
    }

    fn give(&mut self, sign: Sign) -> Option<Sign> {
        let ends_word = is_suffix(sign.c) && self.last == Some(Class::Letter);
        self.last = Some(if ends_word { Class::Letter } else { sign.class });
        Some(sign)
    }
}

impl Iterator for Normal<'_> {
    type Item = Sign;

    fn next(&mut self) -> Option<Sign> {
        if let Some(held) = self.held.take() {
            return self.give(held);
        }
        let mut sign = self.sign()?;
        if sign.class != Class::Space {
            return self.give(sign);
        }
        let behind = loop {
            let next = self.sign()?;
            if next.class != Class::Space {
                break next;
            }
            sign.end = next.end;
        };
        match (self.last, behind.class) {
            (None, _) | (Some(Class::Wide), Class::Letter) | (Some(Class::Letter), Class::Wide) => self.give(behind),
            _ => {
                self.held = Some(behind);
                self.give(sign)
            }
        }
    }
}

/// What belongs to the word before it.
pub(crate) fn is_suffix(c: char) -> bool {
    matches!(c, '+' | '#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let signs: Vec<Sign> = Normal::new(text).collect();
        assert_eq!(signs.iter().map(|sign| sign.c).collect::<String>(), expected, "{text:?}");
        assert!(signs.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text:?}");
        assert!(signs.iter().all(|sign| text.get(sign.start..sign.end).is_some()), "{text:?}");
    }

    #[test]
    fn white_space_counts_once_and_not_beside_a_border_of_scripts() {
        check("  Ａ \n\t b  ", "a b");
        check("A/B 测试", "a/b测试");
        check("用 ChatGPT 写 代码", "用chatgpt写 代码");
        check("C++ 语言", "c++语言");
        check("+ 语言", "+ 语言");
        check("。 a", "。 a");
    }

    #[test]
    fn a_mark_joins_its_kana() {
        check("ｶﾞｲﾄﾞ か\u{3099}", "ガイド が");
        check("a\u{3099}", "a\u{3099}");
    }
}
