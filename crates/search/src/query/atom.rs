use super::Ending;
use crate::fold::Class;
use crate::normal::{Normal, Sign, is_suffix};
use crate::term::Reach;
use crate::tokens::{EDGE, Edge, Term, WORD_CHARS, tokens};

/// Characters of an atom that are looked at.
const MAX_CHARS: usize = 64;
/// Pairs of a run that are all fetched. With every second one only, a fifth of the answers to four or five
/// characters were false, and an eighth of those to six (measured on 1,209 articles: `examples/measure.rs`).
const DENSE_PAIRS: usize = 6;

/// Something that a text holds or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    /// The normal form, without punctuation at its ends.
    needle: Vec<char>,
    first: Class,
    last: Class,
    ending: Ending,
    parts: Vec<Part>,
}

/// A term, or several, that every text has that holds the atom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) term: String,
    pub(crate) reach: Reach,
    /// How far behind the atom's first term it stands, modulo 16.
    pub(crate) offset: u32,
    /// Whether the parts that are needed say little without it.
    pub(crate) need: Need,
}

/// How much depends on a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// It is fetched.
    Needed,
    /// It only repeats what others say, and is used where it is there.
    Spare,
}

impl Atom {
    /// `None` when there is no text in it.
    pub(crate) fn new(text: &str, ending: Ending) -> Option<Self> {
        let signs: Vec<Sign> = Normal::new(text).take(MAX_CHARS).collect();
        let ending = if signs.len() == MAX_CHARS { Ending::Open } else { ending };
        let is_text = |sign: &Sign| matches!(sign.class, Class::Wide | Class::Letter);
        let from = signs.iter().position(is_text)?;
        let mut to = signs.iter().rposition(is_text)? + 1;
        if signs[to - 1].class == Class::Letter {
            to += signs[to..].iter().take_while(|sign| is_suffix(sign.c)).count();
        }
        let signs = &signs[from..to];
        let (first, last) = (signs[0], signs[signs.len() - 1]);
        let parts = parts(&text[first.start..last.end], last, ending);
        let needle = signs.iter().map(|sign| sign.c).collect();
        Some(Self { needle, first: first.class, last: last.class, ending, parts })
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Where the atom stands in a normal form, at or behind `from`.
    pub(crate) fn find(&self, text: &[(char, Class)], from: usize) -> Option<usize> {
        let last = text.len().checked_sub(self.needle.len())?;
        (from..=last).find(|at| self.stands_at(text, *at))
    }

    /// Characters of the normal form.
    pub(crate) fn len(&self) -> usize {
        self.needle.len()
    }

    fn stands_at(&self, text: &[(char, Class)], at: usize) -> bool {
        let end = at + self.needle.len();
        let is_letter = |at: usize| text.get(at).is_some_and(|(_, class)| *class == Class::Letter);
        let inside_before = self.first == Class::Letter && at > 0 && is_letter(at - 1);
        let inside_behind = self.ending == Ending::Whole && self.last == Class::Letter && is_letter(end);
        text[at].0 == self.needle[0]
            && !inside_before
            && !inside_behind
            && text[at..end].iter().zip(&self.needle).all(|((c, _), wanted)| c == wanted)
    }
}

/// The terms of an atom. Of the pairs in a long run of characters every second one and the last are needed:
/// together they hold every character, and the distances between them are known. A character between
/// words is looked up as one that touches a word, any other lone one wherever it stands.
fn parts(text: &str, last: Sign, ending: Ending) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut origin = None;
    // Pairs since the run began.
    let mut pairs = 0;
    tokens(text, 0, |term, at| {
        let offset = at.wrapping_sub(*origin.get_or_insert(at)) % 16;
        let mut push = |term: String, need| parts.push(Part { term, reach: Reach::Exact, offset, need });
        match term {
            Term::Wide { c, next: Some(next), .. } => {
                let dense = pairs < DENSE_PAIRS || pairs % 2 == 0;
                push(String::from_iter([c, next]), if dense { Need::Needed } else { Need::Spare });
                pairs += 1;
                return;
            }
            Term::Word(word) => push(word.to_owned(), Need::Needed),
            Term::Wide { c, edge, .. } if pairs == 0 => match edge {
                Edge::Word => push(String::from_iter([c, EDGE]), Need::Needed),
                Edge::None => push(c.into(), Need::Needed),
            },
            Term::Wide { .. } => {
                if let Some(pair) = parts.last_mut() {
                    pair.need = Need::Needed;
                }
            }
        }
        pairs = 0;
    });
    if last.class != Class::Wide
        && let Some(part) = parts.last_mut()
    {
        let cut = part.term.chars().count() >= WORD_CHARS;
        let is_open = ending == Ending::Open || cut || is_suffix(last.c);
        part.reach = if is_open { Reach::Prefix } else { Reach::Suffixed };
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, ending: Ending, expected: &[&str]) {
        let atom = Atom::new(text, ending);
        let shown: Vec<String> = atom.iter().flat_map(Atom::parts).map(show).collect();
        assert_eq!(shown, expected, "{text}");
    }

    fn show(part: &Part) -> String {
        let reach = match part.reach {
            Reach::Exact => "",
            Reach::Suffixed => "$",
            Reach::Prefix => "*",
        };
        let spare = if part.need == Need::Spare { "?" } else { "" };
        format!("{}{reach}{spare}", part.term.replace(EDGE, "|"))
    }

    #[test]
    fn an_atom_needs_terms_that_hold_all_its_characters() {
        check("的", Ending::Open, &["的"]);
        check("用户", Ending::Open, &["用户"]);
        check("用户增", Ending::Open, &["用户", "户增"]);
        check("用户增长", Ending::Open, &["用户", "户增", "增长"]);
        check("用户增长率", Ending::Whole, &["用户", "户增", "增长", "长率"]);
        check("A/B 测试", Ending::Open, &["a", "b", "测试"]);
        check("测试A/B", Ending::Open, &["测试", "a", "b*"]);
        check("测试A/B", Ending::Whole, &["测试", "a", "b$"]);
        check("用gpt", Ending::Open, &["用|", "gpt*"]);
        check("gpt 用", Ending::Open, &["gpt", "用|"]);
        check("用户增长率高了不少", Ending::Open, &["用户", "户增", "增长", "长率", "率高", "高了", "了不", "不少"]);
        check(
            "用户增长率高了不少吗",
            Ending::Open,
            &["用户", "户增", "增长", "长率", "率高", "高了", "了不", "不少?", "少吗"],
        );
        check("（你好，世。）", Ending::Open, &["你好", "世"]);
        check("DOU+", Ending::Whole, &["dou+*"]);
        check("+1", Ending::Whole, &["1$"]);
        check("……", Ending::Open, &[]);
    }

    #[test]
    fn an_atom_without_end_is_cut() {
        let atom = Atom::new(&"用户a。".repeat(1000), Ending::Open).unwrap();
        assert!(atom.len() <= MAX_CHARS && atom.parts().len() <= MAX_CHARS);
        check(&"x".repeat(30), Ending::Whole, &[&format!("{}*", "x".repeat(WORD_CHARS))]);
    }
}
