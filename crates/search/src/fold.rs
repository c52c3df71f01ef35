//! One character for all that a reader takes for the same: case, width, accents.
//!
//! A small part of NFKC, case folding and the removal of accents, worked out from tables of 0.7 KB: the
//! complete ones would weigh more than the rest of this crate.
//!
//! | characters | become |
//! |---|---|
//! | full-width forms, half-width katakana | the common width |
//! | Latin letters with marks (U+00C0 to U+017F, pinyin's, Vietnamese) | the letter without marks |
//! | capital letters (Latin, Greek, Cyrillic, Armenian) | small ones; Greek without accents, ё as е |
//! | curved quotation marks and apostrophes, hyphens and dashes | `"`, `'`, `-` |
//! | every white space and control character | a space |
//! | combining marks U+0300 to U+036F, soft hyphens, zero-width characters, direction marks, variation selectors | nothing |

/// What a character is for a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Of a script without spaces between words: every character counts for itself.
    Wide,
    /// A letter or a figure of a word.
    Letter,
    /// White space.
    Space,
    /// Punctuation and symbols.
    Other,
}

/// U+00C0 to U+017F; a full stop where there is no letter of ASCII.
const LATIN: &[u8] = b"aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnn..oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// U+01CD to U+01DC.
const PINYIN: &[u8] = b"aaiioouuuuuuuuuu";
/// U+1E00 to U+1EFF.
const VIETNAMESE: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";
/// U+0386 to U+03CE.
const GREEK: &str = "α·εηι\u{38b}ο\u{38d}υωιαβγδεζηθικλμνξοπρ\u{3a2}στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσστυφχψωιυουω";
/// U+FF66 to U+FF9D.
const HALF_WIDTH: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// What a character is searched as; `None` when it counts for nothing.
pub(crate) fn fold(c: char) -> Option<char> {
    let code = c as u32;
    let at = |table: &[u8], first: u32| table.get((code - first) as usize).map(|b| *b as char).filter(|b| *b != '.');
    let shifted = |by: u32| char::from_u32(code + by);
    match c {
        'A'..='Z' => shifted(0x20),
        '\0'..=' ' | '\u{7f}'..='\u{a0}' => Some(' '),
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Some(' ')
        }
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}' => None,
        '\u{c0}'..='\u{17f}' => at(LATIN, 0xc0).or_else(|| match c {
            '\u{d7}' => Some(c),
            '\u{c0}'..='\u{de}' => shifted(0x20),
            '\u{100}'..='\u{17f}' => char::from_u32(code | 1),
            _ => Some(c),
        }),
        '\u{1cd}'..='\u{1dc}' => at(PINYIN, 0x1cd),
        '\u{1e9e}' => Some('ß'),
        '\u{1e00}'..='\u{1eff}' => at(VIETNAMESE, 0x1e00).or(Some(c)),
        '\u{386}'..='\u{3ce}' => GREEK.chars().nth((code - 0x386) as usize),
        '\u{400}' | '\u{401}' | '\u{450}' | '\u{451}' => Some('е'),
        '\u{402}'..='\u{40f}' => shifted(0x50),
        '\u{410}'..='\u{42f}' => shifted(0x20),
        '\u{460}'..='\u{481}' | '\u{48a}'..='\u{4bf}' | '\u{4d0}'..='\u{52f}' => char::from_u32(code | 1),
        '\u{531}'..='\u{556}' => shifted(0x30),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => Some('\''),
        '\u{201c}'..='\u{201e}' => Some('"'),
        '\u{2010}'..='\u{2015}' => Some('-'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(code - 0xfee0).and_then(fold),
        '\u{ff61}' => Some('。'),
        '\u{ff66}'..='\u{ff9d}' => HALF_WIDTH.chars().nth((code - 0xff66) as usize),
        '\u{ff9e}' => Some('\u{3099}'),
        '\u{ff9f}' => Some('\u{309a}'),
        c => Some(c),
    }
}

/// A kana and the mark after it, if they are one character: か and ゛ are が.
pub(crate) fn voiced(kana: char, mark: char) -> Option<char> {
    let plus = |by: u32| char::from_u32(kana as u32 + by);
    // The two rows of kana have the same order, 0x60 apart.
    let row = match kana as u32 {
        code @ 0x3041..=0x3096 => code,
        code @ 0x30a1..=0x30f6 => code - 0x60,
        _ => return None,
    };
    match (mark, row) {
        ('\u{3099}', 0x3046) => plus(0x4e),
        ('\u{3099}', 0x304b..=0x3062) if row % 2 == 1 => plus(1),
        ('\u{3099}', 0x3064..=0x3069) if row % 2 == 0 => plus(1),
        ('\u{3099}', 0x306f..=0x307d) if row % 3 == 0 => plus(1),
        ('\u{309a}', 0x306f..=0x307d) if row % 3 == 0 => plus(2),
        _ => None,
    }
}

/// The class of a folded character.
pub(crate) fn class(c: char) -> Class {
    match c {
        ' ' => Class::Space,
        'a'..='z' | '0'..='9' | '\u{aa}' | '\u{b5}' | '\u{ba}' => Class::Letter,
        '\0'..='\u{bf}' | '\u{d7}' | '\u{f7}' => Class::Other,
        '\u{e3f}'
        | '\u{e4f}'
        | '\u{e5a}'
        | '\u{e5b}'
        | '\u{104a}'..='\u{104f}'
        | '\u{17d4}'..='\u{17d6}'
        | '\u{17d8}'..='\u{17db}' => Class::Other,
        // Thai, Lao, Myanmar, the parts of hangul, Khmer.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' => {
            Class::Wide
        }
        '\u{37e}' | '\u{387}' | '\u{55a}'..='\u{55f}' | '\u{589}' | '\u{58a}' | '\u{5be}' | '\u{5c0}' | '\u{5c3}' => {
            Class::Other
        }
        '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}' | '\u{964}' | '\u{965}' => Class::Other,
        '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{2fe0}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => {
            Class::Other
        }
        '\u{302a}'..='\u{3030}' | '\u{3036}' | '\u{3037}' | '\u{303d}'..='\u{3040}' | '\u{309b}' | '\u{309c}' => {
            Class::Other
        }
        '\u{30a0}' | '\u{30fb}' | '\u{3190}'..='\u{319f}' | '\u{31c0}'..='\u{31ef}' | '\u{3200}'..='\u{33ff}' => {
            Class::Other
        }
        '\u{4dc0}'..='\u{4dff}' | '\u{a490}'..='\u{a4cf}' => Class::Other,
        '\u{2e80}'..='\u{a48f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ffa0}'..='\u{ffdc}' => {
            Class::Wide
        }
        '\u{e000}'..='\u{f8ff}' | '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffff}' => Class::Other,
        '\u{1d000}'..='\u{1d3ff}' | '\u{1f000}'..='\u{1ffff}' => Class::Other,
        '\u{20000}'..='\u{3ffff}' => Class::Wide,
        '\u{40000}'.. => Class::Other,
        _ => Class::Letter,
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(text.chars().filter_map(fold).collect::<String>(), expected, "{text}");
    }

    #[test]
    fn width_case_and_accents_are_one() {
        check("ＤＯＵ＋　Ａ／Ｂ", "dou+ a/b");
        check("Café Über Łódź Ærø ŒUVRE ẞ", "cafe uber lodz æro œuvre ß");
        check("e\u{301}te\u{301} nǐ hǎo Nguyễn", "ete ni hao nguyen");
        check("ΆΣΣΟΣ Ёлка ԱԲ", "ασσοσ елка աբ");
        check("ｺﾋﾟｰ", "コヒ\u{309a}ー");
        check("don’t “a”\u{a0}—\u{ad}b\u{200b}c", "don't \"a\" -bc");
    }

    #[test]
    fn tables_agree_with_unicode_where_both_have_an_answer() {
        for c in ('\u{c0}'..='\u{17f}').chain('\u{1e00}'..='\u{1eff}').chain('\u{386}'..='\u{3ce}') {
            let base: String = c.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
            let base: Vec<char> = base.to_lowercase().replace('ς', "σ").chars().collect();
            let &[base] = base.as_slice() else { continue };
            let expected = if base == c || base.is_ascii() || ('α'..='ω').contains(&base) { base } else { continue };
            // Letters with a stroke have no decomposition: here they lose it all the same.
            let stroke = expected == c && fold(c).is_some_and(|c| c.is_ascii());
            assert!(stroke || fold(c) == Some(expected) || c == 'ſ', "{c} is {:?}, not {expected}", fold(c));
        }
        for kana in ('ぁ'..='ん').chain('ァ'..='ヮ').filter(|kana| *kana != 'ワ') {
            for mark in ['\u{3099}', '\u{309a}'] {
                let composed: Vec<char> = [kana, mark].into_iter().nfc().collect();
                let expected = if let &[one] = composed.as_slice() { Some(one) } else { None };
                assert_eq!(voiced(kana, mark), expected, "{kana}{mark}");
            }
        }
    }

    #[test]
    fn what_is_folded_stays_as_it_is_when_it_is_folded_again() {
        for c in '\0'..='\u{323af}' {
            if let Some(folded) = fold(c) {
                assert_eq!(fold(folded), Some(folded), "{c:?}");
            }
        }
    }

    #[test]
    fn letters_of_every_script_are_text_and_punctuation_is_not() {
        let is_lost = |c: &char| c.is_alphabetic() && class(*c) == Class::Other && common(*c);
        let lost: Vec<char> = ('\0'..='\u{323af}').filter_map(fold).filter(is_lost).collect();
        assert_eq!(lost, []);
        for c in "。，、·—…《》「」！？：；（）+-*/@#$%&|~^<>[]{}\\'\"`’“”€¥→★😀".chars().filter_map(fold)
        {
            assert_eq!(class(c), Class::Other, "{c}");
        }
    }

    /// Whether people write words with it; not so enclosed letters and those of mathematics.
    fn common(c: char) -> bool {
        !matches!(c as u32, 0x2000..=0x2bff | 0x2e2f | 0x3200..=0x33ff | 0x1f000..=0x1ffff | 0x5f3 | 0x303c | 0xff00..=0xffff | 0x319f | 0x3190..=0x31ef)
    }
}
