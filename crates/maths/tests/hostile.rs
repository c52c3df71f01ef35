//! What an author may write into a formula: nothing of it may come out as more than text, take long
//! or end the program.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::time::{Duration, Instant};

use article::Formula;
use maths::{Element, Error, Name, Node, read, text};
use proptest::prelude::*;

/// Everything in the text of a formula that a browser would take for a tag or an attribute.
fn assert_closed(formula: &Element) {
    let names: Vec<_> = Name::ALL.iter().map(|name| name.as_str()).collect();
    let attributes = [
        "display",
        "mathvariant",
        "stretchy",
        "symmetric",
        "minsize",
        "maxsize",
        "form",
        "movablelimits",
        "largeop",
        "accent",
        "width",
        "linethickness",
        "displaystyle",
        "scriptlevel",
        "class",
    ];
    let written = text::serialise(formula);
    for tag in written.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        let mut words = tag.trim_start_matches('/').split(' ');
        assert!(names.contains(&words.next().unwrap()), "{tag}");
        for word in words {
            // Values with spaces are lists of classes: their other words hold no equals sign.
            if let Some((name, value)) = word.split_once('=') {
                assert!(attributes.contains(&name), "{tag}");
                assert!(!value.contains([':', '(', '/']), "{tag}");
            }
        }
    }
}

#[test]
fn markup_inside_a_formula_is_text() {
    for tex in [
        r"\operatorname{<img src=x onerror=alert(1)>}",
        r"\text{<script>alert(1)</script>}",
        r"</math><img src=x onerror=alert(1)>",
        r#"\mathrm{"><svg onload=alert(1)>}"#,
        r"\sin\text{&lt;img src=x onerror=alert(1)&gt;}",
    ] {
        let formula = read(tex, Formula::Inline).unwrap();
        assert_closed(&formula);
        assert!(!text::serialise(&formula).contains("<img"));
    }
}

#[test]
fn commands_that_reach_outside_the_formula_are_not_known() {
    for tex in [
        r"\href{javascript:alert(1)}{x}",
        r"\url{javascript:alert(1)}",
        r"\includegraphics{https://x.example/a.png}",
        r"\htmlData{a=b}{x}",
        r"\class{ns-bar}{x}",
        r"\style{position:fixed}{x}",
        r"\unicode{x3c}",
        r"\require{action}",
        r"\input{/etc/passwd}",
        r"\def\a{\a\a}\a",
        r"\newcommand{\a}{b}\a",
        r"\char中",
    ] {
        assert!(matches!(read(tex, Formula::Inline), Err(Error::Unreadable(_))), "{tex}");
    }
}

#[test]
fn the_reason_never_repeats_what_the_author_wrote() {
    let Err(reason) = read(r"\frac{<img src=x onerror=alert(1)>}", Formula::Inline) else { panic!("it was read") };
    assert!(!reason.to_string().contains('<'), "{reason}");
}

#[test]
fn what_is_made_to_be_deep_or_long_is_refused_at_once() {
    let nested = |open: &str, close: &str, times: usize| format!("{}x{}", open.repeat(times), close.repeat(times));
    let cases = [
        nested("{", "}", 50_000),
        nested("{", "}", 4_000),
        nested(r"\sqrt{", "}", 1_000),
        nested(r"\left(", r"\right)", 500),
        nested(r"\begin{matrix}", r"\end{matrix}", 300),
        r"\sqrt".repeat(590),
        r"\frac1".repeat(590),
        r"\frac{1}".repeat(590),
        r"\hat".repeat(590),
        r"\not".repeat(590),
        r"x^\sqrt".repeat(590),
        "x_".repeat(5_000),
        "x^{".repeat(3_000),
        "{".repeat(9_999),
        "&".repeat(9_999),
        format!(r"\begin{{array}}{{{}}}x\end{{array}}", "|c".repeat(4_900)),
        format!(r"\begin{{array}}{{c}}{}\end{{array}}", r"\\\hline".repeat(550)),
        r"\displaystyle ".repeat(590),
        r"\kern99999999999999999999999999999999999999999999999em".to_owned(),
        format!(r"\text{{{}}}", "{".repeat(5_000)),
    ];
    for tex in cases {
        let start = Instant::now();
        if let Ok(formula) = read(&tex, Formula::Display) {
            assert_closed(&formula);
        }
        let took = start.elapsed();
        assert!(took < Duration::from_millis(500), "{took:?} for {}", &tex[..tex.len().min(60)]);
    }
}

/// Every formula among the vectors (`math_xss`), which are not part of this repository.
#[test]
fn nothing_outside_the_list_comes_out_of_the_known_attacks() {
    let Ok(folder) = std::env::var("NEWSSTAND_VECTORS") else {
        eprintln!("not run: NEWSSTAND_VECTORS names no folder");
        return;
    };
    let mut seen = 0;
    for file in ["xss_live.json", "xss_vectors.json", "ui_and_privacy.json"] {
        let text = std::fs::read_to_string(format!("{folder}/xss/{file}")).unwrap();
        let vectors: serde_json::Value = serde_json::from_str(&text).unwrap();
        every_text(&vectors, &mut |vector| {
            seen += 1;
            let tex = vector.trim_matches('$');
            for tex in [tex.to_owned(), format!(r"\text{{{tex}}}"), format!(r"\operatorname{{{tex}}}")] {
                if let Ok(formula) = read(&tex, Formula::Inline) {
                    assert_closed(&formula);
                }
            }
        });
    }
    assert!(seen > 3_000, "only {seen} texts among the vectors");
}

fn every_text(value: &serde_json::Value, look: &mut dyn FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => look(text),
        serde_json::Value::Array(values) => values.iter().for_each(|value| every_text(value, look)),
        serde_json::Value::Object(values) => values.values().for_each(|value| every_text(value, look)),
        _ => {}
    }
}

/// Pieces of which formulas are made, in any order: nearer to the grammar than any text.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "{",
        "}",
        "{",
        "}",
        "^",
        "_",
        "&",
        r"\\",
        "[",
        "]",
        "(",
        "x",
        "12",
        ".",
        "+",
        "<",
        "~",
        " ",
        "\n",
        "%",
        "$",
        "#",
        "'",
        "`",
        "中",
        "😀",
        r"\{",
        r"\ ",
        r"\frac",
        r"\sqrt",
        r"\sqrt[3]",
        r"\hat",
        r"\not",
        r"\text{",
        r"\mathbb",
        r"\left(",
        r"\right)",
        r"\left.",
        r"\right|",
        r"\middle|",
        r"\begin{array}{c|r}",
        r"\end{array}",
        r"\hline",
        r"\begin{aligned}",
        r"\end{aligned}",
        r"\begin{cases}",
        r"\end{cases}",
        r"\kern",
        "1em",
        "-3pt",
        r"\sum",
        r"\limits",
        r"\operatorname{",
        r"\overset",
        r"\underbrace",
        r"\big",
        r"\displaystyle",
        r"\genfrac",
        r"\char",
        r"\def",
    ]);
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_closed_formula_or_a_reason(tex in any::<String>()) {
        if let Ok(formula) = read(&tex, Formula::Inline) {
            assert_closed(&formula);
        }
    }

    #[test]
    fn any_scraps_of_tex_give_a_closed_formula_or_a_reason(tex in scraps()) {
        if let Ok(formula) = read(&tex, Formula::Display) {
            assert_closed(&formula);
            prop_assert_eq!(Some(formula), read(&tex, Formula::Display).ok());
        }
    }
}

/// The words of a formula, in order.
fn words(node: &Element, out: &mut String) {
    for child in &node.children {
        match child {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => words(element, out),
        }
    }
}

#[test]
fn words_with_signs_of_markup_are_shown_as_they_are() {
    let formula = read(r#"a<b \text{ & "c"}"#, Formula::Inline).unwrap();
    let mut shown = String::new();
    words(&formula, &mut shown);
    assert_eq!(shown, "a<b\u{a0}& \"c\"");
}
