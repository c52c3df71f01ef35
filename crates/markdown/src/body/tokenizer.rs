//! Raw HTML to tags and text, by section 13.2.5 of the HTML standard ("Tokenization").
//!
//! ```text
//! html     = (text | tag | skipped)*                                  13.2.5.1 data
//! tag      = "<" name attrs ">" | "</" name attrs ">"                 .6 tag open, .7 end tag open
//! name     = letter (not space, "/", ">")*                            .8 tag name
//! attrs    = ((space | "/")+ | attr)*    "/" right before ">"         .32 before attribute name,
//!                                        makes a tag self-closing     .40 self-closing start tag
//! attr     = key (space* "=" space* value)?                           .34 after attribute name
//! key      = any (not space, "/", ">", "=")*                          .33 attribute name
//! value    = '"' (not '"')* '"' | "'" (not "'")* "'"                  .36, .37 quoted
//!          | (not space, ">")*                                        .38 unquoted
//! skipped  = "<!--" (">" | "->" | … "-->" | … "--!>")                 .43 to .52 comment
//!          | ("<!" | "<?" | "</" no letter) (not ">")* ">"            .41 bogus comment, .42 markup
//!                                        declaration; ends a doctype and CDATA in HTML too
//! space    = tab | line feed | form feed | " "
//! ```
//!
//! A `<` that begins none of these is text. A tag or comment without its end takes the rest with it.
//! After the start tag of an element whose content is text (13.2.6.2, "naively": for every tag of
//! that name) all is text up to its own end tag; references count in `title` and `textarea` only.
//!
//! Own instead of a crate because of its weight: html5gum was a third of the renderer. The tests
//! hold the two side by side. Differences, none of which matters to a tree that is never serialised
//! and parsed again:
//!
//! - a named reference needs its semicolon: `&copy` stays as it is (13.2.5.73 takes 106 old names)
//! - an element has at most [`MOST_ATTRIBUTES`] attributes
//! - NUL and carriage return are ordinary characters: [`crate::decode`] leaves none
//!
//! Every step consumes what it has looked at, so the time is linear in the text.

use std::borrow::Cow;

use super::references;

/// More than there are attributes in HTML for one element. Without a bound, keeping them apart would
/// take quadratic time.
const MOST_ATTRIBUTES: usize = 64;

/// A piece of HTML that somebody may see. Comments, declarations and broken ends are none.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    StartTag(StartTag<'a>),
    EndTag { name: String, source: &'a str },
    Text(Cow<'a, str>),
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct StartTag<'a> {
    /// The name, in lower case as far as it is ASCII.
    pub(crate) name: String,
    /// Names in lower case and values, in the order of names; of two with one name, the first.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) self_closing: bool,
    /// The tag as it was written.
    pub(crate) source: &'a str,
}

/// The tokens of a text.
pub(crate) struct Tokenizer<'a> {
    rest: &'a str,
    content: Content,
}

/// How the text after a start tag is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Markup,
    /// "RCDATA": text with character references, to the end tag of this name.
    References(&'static str),
    /// "RAWTEXT" and "script data".
    Raw(&'static str),
    /// "PLAINTEXT": there is no end tag.
    Endless,
}

impl Content {
    fn after(name: &str) -> Self {
        let is = |other: &&'static str| *other == name;
        let raw = ["script", "style", "xmp", "iframe", "noembed", "noframes", "noscript"].into_iter().find(is);
        match (raw, ["title", "textarea"].into_iter().find(is)) {
            (Some(name), _) => Self::Raw(name),
            (None, Some(name)) => Self::References(name),
            (None, None) if name == "plaintext" => Self::Endless,
            (None, None) => Self::Markup,
        }
    }
}

impl<'a> Tokenizer<'a> {
    pub(crate) fn new(html: &'a str) -> Self {
        Self { rest: html, content: Content::Markup }
    }

    /// Takes the next `length` bytes, which end at an ASCII character or at the end.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// What stands before markup begins, or before the end tag that ends this content.
    fn text(&mut self) -> Option<Cow<'a, str>> {
        let end = match self.content {
            Content::Markup => self.rest.match_indices('<').map(|(at, _)| at).find(|at| is_markup(&self.rest[*at..])),
            Content::Raw("script") => script_end(self.rest),
            Content::Raw(name) | Content::References(name) => find_end_tag(self.rest, name),
            Content::Endless => None,
        };
        let text = self.take(end.unwrap_or(self.rest.len()));
        let content = std::mem::replace(&mut self.content, Content::Markup);
        match content {
            _ if text.is_empty() => None,
            Content::Markup | Content::References(_) => Some(references::resolve(text)),
            Content::Raw(_) | Content::Endless => Some(Cow::Borrowed(text)),
        }
    }

    /// The tag here. `None` when it is none or has no end: then it is skipped.
    fn markup(&mut self) -> Option<Token<'a>> {
        let whole = self.rest;
        let is_end_tag = whole.starts_with("</");
        let mut tag = Cursor { rest: &whole[if is_end_tag { 2 } else { 1 }..] };
        if !tag.rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let length = skipped(whole);
            self.take(length);
            return None;
        }
        let name = tag.until(1, b"\t\n\x0c />").to_ascii_lowercase();
        let Some((attributes, self_closing)) = tag.attributes() else {
            self.take(whole.len());
            return None;
        };
        let source = self.take(whole.len() - tag.rest.len());
        Some(match is_end_tag {
            true => Token::EndTag { name, source },
            false => {
                self.content = Content::after(&name);
                Token::StartTag(StartTag { name, attributes, self_closing, source })
            }
        })
    }
}

impl<'a> Iterator for Tokenizer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            let text = self.text().map(Token::Text);
            let token = text.or_else(|| self.markup());
            if token.is_some() {
                return token;
            }
        }
        None
    }
}

/// `text` begins with `<`: what follows says whether that is more than a character.
fn is_markup(text: &str) -> bool {
    match text.as_bytes() {
        [_, b'!' | b'?', ..] | [_, b'/', _, ..] => true,
        [_, letter, ..] => letter.is_ascii_alphabetic(),
        _ => false,
    }
}

/// How long the comment or declaration is that `text` begins with.
fn skipped(text: &str) -> usize {
    let end = match text.strip_prefix("<!--") {
        Some(comment) => {
            let ends = |before: &str| matches!(before, "" | "-") || before.ends_with("--") || before.ends_with("--!");
            comment.match_indices('>').find(|(at, _)| ends(&comment[..*at])).map(|(at, _)| "<!--".len() + at)
        }
        None => text.find('>'),
    };
    end.map_or(text.len(), |at| at + 1)
}

/// Where the end tag of `name` begins.
fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| is_tag_of(&text[at + 2..], name))
}

/// `text` is what follows `<` or `</`: it begins with the whole of a tag's name.
fn is_tag_of(text: &str, name: &str) -> bool {
    match text.as_bytes().split_at_checked(name.len()) {
        Some((found, [b'\t' | b'\n' | b'\x0c' | b' ' | b'/' | b'>', ..])) => {
            found.eq_ignore_ascii_case(name.as_bytes())
        }
        _ => false,
    }
}

/// Where a script's end tag begins. Old pages hid scripts in a comment, and in it a whole
/// `<script>…</script>` may stand (13.2.5.20 to .31, script data escaped and double escaped).
fn script_end(text: &str) -> Option<usize> {
    enum State {
        Plain,
        Commented,
        Nested,
    }
    let mut state = State::Plain;
    for (at, sign) in text.match_indices(['<', '>']) {
        let after = &text[at + 1..];
        let ends_comment = sign == ">" && text[..at].ends_with("--");
        let opens = sign == "<" && is_tag_of(after, "script");
        let closes = sign == "<" && after.strip_prefix('/').is_some_and(|name| is_tag_of(name, "script"));
        state = match state {
            State::Plain | State::Commented if closes => return Some(at),
            State::Plain if sign == "<" && after.starts_with("!--") => State::Commented,
            State::Commented | State::Nested if ends_comment => State::Plain,
            State::Commented if opens => State::Nested,
            State::Nested if closes => State::Commented,
            state => state,
        };
    }
    None
}

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\x0c' | ' ')
}

/// Walks through one tag.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    /// Takes all before the first of these ASCII characters, but `least` bytes in any case.
    fn until(&mut self, least: usize, ends: &[u8]) -> &'a str {
        let at = self.rest.bytes().skip(least).position(|byte| ends.contains(&byte));
        let (taken, rest) = self.rest.split_at(at.map_or(self.rest.len(), |at| least + at));
        self.rest = rest;
        taken
    }

    fn skip(&mut self, what: fn(char) -> bool) {
        self.rest = self.rest.trim_start_matches(what);
    }

    /// All up to and with the `>`: the attributes, and whether the tag closes itself. `None` when
    /// there is no `>`.
    fn attributes(&mut self) -> Option<(Vec<(String, String)>, bool)> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        loop {
            let before = self.rest;
            self.skip(|c| c == '/' || is_space(c));
            if let Some(after) = self.rest.strip_prefix('>') {
                let self_closing = before[..before.len() - self.rest.len()].ends_with('/');
                self.rest = after;
                return Some((attributes, self_closing));
            }
            // The first character may be a "=".
            let name = self.until(1, b"\t\n\x0c />=").to_ascii_lowercase();
            let value = self.value()?;
            let place = attributes.binary_search_by(|(known, _)| known.cmp(&name));
            if let Err(at) = place
                && attributes.len() < MOST_ATTRIBUTES
            {
                attributes.insert(at, (name, references::resolve(value).into_owned()));
            }
        }
    }

    /// What follows the name of an attribute: its value, or nothing. `None` when the text ends in it.
    fn value(&mut self) -> Option<&'a str> {
        self.skip(is_space);
        let Some(value) = self.rest.strip_prefix('=') else {
            return (!self.rest.is_empty()).then_some("");
        };
        self.rest = value.trim_start_matches(is_space);
        let quote = match self.rest.as_bytes().first()? {
            b'"' => '"',
            b'\'' => '\'',
            _ => return Some(self.until(0, b"\t\n\x0c >")),
        };
        let (value, rest) = self.rest[1..].split_once(quote)?;
        self.rest = rest;
        Some(value)
    }
}

#[cfg(test)]
#[path = "tokenizer_tests.rs"]
mod tests;
