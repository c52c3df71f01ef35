//! Reading JSON without a tree of values: columns of 100,000 rows go straight into their vectors, and
//! the page does not pay for a library (serde_json is 18 KB of wasm, most of it for what is not needed
//! here: floats, generic visitors, messages about types).

mod text;

use std::borrow::Cow;

use crate::CatalogError;

/// Lists and objects inside one another that are read; serde_json stops there too.
const MOST_DEPTH: usize = 127;

/// Reads one JSON text from front to back, as the grammar of RFC 8259 has it:
///
/// ```text
/// value  = object | array | string | number | "true" | "false" | "null"
/// object = "{" [ string ":" value *( "," string ":" value ) ] "}"
/// array  = "[" [ value *( "," value ) ] "]"
/// string = %x22 *( %x20-21 | %x23-5B | %x5D-10FFFF | "\" escape ) %x22
/// escape = %x22 | "\" | "/" | "b" | "f" | "n" | "r" | "t" | "u" 4HEXDIG
/// number = [ "-" ] ( "0" | digit1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" | "E" ) [ "+" | "-" ] 1*DIGIT ]
/// ```
///
/// with space, tab, CR and LF between any two of these. Half a surrogate pair, which JSON in the wild
/// holds and Rust's strings cannot, becomes U+FFFD. White space of any kind and byte order marks around
/// the text are left out.
///
/// Whoever reads asks for the [`kind`](Self::kind) of the next value and takes it by the method for that
/// kind, or by [`skip`](Self::skip). A list is [`array`](Self::array) and then one value each time
/// [`item`](Self::item) says so; an object is [`object`](Self::object) and then one value for each
/// [`key`](Self::key). Nothing here recurses, and every byte is looked at once.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// What closes the lists and objects that are open.
    open: Vec<u8>,
    /// The last thing read was an opening bracket: no comma comes before the first entry.
    fresh: bool,
}

/// What the next value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    Text,
    Number,
    /// `true`, `false` or `null`.
    Word,
}

impl<'t> Reader<'t> {
    /// A reader at the beginning of a text that may be JSON.
    pub(crate) fn new(text: &'t str) -> Result<Self, CatalogError> {
        let text = text.trim_end();
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if start.is_empty() {
            return Err(CatalogError::Empty);
        }
        if start.starts_with('<') {
            return Err(CatalogError::WebPage);
        }
        Ok(Self { text, at: text.len() - start.len(), open: Vec::new(), fresh: false })
    }

    /// What the next value is, from its first byte.
    pub(crate) fn kind(&mut self) -> Result<Kind, CatalogError> {
        match self.next_byte() {
            b'{' => Ok(Kind::Object),
            b'[' => Ok(Kind::Array),
            b'"' => Ok(Kind::Text),
            b'-' | b'0'..=b'9' => Ok(Kind::Number),
            b't' | b'f' | b'n' => Ok(Kind::Word),
            _ => Err(self.fault()),
        }
    }

    /// Enters a list.
    pub(crate) fn array(&mut self) -> Result<(), CatalogError> {
        self.enter(b'[', b']')
    }

    /// Enters an object.
    pub(crate) fn object(&mut self) -> Result<(), CatalogError> {
        self.enter(b'{', b'}')
    }

    fn enter(&mut self, open: u8, close: u8) -> Result<(), CatalogError> {
        if self.next_byte() != open || self.open.len() == MOST_DEPTH {
            return Err(self.fault());
        }
        self.at += 1;
        self.open.push(close);
        self.fresh = true;
        Ok(())
    }

    /// Goes to the next entry of the list or object that was entered last; leaves it after its last one.
    pub(crate) fn item(&mut self) -> Result<bool, CatalogError> {
        let next = self.next_byte();
        let fresh = std::mem::take(&mut self.fresh);
        if self.open.last() == Some(&next) {
            self.at += 1;
            self.open.pop();
            return Ok(false);
        }
        if !fresh {
            self.expect(b',')?;
        }
        Ok(true)
    }

    /// Goes to the value of the next key of the object that was entered last; leaves it after its last one.
    pub(crate) fn key(&mut self) -> Result<Option<Cow<'t, str>>, CatalogError> {
        if !self.item()? {
            return Ok(None);
        }
        let key = self.text()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// Reads a number, as it is written: what it is worth depends on what it is for.
    pub(crate) fn number(&mut self) -> Result<&'t str, CatalogError> {
        self.next_byte();
        let start = self.at;
        self.at += usize::from(self.byte() == b'-');
        match self.byte() {
            b'0' => self.at += 1,
            _ => self.figures()?,
        }
        if self.byte() == b'.' {
            self.at += 1;
            self.figures()?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), b'+' | b'-'));
            self.figures()?;
        }
        Ok(&self.text[start..self.at])
    }

    /// Reads a number of a few figures and nothing else, as nearly all of a column are, in one go.
    pub(crate) fn small_number(&mut self) -> Option<i64> {
        let rest = &self.text.as_bytes()[self.at..];
        let mut number = 0;
        for (length, byte) in rest.iter().enumerate().take(10) {
            match byte {
                b'0'..=b'9' => number = number * 10 + i64::from(byte - b'0'),
                b',' | b']' if length == 1 || (length > 1 && rest[0] != b'0') => {
                    self.at += length;
                    return Some(number);
                }
                _ => return None,
            }
        }
        None
    }

    /// One figure or more.
    fn figures(&mut self) -> Result<(), CatalogError> {
        if !self.byte().is_ascii_digit() {
            return Err(self.fault());
        }
        self.pass(|byte| byte.is_ascii_digit());
        Ok(())
    }

    /// Reads `true`, `false` or `null`.
    pub(crate) fn word(&mut self) -> Result<&'static str, CatalogError> {
        self.next_byte();
        let rest = &self.text.as_bytes()[self.at..];
        let word = ["null", "true", "false"].into_iter().find(|word| rest.starts_with(word.as_bytes()));
        let word = word.ok_or_else(|| self.fault())?;
        self.at += word.len();
        Ok(word)
    }

    /// Reads a value of any kind, for nothing but its end.
    pub(crate) fn skip(&mut self) -> Result<(), CatalogError> {
        let outside = self.open.len();
        loop {
            match self.kind()? {
                Kind::Object => self.object()?,
                Kind::Array => self.array()?,
                Kind::Text => {
                    self.text()?;
                }
                Kind::Number => {
                    self.number()?;
                }
                Kind::Word => {
                    self.word()?;
                }
            }
            loop {
                if self.open.len() == outside {
                    return Ok(());
                }
                let more = match self.open.last() {
                    Some(b'}') => self.key()?.is_some(),
                    _ => self.item()?,
                };
                if more {
                    break;
                }
            }
        }
    }

    /// Nothing comes after the value.
    pub(crate) fn end(&mut self) -> Result<(), CatalogError> {
        self.next_byte();
        if self.at < self.text.len() { Err(self.fault()) } else { Ok(()) }
    }

    /// The byte to be read; 0, which no text may hold, at the end.
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// The first byte that is not white space.
    fn next_byte(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
        self.byte()
    }

    /// Goes on for as long as the bytes are such.
    fn pass(&mut self, such: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|byte| !such(*byte)).unwrap_or(rest.len());
    }

    fn expect(&mut self, byte: u8) -> Result<(), CatalogError> {
        if self.next_byte() != byte {
            return Err(self.fault());
        }
        self.at += 1;
        Ok(())
    }

    /// The error at this byte.
    #[cold]
    fn fault(&self) -> CatalogError {
        let bytes = self.text.as_bytes();
        // At the end of the text it is the last byte.
        let end = bytes.len().min(self.at + 1);
        let before = &bytes[..self.at];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        CatalogError::NotJson { line, column: end - line_start }
    }
}

#[cfg(test)]
mod tests;
