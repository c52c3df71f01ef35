//! The tokenizer by itself, and next to html5gum, which follows the standard state by state.

use html5gum::Tokenizer as Standard;
use html5gum::emitters::default::{DefaultEmitter, Token as StandardToken};
use proptest::prelude::*;

use super::*;

/// Attacks in which a named reference has no semicolon: html5gum resolves it, we do not.
///
/// `&lt`, `&LT`, `jim &current joe`, `this &amp that`, `…?active=true&current=true`,
/// `…?array[]=1&params_in[]=2`: the last two are addresses as people write them.
const WITHOUT_SEMICOLON: [&str; 6] =
    ["patt-0617", "patt-0619", "bleach-0021", "bleach-0073", "bleach-0074", "bleach-0252"];

/// Examples of CommonMark that show such references: `&nbsp`, `&copy`.
const EXAMPLES_WITHOUT_SEMICOLON: [u64; 2] = [28, 29];

/// Tokens in one line: tags with their source, text in quotes, neighbouring texts as one.
#[derive(Default)]
struct Shown {
    out: String,
    text: String,
}

impl Shown {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn tag(&mut self, shown: &str, source: &str) {
        self.settle();
        self.out.push_str(&format!("{shown} from {source:?}\n"));
    }

    fn settle(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.out.push_str(&format!("{text:?}\n"));
        }
    }

    fn finish(mut self) -> String {
        self.settle();
        self.out
    }
}

fn ours(html: &str) -> String {
    let mut shown = Shown::default();
    for token in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let (name, attributes, self_closing) = (tag.name, tag.attributes, tag.self_closing);
                shown.tag(&format!("<{name} {attributes:?} {self_closing}>"), tag.source);
            }
            Token::EndTag { name, source } => shown.tag(&format!("</{name}>"), source),
            Token::Text(text) => shown.text(&text),
        }
    }
    shown.finish()
}

fn standard(html: &str) -> String {
    let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut shown = Shown::default();
    for Ok(token) in Standard::new_with_emitter(html, emitter) {
        match token {
            StandardToken::StartTag(tag) => {
                let attributes: Vec<_> =
                    tag.attributes.iter().map(|(name, value)| (string(name), string(&value.value))).collect();
                let (name, self_closing) = (string(&tag.name), tag.self_closing);
                let source = &html[tag.span.start..tag.span.end];
                shown.tag(&format!("<{name} {attributes:?} {self_closing}>"), source);
            }
            StandardToken::EndTag(tag) => {
                shown.tag(&format!("</{}>", string(&tag.name)), &html[tag.span.start..tag.span.end]);
            }
            StandardToken::String(text) => shown.text(&string(&text)),
            StandardToken::Comment(_) | StandardToken::Doctype(_) | StandardToken::Error(_) => {}
        }
    }
    shown.finish()
}

/// A text as it leaves `decode`: without NUL and carriage return.
fn decoded(text: &str) -> String {
    text.replace('\0', "\u{fffd}").replace("\r\n", "\n").replace('\r', "\n")
}

/// Ours, and the same from html5gum.
fn check(html: &str, expected: &str) {
    assert_eq!(ours(html).trim_end(), expected, "{html}");
    assert_eq!(standard(html).trim_end(), expected, "html5gum: {html}");
}

#[test]
fn tags_have_names_attributes_and_their_source() {
    check(
        "<A Href='x' b=y/z c d = \"&lt;\">",
        r#"<a [("b", "y/z"), ("c", ""), ("d", "<"), ("href", "x")] false> from "<A Href='x' b=y/z c d = \"&lt;\">""#,
    );
    check("<b/><br / ></I x=1>", "<b [] true> from \"<b/>\"\n<br [] false> from \"<br / >\"\n</i> from \"</I x=1>\"");
    check("<a =b a=1 A=2>", r#"<a [("=b", ""), ("a", "1")] false> from "<a =b a=1 A=2>""#);
    check("<Business Value>", r#"<business [("value", "")] false> from "<Business Value>""#);
}

#[test]
fn a_sign_that_begins_no_tag_is_text() {
    check("a < b <3 <", r#""a < b <3 <""#);
    check("</", r#""</""#);
}

#[test]
fn comments_and_declarations_are_skipped() {
    check("a<!-- x --- > -->b<!-->c<!--->d<!-- --!>e", r#""abcde""#);
    check("<!DOCTYPE html>a<?php 1 ?>b</3>c<![CDATA[d]]>e</>f", r#""abcef""#);
}

#[test]
fn what_has_no_end_takes_the_rest_with_it() {
    for html in ["a<b", "a<b c", "a<b c=", "a<b c='>", "a</b ", "a<!-- >", "a<!x"] {
        check(html, r#""a""#);
    }
}

#[test]
fn the_content_of_some_elements_is_text_up_to_their_end_tag() {
    for name in ["style", "xmp", "iframe", "noembed", "noscript"] {
        let end = format!("</{name}> from \"</{}>\"", name.to_uppercase());
        let html = format!("<{name}><b>&lt;</{name}x></{}>c", name.to_uppercase());
        check(&html, &format!("<{name} [] false> from \"<{name}>\"\n\"<b>&lt;</{name}x>\"\n{end}\n\"c\""));
    }
    check("<title>&lt;<b></title>", "<title [] false> from \"<title>\"\n\"<<b>\"\n</title> from \"</title>\"");
    check("<plaintext><b></plaintext>", "<plaintext [] false> from \"<plaintext>\"\n\"<b></plaintext>\"");
    // html5gum 0.9 has this name wrong: it waits for `noframe`.
    assert!(ours("<noframes><b></noframes>").contains("\n\"<b>\"\n"));
}

#[test]
fn a_script_in_a_comment_in_a_script_does_not_end_it() {
    let script = "<script [] false> from \"<script>\"";
    let end = "</script> from \"</script>\"";
    check("<script>a</script>", &format!("{script}\n\"a\"\n{end}"));
    check("<script><!--</script>", &format!("{script}\n\"<!--\"\n{end}"));
    check("<script><!--<script></script>--></script>", &format!("{script}\n\"<!--<script></script>-->\"\n{end}"));
    check("<script><!--><script></script>", &format!("{script}\n\"<!--><script>\"\n{end}"));
}

#[test]
fn hostile_text_takes_linear_time() {
    for piece in
        ["<a ", "<!--", "</", "<", "&", "&lt;", "<a b='", "a<!-", "<script><!--<script>", "<title></titl", "&#"]
    {
        let _ = ours(&piece.repeat(20_000));
    }
    let attributes: String = (0..20_000).map(|number| format!(" a{number}")).collect();
    let html = format!("<p{attributes}>");
    let Some(Token::StartTag(tag)) = Tokenizer::new(&html).next() else { panic!("no tag") };
    assert_eq!(tag.attributes.len(), MOST_ATTRIBUTES);
}

#[test]
fn known_attacks_are_cut_as_the_standard_says() {
    let Some(attacks) = vectors("xss/xss_vectors.json") else { return };
    assert_eq!(attacks.len(), 3_574);
    let differs = |attack: &&serde_json::Value| {
        let html = decoded(attack["input"].as_str().unwrap());
        ours(&html) != standard(&html)
    };
    let different: Vec<_> = attacks.iter().filter(differs).map(|attack| attack["id"].as_str().unwrap()).collect();
    assert_eq!(different, WITHOUT_SEMICOLON);
}

#[test]
fn the_examples_of_commonmark_are_cut_as_the_standard_says() {
    let Some(examples) = vectors("commonmark/spec-0.31.2.json") else { return };
    let differs = |example: &&serde_json::Value| {
        ["html", "markdown"].iter().any(|side| {
            let html = example[side].as_str().unwrap();
            ours(html) != standard(html)
        })
    };
    let different: Vec<_> =
        examples.iter().filter(differs).map(|example| example["example"].as_u64().unwrap()).collect();
    assert_eq!(different, EXAMPLES_WITHOUT_SEMICOLON);
}

/// A list of the shared vectors.
fn vectors(file: &str) -> Option<Vec<serde_json::Value>> {
    let Ok(folder) = std::env::var("NEWSSTAND_VECTORS") else {
        println!("NEWSSTAND_VECTORS is not set: {file} was not run");
        return None;
    };
    Some(serde_json::from_str(&std::fs::read_to_string(format!("{folder}/{file}")).unwrap()).unwrap())
}

/// Pieces of tags, as likely to fit together as not. No `&` is followed by a letter without the
/// semicolon.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<",
        "</",
        ">",
        "/>",
        "<a",
        "</a>",
        "<A b='",
        "\"",
        "'",
        "=",
        " ",
        "\n",
        "\t",
        "/",
        "href",
        "HREF=x",
        "<!--",
        "-->",
        "--!>",
        "-",
        "!",
        "<!",
        "<?",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE",
        "<script",
        "<script>",
        "</script>",
        "</SCRIPT ",
        "<style>",
        "</style",
        "<title>",
        "</title>",
        "<textarea ",
        "</textarea/>",
        "<plaintext>",
        "<noscript>",
        "</noscript>",
        "<xmp/>",
        "</xmp>",
        "&amp;",
        "&lt;",
        "&nosuch;",
        "&#60;",
        "&#x3c",
        "&#0;",
        "&#150;",
        "& ",
        "中文",
        "é",
        "x",
        "text",
        "#",
        ";",
        "\u{a0}",
        "\u{fffd}",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn tag_soup_is_cut_as_the_standard_says(html in soup()) {
        prop_assert_eq!(ours(&html), standard(&html));
    }
}
