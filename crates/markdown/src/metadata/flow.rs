//! Values that are written with brackets and quotes: JSON, YAML's flow style, and the right-hand
//! side of TOML.
//!
//! ```text
//! value  = list / map / quoted / bare
//! list   = "[" *( value "," ) [ value ] "]"        ; YAML: `[a: b]` holds a map of one pair
//! map    = "{" *( pair "," ) [ pair ] "}"
//! pair   = ( quoted / bare ) [ sep value ]         ; sep is ":" in YAML and JSON, "=" in TOML
//! quoted = see `quoted`
//! bare   = anything up to "," "]" "}" or a comment ; YAML: also up to ": "
//! ```
//!
//! White space, line ends and `#` comments may stand between all of these. Each byte is looked at
//! once; nothing is tried twice.

use super::value::{MAX_DEPTH, Value};

/// Whose rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// YAML 1.2's flow style, which JSON is a part of.
    Yaml,
    /// TOML 1.0.
    Toml,
}

/// Reads the value at the beginning of a text, and says where it ends. `None` when it is not
/// closed, or nested too deeply.
pub(super) fn parse(text: &str, style: Style) -> Option<(Value, usize)> {
    let mut flow = Flow { text, at: 0, style };
    let value = flow.value(0)?;
    Some((value, flow.at))
}

/// Reads the quoted text at the beginning of a text, and says where it ends.
pub(super) fn quoted(text: &str, style: Style) -> Option<(String, usize)> {
    let mut flow = Flow { text, at: 0, style };
    let text = flow.quoted()?;
    Some((text, flow.at))
}

/// A place in a text, moved forward.
pub(super) struct Flow<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) style: Style,
}

impl<'a> Flow<'a> {
    /// What is left.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Moves over one ASCII character if it is the next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            match self.eat(b'#') {
                true => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                false => return,
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip_space();
        match self.peek()? {
            _ if depth > MAX_DEPTH => None,
            b'[' => self.list(depth),
            b'{' => self.map(depth),
            b'"' | b'\'' => self.quoted().map(Value::Text),
            _ => self.bare().map(|text| plain(text, self.style)),
        }
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.eat(b']') {
                return Some(Value::List(items));
            }
            let item = self.value(depth + 1)?;
            self.skip_space();
            let item = match (item, self.style) {
                (Value::Text(key), Style::Yaml) if self.eat(b':') => Value::Map(vec![(key, self.value(depth + 1)?)]),
                (item, _) => item,
            };
            items.push(item);
            self.skip_space();
            if !self.eat(b',') && self.peek() != Some(b']') {
                return None;
            }
        }
    }

    fn map(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut pairs: Vec<(String, Value)> = Vec::new();
        let separator = match self.style {
            Style::Yaml => b':',
            Style::Toml => b'=',
        };
        loop {
            self.skip_space();
            if self.eat(b'}') {
                return Some(Value::Map(pairs));
            }
            let key = match self.peek()? {
                b'"' | b'\'' => self.quoted()?,
                _ => self.bare()?.to_owned(),
            };
            self.skip_space();
            let value = match self.eat(separator) {
                true => self.value(depth + 1)?,
                false => Value::Null,
            };
            pairs.push((key, value));
            self.skip_space();
            if !self.eat(b',') && self.peek() != Some(b'}') {
                return None;
            }
        }
    }

    /// Text without quotes; empty before a comma, as in `[a,,b]`.
    fn bare(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let space = |at: usize| bytes.get(at).is_none_or(|b| b.is_ascii_whitespace());
        let ends = |at: usize| match (bytes[at], self.style) {
            (b',' | b']' | b'}' | b'[' | b'{', _) => true,
            (b'#', Style::Yaml) => at > 0 && space(at - 1),
            (b':', Style::Yaml) => space(at + 1) || matches!(bytes[at + 1], b',' | b']' | b'}' | b'[' | b'{'),
            (b'#' | b'=' | b'\n', Style::Toml) => true,
            _ => false,
        };
        let end = (0..bytes.len()).find(|&at| ends(at)).unwrap_or(bytes.len());
        self.at += end;
        let text = rest[..end].trim();
        // TOML has no empty values, and `[{` in the middle of one would not move on.
        let valid = match self.style {
            Style::Yaml => !matches!(self.peek(), Some(b'[' | b'{')),
            Style::Toml => !text.is_empty(),
        };
        valid.then_some(text)
    }
}

/// Text without quotes as a value.
pub(super) fn plain(text: &str, style: Style) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" if style == Style::Yaml => Value::Null,
        text => Value::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value as Rust shows it, shortened: `a` is text, `-` is null.
    fn show(value: &Value) -> String {
        match value {
            Value::Null => "-".into(),
            Value::Text(text) => text.clone(),
            Value::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join("|")),
            Value::Map(pairs) => {
                let pairs: Vec<_> = pairs.iter().map(|(key, value)| format!("{key}={}", show(value))).collect();
                format!("{{{}}}", pairs.join("|"))
            }
        }
    }

    fn check(text: &str, style: Style, expected: Option<&str>) {
        assert_eq!(parse(text, style).map(|(value, _)| show(&value)).as_deref(), expected, "{text}");
    }

    #[test]
    fn yaml_and_json_values_are_read() {
        check("[youji, 1560942895181]", Style::Yaml, Some("[youji|1560942895181]"));
        check("[null, ~, , a]", Style::Yaml, Some("[-|-|-|a]"));
        check("[\n  a, # first\n  'it''s'\n]", Style::Yaml, Some("[a|it's]"));
        check("{\"a\":1,\"b\":[true,null]}", Style::Yaml, Some("{a=1|b=[true|-]}"));
        check("{name: x, url: https://a.b/c}", Style::Yaml, Some("{name=x|url=https://a.b/c}"));
        check("[a: b, c]", Style::Yaml, Some("[{a=b}|c]"));
        check("[[Note]]", Style::Yaml, Some("[[Note]]"));
        check("\"\\u4e2d\\ud83d\\ude00 \\x41\\n\"", Style::Yaml, Some("中😀 A\n"));
        check("\"a\n   b\n\n c\"", Style::Yaml, Some("a b\nc"));
        check("\"C:\\Users\"", Style::Yaml, None);
        check("\"C:\\docs\"", Style::Yaml, Some("C:\\docs"));
    }

    #[test]
    fn toml_values_are_read() {
        check("[\"a\", 'b\\n']", Style::Toml, Some("[a|b\\n]"));
        check("{ x = 1, y.z = \"2\" }", Style::Toml, Some("{x=1|y.z=2}"));
        check("2017-08-11T21:52:32Z # when", Style::Toml, Some("2017-08-11T21:52:32Z"));
        check("1979-05-27 07:32:00\n", Style::Toml, Some("1979-05-27 07:32:00"));
        check("\"\"\"\na\\\n   b\"\"\"", Style::Toml, Some("ab"));
        check("'''\nit's''''", Style::Toml, Some("it's'"));
        check("\"a\nb\"", Style::Toml, None);
    }

    #[test]
    fn what_is_not_closed_or_too_deep_is_no_value() {
        for text in
            ["[a, b", "{a: b", "\"a", "'a", "[a b", "[\"a\" b]", "{{ title }}", "\"\\u12\"", "\"\\ud800\\u0000\""]
        {
            match text {
                "[a b" => check(text, Style::Yaml, None),
                text => check(text, Style::Yaml, None),
            }
        }
        check(&"[".repeat(100_000), Style::Yaml, None);
        check(&"{a: ".repeat(100_000), Style::Yaml, None);
        check(&"[{a=".repeat(100_000), Style::Toml, None);
    }
}
