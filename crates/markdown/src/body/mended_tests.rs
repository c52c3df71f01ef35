//! Links that CommonMark refuses. The rule is in the parser: `vendor/pulldown-cmark/src/mend.rs`.

use article::{ArchivePath, Node};

use crate::{Options, html};

/// What a paragraph becomes; addresses are below `https://a.example`.
fn check(text: &str, expected: &str) {
    let path = ArchivePath::new("notes/a.md").unwrap();
    let body = super::render(text, &path, &Options::default());
    let shown = html::serialise(&body.nodes, &html::AsFiles).replace("https://a.example/", "~/");
    assert_eq!(shown.trim_end(), format!("<p>{expected}</p>"), "{text}");
}

#[test]
fn an_address_may_hold_spaces_and_single_parentheses() {
    check(
        "[分享](https://a.example/s?title=甲 (89)  乙&pic=x.jpg)扫",
        "<a href=\"~/s?title=%E7%94%B2%20(89)%20%20%E4%B9%99&amp;pic=x.jpg\">分享</a>扫",
    );
    check(
        "[a](https://a.example/s?t=乙 (丙&pic=x.jpg)扫",
        "<a href=\"~/s?t=%E4%B9%99%20(%E4%B8%99&amp;pic=x.jpg\">a</a>扫",
    );
    check("[a](https://a.example/x y) and (b)", "<a href=\"~/x%20y\">a</a> and (b)");
    check("![](https://a.example/56 Hilbert curve.gif)", "<img src=\"~/56%20Hilbert%20curve.gif\" alt=\"\">");
    check("![](pics/a b (1).png?x)后", "<img src=\"notes/pics/a%20b%20(1).png\" alt=\"\">后");
    check("[a](b c.md#d)", "<a href=\"notes/b%20c.md#h-d\">a</a>");
    check("[a](x [b](https://a.example/y)", "[a](x <a href=\"~/y\">b</a>");
}

#[test]
fn a_line_may_end_inside_an_address_once() {
    check("[a](https://a.example/x/PRN\nGs.md)。", "<a href=\"~/x/PRNGs.md\">a</a>。");
    check("[a](https://a.example/x[b](https://a.example/y)", "[a](<a href=\"~/x\">~/x</a><a href=\"~/y\">b</a>");
    check("[a](https://a.example/x\nand more)", "[a](<a href=\"~/x\">~/x</a>\nand more)");
    let path = ArchivePath::new("a.md").unwrap();
    let quoted = super::render("> [a](https://a.example/x\n> y) b", &path, &Options::default());
    assert_eq!(quoted.nodes.iter().map(Node::text).collect::<String>(), "a b");
}

#[test]
fn a_title_may_stand_in_curly_quotes() {
    check("[a](https://a.example/x “标题”)", "<a href=\"~/x\" title=\"标题\">a</a>");
    check("[a](https://a.example/x ”标题”)", "<a href=\"~/x\" title=\"标题\">a</a>");
    check("[a](https://a.example/x y \"t\")", "<a href=\"~/x%20y\" title=\"t\">a</a>");
}

#[test]
fn a_reference_of_hugo_leads_to_its_file() {
    check("[a]({{< ref \"/b.md\" >}})", "<a href=\"b.md\">a</a>");
    check("[a]({{% relref \"b.md#c\" %}}) d", "<a href=\"notes/b.md#h-c\">a</a> d");
}

#[test]
fn words_in_parentheses_are_no_address() {
    for text in ["[a](see below)", "[a](患者 按照)", "[a](/my uri)", "[a](b", "[a](b \"c\" d.md)", "[x](&lt;b c&gt;"]
    {
        check(text, &text.replace('"', "&quot;"));
    }
    check("`[a](https://a.example/x y)`", "<code>[a](~/x y)</code>");
    check("[a](<https://a.example/x y>)", "<a href=\"~/x%20y\">a</a>");
}

fn check_block(text: &str, expected: &str) {
    let path = ArchivePath::new("a.md").unwrap();
    let body = super::render(text, &path, &Options::default());
    let shown = html::serialise(&body.nodes, &html::AsFiles);
    assert_eq!(shown.trim_end(), expected, "{text}");
}

#[test]
fn a_heading_of_old_markdown_needs_no_space() {
    check_block("##标题", "<h2 id=\"h-标题\">标题</h2>");
    check_block("###Windows 8 的界面###", "<h3 id=\"h-windows-8-的界面\">Windows 8 的界面</h3>");
    check_block("##About C#\ntext", "<h2 id=\"h-about-c\">About C#</h2>\n<p>text</p>");
    check_block("* ##**a**", "<ul><li><h2 id=\"h-a\"><strong>a</strong></h2>\n</li>\n</ul>");
}

#[test]
fn a_tag_a_colour_and_a_sign_of_code_are_no_headings() {
    for text in ["#tag", "#FF91AF", "#122010 it", "##", "##!", "## ", "#######a", "a\n##b"] {
        let blocks = super::render(text, &ArchivePath::new("a.md").unwrap(), &Options::default()).nodes;
        let is_heading = |node: &Node| node.element().is_some_and(|e| e.name.heading_level().is_some());
        assert_eq!(blocks.iter().any(is_heading), text.trim() == "##", "{text}");
    }
}

/// Every link of a line is looked at once, however many do not end.
#[test]
fn a_line_of_nothing_but_broken_links_takes_no_time() {
    let start = std::time::Instant::now();
    for link in ["[a](b c ", "[a](https://a.example/( ", "![a](<b ", "[a](https://a.example/"] {
        super::render(&link.repeat(20_000), &ArchivePath::new("a.md").unwrap(), &Options::default());
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
