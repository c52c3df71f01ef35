//! The definition of `search::Query`, once more and the plain way: every text is read from end to end.

use search::build::Texts;
use unicode_normalization::UnicodeNormalization;

/// Texts in their normal form.
pub(crate) struct Plain(Vec<String>);

/// One piece of a query.
pub(crate) struct Wanted {
    text: String,
    quoted: bool,
    excluded: bool,
}

fn is_wide(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3041}'..='\u{309a}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_wide(c)
}

fn fold(text: &str) -> String {
    let is_full = |c: &char| ('\u{ff01}'..='\u{ff5e}').contains(c);
    let narrow = |c: char| if is_full(&c) { char::from_u32(c as u32 - 0xfee0).unwrap() } else { c };
    text.chars()
        .map(narrow)
        .filter(
            |c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'),
        )
        .flat_map(|c| {
            if c.is_alphabetic() && c < '\u{400}' { c.to_string().nfd().collect() } else { c.to_string() }
                .chars()
                .collect::<Vec<_>>()
        })
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(|c| match c {
            '‘' | '’' => vec!['\''],
            '“' | '”' => vec!['"'],
            '‐'..='―' => vec!['-'],
            c => c.to_lowercase().collect(),
        })
        .collect()
}

pub(crate) fn normal(text: &str) -> String {
    let text = fold(text)
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        if *c == ' ' {
            // The word before may end in + and #.
            let word = text_before(&chars[..at]);
            let next = chars[at + 1];
            if word.is_some_and(is_wide) && is_letter(next) || word.is_some_and(is_letter) && is_wide(next) {
                continue;
            }
        }
        out.push(*c);
    }
    out
}

fn text_before(chars: &[char]) -> Option<char> {
    let end = chars.iter().rposition(|c| !matches!(c, '+' | '#'))?;
    let is_end = end + 1 == chars.len();
    if is_letter(chars[end]) || is_end { Some(chars[end]) } else { None }
}

impl Plain {
    pub(crate) fn of(texts: &Texts) -> Self {
        let all = [&texts.title].into_iter().chain(&texts.labels).chain(&texts.body);
        Self(all.map(|text| normal(text)).collect())
    }

    pub(crate) fn answers(&self, query: &[Wanted]) -> bool {
        query.iter().all(|wanted| self.0.iter().any(|text| wanted.stands_in(text)) != wanted.excluded)
    }
}

impl Wanted {
    fn stands_in(&self, text: &str) -> bool {
        let needle = &self.text;
        let mut from = 0;
        while let Some(at) = text[from..].find(needle.as_str()) {
            let (start, end) = (from + at, from + at + needle.len());
            let before = text[..start].chars().next_back();
            let behind = text[end..].chars().next();
            let begins = before.is_none_or(|c| !is_letter(c)) || !needle.starts_with(is_letter);
            let ends = !self.quoted || behind.is_none_or(|c| !is_letter(c)) || !needle.ends_with(is_letter);
            if begins && ends {
                return true;
            }
            from = start + text[start..].chars().next().unwrap().len_utf8();
        }
        false
    }
}

/// Stands for the sign before a quotation mark.
const EXCLUDED: char = '\u{e000}';

/// A query of quoted and bare pieces; no operators, no curved quotation marks.
pub(crate) fn parse(query: &str) -> Vec<Wanted> {
    let mut pieces: Vec<(String, bool)> = vec![(String::new(), false)];
    let mut open = false;
    for c in query.chars() {
        let last = pieces.last_mut().unwrap();
        match c {
            '"' if open => {
                open = false;
                pieces.push((String::new(), false));
            }
            // In the middle of a bare piece it is a sign like any other.
            '"' if last.0.is_empty() || last.0 == "-" => {
                open = true;
                last.0 = last.0.replace('-', &EXCLUDED.to_string());
                last.1 = true;
            }
            c if c.is_whitespace() && !open => pieces.push((String::new(), false)),
            c => last.0.push(c),
        }
    }
    let last_is_open = open;
    let count = pieces.len();
    let wanted = pieces.into_iter().enumerate().filter_map(|(at, (text, quoted))| {
        let was_quoted = quoted;
        let quoted = quoted && !(last_is_open && at + 1 == count);
        // A sign between quotation marks is text.
        let (excluded, text) = match text.strip_prefix(if was_quoted { EXCLUDED } else { '-' }) {
            Some(rest) if !rest.is_empty() => (true, rest.to_owned()),
            _ => (false, text),
        };
        let text = normal(&text);
        let is_text = |c: char| is_wide(c) || is_letter(c);
        let start = text.find(is_text)?;
        let (last, c) = text.char_indices().rfind(|(_, c)| is_text(*c))?;
        let mut end = last + c.len_utf8();
        if is_letter(c) {
            end += text[end..].len() - text[end..].trim_start_matches(['+', '#']).len();
        }
        Some(Wanted { text: text[start..end].to_owned(), quoted, excluded })
    });
    wanted.collect()
}
