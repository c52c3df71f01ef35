//! What follows the name in a tag.
//!
//! ```text
//! tag   = "{%" "-"? name args "-"? "%}"  |  "{{<" name args "/"? ">}}"  |  "{{%" name args "/"? "%}}"
//! name  = "/"? letter (letter | digit | "-" | "_")*
//! args  = (space+ arg)*
//! arg   = key ("=" | ":") value  |  value
//! value = '"' … '"'  |  "'" … "'"  |  "`" … "`"  |  anything without white space
//! ```

/// A tag that stands at the start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) args: Args<'a>,
    /// How many bytes of the text it takes.
    pub(super) length: usize,
}

/// The arguments of a tag.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Args<'a> {
    named: Vec<(&'a str, &'a str)>,
    words: Vec<&'a str>,
}

/// More are not looked at.
const MOST: usize = 32;
/// Bytes of a tag; a longer one is none.
const LONGEST: usize = 2_000;

impl<'a> Tag<'a> {
    /// Reads the tag that the text begins with.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (opener, closer) =
            [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")].into_iter().find(|(opener, _)| text.starts_with(opener))?;
        let inside = &text[opener.len()..];
        let end = end_of(inside, closer)?;
        let length = opener.len() + end + closer.len();
        let inside = inside[..end].trim_matches(['-', ' ', '\t']).trim_end_matches('/').trim_end();
        let name_end = inside.find([' ', '\t']).unwrap_or(inside.len());
        let (name, rest) = inside.split_at(name_end);
        let is_name = name.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
        is_name.then(|| Self { name, args: Args::read(rest), length })
    }
}

/// The first line, as far as a tag may reach: many openers on a long line do not each look to its end.
pub(super) fn beginning(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    text.split('\n').next().unwrap_or_default()
}

/// Where a tag's closer stands, outside quotes, on the same line.
fn end_of(text: &str, closer: &str) -> Option<usize> {
    let line = beginning(text);
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, _) if line[at..].starts_with(closer) => return Some(at),
            // Only after `=` or a space: an apostrophe inside a word quotes nothing.
            (None, '"' | '\'') if line[..at].ends_with(['=', ' ', '(']) => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    // A quotation that does not end was none.
    line.find(closer).filter(|_| quote.is_some())
}

impl<'a> Args<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let mut args = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() && args.named.len() + args.words.len() < MOST {
            let key_end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
            let (key, after) = rest.split_at(key_end);
            match after.strip_prefix(['=', ':']).filter(|value| key_end > 0 && !value.starts_with("//")) {
                Some(after) => {
                    let (value, after) = value(after);
                    args.named.push((key, value));
                    rest = after.trim_start();
                }
                None => {
                    let (word, after) = value(rest);
                    args.words.push(word);
                    rest = after.trim_start();
                }
            }
        }
        args
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        self.named.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| *value)
    }

    /// The value of the first of these keys that is there, or the word at this place.
    pub(super) fn any(&self, keys: &[&str], place: usize) -> Option<&'a str> {
        keys.iter().find_map(|key| self.get(key)).or_else(|| self.words.get(place).copied())
    }

    /// The words from this place on, as one text.
    pub(super) fn words_from(&self, place: usize) -> String {
        self.words.get(place..).unwrap_or_default().join(" ")
    }
}

/// The value at the start of the text, and what follows it.
fn value(text: &str) -> (&str, &str) {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))
        && let Some((value, rest)) = text[1..].split_once(quote)
    {
        return (value, rest);
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    match end {
        0 => text.split_at(text.chars().next().map_or(0, char::len_utf8)),
        end => text.split_at(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, key: &str, expected: Option<&str>) {
        let tag = Tag::read(text).unwrap();
        assert_eq!((tag.name, tag.args.get(key)), (name, expected), "{text}");
    }

    #[test]
    fn tags_have_names_and_arguments_in_any_quotes() {
        check("{% tab title=\"a b\" %}", "tab", "title", Some("a b"));
        check("{%- tab title='a %} b' icon=x -%}", "tab", "title", Some("a %} b"));
        check("{{< figure src=\"/a b.png\" alt=`c` >}} d", "figure", "alt", Some("c"));
        check("{{% /tab %}}", "/tab", "x", None);
        check("{% codeblock x lang:js %}", "codeblock", "lang", Some("js"));
        check("{% hint style=\"info %}", "hint", "style", Some("\"info"));
    }

    #[test]
    fn what_does_not_end_on_its_line_or_has_no_name_is_no_tag() {
        for text in ["{%", "{% hint", "{% hint\n%}", "{%%}", "{% 1 %}", "{{ x }}", "{{<>}}", "{% \"a\" %}"] {
            assert_eq!(Tag::read(text), None, "{text}");
        }
    }

    #[test]
    fn words_without_a_key_keep_their_order() {
        let tag = Tag::read("{% note warning Mind the gap %}").unwrap();
        assert_eq!((tag.args.any(&["class"], 0), tag.args.words_from(1)), (Some("warning"), "Mind the gap".into()));
        let tag = Tag::read("{{< youtube https://example.org/a:b >}}").unwrap();
        assert_eq!(tag.args.any(&["id"], 0), Some("https://example.org/a:b"));
    }
}
