//! Characters that are no text for people, or that make text look like something else.
//!
//! | characters | what becomes of them |
//! |---|---|
//! | NUL | U+FFFD (CommonMark 2.3) |
//! | tab, line feed | kept |
//! | vertical tab, form feed, U+0085, line and paragraph separators | a space |
//! | other control characters, U+FEFF, U+FFF9 to U+FFFB, U+FFFE, U+FFFF | left out |
//! | directional overrides (U+202D, U+202E) | left out: they turn `moc.knab` into a bank's name |
//! | directional embeddings and isolates | kept in a text that closes what it opens, else left out; left out of code |
//! | marks that are set upon a letter, from the 31st on one letter | left out, as Unicode's stream-safe text has no more (UAX #15, section 13): browsers stop for minutes over thousands |
//! | zero-width spaces and joiners, direction marks, soft hyphens, variation selectors, private use | kept |
//!
//! What is left out of the file before it is parsed can come back as `&#x202e;`: so texts of the tree go
//! through [`settle`], too.

/// What [`normalise`] and [`settle`] do with a character.
enum Fate {
    Kept,
    Space,
    Dropped,
}

fn fate(c: char) -> Fate {
    match c {
        '\t' | '\n' => Fate::Kept,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Space,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{202d}' | '\u{202e}' => Fate::Dropped,
        c if c.is_control() => Fate::Dropped,
        _ => Fate::Kept,
    }
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Prose,
    Code,
}

/// The text without what no text should hold.
pub(crate) fn normalise(text: &mut String) {
    let mut marks = Marks::default();
    if text.contains(|c| marks.are_too_many(c) || !matches!(fate(c), Fate::Kept)) {
        let mut marks = Marks::default();
        *text = text
            .chars()
            .filter(|c| !marks.are_too_many(*c))
            .filter_map(|c| match fate(c) {
                Fate::Kept => Some(c),
                Fate::Space => Some(' '),
                Fate::Dropped => None,
            })
            .collect();
    }
}

/// Marks on one letter.
const MOST_MARKS: usize = 30;

/// Counts the marks upon each letter.
#[derive(Default)]
struct Marks(usize);

impl Marks {
    fn are_too_many(&mut self, c: char) -> bool {
        self.0 = if is_mark(c) { self.0 + 1 } else { 0 };
        self.0 > MOST_MARKS
    }
}

/// A mark that is set upon the letter before it, of the scripts that have most, or what changes its shape.
fn is_mark(c: char) -> bool {
    c >= '\u{300}'
        && matches!(c,
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}'
            | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{e0100}'..='\u{e01ef}')
}

/// As [`normalise`]; and no direction reaches out of the text.
pub(crate) fn settle(text: &mut String, place: Place) {
    normalise(text);
    if text.contains(is_direction) && (place == Place::Code || !closes_its_directions(text)) {
        text.retain(|c| !is_direction(c));
    }
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}')
}

fn closes_its_directions(text: &str) -> bool {
    let (mut embeddings, mut isolates) = (0_i32, 0_i32);
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' => embeddings += 1,
            '\u{202c}' => embeddings -= 1,
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates -= 1,
            _ => {}
        }
        if embeddings < 0 || isolates < 0 {
            return false;
        }
    }
    embeddings == 0 && isolates == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, place: Place, expected: &str) {
        let mut settled = text.to_owned();
        settle(&mut settled, place);
        assert_eq!(settled, expected, "{text:?}");
    }

    #[test]
    fn control_characters_and_marks_of_byte_order_are_no_text() {
        check("a\u{1}b\u{7f}c\u{9d}d", Place::Prose, "abcd");
        check("a\u{feff}b\u{ffff}", Place::Prose, "ab");
        check("a\tb\nc", Place::Prose, "a\tb\nc");
        check("甲。\u{2028}乙\u{c}丙", Place::Prose, "甲。 乙 丙");
    }

    #[test]
    fn what_scripts_and_emoji_need_stays() {
        for text in [
            "\u{200e}שיחה",
            "क\u{200d}ष",
            "👩\u{200d}💻",
            "a\u{200b}b",
            "re\u{ad}lay",
            "葛\u{e0100}",
            "\u{e001}",
            "\u{3000}甲",
        ] {
            check(text, Place::Prose, text);
        }
    }

    #[test]
    fn a_letter_has_thirty_marks_at_most() {
        let zalgo = |count| format!("a{}b", "\u{301}".repeat(count));
        check(&zalgo(30), Place::Prose, &zalgo(30));
        check(&zalgo(200_000), Place::Prose, &zalgo(30));
        check(&zalgo(31).repeat(2), Place::Code, &zalgo(30).repeat(2));
    }

    #[test]
    fn a_direction_ends_where_its_text_ends_and_never_turns_letters_round() {
        check("a \u{2067}אב\u{2069} b", Place::Prose, "a \u{2067}אב\u{2069} b");
        check("a \u{2067}אב b", Place::Prose, "a אב b");
        check("a\u{202c} \u{202b}b", Place::Prose, "a b");
        check("\u{202e}moc.knab\u{202c}", Place::Prose, "moc.knab");
        check("if (\u{2066}admin\u{2069})", Place::Code, "if (admin)");
    }
}
