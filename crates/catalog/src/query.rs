//! The text of a query: `name=value` pairs, percent-encoded as HTML forms do.

/// Bytes of an address that are looked at. Browsers stop far below.
const MAX_BYTES: usize = 64 * 1024;

/// The pairs of a query, decoded. A leading `?` is left out, a pair without `=` has an empty value, a
/// pair that is not UTF-8 after decoding is left out.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let query = query.strip_prefix('?').unwrap_or(query);
    let end = query.floor_char_boundary(MAX_BYTES);
    query[..end].split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decode(name)?, decode(value)?))
    })
}

/// Appends `name=value`, with `&` before it unless it is the first.
pub(crate) fn push_pair(out: &mut String, name: &str, value: &str) {
    if !out.is_empty() {
        out.push('&');
    }
    out.push_str(name);
    out.push('=');
    for c in value.chars() {
        match c {
            ' ' => out.push('+'),
            'A'..='Z' | 'a'..='z' | '0'..='9' => out.push(c),
            '-' | '.' | '_' | '~' | '/' | '!' | '$' | '(' | ')' | '*' | ',' | ':' | ';' | '@' => out.push(c),
            // Letters of other scripts stay readable: the browser encodes them by itself. Spaces and
            // controls beyond ASCII would be lost when a link is copied.
            c if !c.is_ascii() && !c.is_whitespace() && !c.is_control() => out.push(c),
            c => {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes).bytes().for_each(|byte| article::push_percent(out, byte));
            }
        }
    }
}

/// Undoes [`push_pair`]'s encoding: `+` is a space, a lone `%` is itself.
fn decode(text: &str) -> Option<String> {
    // An encoded plus is `%2B`, so every bare one is a space.
    article::percent_decode(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        let mut out = String::new();
        push_pair(&mut out, "q", value);
        assert_eq!(out, format!("q={expected}"));
        assert_eq!(pairs(&out).collect::<Vec<_>>(), [("q".to_owned(), value.to_owned())]);
    }

    #[test]
    fn what_separates_is_encoded_and_scripts_stay_readable() {
        check("小红书", "小红书");
        check("DOU+ A/B 测试", "DOU%2B+A/B+测试");
        check("a&b=c#d?e%20f", "a%26b%3Dc%23d%3Fe%2520f");
        check("\"<'>`\\^{|}", "%22%3C%27%3E%60%5C%5E%7B%7C%7D");
        check("a\u{3000}b\u{85}", "a%E3%80%80b%C2%85");
    }

    #[test]
    fn broken_encoding_is_read_as_far_as_it_makes_sense() {
        let read = |query| pairs(query).collect::<Vec<_>>();
        assert_eq!(read("?q=100%"), [("q".to_owned(), "100%".to_owned())]);
        assert_eq!(read("q=%ff&tag=a"), [("tag".to_owned(), "a".to_owned())]);
        assert_eq!(
            read("&&q"),
            [(String::new(), String::new()), (String::new(), String::new()), ("q".to_owned(), String::new())]
        );
    }
}
