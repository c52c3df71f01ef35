//! What the text itself tells: how long it takes to read, what it begins with.

use article::{Name, Node};

/// CJK characters read in a minute (DESIGN section 4).
const CHARACTERS_A_MINUTE: usize = 400;
/// Words of other scripts read in a minute (DESIGN section 4).
const WORDS_A_MINUTE: usize = 230;
/// Characters of a summary that is taken from the text.
const SUMMARY_CHARS: usize = 180;

/// Minutes to read the nodes, at least one.
pub(crate) fn minutes(nodes: &[Node]) -> u32 {
    let mut count = Count::default();
    count.add(nodes);
    // Both over one denominator, so that nothing is lost to rounding.
    let work = count.characters * WORDS_A_MINUTE + count.words * CHARACTERS_A_MINUTE;
    u32::try_from(work.div_ceil(CHARACTERS_A_MINUTE * WORDS_A_MINUTE)).unwrap_or(u32::MAX).max(1)
}

#[derive(Default)]
struct Count {
    characters: usize,
    words: usize,
}

impl Count {
    fn add(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Element(element) => self.add(&element.children),
                Node::Text(text) => self.add_text(text),
            }
        }
    }

    fn add_text(&mut self, text: &str) {
        let mut in_word = false;
        for c in text.chars() {
            let cjk = is_cjk(c);
            let letter = !cjk && c.is_alphanumeric();
            self.characters += usize::from(cjk);
            self.words += usize::from(letter && !in_word);
            in_word = letter;
        }
    }
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// The beginning of the first paragraph: the summary of an article that has none.
pub(crate) fn first_paragraph(nodes: &[Node]) -> Option<String> {
    let text = find_paragraph(nodes)?;
    let mut summary = String::new();
    for (count, c) in article::clean_line(&text).chars().enumerate() {
        if count == SUMMARY_CHARS {
            summary.push('…');
            break;
        }
        summary.push(c);
    }
    Some(summary)
}

fn find_paragraph(nodes: &[Node]) -> Option<String> {
    nodes.iter().filter_map(Node::element).find_map(|element| match element.name {
        Name::P => Some(element.text()).filter(|text| !text.trim().is_empty()),
        Name::Blockquote | Name::Div | Name::Section => find_paragraph(&element.children),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: u32) {
        assert_eq!(minutes(&[Node::Text(text.into())]), expected);
    }

    #[test]
    fn minutes_count_characters_and_words() {
        check("", 1);
        check(&"字".repeat(400), 1);
        check(&"字".repeat(401), 2);
        check(&"word ".repeat(460), 2);
        check(&format!("{} {}", "字".repeat(400), "word ".repeat(230)), 2);
    }
}
