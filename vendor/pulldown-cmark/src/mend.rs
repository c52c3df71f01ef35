//! What CommonMark refuses although it is clear what was meant. Not part of pulldown-cmark 0.13.6.
//!
//! ```text
//! heading = "#"{2,6} (letter or digit of any script | "[" | "*" | quote) any*
//!                                                         where a block begins; `#tag` and `#123abc` are none
//! link    = "(" address (space title)? space* ")"         what is between "(" and the ")" that closes it
//! address = ("http://" | "https://") any+                 may hold spaces and single parentheses; a line
//!                                                         may end in it once, and then it holds no space
//!         | any+ "." letter-or-digit{1,5} tail?           a file: may hold spaces
//!         | "{{" any* quote file quote any* "}}"          a reference of Hugo stands for its file
//! tail    = ("?" | "#") any* | " =" figure* "x" figure*   the second is the size of a picture
//! title   = "“" any* "”" | quote any* quote
//! ```
//! An address ends where the next link begins, and never goes on past its paragraph.

use crate::strings::CowStr;
use crate::HeadingLevel;

/// What is longer was not meant: where every `(` of a long line is looked at, each look has to end soon.
const MOST_BYTES: usize = 2_048;

/// The level of a heading without a space.
pub(crate) fn heading(line: &[u8]) -> Option<HeadingLevel> {
    let level = line.iter().take_while(|b| **b == b'#').count();
    let next = line.get(level)?;
    let begins = next.is_ascii_alphanumeric() || !next.is_ascii() || b"[*`\"".contains(next);
    HeadingLevel::try_from(level).ok().filter(|_| begins && level > 1)
}

/// The end of the link whose `(` stands at `open`, its address and its title. `prefix` says how many
/// bytes of a line's beginning are not its text.
pub(crate) fn inline_link<'a>(
    text: &'a str,
    open: usize,
    prefix: impl Fn(&[u8]) -> usize,
) -> Option<(usize, CowStr<'a>, CowStr<'a>)> {
    let rest = text[open..].strip_prefix('(')?;
    let rest = &rest[..rest.floor_char_boundary(MOST_BYTES)];
    // One step at a time: a line may hold a hundred thousand of these.
    let bytes = rest.as_bytes();
    let ends = |at: &usize| matches!(bytes[*at], b'\n' | b'\r') || bytes[*at..].starts_with(b"](");
    let line = &rest[..(0..bytes.len()).find(ends).unwrap_or(bytes.len())];
    if let Some(end) = closing(line) {
        let (address, title) = split_title(line[..end].trim());
        return Some((open + 1 + end + 1, address_of(address)?.into(), title.into()));
    }
    // The line ends inside the address.
    let is_cut = is_web(line) && !line.contains([' ', '\t']) && !rest[line.len()..].starts_with(']');
    if !is_cut {
        return None;
    }
    let mut next = line.len();
    next += usize::from(rest[next..].starts_with('\r'));
    next += usize::from(rest[next..].starts_with('\n'));
    next += prefix(rest[next..].as_bytes());
    next += rest[next..].len() - rest[next..].trim_start_matches([' ', '\t']).len();
    let more = &rest[next..];
    let more = &more[..more.find([' ', '\t', '\n', '\r', '[']).unwrap_or(more.len())];
    let end = closing(more)?;
    let address = [line, &more[..end]].concat();
    Some((open + 1 + next + end + 1, address.into(), "".into()))
}

/// The `)` that closes the link; where too many are open, the last one.
fn closing(line: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    line.rfind(')')
}

fn is_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

fn split_title(inside: &str) -> (&str, &str) {
    for (open, close) in [('“', '”'), ('”', '”'), ('"', '"'), ('\'', '\'')] {
        if let Some(title) = inside.strip_suffix(close) {
            if let Some((address, title)) = title.rsplit_once(open) {
                if address.ends_with([' ', '\t']) {
                    return (address.trim_end(), title);
                }
            }
        }
    }
    (inside, "")
}

fn address_of(address: &str) -> Option<&str> {
    if is_web(address) {
        return Some(address);
    }
    if let Some(reference) = address.strip_prefix("{{") {
        let file = reference.split(['"', '`']).nth(1)?;
        return reference.ends_with("}}").then_some(file);
    }
    let file = address.rsplit_once(" =").map_or(address, |(file, _)| file);
    let file = file.split(['?', '#']).next()?;
    let ending = file.rsplit_once('.')?.1;
    let is_file = (1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    (is_file && !address.contains(['"', '<', '>', '`'])).then_some(address)
}
