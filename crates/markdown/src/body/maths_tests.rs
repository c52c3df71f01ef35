use article::ArchivePath;

use crate::{Dialect, Options, html};

#[track_caller]
fn check(markdown: &str, expected: &str) {
    let path = ArchivePath::new("a.md").unwrap();
    let body = super::super::render(markdown, &path, &Options::default());
    let shown = html::serialise(&body.nodes, &html::AsFiles).replace('\n', "");
    let shown = shown.replace("<span class=\"maths\">", "⟦").replace("<span class=\"maths maths-display\">", "⟦⟦");
    assert_eq!(shown.replace("</span>", "⟧"), expected, "{markdown}");
}

/// Checks text that holds no formula.
#[track_caller]
fn check_text(text: &str) {
    check(text, &format!("<p>{}</p>", text.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")));
}

#[test]
fn formulas_in_a_line_are_found() {
    check("长度为 $n$，$O(n\\log n)$。", "<p>长度为 ⟦n⟧，⟦O(n\\log n)⟧。</p>");
    check("the $i$-th and $k$th, ($a<b$)", "<p>the ⟦i⟧-th and ⟦k⟧th, (⟦a&lt;b⟧)</p>");
    check("$x_1$ **$a*b*c$** [$y$](z.md)", "<p>⟦x_1⟧ <strong>⟦a*b*c⟧</strong> <a href=\"z.md\">⟦y⟧</a></p>");
    check("$1 ≤ s ≤ n$ and $2, 4, 100$", "<p>⟦1 ≤ s ≤ n⟧ and ⟦2, 4, 100⟧</p>");
    check("$\\text{如果 } x$", "<p>⟦\\text{如果 } x⟧</p>");
    check("$a_1$\n$b_2$", "<p>⟦a_1⟧⟦b_2⟧</p>");
}

#[test]
fn prices_stay_text() {
    check_text("从2020年初的$160涨到年底的$230，涨幅43%");
    check_text("US$5 and US$6, $39（约$40）, $20-$30, $1M$2");
    check_text("costs $5 million and gains 6 million$ more");
}

#[test]
fn variables_and_spreadsheets_stay_text() {
    check_text("set $PATH:$HOME and $USER/$NAME");
    check_text("echo \"$a\"-\"$b\", $1 and $2, $my_var$other");
    check_text("=SUM($A$1:$B$2) $A1+$B1");
    check_text("kill $$ and wait for $$");
}

#[test]
fn dollars_in_code_links_and_html_are_not_looked_at() {
    check("`$a$` and $b$", "<p><code>$a$</code> and ⟦b⟧</p>");
    check("```\n$$\na\n$$\n```", "<pre><code>$$a$$</code></pre>");
    check("[a]($x$.md) $5`", "<p><a href=\"$x$.md\">a</a> $5`</p>");
    check("![$x$](a.png)", "<p><img src=\"a.png\" alt=\"x\"></p>");
    check("\\$x\\$", "<p>$x$</p>");
}

#[test]
fn a_formula_on_lines_of_its_own_is_one_whatever_its_lines_look_like() {
    check("$$\na\n=\nb\n$$", "<p>⟦⟦a = b⟧</p>");
    check("text\n$$\n# a % comment\n- b\n$$\nmore", "<p>text⟦⟦# a - b⟧more</p>");
    check("> $$\n> a\n> b\n> $$\n> c", "<blockquote><p>⟦⟦a b⟧c</p></blockquote>");
    check("1. x\n\n   $$\n   a\n   $$\n", "<ol><li><p>x</p><p>⟦⟦a⟧</p></li></ol>");
    check("-   $$\n    a\n    $$\n", "<ul><li>⟦⟦a⟧</li></ul>");
    check("$$x+y$$.", "<p>⟦⟦x+y⟧.</p>");
    check("```math\na\n\nb\n```\nc", "<p>⟦⟦a  b⟧c</p>");
}

#[test]
fn two_dollars_within_a_line_are_a_formula_of_the_line() {
    check("* $$balance_n$$ - of `n`", "<ul><li>⟦balance_n⟧ - of <code>n</code></li></ul>");
    check("this way$$a = b$$.", "<p>this way⟦a = b⟧.</p>");
}

#[test]
fn dollars_that_are_never_closed_stay() {
    check("$$\na\n\nb", "<p>$$a</p><p>b</p>");
    check("\\begin{aligned}a\\end{aligned}", "<p>\\begin{aligned}a\\end{aligned}</p>");
    check("$\n", "<p>$</p>");
}

#[test]
fn commonmark_knows_no_formulas() {
    let path = ArchivePath::new("a.md").unwrap();
    let options = Options { dialect: Dialect::CommonMark, ..Options::default() };
    let body = super::super::render("$x$", &path, &options);
    assert_eq!(html::serialise(&body.nodes, &html::AsFiles), "<p>$x$</p>\n");
}

#[test]
fn many_dollars_take_no_longer_than_their_number() {
    for piece in ["$", "$$", "$a $", "$中$", "${$}", "$x{$}", "$$\n", "$$a\n", "```math\n", "> $$\n"] {
        let start = std::time::Instant::now();
        let text = piece.repeat(400_000 / piece.len());
        super::super::render(&text, &ArchivePath::new("a.md").unwrap(), &Options::default());
        assert!(start.elapsed().as_secs() < 3, "{piece:?}: {:?}", start.elapsed());
    }
}
