use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::path::push_percent;

/// Schemes an address of an article may have (security rule 2).
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Picture types that may stand in a `data:` address.
const DATA_IMAGES: [&str; 5] = ["png", "jpeg", "gif", "webp", "avif"];

/// An address that can be opened without harm: `http`, `https`, `mailto` or `tel`, or a relative
/// reference without a scheme.
///
/// Nothing is repaired into safety: what is doubtful is refused. The rule works on the address as
/// the browser will see it, after all decoding:
///
/// 1. ASCII white space at both ends is cut.
/// 2. Any control character refuses the address (browsers drop tabs and line ends inside one).
/// 3. A scheme (`ALPHA *(ALPHA / DIGIT / "+" / "-" / ".") ":"`, RFC 3986 section 3.1) must be one of
///    the four; `http` and `https` need `//` and a host.
/// 4. `//host` gets `https:`; a backslash, which browsers take for a slash, is percent-encoded, as
///    is every byte outside the set that CommonMark's reference implementation leaves alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct SafeUrl(String);

/// Why an address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UrlError {
    /// A control character hides in it.
    #[error("the address holds a control character")]
    Control,
    /// A scheme that is not on the list, such as `javascript:`.
    #[error("the address has a scheme that is not allowed")]
    Scheme,
    /// `http:` without a host.
    #[error("the address names no host")]
    NoHost,
}

impl SafeUrl {
    /// Checks an address for a link.
    pub fn parse(address: &str) -> Result<Self, UrlError> {
        let address = trim(address)?;
        if let Some(rest) = address.strip_prefix("//") {
            return with_host("https", rest);
        }
        match scheme(address) {
            None => Ok(Self(encode(address))),
            Some(scheme) => match SCHEMES.iter().find(|known| scheme.eq_ignore_ascii_case(known)) {
                Some(&web @ ("http" | "https")) => {
                    let rest = address[scheme.len() + 1..].strip_prefix("//").ok_or(UrlError::NoHost)?;
                    with_host(web, rest)
                }
                Some(_) => Ok(Self(encode(address))),
                None => Err(UrlError::Scheme),
            },
        }
    }

    /// Checks an address for a picture: as [`SafeUrl::parse`], but only the web, and `data:` for
    /// picture types that cannot hold script.
    pub fn parse_image(address: &str) -> Result<Self, UrlError> {
        let trimmed = trim(address)?;
        if scheme(trimmed).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data")) {
            let rest = &trimmed["data:".len()..];
            let allowed = rest.split_once(',').is_some_and(|(kind, data)| {
                let kind = kind.strip_prefix("image/").and_then(|kind| kind.strip_suffix(";base64"));
                kind.is_some_and(|kind| DATA_IMAGES.contains(&kind))
                    && data.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
            });
            return if allowed { Ok(Self(trimmed.to_owned())) } else { Err(UrlError::Scheme) };
        }
        match Self::parse(address)? {
            url if url.is_web() || url.is_relative() => Ok(url),
            _ => Err(UrlError::Scheme),
        }
    }

    /// The address, percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// No scheme: the address is relative to where it stands.
    pub fn is_relative(&self) -> bool {
        scheme(&self.0).is_none()
    }

    /// `http` or `https`.
    pub fn is_web(&self) -> bool {
        matches!(scheme(&self.0), Some("http" | "https"))
    }

    /// The host (with its port) of a web address.
    pub fn host(&self) -> Option<&str> {
        let rest = self.0.strip_prefix("https://").or_else(|| self.0.strip_prefix("http://"))?;
        let authority = rest.split(['/', '?', '#']).next()?;
        Some(authority.rsplit_once('@').map_or(authority, |(_, host)| host))
    }
}

impl fmt::Display for SafeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn trim(address: &str) -> Result<&str, UrlError> {
    let trimmed = address.trim_matches([' ', '\t', '\n', '\r', '\u{c}']);
    match trimmed.contains(char::is_control) {
        true => Err(UrlError::Control),
        false => Ok(trimmed),
    }
}

/// The scheme of an address, if the text before its first colon is one.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#'])?;
    let (scheme, rest) = address.split_at(end);
    let grammar = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    (rest.starts_with(':') && grammar).then_some(scheme)
}

fn with_host(scheme: &str, rest: &str) -> Result<SafeUrl, UrlError> {
    match rest.starts_with(['/', '\\', '?', '#']) || rest.is_empty() {
        true => Err(UrlError::NoHost),
        false => Ok(SafeUrl(format!("{scheme}://{}", encode(rest)))),
    }
}

/// Percent-encodes what CommonMark's reference implementation encodes; `%` itself is left alone.
fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len() + 8);
    for &byte in address.as_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b'-' | b'.' | b'/' | b':'
            | b';' | b'=' | b'?' | b'@' | b'_' | b'~' => out.push(char::from(byte)),
            _ => push_percent(&mut out, byte),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(address: &str, expected: Result<&str, UrlError>) {
        assert_eq!(SafeUrl::parse(address).as_ref().map(SafeUrl::as_str).map_err(|e| *e), expected, "{address:?}");
    }

    #[test]
    fn web_mail_and_relative_addresses_pass() {
        check("https://example.com/a b?c=d&e#f", Ok("https://example.com/a%20b?c=d&e#f"));
        check(" HTTP://Example.com ", Ok("http://Example.com"));
        check("//cdn.example.com/x.png", Ok("https://cdn.example.com/x.png"));
        check("mailto:a@example.com", Ok("mailto:a@example.com"));
        check("../图.md#段", Ok("../%E5%9B%BE.md#%E6%AE%B5"));
        check("标题:副标题.md", Ok("%E6%A0%87%E9%A2%98:%E5%89%AF%E6%A0%87%E9%A2%98.md"));
        check("?q=a:b", Ok("?q=a:b"));
        check("", Ok(""));
    }

    #[test]
    fn addresses_that_run_something_are_refused() {
        check("javascript:alert(1)", Err(UrlError::Scheme));
        check("JaVaScRiPt:alert(1)", Err(UrlError::Scheme));
        check("java\nscript:alert(1)", Err(UrlError::Control));
        check("\u{1}javascript:alert(1)", Err(UrlError::Control));
        check("data:text/html,x", Err(UrlError::Scheme));
        check("vbscript:x", Err(UrlError::Scheme));
        check("file:///etc/passwd", Err(UrlError::Scheme));
        check("blob:https://x/1", Err(UrlError::Scheme));
    }

    #[test]
    fn a_missing_host_is_refused_and_a_backslash_is_inert() {
        check("https:evil", Err(UrlError::NoHost));
        check("http:///x", Err(UrlError::NoHost));
        check("/\\evil.example", Ok("/%5Cevil.example"));
        check("///evil.example", Err(UrlError::NoHost));
    }

    #[test]
    fn only_inert_pictures_may_be_data() {
        assert!(SafeUrl::parse_image("data:image/png;base64,iVBORw0=").is_ok());
        assert!(SafeUrl::parse_image("data:image/svg+xml;base64,AAAA").is_err());
        assert!(SafeUrl::parse_image("data:text/html;base64,AAAA").is_err());
        assert!(SafeUrl::parse_image("mailto:a@b").is_err());
    }

    #[test]
    fn the_host_is_the_real_one() {
        let host = |address| SafeUrl::parse(address).unwrap().host().map(str::to_owned);
        assert_eq!(host("https://bank.example@evil.example/x"), Some("evil.example".into()));
        assert_eq!(host("mailto:a@b"), None);
    }

    proptest! {
        /// The browser's own parser (the `url` crate follows the WHATWG standard) is the judge.
        #[test]
        fn a_whatwg_parser_sees_no_other_scheme(address in "[a-zA-Z:/\\\\\t\n\u{1}&;#%. \u{ad}图]{0,24}|(java|vb)[\t\n]?script:[a-z]{0,4}") {
            let base = url::Url::parse("https://host.example/site/index.html").unwrap();
            if let Ok(safe) = SafeUrl::parse(&address)
                && let Ok(seen) = base.join(safe.as_str()) {
                prop_assert!(SCHEMES.contains(&seen.scheme()), "{address:?} became {seen}");
                if safe.is_relative() {
                    prop_assert_eq!(seen.host_str(), Some("host.example"));
                }
            }
        }
    }
}
