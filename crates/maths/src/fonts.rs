//! Letters of the alphabets that mathematics distinguishes. MathML Core has no attribute for them;
//! they are characters of their own (Unicode, "Mathematical Alphanumeric Symbols").

use pulldown_latex::event::Font;

/// The letter in this font; the letter itself where Unicode has none.
pub(crate) fn letter(font: Font, c: char) -> char {
    named(font, c).or_else(|| computed(font, c)).unwrap_or(c)
}

/// Letters that Unicode had before it had the alphabets, and that the alphabets leave out.
fn named(font: Font, c: char) -> Option<char> {
    let pairs = match font {
        Font::Italic => "hℎ",
        Font::Script => "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ",
        Font::Fraktur => "CℭHℌIℑRℜZℨ",
        Font::DoubleStruck => "CℂHℍNℕPℙQℚRℝZℤ",
        Font::DoubleStruckItalic => "Dⅅdⅆeⅇiⅈjⅉ",
        _ => return None,
    };
    let mut letters = pairs.chars();
    letters.by_ref().find(|letter| *letter == c)?;
    letters.next()
}

/// The places of A, a, Α (capital alpha), α and 0 in the block; 0 where there are none.
fn places(font: Font) -> [u32; 5] {
    match font {
        Font::Bold => [0x1d400, 0x1d41a, 0x1d6a8, 0x1d6c2, 0x1d7ce],
        Font::Italic => [0x1d434, 0x1d44e, 0x1d6e2, 0x1d6fc, 0],
        Font::BoldItalic | Font::BoldSymbol => [0x1d468, 0x1d482, 0x1d71c, 0x1d736, 0x1d7ce],
        Font::Script => [0x1d49c, 0x1d4b6, 0, 0, 0],
        Font::BoldScript => [0x1d4d0, 0x1d4ea, 0, 0, 0],
        Font::Fraktur => [0x1d504, 0x1d51e, 0, 0, 0],
        Font::DoubleStruck => [0x1d538, 0x1d552, 0, 0, 0x1d7d8],
        Font::BoldFraktur => [0x1d56c, 0x1d586, 0, 0, 0],
        Font::SansSerif => [0x1d5a0, 0x1d5ba, 0, 0, 0x1d7e2],
        Font::BoldSansSerif => [0x1d5d4, 0x1d5ee, 0x1d756, 0x1d770, 0x1d7ec],
        Font::SansSerifItalic => [0x1d608, 0x1d622, 0, 0, 0],
        Font::SansSerifBoldItalic => [0x1d63c, 0x1d656, 0x1d790, 0x1d7aa, 0],
        Font::Monospace => [0x1d670, 0x1d68a, 0, 0, 0x1d7f6],
        Font::DoubleStruckItalic | Font::UpRight => [0; 5],
    }
}

fn computed(font: Font, c: char) -> Option<char> {
    let [capital, small, capital_greek, small_greek, digit] = places(font);
    let (first, start) = match c {
        'A'..='Z' => ('A', capital),
        'a'..='z' => ('a', small),
        'Α'..='Ω' => ('Α', capital_greek),
        'α'..='ω' => ('α', small_greek),
        '0'..='9' => ('0', digit),
        _ => return None,
    };
    match start {
        0 => None,
        _ => char::from_u32(start + (c as u32 - first as u32)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(font: Font, letters: &str, expected: &str) {
        assert_eq!(letters.chars().map(|c| letter(font, c)).collect::<String>(), expected);
    }

    #[test]
    fn every_alphabet_has_its_letters_and_its_exceptions() {
        check(Font::Bold, "Aaαω09", "𝐀𝐚𝛂𝛚𝟎𝟗");
        check(Font::Italic, "Ahz", "𝐴ℎ𝑧");
        check(Font::DoubleStruck, "RNZA1", "ℝℕℤ𝔸𝟙");
        check(Font::Script, "LAe", "ℒ𝒜ℯ");
        check(Font::Fraktur, "gCZ", "𝔤ℭℨ");
        check(Font::Monospace, "x1", "𝚡𝟷");
        check(Font::BoldSymbol, "xΣ", "𝒙𝜮");
    }

    #[test]
    fn what_has_no_place_in_an_alphabet_stays_itself() {
        check(Font::Bold, "+中", "+中");
        check(Font::UpRight, "d", "d");
        check(Font::Script, "1α", "1α");
    }
}
