//! Text in quotes, in YAML, JSON and TOML.
//!
//! ```text
//! quoted = DQUOTE *( char / escape ) DQUOTE / "'" *( char / "''" ) "'"
//!                                              ; TOML: no "''", but """…""" and '''…'''
//! escape = "\" ( letter / "x" 2hex / "u" 4hex / "U" 8hex / newline / any )
//! ```

use super::flow::{Flow, Style};

impl Flow<'_> {
    /// Text in quotes, from the first to the last.
    pub(super) fn quoted(&mut self) -> Option<String> {
        let quote = self.peek()?;
        let triple: &str = if quote == b'"' { "\"\"\"" } else { "'''" };
        if self.style == Style::Toml && self.rest().starts_with(triple) {
            self.at += 3;
            return self.long(quote, triple);
        }
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let stop = rest.find(|c: char| c == char::from(quote) || c == '\\' || c == '\n')?;
            out.push_str(&rest[..stop]);
            self.at += stop + 1;
            match rest.as_bytes()[stop] {
                b'\n' if self.style == Style::Toml => return None,
                b'\n' => self.fold(&mut out),
                b'\\' if quote == b'"' => self.escape(&mut out)?,
                b'\\' => out.push('\\'),
                // A quote twice is a quote in YAML's single quotes.
                _ if quote == b'\'' && self.style == Style::Yaml && self.eat(b'\'') => out.push('\''),
                _ => return Some(out),
            }
        }
    }

    /// The rest of a TOML text between three quotes. A line end straight after them is not part of
    /// it; two more quotes before the last three are.
    fn long(&mut self, quote: u8, triple: &str) -> Option<String> {
        self.eat(b'\n');
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let stop = rest.find(|c: char| c == char::from(quote) || (c == '\\' && quote == b'"'))?;
            out.push_str(&rest[..stop]);
            self.at += stop;
            match self.rest().starts_with(triple) {
                true => {
                    self.at += 3;
                    while self.eat(quote) {
                        out.push(char::from(quote));
                    }
                    return Some(out);
                }
                false if self.eat(b'\\') => self.escape(&mut out)?,
                false => {
                    self.at += 1;
                    out.push(char::from(quote));
                }
            }
        }
    }

    /// A line end inside YAML quotes is a space, and each blank line after it a line end.
    fn fold(&mut self, out: &mut String) {
        out.truncate(out.trim_end_matches([' ', '\t']).len());
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start().len();
        match rest[..blank].matches('\n').count() {
            0 => out.push(' '),
            lines => out.extend(std::iter::repeat_n('\n', lines)),
        }
        self.at += blank;
    }

    /// What follows a backslash in double quotes, of YAML, JSON and TOML alike.
    fn escape(&mut self, out: &mut String) -> Option<()> {
        let c = self.rest().chars().next()?;
        self.at += c.len_utf8();
        let plain = match c {
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            't' | '\t' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            'e' => '\u{1b}',
            'N' => '\u{85}',
            '_' => '\u{a0}',
            'L' => '\u{2028}',
            'P' => '\u{2029}',
            'x' => self.hex(2)?,
            'u' => self.hex(4)?,
            'U' => self.hex(8)?,
            '\n' => {
                let rest = self.rest();
                self.at += rest.len() - rest.trim_start().len();
                return Some(());
            }
            '"' | '\'' | '/' | '\\' | ' ' => c,
            // `C:\Users` is not worth losing a title for.
            _ => {
                out.push('\\');
                c
            }
        };
        out.push(plain);
        Some(())
    }

    /// A character by its number; the two halves that JSON writes for one are joined.
    fn hex(&mut self, digits: usize) -> Option<char> {
        let number = self.digits(digits)?;
        match number {
            0xd800..=0xdbff if self.rest().starts_with("\\u") => {
                self.at += 2;
                let low = self.digits(4)?;
                let joined = 0x10000 + ((number - 0xd800) << 10) + low.checked_sub(0xdc00)?;
                Some(char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            number => Some(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    fn digits(&mut self, count: usize) -> Option<u32> {
        let number = u32::from_str_radix(self.rest().get(..count)?, 16).ok()?;
        self.at += count;
        Some(number)
    }
}
