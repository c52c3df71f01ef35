use article::ArchivePath;

use crate::{Options, html};

fn check(markdown: &str, expected: &str) {
    let path = ArchivePath::new("notes/a.md").unwrap();
    let body = super::render(markdown, &path, &Options::default());
    assert_eq!(html::serialise(&body.nodes, &html::AsFiles).replace('\n', ""), expected);
}

#[test]
fn only_two_tildes_strike_something_out() {
    check("~~gone~~", "<p><del>gone</del></p>");
    check("~/.profile、~ and 3~6", "<p>~/.profile、~ and 3~6</p>");
}

#[test]
fn a_hint_holds_markdown_and_says_how_it_is_meant() {
    check(
        "a\n{% hint style=\"warning\" %}\n* b\n{% endhint %}\nc",
        "<p>a</p><aside class=\"hint hint-warning\"><ul><li>b</li></ul></aside><p>c</p>",
    );
    check("> [!TIP]\n> b", "<aside class=\"hint hint-success\"><p>b</p></aside>");
}

#[test]
fn what_only_looks_like_a_tag_is_text() {
    check("`x` <iostream> and Option<T>", "<p><code>x</code> &lt;iostream&gt; and Option&lt;T&gt;</p>");
    check("<Business Value> <kbd>Esc</kbd>", "<p>&lt;Business Value&gt; <kbd>Esc</kbd></p>");
}

#[test]
fn what_runs_or_restyles_goes_with_its_content() {
    check("a <script>alert(1)</script> b", "<p>a  b</p>");
    check("<style>* { color: red }</style>", "");
    check("<p onclick=\"x()\" style=\"color:red\" class=\"y\">a</p>", "<p>a</p>");
    check("[a](javascript:alert(1)) ![b](javascript:x)", "<p><a class=\"dead-link\">a</a> <img alt=\"b\"></p>");
}

#[test]
fn a_line_end_between_chinese_characters_is_no_space() {
    check("第一行\n第二行", "<p>第一行第二行</p>");
    check("one\ntwo three", "<p>onetwo three</p>");
}

#[test]
fn footnotes_are_gathered_and_lead_back() {
    check(
        "a[^x]\n\n[^x]: note",
        "<p>a<sup id=\"fnref-1\" class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup></p>\
         <section class=\"footnotes\"><ol><li id=\"fn-1\" class=\"footnotes\"><p>note \
         <a href=\"#fnref-1\" class=\"footnote-back\">↩</a></p></li></ol></section>",
    );
}

#[test]
fn tables_lists_and_tasks_keep_their_shape() {
    check(
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        "<table><thead><tr><th>a</th><th align=\"right\">b</th></tr></thead>\
         <tbody><tr><td>1</td><td align=\"right\">2</td></tr></tbody></table>",
    );
    check("- [x] done", "<ul><li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\"> done</li></ul>");
}

#[test]
fn links_resolve_against_the_folder_of_the_file() {
    check(
        "[a](b.md#c) ![x](../img/p.png)",
        "<p><a href=\"notes/b.md#h-c\">a</a> <img src=\"img/p.png\" alt=\"x\"></p>",
    );
}

#[test]
fn depth_and_size_are_bounded_and_the_words_stay() {
    let path = ArchivePath::new("a.md").unwrap();
    let deep = super::render(&format!("{}words", "> ".repeat(5_000)), &path, &Options::default());
    assert_eq!(deep.limits, [article::Limit::Depth]);
    assert!(deep.nodes.iter().any(|node| node.text().contains("words")));
    let long = super::render(&"*a* ".repeat(60_000), &path, &Options::default());
    assert_eq!(long.limits, [article::Limit::Nodes]);
    let paragraph = super::render(&"一句 ".repeat(260_000), &path, &Options::default());
    assert_eq!(paragraph.limits, [article::Limit::Nodes]);
    let prose = format!("{}\n\n", "一句 ".repeat(1_000)).repeat(250);
    let prose = super::render(&prose, &path, &Options::default());
    assert_eq!(prose.limits, []);
}

/// Found by a property test: the cell stood in the box in front of the table, where HTML knows none.
#[test]
fn a_cell_stands_in_its_row_whatever_was_opened_before_it() {
    check(
        "<table><tr><details open><td>a",
        "<details open=\"\"></details><table><tbody><tr><td>a</td></tr></tbody></table>",
    );
}

/// Found by a property test: the way back had two classes.
#[test]
fn the_way_back_to_a_reference_that_is_gone_leads_nowhere() {
    check(
        "<math>[^1]</math>\n\n[^1]: note",
        "<section class=\"footnotes\"><ol><li id=\"fn-1\" class=\"footnotes\"><p>note \
         <a class=\"dead-link\">↩</a></p></li></ol></section>",
    );
}

/// Found by a property test: a list item inside a table is no place for its rows.
#[test]
fn a_row_without_a_table_right_around_it_is_only_its_text() {
    check("<table>\n\n1. <tr>a", "<ol><li>a</li></ol><table></table>");
}
