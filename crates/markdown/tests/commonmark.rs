//! CommonMark 0.31.2: all 652 examples of the specification.
//!
//! Each is compared after the normalisation of the specification's own test tool
//! (`test/normalize.py`). Where the allow-list takes something away, the expected output goes
//! through the same list by ammonia first; [`FILTERED`] names those examples.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::collections::{BTreeSet, HashMap, HashSet};

use article::{ArchivePath, Name, SafeUrl};
use html5gum::{Token, Tokenizer};
use markdown::{Dialect, Options, html};

/// Examples whose expected output holds what the allow-list does not let through: comments,
/// declarations, unknown or forbidden elements, foreign attributes, other schemes.
const FILTERED: &[u64] = &[
    21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 160, 163, 164, 165, 169, 170, 171, 172, 173, 174, 175, 176, 177,
    178, 179, 180, 181, 182, 183, 184, 187, 190, 191, 201, 308, 309, 344, 476, 477, 491, 494, 524, 536, 596, 598, 599,
    601, 613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630, 631, 642, 643,
];

fn render(text: &str) -> String {
    let path = ArchivePath::new("example.md").unwrap();
    let options = Options { dialect: Dialect::CommonMark, ..Options::default() };
    match markdown::read(text.as_bytes(), &path, &options) {
        Ok(parsed) => html::serialise(&parsed.article.body, &html::AsFiles),
        Err(article::Refusal::Empty | article::Refusal::WebPage) => String::new(),
        Err(refusal) => panic!("{refusal}"),
    }
}

#[test]
fn every_example_of_the_specification_renders_as_expected() {
    let Ok(vectors) = std::env::var("NEWSSTAND_VECTORS") else {
        return println!("NEWSSTAND_VECTORS is not set: the 652 examples were not run");
    };
    let file = std::fs::read_to_string(format!("{vectors}/commonmark/spec-0.31.2.json")).unwrap();
    let examples: Vec<serde_json::Value> = serde_json::from_str(&file).unwrap();
    assert_eq!(examples.len(), 652);
    let ammonia = allow_list();
    let mut filtered = BTreeSet::new();
    let mut wrong = Vec::new();
    for example in &examples {
        let number = example["example"].as_u64().unwrap();
        let expected = example["html"].as_str().unwrap();
        let source = example["markdown"].as_str().unwrap();
        if normalise(&render(source)) == normalise(expected) {
            continue;
        }
        // Two things that only the HTML parser makes of the expected text: a line end after the
        // last tag wrapped in whatever was left open, and an empty paragraph of a stray `</p>`.
        let ours = [source, source.trim_end()].map(|source| normalise(&render(source)).replace("<p></p>", ""));
        let allowed = normalise(&ammonia.clean(expected.trim_end()).to_string()).replace("<p></p>", "");
        match ours.contains(&allowed) {
            true => drop(filtered.insert(number)),
            false => {
                wrong.push(format!("{number}\n  ours     {ours:?}\n  expected {allowed}\n  of       {expected:?}"))
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples differ:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(filtered, FILTERED.iter().copied().collect(), "the list of filtered examples is out of date");
}

/// The allow-list of the body tree, as an ammonia policy.
fn allow_list() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    let dropped = [
        "canvas",
        "iframe",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "plaintext",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
        "xmp",
    ];
    builder
        .tags(Name::ALL.iter().map(|name| name.as_str()).collect())
        .clean_content_tags(HashSet::from(dropped))
        .generic_attributes(HashSet::from(["title", "lang"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt", "width", "height"])),
            ("ol", HashSet::from(["start"])),
            ("code", HashSet::from(["class"])),
            ("td", HashSet::from(["align", "colspan", "rowspan"])),
            ("th", HashSet::from(["align", "colspan", "rowspan"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .attribute_filter(|_, attribute, value| match attribute {
            "href" => SafeUrl::parse(value).ok().map(|url| url.as_str().to_owned().into()),
            "src" => SafeUrl::parse_image(value).ok().map(|url| url.as_str().to_owned().into()),
            _ => Some(value.into()),
        })
        .link_rel(None);
    builder
}

#[derive(Clone, Copy, PartialEq)]
enum Last {
    Start,
    End,
    Other,
}

/// `test/normalize.py` of the specification: white space collapsed outside `pre` and cut around
/// block tags, attributes sorted, entities decoded.
fn normalise(markup: &str) -> String {
    let mut out = String::new();
    let (mut last, mut last_tag, mut in_pre) = (Last::Start, String::new(), false);
    for Ok(token) in Tokenizer::new(markup) {
        match token {
            Token::String(text) => {
                let mut text = String::from_utf8_lossy(&text).into_owned();
                let after_block = last != Last::Other && is_block(&last_tag);
                if last != Last::Other && last_tag == "br" {
                    text = text.trim_start_matches('\n').to_owned();
                }
                if !in_pre {
                    text = collapse(&text);
                    if after_block {
                        text = if last == Last::Start { text.trim_start() } else { text.trim() }.to_owned();
                    }
                }
                out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
                last = Last::Other;
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if name == "pre" {
                    in_pre = false;
                } else if is_block(&name) {
                    out.truncate(out.trim_end().len());
                }
                out.push_str(&format!("</{name}>"));
                (last, last_tag) = (Last::End, name);
            }
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                in_pre |= name == "pre";
                if is_block(&name) {
                    out.truncate(out.trim_end().len());
                }
                out.push_str(&format!("<{name}"));
                for (key, value) in &tag.attributes {
                    let (key, value) = (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
                    out.push_str(&format!(" {key}={value:?}"));
                }
                out.push('>');
                last = if tag.self_closing { Last::End } else { Last::Start };
                last_tag = name;
            }
            Token::Comment(comment) => out.push_str(&format!("<!--{}-->", String::from_utf8_lossy(&comment))),
            Token::Doctype(_) => out.push_str("<!doctype>"),
            Token::Error(_) => {}
        }
    }
    out.trim().to_owned()
}

fn collapse(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c.is_whitespace() && c != '\u{a0}' {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

fn is_block(tag: &str) -> bool {
    const BLOCKS: [&str; 44] = [
        "article",
        "header",
        "aside",
        "hgroup",
        "blockquote",
        "hr",
        "iframe",
        "body",
        "li",
        "map",
        "button",
        "object",
        "canvas",
        "ol",
        "caption",
        "output",
        "col",
        "p",
        "colgroup",
        "pre",
        "dd",
        "progress",
        "div",
        "section",
        "dl",
        "table",
        "td",
        "dt",
        "tbody",
        "embed",
        "textarea",
        "fieldset",
        "tfoot",
        "figcaption",
        "th",
        "figure",
        "thead",
        "footer",
        "tr",
        "form",
        "ul",
        "video",
        "script",
        "style",
    ];
    BLOCKS.contains(&tag)
        || (tag.len() == 2 && tag.starts_with('h') && ('1'..='6').contains(&tag.chars().nth(1).unwrap()))
}
