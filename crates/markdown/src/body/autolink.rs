//! Bare addresses in text become links: GFM's "autolinks (extended)", section 6.9, with two
//! changes for real text (SYNTAX.md F3): an address ends before CJK text and full-width
//! punctuation, and it may begin right after such a character.
//!
//! ```text
//! address = ("http://" | "https://" | "www.") domain tail*
//! mail    = local "@" domain                       local = [A-Za-z0-9.+_-]+
//! domain  = label ("." label)+                     label = [A-Za-z0-9_-]+; no "_" in the last two
//! tail    = any character but white space, "<" and wide ones
//! ```
//! Of the tail, trailing `?!.,:*_~'"`, an unmatched `)` and an entity-like `&name;` are left out.

use article::{Attr, Element, Link, Name, Node, SafeUrl};

use super::is_wide;

/// Longer than any address somebody typed: what has no end is no address.
const MOST_BYTES: usize = 2_048;

/// Turns bare addresses into links everywhere but in links and code.
pub(crate) fn link(nodes: &mut Vec<Node>) {
    let mut linked = Vec::with_capacity(nodes.len());
    for node in nodes.drain(..) {
        match node {
            Node::Element(mut element) => {
                if !matches!(element.name, Name::A | Name::Code | Name::Pre | Name::Kbd | Name::Samp) {
                    link(&mut element.children);
                }
                linked.push(Node::Element(element));
            }
            Node::Text(text) => match split(&text) {
                Some(pieces) => linked.extend(pieces),
                None => linked.push(Node::Text(text)),
            },
        }
    }
    *nodes = linked;
}

/// The pieces of a text that holds an address; `None` when it holds none.
fn split(text: &str) -> Option<Vec<Node>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find([':', '.', '@']) {
        let sign = at + offset;
        at = sign + 1;
        let found = match &text[sign..=sign] {
            ":" => with_scheme(text, done, sign),
            "." => with_www(text, done, sign),
            _ => mail(text, done, sign),
        };
        if let Some((start, end, link)) = found {
            if start > done {
                pieces.push(Node::Text(text[done..start].to_owned()));
            }
            let shown = Node::Text(text[start..end].to_owned());
            pieces.push(Node::Element(Element::new(Name::A).with(Attr::Href(link)).containing(vec![shown])));
            done = end;
            at = end;
        }
    }
    if pieces.is_empty() {
        return None;
    }
    if done < text.len() {
        pieces.push(Node::Text(text[done..].to_owned()));
    }
    Some(pieces)
}

type Found = Option<(usize, usize, Link)>;

fn with_scheme(text: &str, from: usize, colon: usize) -> Found {
    let rest = text[colon..].strip_prefix("://")?;
    let before = &text[from..colon];
    let scheme = ["https", "http"].into_iter().find(|scheme| ends_with_ignoring_case(before, scheme))?;
    let start = colon - scheme.len();
    let end = colon + 3 + length(rest, Dots::Any)?;
    may_begin(text, from, start).then_some(())?;
    Some((start, end, Link::Url(SafeUrl::parse(&text[start..end]).ok()?)))
}

fn with_www(text: &str, from: usize, dot: usize) -> Found {
    ends_with_ignoring_case(&text[from..dot], "www").then_some(())?;
    let start = dot - 3;
    let end = start + length(&text[start..], Dots::AtLeastOne)?;
    may_begin(text, from, start).then_some(())?;
    Some((start, end, Link::Url(SafeUrl::parse(&format!("http://{}", &text[start..end])).ok()?)))
}

fn mail(text: &str, from: usize, at: usize) -> Found {
    let local = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'_' | b'-');
    let start = at - text.as_bytes()[from..at].iter().rev().take(MOST_BYTES).take_while(|b| local(b)).count();
    let rest = &text[at + 1..];
    let domain = rest
        .bytes()
        .take(MOST_BYTES)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        .count();
    let domain = rest[..domain].trim_end_matches('.');
    let valid = start < at && domain.contains('.') && !domain.ends_with(['-', '_']) && !domain.starts_with('.');
    let end = at + 1 + domain.len();
    let link = SafeUrl::parse(&format!("mailto:{}", &text[start..end])).ok()?;
    valid.then_some((start, end, Link::Url(link)))
}

fn ends_with_ignoring_case(text: &str, ending: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= ending.len() && bytes[bytes.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
}

/// GFM: at the beginning of a line, after white space, or after `*`, `_`, `~` or `(`. Here after
/// anything that is no letter or digit of ASCII, so that CJK text and its punctuation count too.
fn may_begin(text: &str, from: usize, start: usize) -> bool {
    text[from..start].chars().next_back().is_none_or(|before| !before.is_ascii_alphanumeric())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dots {
    /// `http://localhost` is an address.
    Any,
    /// `www.` needs something after it.
    AtLeastOne,
}

/// How many bytes of `rest` belong to the address that begins with its domain.
fn length(rest: &str, dots: Dots) -> Option<usize> {
    // One more than there may be: where every dot of a long text is looked at, each look has to end soon.
    let rest = &rest[..rest.floor_char_boundary(MOST_BYTES + 4)];
    let domain = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-')).count();
    let domain = rest[..domain].trim_end_matches('.');
    let has_labels = dots == Dots::Any || domain.contains('.');
    let begins = !domain.is_empty() && !domain.starts_with('.');
    if !has_labels || !begins || domain.rsplit('.').take(2).any(|label| label.contains('_')) {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || c == '<' || is_wide(c) || matches!(c, '“' | '”' | '‘' | '’' | '…');
    let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
    (whole.len() <= MOST_BYTES).then(|| without_punctuation(whole).len())
}

fn without_punctuation(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = match address.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"') => &address[..address.len() - 1],
            Some(')') if address.matches(')').count() > address.matches('(').count() => &address[..address.len() - 1],
            Some(';') => match address.rfind('&') {
                Some(at) if address[at + 1..address.len() - 1].bytes().all(|b| b.is_ascii_alphanumeric()) => {
                    &address[..at]
                }
                _ => &address[..address.len() - 1],
            },
            _ => return address,
        };
        address = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Links are shown as `[text](address)`.
    fn check(text: &str, expected: &str) {
        let mut nodes = vec![Node::Text(text.to_owned())];
        link(&mut nodes);
        let shown: String = nodes
            .iter()
            .map(|node| match node.element().and_then(Element::href) {
                Some(Link::Url(url)) => format!("[{}]({url})", node.text()),
                _ => node.text(),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn bare_addresses_are_links_without_the_punctuation_after_them() {
        check("see www.a.org/x.", "see [www.a.org/x](http://www.a.org/x).");
        check("(https://a.org/b_(c))!", "([https://a.org/b_(c)](https://a.org/b_(c)))!");
        check("http://a.org/?q=1&hl;", "[http://a.org/?q=1](http://a.org/?q=1)&hl;");
        check("write a.b@c.org, now", "write [a.b@c.org](mailto:a.b@c.org), now");
    }

    #[test]
    fn an_address_ends_before_cjk_text_and_may_follow_it() {
        check(
            "系统（http://www.neeq.com.cn/index/searchInfo.do）中搜索",
            "系统（[http://www.neeq.com.cn/index/searchInfo.do](http://www.neeq.com.cn/index/searchInfo.do)）中搜索",
        );
        check("官网：www.metabase.com。后面", "官网：[www.metabase.com](http://www.metabase.com)。后面");
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for text in ["a.b", "www", "www.", "ahttp://x.org", "http://", "10:30", "a@b", "x: y", "http://a_b.c_d"] {
            check(text, text);
        }
    }
}
