//! What the reader typed, and what it means.
//!
//! ```text
//! query    = piece*                    between white space
//! piece    = "-"? ( operator | quoted | bare )
//! operator = ("tag" | "author" | "category" | "before" | "after") ":" ( quoted | bare )
//! quoted   = '"' any characters '"'    curved ones too; an open one reaches to the end
//! bare     = characters without white space
//! ```
//!
//! A piece without operator is an **atom**: its normal form (case, width, accents and white space do
//! not count) without punctuation at its ends, but with `+` and `#` behind a word. A text **holds** an
//! atom where the atom stands in the text's normal form, if
//!
//! 1. a word with which the atom begins is not the end of a longer one: `gpt` is not in `ChatGPT`;
//! 2. a word with which a *quoted* atom ends is not the beginning of a longer one. A bare one may be:
//!    `chat` is in `ChatGPT`.
//!
//! So a word is found by its beginning, and whatever is written without spaces by any part:
//! `小红书`, `A/B 测试`, `用ChatGPT4写`, `DOU+`. An article answers if one of its texts holds each atom,
//! and none holds an excluded one. Dates are half-open: `after:2023 before:2024` is the year 2023.

mod atom;
mod filters;
mod find;
mod typing;

pub use filters::{Filter, Filters, Operator};
pub use find::{Excerpt, Ranges};
pub use typing::{Completes, Typing, typing};

pub(crate) use atom::{Atom, Need, Part};

use crate::fold::Class;
use crate::normal::Normal;

/// Bytes of a query that are looked at.
const MAX_BYTES: usize = 1000;
/// Atoms of a query that are looked at.
const MAX_ATOMS: usize = 16;

/// A query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(crate) required: Vec<Atom>,
    pub(crate) excluded: Vec<Atom>,
    filters: Filters,
}

impl Query {
    /// Understands any text.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for piece in pieces(&text[..text.floor_char_boundary(MAX_BYTES)]) {
            if let Some(operator) = piece.operator {
                query.filters.add(operator, piece.text, piece.sense);
                continue;
            }
            let list = match piece.sense {
                Sense::Required => &mut query.required,
                Sense::Excluded => &mut query.excluded,
            };
            if let Some(atom) = Atom::new(piece.text, piece.ending)
                && list.len() < MAX_ATOMS
                && !list.contains(&atom)
            {
                list.push(atom);
            }
        }
        query
    }

    /// No text is asked for or excluded; there may be [`Query::filters`].
    pub fn is_textless(&self) -> bool {
        self.required.is_empty() && self.excluded.is_empty()
    }

    /// What the operators say, for the catalog.
    pub fn filters(&self) -> &Filters {
        &self.filters
    }

    /// Whether an article with these texts (its title, its tags …) answers the query, operators aside.
    pub fn matches(&self, texts: &[&str]) -> bool {
        let texts: Vec<Vec<(char, Class)>> =
            texts.iter().map(|text| Normal::new(text).map(|sign| (sign.c, sign.class)).collect()).collect();
        let holds = |atom: &Atom| texts.iter().any(|text| atom.find(text, 0).is_some());
        self.required.iter().all(holds) && !self.excluded.iter().any(holds)
    }
}

/// Whether a piece is asked for or excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    Required,
    Excluded,
}

/// Whether an atom may end inside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It may.
    Open,
    /// Quoted: it may not.
    Whole,
}

/// A piece of a query, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece<'t> {
    sense: Sense,
    operator: Option<Operator>,
    ending: Ending,
    text: &'t str,
    /// The bytes of the query from the sign to the last quotation mark.
    start: usize,
    end: usize,
}

fn pieces(query: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    loop {
        let rest = &query[start..];
        start += rest.len() - rest.trim_start().len();
        if start == query.len() {
            return pieces;
        }
        let piece = piece(query, start);
        start = piece.end;
        pieces.push(piece);
    }
}

fn piece(query: &str, start: usize) -> Piece<'_> {
    let mut rest = &query[start..];
    let mut sense = Sense::Required;
    if let Some(behind) = rest.strip_prefix(['-', '－'])
        && behind.chars().next().is_some_and(|c| !c.is_whitespace())
    {
        (sense, rest) = (Sense::Excluded, behind);
    }
    let operator = Operator::at(rest);
    if let Some((_, behind)) = operator {
        rest = behind;
    }
    let from = query.len() - rest.len();
    let (ending, from, to, end) = match rest.strip_prefix(is_quote) {
        Some(quoted) => {
            let from = query.len() - quoted.len();
            match quoted.char_indices().find(|(_, c)| is_quote(*c)) {
                Some((at, quote)) => (Ending::Whole, from, from + at, from + at + quote.len_utf8()),
                None => (Ending::Open, from, query.len(), query.len()),
            }
        }
        None => {
            let to = from + rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
            (Ending::Open, from, to, to)
        }
    };
    let operator = operator.map(|(operator, _)| operator);
    Piece { sense, operator, ending, text: &query[from..to], start, end }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '＂')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, text: &str, expected: bool) {
        assert_eq!(Query::parse(query).matches(&[text]), expected, "{query:?} in {text:?}");
    }

    #[test]
    fn words_are_found_by_their_beginning_and_characters_anywhere() {
        check("chat", "用ChatGPT写", true);
        check("gpt", "用ChatGPT写", false);
        check("户增", "用户增长", true);
        check("GPT写", "ChatGPT写", false);
        check("ＣＨＡＴgpt写", "ChatGPT 写", true);
        check("A/B 测试", "做A/B测试", true);
        check("A/B测试", "做 A/B 测试", true);
        check("A/B", "a b", false);
        check("dou+", "DOU+投放", true);
        check("dou+", "dou投放", false);
        check("c#", "C# 与 C++", true);
        check("c", "C# 与 C++", true);
        check("café", "CAFE", true);
    }

    #[test]
    fn quotes_mean_the_whole_word() {
        check("\"chat\"", "ChatGPT", false);
        check("\"chat\"", "chat with", true);
        check("“chat w", "chat with", true);
        check("\"chat w\"", "chat with", false);
        check("\"a b\"", "b a", false);
        check("a b", "b a", true);
        check("\"c\"", "c++", true);
    }

    #[test]
    fn a_sign_excludes() {
        check("用户 -增长", "用户", true);
        check("用户 -增长", "用户增长", false);
        check("-\"a b\"", "a b", false);
        check("－增长", "增长", false);
        check("- 增长", "增长", true);
        check("a-b", "a-b", true);
    }

    #[test]
    fn what_holds_no_text_asks_for_nothing() {
        for query in ["", "  ", "+", "\"\"", "-", "。", "tag:", "\u{200b}"] {
            assert!(Query::parse(query).is_textless(), "{query:?}");
        }
    }

    #[test]
    fn every_text_of_an_article_counts_for_itself() {
        let query = Query::parse("增长 ab");
        assert!(query.matches(&["增长", "ab"]));
        assert!(!query.matches(&["增", "长 ab"]));
    }
}
