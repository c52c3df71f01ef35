//! Chinese, Japanese and Korean characters, as the CommonMark CJK-friendly Amendments define them:
//! <https://github.com/tats-u/markdown-cjk-friendly>. Not part of pulldown-cmark 0.13.6.

use crate::puncttable::is_punctuation;

/// First and last code point of every range of CJK characters (Unicode 16), in order. Gaps that hold no
/// assigned character are not kept.
const RANGES: [(u32, u32); 28] = [
    (0x1100, 0x11ff),
    (0x20a9, 0x20a9),
    (0x2329, 0x232a),
    (0x2630, 0x2637),
    (0x268a, 0x268f),
    (0x2e80, 0x303e),
    (0x3040, 0x321e),
    (0x3220, 0x3247),
    (0x3250, 0xa4cf),
    (0xa960, 0xa97c),
    (0xac00, 0xd7fb),
    (0xf900, 0xfaff),
    (0xfe10, 0xfe19),
    (0xfe30, 0xfe6b),
    (0xff01, 0xffee),
    (0x16fe0, 0x18df2),
    (0x1aff0, 0x1b2fb),
    (0x1d300, 0x1d376),
    (0x1f200, 0x1f200),
    (0x1f202, 0x1f202),
    (0x1f210, 0x1f219),
    (0x1f21b, 0x1f22e),
    (0x1f230, 0x1f231),
    (0x1f237, 0x1f237),
    (0x1f23b, 0x1f23b),
    (0x1f240, 0x1f248),
    (0x1f260, 0x1f265),
    (0x20000, 0x3fffd),
];

pub(crate) fn is_cjk(c: char) -> bool {
    let code = c as u32;
    let after = RANGES.partition_point(|range| range.0 <= code);
    after > 0 && code <= RANGES[after - 1].1
}

/// What stands before a delimiter run: a character, and perhaps the selector of its variant.
pub(crate) struct Before {
    pub(crate) is_cjk: bool,
    pub(crate) is_punctuation: bool,
}

impl Before {
    pub(crate) fn of(text: &str) -> Self {
        let mut chars = text.chars().rev();
        let (last, previous) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
        let c = if matches!(last, '\u{fe00}'..='\u{fe0e}') { previous } else { last };
        // Quotation marks asked for in full width.
        let wide_quote = last == '\u{fe01}' && matches!(c, '‘' | '’' | '“' | '”');
        Self {
            is_cjk: wide_quote || is_cjk(c) || matches!(c, '\u{e0100}'..='\u{e01ef}'),
            is_punctuation: is_punctuation(c),
        }
    }
}

/// Whether the run of asterisks at these bytes holds one that programs write between two pieces of
/// strong text, or for a piece without text: `****`, beside a character that is not of ASCII. Text of
/// such characters has no spaces that would keep the pieces apart.
pub(crate) fn is_empty_strong(text: &str, start: usize, end: usize) -> bool {
    let Some(rest) = text.get(start..).filter(|rest| end - start >= 4 && rest.starts_with('*')) else {
        return false;
    };
    let after = rest.trim_start_matches('*').chars().next();
    let before = text[..start].trim_end_matches('*').chars().next_back();
    [before, after].iter().flatten().any(|c| !c.is_ascii())
}
