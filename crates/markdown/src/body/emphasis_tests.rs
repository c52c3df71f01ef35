//! Emphasis beside CJK text. The rule is the parser's: `vendor/pulldown-cmark/src/cjk.rs`.

use crate::{Options, html};

fn check(text: &str, expected: &str) {
    let path = article::ArchivePath::new("a.md").unwrap();
    let body = super::render(text, &path, &Options::default());
    assert_eq!(html::serialise(&body.nodes, &html::AsFiles).trim_end(), format!("<p>{expected}</p>"), "{text}");
}

/// The lines of SYNTAX.md F1.
#[test]
fn emphasis_ends_and_begins_beside_cjk_text_and_punctuation() {
    check("**举个例子：**由于企业", "<strong>举个例子：</strong>由于企业");
    check("这些**「兵」**除了钱", "这些<strong>「兵」</strong>除了钱");
    check("叫做**《书》**。", "叫做<strong>《书》</strong>。");
    check("生成**代码（Boilerplate）**方面", "生成<strong>代码（Boilerplate）</strong>方面");
    check("**“像这样。”**后面", "<strong>“像这样。”</strong>后面");
    check("**[設定](a.md)**を", "<strong><a href=\"a.md\">設定</a></strong>を");
    check("**一：**甲**乙**丙", "<strong>一：</strong>甲<strong>乙</strong>丙");
    check("价格是**¥10**元，*（注）*后", "价格是<strong>¥10</strong>元，<em>（注）</em>后");
    check("~~旧价（作废）~~新价", "<del>旧价（作废）</del>新价");
}

#[test]
fn japanese_and_korean_follow_the_same_rule() {
    check("これは**大切（重要）。**だから", "これは<strong>大切（重要）。</strong>だから");
    check("**「ﾊﾝｶｸ」**です", "<strong>「ﾊﾝｶｸ」</strong>です");
    check("이 **용어(This term)**를 강조", "이 <strong>용어(This term)</strong>를 강조");
    check("**스크립트(script)**라고", "<strong>스크립트(script)</strong>라고");
    check("𠮷**(a)**𠮷", "𠮷<strong>(a)</strong>𠮷");
}

#[test]
fn an_underscore_inside_a_word_is_still_none_of_emphasis() {
    check("snake_case_和_蛇形_", "snake_case_和_蛇形_");
    check("__注意__：先存盘", "<strong>注意</strong>：先存盘");
    check("甲__（乙）__丙", "甲__（乙）__丙");
}

/// A selector of a variant belongs to the character before it.
#[test]
fn variants_of_a_character_count_as_the_character() {
    check("葛\u{e0100}**(a)**", "葛\u{e0100}<strong>(a)</strong>");
    check("禰\u{fe00}**(a)**", "禰\u{fe00}<strong>(a)</strong>");
    check("**a：\u{fe00}**b", "<strong>a：\u{fe00}</strong>b");
    check("**“a”\u{fe01}**b", "<strong>“a”\u{fe01}</strong>b");
    check("**“a”**b", "**“a”**b");
    check("**a!\u{fe0e}**b", "**a!\u{fe0e}**b");
}

#[test]
fn escapes_code_and_text_without_cjk_stay_as_they_are() {
    check("250\\*3~6，\\*\\*不是\\*\\*。", "250*3~6，**不是**。");
    check("`**：**由`", "<code>**：**由</code>");
    check("**a:**b", "**a:**b");
    check("a**(b)**✅", "a**(b)**✅");
}

/// What programs write of bold text that was edited: SYNTAX.md E2.
#[test]
fn four_asterisks_end_a_bold_text_and_begin_the_next_or_are_an_empty_one() {
    check("**甲****乙**丙", "<strong>甲乙</strong>丙");
    check("甲****，因为乙", "甲，因为乙");
    check("②****播放设置", "②播放设置");
    check("MVP****版本、to B****产品", "MVP版本、to B产品");
    check("点****《******知识》。**", "点《<strong>知识》。</strong>");
    check("****甲****", "<strong><strong>甲</strong></strong>");
    check("******服务：******极致", "<strong>服务：</strong>极致");
    check("⭐️****⭐️****⭐️", "⭐️⭐️⭐️");
    check("第一行\n****第二行", "第一行第二行");
}

#[test]
fn four_asterisks_between_letters_and_figures_hide_something() {
    check("138****5678", "138****5678");
    check("f****d", "f****d");
    check("甲\\*\\*\\*\\*乙", "甲****乙");
    check("`甲****乙`", "<code>甲****乙</code>");
}

/// The amendment adds to the specification and takes nothing from it.
#[test]
fn no_example_of_the_specification_changes_unless_it_holds_cjk_text() {
    use super::parser_options;
    use pulldown_cmark::{Event, Options, Parser};

    let Ok(vectors) = std::env::var("NEWSSTAND_VECTORS") else {
        return println!("NEWSSTAND_VECTORS is not set: the 652 examples were not compared");
    };
    let file = std::fs::read_to_string(format!("{vectors}/commonmark/spec-0.31.2.json")).unwrap();
    let examples: Vec<serde_json::Value> = serde_json::from_str(&file).unwrap();
    let with = parser_options(crate::Dialect::Archive);
    let without = with.difference(Options::ENABLE_CJK_FRIENDLY_EMPHASIS);
    assert_ne!(with, without);
    for (example, text) in examples.iter().filter_map(|example| Some((example, example["markdown"].as_str()?))) {
        let is_cjk = |c: char| super::is_wide(c) || ('\u{ac00}'..='\u{d7a3}').contains(&c);
        if !text.contains(is_cjk) {
            let events = |options| Parser::new_ext(text, options).collect::<Vec<Event<'_>>>();
            assert_eq!(events(with), events(without), "{}", example["example"]);
        }
    }
    assert_eq!(examples.len(), 652);
}
