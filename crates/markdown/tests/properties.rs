//! What holds for any text at all: a tree inside the limits, twice the same, and nothing that the
//! allow-list of HTML's own sanitiser would take away.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

mod promises;

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use article::{ArchivePath, Article, Limits, Name};
use html5gum::{Token, Tokenizer};
use markdown::{Options, html};
use proptest::prelude::*;

/// What articles are made of, good and bad; a text is some of these in any order.
const PIECES: &[&str] = &[
    "word ",
    "中文，",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "# ",
    "## a {#b}\n",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "1. ",
    "- [x] ",
    "***",
    "*",
    "__",
    "~~",
    "`",
    "```rust\n",
    "\n```\n",
    "|a|b|\n|-|:-:|\n|c|",
    "[a](b.md#c)",
    "![a](../b.png \"c\")",
    "[^1]",
    "\n[^1]: note\n",
    "[r]",
    "\n[r]: <java\nscript:x>\n",
    "<https://a.example>",
    "https://b.example/。",
    "www.",
    "\\",
    "&#0;",
    "&lt;",
    "&colon;",
    "<b>",
    "</b>",
    "<p align=center>",
    "</p>",
    "<table>",
    "<tr>",
    "<td rowspan=0>",
    "</table>",
    "<li>",
    "<a href=\"java&#9;script:x\">",
    "<a href=b>",
    "</a>",
    "<img src=x onerror=y>",
    "<svg/onload=x>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<details open>",
    "<summary>",
    "</details>",
    "<ruby>",
    "<rt>",
    "<math>",
    "<h1>",
    "<input checked>",
    "<progress value=9 max=3>",
    "<template>",
    "<textarea>",
    "<pre>\n",
    "</pre>",
    "Option<T>",
    "<",
    "{% hint style=\"x\" %}\n",
    "{% endhint %}\n",
    "{% embed url=\"javascript:x\" %}\n",
    "{% tab title=\"a\" %}",
    "---\n",
    "title: \"a\n",
    "tags: [a, *b]\n",
    "+++\n",
    "=",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{fdd0}",
    "$$x$$",
    "%%",
    "==",
    ":::",
];

/// Two readings of a test build on a machine that does other things as well.
const MOST_TIME: Duration = Duration::from_secs(20);

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn read(text: &str, limits: Limits) -> Option<Article> {
    let path = ArchivePath::new("notes/a.md").unwrap();
    let options = Options { limits, ..Options::default() };
    let parsed = markdown::read(text.as_bytes(), &path, &options).ok();
    assert_eq!(parsed, markdown::read(text.as_bytes(), &path, &options).ok(), "a second reading says something else");
    parsed.map(|parsed| parsed.article)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_text_becomes_an_article_that_keeps_every_promise(text in any_text()) {
        if let Some(article) = read(&text, Limits::default()) {
            promises::hold(&article, &Limits::default());
        }
    }

    #[test]
    fn small_limits_are_kept_as_well(text in any_text(), depth in 2..8_usize, nodes in 1..60_usize) {
        let limits = Limits { depth, nodes, ..Limits::default() };
        if let Some(article) = read(&text, limits) {
            promises::hold(&article, &limits);
        }
    }

    /// What is compared is what an element is and has, not where it stands: the sanitiser parses first,
    /// and HTML's parser moves blocks out of paragraphs and ends links by rules of its own.
    #[test]
    fn a_sanitiser_with_the_same_list_finds_nothing_to_take_away(text in any_text()) {
        if let Some(article) = read(&text, Limits::default()) {
            let ours = html::serialise(&article.body, &html::AsFiles);
            let (before, after) = (inventory(&ours), inventory(&sanitiser().clean(&ours).to_string()));
            let lost: Vec<_> = before.difference(&after).collect();
            prop_assert!(lost.is_empty(), "{lost:?} of {ours}");
        }
    }
}

/// Shapes that once took, or might take, time that grows with the square of the text. At this size a linear
/// reading takes 50 ms where this is tested; a quadratic one takes minutes.
#[test]
fn what_is_ten_times_as_long_takes_no_hundred_times_as_long() {
    let shapes = [
        "www.",
        "[ (](",
        "[a](b",
        "[a](<b",
        "*a_ ",
        "> ",
        "- ",
        "a@b.",
        "http://",
        "[^a] ",
        "<b>",
        "</p",
        "<!--",
        "![",
        "(",
        "`a",
        "{% hint %}\n",
        "$a",
        "==",
        "[[",
        "|a",
        "&",
        "\\(",
        "~~a ",
        "://",
        "**“",
        "<table><tr><td>",
        "a\n: ",
        "#",
        "[a]: b\n",
    ];
    for shape in shapes {
        let start = Instant::now();
        read(&shape.repeat(400_000 / shape.len()), Limits::default());
        assert!(start.elapsed() < MOST_TIME, "{shape:?} takes {:?}", start.elapsed());
    }
    let start = Instant::now();
    read(&format!("{0}a{0}", "*".repeat(300_000)), Limits::default());
    assert!(start.elapsed() < MOST_TIME, "nested emphasis takes {:?}", start.elapsed());
}

/// Every kind of start tag, with its attributes but for addresses: ammonia drops those that lead nowhere,
/// such as a host with a space in it, which do no harm and are shown as their author wrote them.
fn inventory(markup: &str) -> HashSet<String> {
    let tag = |token| match token {
        Token::StartTag(tag) => {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let written = tag.attributes.iter().filter(|(key, _)| !["href", "src"].contains(&text(key).as_str()));
            let attributes = written.map(|(key, value)| format!(" {}={:?}", text(key), text(value)));
            Some(text(&tag.name) + &attributes.collect::<String>())
        }
        _ => None,
    };
    Tokenizer::new(markup).filter_map(|Ok(token)| tag(token)).collect()
}

/// The allow-list of `article`, as a policy of ammonia. Addresses are `promises`' to
/// look at, and `SafeUrl`'s, whose own tests have a WHATWG parser for their judge.
fn sanitiser() -> ammonia::Builder<'static> {
    let everywhere = ["id", "class", "title", "lang", "align"];
    let mut builder = ammonia::Builder::default();
    builder
        .tags(Name::ALL.iter().map(|name| name.as_str()).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from(everywhere))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt", "width", "height"])),
            ("ol", HashSet::from(["start"])),
            ("td", HashSet::from(["colspan", "rowspan", "width", "height"])),
            ("th", HashSet::from(["colspan", "rowspan", "width", "height"])),
            ("col", HashSet::from(["width"])),
            ("table", HashSet::from(["width", "height"])),
            ("details", HashSet::from(["open"])),
            ("input", HashSet::from(["type", "disabled", "checked"])),
            ("progress", HashSet::from(["max", "value"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    builder
}
