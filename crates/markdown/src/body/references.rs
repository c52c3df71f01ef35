//! Character references in raw HTML: `&amp;`, `&#38;`, `&#x26;`.
//!
//! ```text
//! reference = "&" name ";"                      one of the 2,125 names of the HTML standard
//!           | "&#" digit+ ";"?  |  "&#" ("x" | "X") hex+ ";"?
//! ```
//!
//! A name needs its semicolon, other than in 13.2.5.73 of the HTML standard: what stays `&copy` is
//! text and stays text, because nothing that is made from it is parsed again.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser};

/// Longer than any name: `CounterClockwiseContourIntegral` has 31 letters.
const LONGEST_NAME: usize = 32;

/// What the numbers from 128 to 159 stand for: Windows-1252, as the HTML standard has it
/// (13.2.5.80, numeric character reference end). 0 where the number stands for itself.
const WINDOWS_1252: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
    0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/// The text with every character reference replaced by what it stands for.
pub(crate) fn resolve(text: &str) -> Cow<'_, str> {
    let mut pieces = text.split('&');
    let first = pieces.next().unwrap_or_default();
    if first.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let mut out = first.to_owned();
    for piece in pieces {
        let rest = match piece.strip_prefix('#') {
            Some(number) => numeric(&mut out, number),
            None => named(&mut out, piece),
        };
        match rest {
            Some(rest) => out.push_str(rest),
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    Cow::Owned(out)
}

/// Writes the character of this number; what follows it is left. `None` when it is no reference.
fn numeric<'a>(out: &mut String, number: &'a str) -> Option<&'a str> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let rest = digits.trim_start_matches(|c: char| c.is_digit(radix));
    let digits = &digits[..digits.len() - rest.len()];
    if digits.is_empty() {
        return None;
    }
    // 0, a surrogate, and what is too large for a character or even for the type.
    let code = u32::from_str_radix(digits, radix).unwrap_or_default();
    let code = match code.checked_sub(128).and_then(|at| WINDOWS_1252.get(at as usize)) {
        Some(0) | None => code,
        Some(code) => u32::from(*code),
    };
    out.push(char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(rest.strip_prefix(';').unwrap_or(rest))
}

/// Writes what this name stands for; what follows it is left. `None` when it is no reference.
///
/// The table of names is 50 KB and in the parser already, which does not show it: so the parser is
/// asked about this one reference, which takes it a microsecond. It leaves unknown ones as they are.
fn named<'a>(out: &mut String, piece: &'a str) -> Option<&'a str> {
    let length = piece.bytes().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let rest = piece[length..].strip_prefix(';')?;
    let reference = format!("&{};", &piece[..length]);
    let mut known = String::new();
    for (event, _) in Parser::new_ext(&reference, Options::empty()).into_offset_iter() {
        if let Event::Text(text) = event {
            known.push_str(&text);
        }
    }
    if known == reference {
        return None;
    }
    out.push_str(&known);
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(resolve(text), expected, "{text}");
    }

    #[test]
    fn names_and_numbers_become_characters() {
        check("a &lt;b&gt; &amp;amp; &quot;c&quot;", "a <b> &amp; \"c\"");
        check("&ast;&lowbar;&grave;&num;&Tab;x&NewLine;", "*_`#\tx\n");
        check("&nbsp;|&NotEqualTilde;|&CounterClockwiseContourIntegral;", "\u{a0}|≂̸|∳");
        check("&#65;&#x4e2d;&#X4E2D;&#128512;", "A中中😀");
        check("&#65 &#x41", "A A");
    }

    #[test]
    fn numbers_that_are_no_character_become_the_replacement_character() {
        for number in ["0", "x0", "xD800", "x110000", "99999999999999999999"] {
            check(&format!("&#{number};"), "\u{fffd}");
        }
    }

    #[test]
    fn numbers_of_old_windows_text_mean_what_they_meant_there() {
        check("&#150;&#128;&#129;", "–€\u{81}");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["", "&", "a & b", "&;", "&copy", "&nosuchname;", "?a=1&lt=2", "&#;", "&#x;", "&中;", "&&"] {
            check(text, text);
        }
    }
}
