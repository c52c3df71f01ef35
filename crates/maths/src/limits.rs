//! What a formula may be before anything reads it: the parser is quadratic in nested braces
//! (50,000 of them take it 15 s) and calls itself for an argument that is a command.

use crate::Error;

/// Bytes of TeX. The longest formula in 35,766 articles has 2,500.
const MOST_BYTES: usize = 10_000;
/// Braces inside one another.
const MOST_BRACES: usize = 40;
/// Commands, every one of which may be the argument of the one before.
const MOST_COMMANDS: usize = 600;
/// Commands that make new commands: a formula stands by itself, and these can grow without end. And
/// `\char`, after which pulldown-latex 0.8 panics when a character beyond ASCII follows.
const REFUSED: [&str; 12] = [
    "def",
    "gdef",
    "edef",
    "xdef",
    "let",
    "futurelet",
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareMathOperator",
    "global",
    "char",
];
/// What the parser does not know, and how it knows it.
const SPELLINGS: [(&str, &str); 6] = [
    ("notag", ""),
    ("nonumber", ""),
    ("Bbb", "\\mathbb"),
    ("bold", "\\mathbf"),
    ("mod", "\\bmod"),
    ("tag", "\\qquad\\text"),
];

/// The formula as the parser knows it. Refuses what would take too long or nest too deeply.
pub(crate) fn prepare(tex: &str) -> Result<String, Error> {
    if tex.len() > MOST_BYTES {
        return Err(Error::TooLong);
    }
    let mut out = String::with_capacity(tex.len());
    let (mut depth, mut commands) = (0usize, 0);
    let mut rest = tex.chars();
    while let Some(c) = rest.next() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '\\' => {
                commands += 1;
                command(&mut rest, &mut out)?;
                continue;
            }
            // Lines end comments; other control characters have no business on a page.
            c if c.is_control() && c != '\n' => {
                out.push(' ');
                continue;
            }
            _ => {}
        }
        out.push(c);
        if depth > MOST_BRACES {
            return Err(Error::TooDeep);
        }
        if commands > MOST_COMMANDS {
            return Err(Error::TooLong);
        }
    }
    Ok(out)
}

/// Copies the command whose backslash has just been read.
fn command(rest: &mut std::str::Chars<'_>, out: &mut String) -> Result<(), Error> {
    let text = rest.as_str();
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = &text[..end];
    if REFUSED.contains(&word) {
        return Err(Error::Unreadable(format!("\\{word} is not known here")));
    }
    match SPELLINGS.iter().find(|(spelt, _)| *spelt == word) {
        Some((_, known)) => out.push_str(known),
        None => {
            out.push('\\');
            out.push_str(word);
        }
    }
    *rest = text[end..].chars();
    if word.is_empty() {
        out.extend(rest.next());
    }
    Ok(())
}
