//! Bytes to text.
//!
//! An article is UTF-8, with or without a byte order mark, or UTF-16 with one. Line ends become
//! `\n`, whatever they were: 232 real files have CRLF, 4 a lone CR (SYNTAX.md, YAML traps).

use article::{Limits, Refusal};

use crate::characters;

/// The text of a file, or why it is not an article.
pub(crate) fn decode(bytes: &[u8], limits: &Limits) -> Result<String, Refusal> {
    if bytes.len() > limits.bytes {
        return Err(Refusal::TooLarge);
    }
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest)?,
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => utf8(bytes)?,
    };
    match text.trim_start() {
        "" => Err(Refusal::Empty),
        start if is_web_page(start) => Err(Refusal::WebPage),
        _ => {
            let mut text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
            characters::normalise(&mut text);
            Ok(text)
        }
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Refusal> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text.to_owned()),
        // NUL is replaced, as CommonMark section 2.3 asks; a file full of them is no text.
        Ok(text) if text.matches('\0').count() * 100 < text.len() => Ok(text.replace('\0', "\u{fffd}")),
        _ => Err(Refusal::NotText),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Refusal> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    // Half a character here and there is a slip; a file full of them is no text.
    match text.matches(char::REPLACEMENT_CHARACTER).count() * 100 <= text.len() {
        true => Ok(text.replace('\0', "\u{fffd}")),
        false => Err(Refusal::NotText),
    }
}

/// A whole HTML document: a server's error page or a login page, sent instead of the article.
fn is_web_page(start: &str) -> bool {
    ["<!doctype html", "<html"].iter().any(|opening| {
        start.as_bytes().get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, Refusal>) {
        assert_eq!(decode(bytes, &Limits::default()).as_deref().map_err(|e| *e), expected);
    }

    #[test]
    fn every_encoding_of_real_files_becomes_the_same_text() {
        check("标题\n".as_bytes(), Ok("标题\n"));
        check(b"\xef\xbb\xbf# a\r\nb\rc", Ok("# a\nb\nc"));
        check(b"\xff\xfe#\0 \0\xa6\x5e", Ok("# 度"));
        check(b"\xfe\xff\0#\0 \x5e\xa6", Ok("# 度"));
        check("# \u{feff}1. 标题\u{1}\u{2028}甲".as_bytes(), Ok("# 1. 标题 甲"));
    }

    #[test]
    fn what_is_no_article_is_refused_with_its_reason() {
        check(b"", Err(Refusal::Empty));
        check(b" \n\t\n", Err(Refusal::Empty));
        check(b"\xff\xfe", Err(Refusal::Empty));
        check(b"\x89PNG\r\n\x1a\n\xff", Err(Refusal::NotText));
        check(b"\0\0\0\0\0\0\0\0", Err(Refusal::NotText));
        check(b"\n<!DOCTYPE HTML><title>404</title>", Err(Refusal::WebPage));
        check(&vec![b'a'; 2_000_001], Err(Refusal::TooLarge));
    }
}
