//! What each kind of formula becomes.

use article::Formula;
use maths::{read, text};

/// Checks a formula in a line, without the `<math>` around it.
#[track_caller]
fn check(tex: &str, expected: &str) {
    let written = match read(tex, Formula::Inline) {
        Ok(formula) => text::serialise(&formula),
        Err(reason) => format!("<math>{reason}</math>"),
    };
    let inner = written.strip_prefix("<math>").and_then(|rest| rest.strip_suffix("</math>"));
    assert_eq!(inner, Some(expected), "{tex}");
}

#[track_caller]
fn check_display(tex: &str, expected: &str) {
    let written = read(tex, Formula::Display).map(|formula| text::serialise(&formula));
    assert_eq!(written, Ok(format!("<math display=\"block\">{expected}</math>")), "{tex}");
}

#[test]
fn letters_numbers_and_signs_are_told_apart() {
    check("2x", "<mn>2</mn><mi>x</mi>");
    check("a=b", "<mi>a</mi><mo>=</mo><mi>b</mi>");
    check("a-b", "<mi>a</mi><mo>−</mo><mi>b</mi>");
    check(r"\Gamma\gamma", "<mi mathvariant=\"normal\">Γ</mi><mi>γ</mi>");
    check("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>");
}

#[test]
fn a_minus_without_anything_before_it_is_a_sign() {
    check("-1", "<mo form=\"prefix\">−</mo><mn>1</mn>");
    check("(-1)", "<mo stretchy=\"false\">(</mo><mo form=\"prefix\">−</mo><mn>1</mn><mo stretchy=\"false\">)</mo>");
    check("x=-1", "<mi>x</mi><mo>=</mo><mo form=\"prefix\">−</mo><mn>1</mn>");
}

#[test]
fn fractions_roots_and_scripts_hold_their_parts() {
    check(r"\frac{a}{2}", "<mfrac><mi>a</mi><mn>2</mn></mfrac>");
    check(
        r"\binom nk",
        "<mrow><mo stretchy=\"true\">(</mo><mfrac linethickness=\"0.000em\"><mi>n</mi><mi>k</mi></mfrac><mo stretchy=\"true\">)</mo></mrow>",
    );
    check(r"\sqrt{x}", "<msqrt><mi>x</mi></msqrt>");
    check(r"\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>");
    check("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>");
    check("x^{a+b}", "<msup><mi>x</mi><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></msup>");
}

#[test]
fn limits_stand_below_on_lines_of_their_own_and_beside_in_a_line() {
    check(r"\sum_{i}x", "<msub><mo movablelimits=\"false\">∑</mo><mi>i</mi></msub><mi>x</mi>");
    check_display(r"\sum_{i}x", "<munder><mo movablelimits=\"false\">∑</mo><mi>i</mi></munder><mi>x</mi>");
}

#[test]
fn functions_keep_their_distance() {
    check(r"\sin x", "<mi>sin</mi><mo>\u{2061}</mo><mspace width=\"0.166em\"></mspace><mi>x</mi>");
    check(
        r"2\log(n)",
        "<mn>2</mn><mspace width=\"0.166em\"></mspace><mi>log</mi><mo>\u{2061}</mo><mo stretchy=\"false\">(</mo><mi>n</mi><mo stretchy=\"false\">)</mo>",
    );
    check(r"\operatorname{lcm}", "<mi>lcm</mi>");
}

#[test]
fn fonts_are_letters_of_their_own() {
    check(r"\mathbb{R}", "<mi>ℝ</mi>");
    check(r"\Bbb N", "<mi>ℕ</mi>");
    check(r"\mathrm{gcd}", "<mi mathvariant=\"normal\">gcd</mi>");
    check(r"\mathbf{x}", "<mi>𝐱</mi>");
}

#[test]
fn words_stay_words_and_keep_their_spaces() {
    check(r"\text{ 如果 }x", "<mtext>\u{a0}如果\u{a0}</mtext><mi>x</mi>");
    check(r"a~b", "<mi>a</mi><mtext>\u{a0}</mtext><mi>b</mi>");
    check(r"a\quad b", "<mi>a</mi><mspace width=\"1.000em\"></mspace><mi>b</mi>");
}

#[test]
fn accents_keep_close_and_brackets_grow() {
    check(r"\hat x", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo></mover>");
    check(r"\left(x\right]", "<mrow><mo stretchy=\"true\">(</mo><mi>x</mi><mo stretchy=\"true\">]</mo></mrow>");
    check(r"\bigl|", "<mo stretchy=\"true\" symmetric=\"true\" minsize=\"1.200em\" maxsize=\"1.200em\">|</mo>");
    check(r"\overline{AB}", "<mrow class=\"overline\"><mrow><mi>A</mi><mi>B</mi></mrow></mrow>");
    check(r"\not=", "<mo>=\u{338}</mo>");
}

#[test]
fn equations_are_aligned_at_their_signs() {
    check(
        r"\begin{aligned}a&=b\\&=c\end{aligned}",
        "<mtable class=\"equations\" displaystyle=\"true\">\
         <mtr><mtd class=\"right\"><mi>a</mi></mtd><mtd class=\"left\"><mo>=</mo><mi>b</mi></mtd></mtr>\
         <mtr><mtd class=\"right\"></mtd><mtd class=\"left\"><mo>=</mo><mi>c</mi></mtd></mtr></mtable>",
    );
}

#[test]
fn arrays_have_their_sides_and_lines() {
    check(
        r"\begin{array}{l|r}\hline a&b\\ \hline\end{array}",
        "<mtable class=\"grid\"><mtr><mtd class=\"left rule-right rule-top rule-bottom\"><mi>a</mi></mtd>\
         <mtd class=\"right rule-top rule-bottom\"><mi>b</mi></mtd></mtr></mtable>",
    );
    check(
        r"\begin{pmatrix}1\end{pmatrix}",
        "<mrow><mo stretchy=\"true\">(</mo><mtable class=\"grid\"><mtr><mtd><mn>1</mn></mtd></mtr></mtable><mo stretchy=\"true\">)</mo></mrow>",
    );
    check(
        r"\begin{cases}1&x\\0\end{cases}",
        "<mrow><mo stretchy=\"true\">{</mo><mtable class=\"cases\">\
         <mtr><mtd class=\"left\"><mn>1</mn></mtd><mtd class=\"left\"><mi>x</mi></mtd></mtr>\
         <mtr><mtd class=\"left\"><mn>0</mn></mtd></mtr></mtable></mrow>",
    );
}

#[test]
fn colours_are_dropped_and_their_content_stays() {
    check(r"\color{red}x", "<mi>x</mi>");
    check(r"\textcolor{blue}{x}+1", "<mi>x</mi><mo>+</mo><mn>1</mn>");
}

#[test]
fn numbers_of_equations_and_what_suppresses_them_are_read() {
    check(r"x\notag", "<mi>x</mi>");
    check(r"x\tag{1}", "<mi>x</mi><mspace width=\"2.000em\"></mspace><mtext>1</mtext>");
}

#[test]
fn what_is_not_known_gives_a_reason() {
    check(r"\nothing", "unknown primitive command found");
    check("{a", "unbalanced group found, expected it to be closed with `}`");
    check("a}", "unbalanced group found, unexpected group closing found");
    check("$", "unexpected math `$` (math shift) character - this character cannot be used inside math mode");
}
