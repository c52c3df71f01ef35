//! Strings and their escapes.

use std::borrow::Cow;

use super::Reader;
use crate::CatalogError;

impl<'t> Reader<'t> {
    /// Reads a string.
    pub(crate) fn text(&mut self) -> Result<Cow<'t, str>, CatalogError> {
        self.expect(b'"')?;
        let mut unescaped = String::new();
        let mut start = self.at;
        loop {
            self.pass(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f));
            match self.byte() {
                b'"' => break,
                b'\\' => {
                    unescaped.push_str(&self.text[start..self.at]);
                    self.at += 1;
                    unescaped.push(self.escape()?);
                    start = self.at;
                }
                _ => return Err(self.fault()),
            }
        }
        let rest = &self.text[start..self.at];
        self.at += 1;
        if unescaped.is_empty() {
            return Ok(Cow::Borrowed(rest));
        }
        unescaped.push_str(rest);
        Ok(Cow::Owned(unescaped))
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, CatalogError> {
        let escaped = match self.byte() {
            b'u' => {
                self.at += 1;
                return self.code_point();
            }
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            _ => return Err(self.fault()),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// What follows `\u`: four figures, or twice four when they are the halves of a surrogate pair.
    fn code_point(&mut self) -> Result<char, CatalogError> {
        let unit = self.unit()?;
        if (0xd800..0xdc00).contains(&unit) && self.text.as_bytes()[self.at..].starts_with(b"\\u") {
            let lone = self.at;
            self.at += 2;
            let low = self.unit()?;
            if (0xdc00..0xe000).contains(&low) {
                let scalar = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                return Ok(char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = lone;
        }
        Ok(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&mut self) -> Result<u32, CatalogError> {
        let mut unit = 0;
        for _ in 0..4 {
            let figure = char::from(self.byte()).to_digit(16).ok_or_else(|| self.fault())?;
            unit = unit << 4 | figure;
            self.at += 1;
        }
        Ok(unit)
    }
}
