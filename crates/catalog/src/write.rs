//! Writing JSON: objects with known keys, so nothing more than commas and escapes.

/// JSON that is being written.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    out: String,
}

impl Writer {
    /// Opens a list or an object, or closes it.
    pub(crate) fn open(&mut self, bracket: char) {
        self.separate();
        self.out.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
    }

    /// The key of the value that comes next.
    pub(crate) fn key(&mut self, key: &str) {
        self.text(key);
        self.out.push(':');
    }

    /// A string. Escaped is what RFC 8259 section 7 asks for: quotation marks, backslashes, controls.
    pub(crate) fn text(&mut self, text: &str) {
        self.separate();
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                '\0'..='\u{1f}' => {
                    self.out.push_str("\\u00");
                    let figures = [c as u32 >> 4, c as u32 & 15];
                    self.out.extend(figures.into_iter().filter_map(|figure| char::from_digit(figure, 16)));
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    pub(crate) fn number(&mut self, number: u64) {
        self.separate();
        self.out.push_str(&number.to_string());
    }

    pub(crate) fn signed(&mut self, number: i32) {
        self.separate();
        self.out.push_str(&number.to_string());
    }

    /// A number, or `null` for none.
    pub(crate) fn maybe(&mut self, number: Option<u64>) {
        match number {
            Some(number) => self.number(number),
            None => {
                self.separate();
                self.out.push_str("null");
            }
        }
    }

    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// A comma, unless nothing stands before: a string ends with a quotation mark, never with these.
    fn separate(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(['[', '{', ':']) {
            self.out.push(',');
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_what_serde_json_writes(texts in prop::collection::vec("\\PC*|[\u{0}-\u{7f}]*", 0..4)) {
            let mut json = Writer::default();
            json.open('{');
            json.key("a");
            json.open('[');
            texts.iter().for_each(|text| json.text(text));
            json.maybe(None);
            json.maybe(Some(u64::MAX));
            json.close(']');
            texts.iter().for_each(|text| json.key(text));
            json.finish();
            let mut json = Writer::default();
            json.open('[');
            texts.iter().for_each(|text| json.text(text));
            json.close(']');
            prop_assert_eq!(json.finish(), serde_json::to_string(&texts).unwrap());
        }
    }
}
