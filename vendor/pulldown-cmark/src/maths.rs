//! What between two dollars looks like a formula. Not part of pulldown-cmark 0.13.6.
//!
//! Upstream takes all of `$160涨到年底的$230`, `US$5 … US$6` and `"$a"-"$b"` for formulas. Real articles
//! hold prices, variables of shells and addresses of spreadsheets far more often, so a formula
//!
//! - holds no CJK text, unless a command such as `\text` says that it may
//! - holds no code, no link and no second dollar
//! - is no number with words after it
//! - in a line, stands apart from letters and digits, or shows by `\` or `^` that it is one

use crate::cjk::is_cjk;

/// Bytes of a formula in a line.
const MOST_INLINE: usize = 1_000;

/// How many dollars stand on each side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dollars {
    One,
    Two,
}

/// What is between the dollars that end at `start` and begin at `end` looks like a formula.
pub(crate) fn is_formula(text: &str, start: usize, end: usize, dollars: Dollars) -> bool {
    let Some(content) = text.get(start..end) else {
        return false;
    };
    if content.len() > MOST_INLINE && dollars == Dollars::One {
        return false;
    }
    let has = |signs: &[char]| content.contains(signs);
    let has_command = has(&['\\']);
    if content.trim().is_empty() || has(&['`']) || content.contains("](") || content.chars().any(is_cjk) && !has_command {
        return false;
    }
    let is_certain = has_command || has(&['^']);
    let has_sign = is_certain || has(&['_', '=', '<', '>', '+', '*', '(', '|']);
    let longest = if content.starts_with(|c: char| c.is_ascii_digit()) { 1 } else { 3 };
    let has_words = content.contains(' ')
        && content.split(' ').any(|word| word.len() > longest && word.bytes().all(|b| b.is_ascii_alphabetic()));
    if has_words && !has_sign {
        return false;
    }
    let before = text[..start - 1].bytes().next_back().unwrap_or_default();
    let after = text[end + 1..].as_bytes();
    let next = after.first().copied().unwrap_or_default();
    dollars == Dollars::Two
        || before != b'$'
            && !before.is_ascii_alphanumeric()
            && next != b'$'
            && !next.is_ascii_digit()
            && (is_certain || after.starts_with(b"th") || !(next.is_ascii_alphabetic() || b"_{(".contains(&next)))
}
