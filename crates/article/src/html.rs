//! Text as files of HTML and XML hold it.

/// Text as HTML and XML show it. Characters that neither may hold are left out.
pub fn escape(out: &mut String, text: &str) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Parsers make one line end of a carriage return, with or without a line feed.
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            c if is_forbidden(c) => {}
            c => out.push(c),
        }
    }
}

/// Neither a `Char` of XML 1.0 (section 2.2) nor fit for HTML (section 13.1.4).
pub fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        escape(&mut out, text);
        assert_eq!(out, expected);
    }

    #[test]
    fn text_can_end_neither_an_attribute_nor_an_element() {
        check("<b a=\"x\"> & 'y'", "&lt;b a=&quot;x&quot;&gt; &amp; 'y'");
    }

    #[test]
    fn line_ends_are_one_and_characters_that_no_file_may_hold_are_left_out() {
        check("a\r\nb\rc", "a\nb\nc");
        check("a\0\u{b}\u{80}\u{fdd0}\u{1ffff}b", "ab");
    }
}
