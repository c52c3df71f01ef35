//! Whole files of every dialect, and the fixtures under `fixtures/metadata`.

use article::{ArchivePath, SafeUrl, Stat, Tag};

use super::{Metadata, read};

fn read_at<'a>(text: &'a str, path: &str) -> Metadata<'a> {
    read(text, &ArchivePath::new(path).unwrap())
}

/// What a file says, one field a line: easier to compare than forty asserts.
fn show(metadata: &Metadata<'_>) -> String {
    let mut out = Vec::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push(format!("{name}: {value}"));
        }
    };
    line("title", metadata.title.clone());
    line("summary", metadata.summary.clone());
    line("category", metadata.category.clone());
    line("author", metadata.author.as_ref().map(|author| author.name.clone()));
    line("author url", metadata.author.as_ref().and_then(|author| author.url.as_ref()).map(SafeUrl::to_string));
    line("published", metadata.published.map(|date| date.to_string()));
    line("updated", metadata.updated.map(|date| date.to_string()));
    let stats: Vec<_> = metadata.stats.iter().map(|(stat, count)| format!("{}={count}", stat.key())).collect();
    line("stats", (!stats.is_empty()).then(|| stats.join(" ")));
    let tags: Vec<_> = metadata.tags.iter().map(Tag::as_str).collect();
    line("tags", (!tags.is_empty()).then(|| tags.join("|")));
    line("original", metadata.original.as_ref().map(SafeUrl::to_string));
    line("language", metadata.language.as_ref().map(|language| language.as_str().to_owned()));
    for (key, value) in &metadata.extra {
        line(&format!("extra {key}"), Some(value.clone()));
    }
    out.join("\n")
}

fn check(text: &str, expected: &str, body: &str) {
    let metadata = read_at(text, "a.md");
    assert_eq!(show(&metadata), expected, "{text}");
    assert_eq!(metadata.body, body, "{text}");
    // The body begins on the line that it says it begins on.
    let line = text.lines().nth(metadata.body_line - 1).unwrap_or_default();
    assert_eq!(metadata.body.lines().next().unwrap_or_default(), line, "{text}");
}

#[test]
fn a_title_is_cut_where_the_card_says_it_already() {
    check("# A\n\ntext\n", "title: A", "text\n");
    check("---\ntitle: A\n---\n\n# A\n\ntext\n", "title: A", "text\n");
    check("---\ntitle: B\n---\n\n# A\n\ntext\n", "title: B", "# A\n\ntext\n");
    check("---\ntitle: Untitled\n---\n# A\ntext\n", "title: A", "text\n");
    check("---\ntags: x\n---\n> quote\n\ntext\n", "tags: x", "> quote\n\ntext\n");
    check("text\n\n# A\n\nmore\n", "title: A", "text\n\n# A\n\nmore\n");
    check("text\n", "", "text\n");
    check("\n\n    code\n", "", "    code\n");
    check("", "", "");
}

#[test]
fn a_picture_may_stand_before_the_title() {
    check("![](x.png)\n\n# A\n\ntext\n", "title: A", "![](x.png)\n\n\n\ntext\n");
}

#[test]
fn a_heading_that_is_not_the_title_stays_above_the_text() {
    let card = "---\ntitle: B\n---\n# A\n{% hint style=\"info\" %}\n**Author:** x\n{% endhint %}\ntext\n";
    check(card, "title: B\nauthor: x", "# A\n\n\n\ntext\n");
}

#[test]
fn placeholders_say_nothing() {
    check(
        "# Untitled\n{% hint style=\"info\" %}\n**Category:** uncategorized\n**Author:** [N/A](#)\n**Published:** Unknown date\n**Tags:** None\n**Original:** [View](#)\n{% endhint %}\n> No brief available.\n\n---\n\ntext\n",
        "title: Untitled",
        "text\n",
    );
}

#[test]
fn an_ordinary_hint_is_body() {
    check(
        "# A\n\n{% hint style=\"info\" %}\nCare.\n{% endhint %}\n",
        "title: A",
        "{% hint style=\"info\" %}\nCare.\n{% endhint %}\n",
    );
}

#[test]
fn bare_key_lines_are_metadata() {
    check("author: a, b\n\n## Part\n", "author: a, b", "## Part\n");
    check(
        "Title: x\nNumber: 84\nDate: 2015-06-22\n\ntext\n",
        "title: x\npublished: 2015-06-22\nextra Number: 84",
        "text\n",
    );
}

#[test]
fn a_translation_has_its_heading_after_the_list_or_before() {
    let expected = "title: 译\nauthor: T\nauthor url: https://a.b/t\noriginal: https://a.b/x\nextra 原文标题: An Ode\nextra 译者: a、b";
    let list = "> * 原文地址：[An Ode](https://a.b/x)\n> * 原文作者：[T](https://a.b/t)\n> * 译者：[a](https://a.b/a)、[b](https://a.b/b)\n";
    check(&format!("\n{list}\n---\n\n# 译\n\n> q\n"), expected, "> q\n");
    check(&format!("# 译\n\n{list}\n> q\n"), expected, "> q\n");
}

#[test]
fn the_day_may_stand_in_the_path() {
    let published = |text: &str, path: &str| read_at(text, path).published.map(|date| date.to_string());
    assert_eq!(published("+++\npath = \"inside-rust/2019/10/24/x\"\n+++\n", "a.md").as_deref(), Some("2019-10-24"));
    assert_eq!(published("text", "_posts/2017-2-5-zeroes.md").as_deref(), Some("2017-02-05"));
    assert_eq!(published("---\ndate: 2020-01-01\n---\n", "_posts/2017-2-5-zeroes.md").as_deref(), Some("2020-01-01"));
    assert_eq!(published("text", "2.4.0.md"), None);
}

#[test]
fn problems_name_the_line_of_the_file() {
    let metadata = read_at("---\ntitle: x\ndate: 2018-02-31\nbroken\n---\ntext\n", "a.md");
    let lines: Vec<_> = metadata.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 4]);
    assert_eq!(metadata.body_line, 6);
}

#[test]
fn one_article_is_the_same_in_five_forms() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/metadata");
    let text = |name: &str| std::fs::read_to_string(format!("{dir}/{name}")).unwrap();
    let forms = ["hint-comma.md", "hint-code.md", "hint-spaced.md", "quoted-bold.md", "mdx-card.mdx"];
    let first = text(forms[0]);
    let first = read_at(&first, "a.md");
    for form in forms {
        let text = text(form);
        let metadata = read_at(&text, "a.md");
        assert_eq!(show(&metadata), show(&first), "{form}");
        assert_eq!(metadata.body, first.body, "{form}");
        assert_eq!(metadata.problems, [], "{form}");
    }
    assert_eq!(first.stats.get(Stat::Views), Some(3577));
    assert_eq!(first.author.as_ref().map(|author| author.name.as_str()), Some("Σ(๑产品**科学"));
    assert_eq!(first.tags.len(), 3);
}

#[test]
fn hostile_files_are_read_in_one_go() {
    for unit in [
        ":---\n",
        "---\n",
        "> ",
        "> x\n",
        "[",
        "{\"a\":",
        "{% hint %}\n",
        "# \n",
        "=\n",
        "**a:** b\n",
        "[#]: a: (b)\n",
        "\n",
        "<ArticleInfo ",
    ] {
        let text = unit.repeat(320_000 / unit.len());
        for before in
            ["", "---\n", "+++\n", "{\n", "# A\n{% hint style=\"info\" %}\n", "Title: x\n", "> **Author:** x\n"]
        {
            let text = format!("{before}{text}");
            let _ = read_at(&text, "a.md");
        }
    }
    let wide = format!("---\n\"{}\": {{{}}}\n---\n", "k".repeat(100_000), "a: 1, ".repeat(30_000));
    assert_eq!(read_at(&wide, "a.md").extra, []);
    let line = format!("---\ntitle: {}\n---\n", "x: ".repeat(330_000));
    assert!(read_at(&line, "a.md").title.is_some());
}

#[test]
fn no_mixture_of_marks_is_a_panic() {
    const MARKS: [&str; 40] = [
        "---",
        "+++",
        "\n",
        "\n",
        "\n",
        " ",
        "  ",
        "\t",
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "\\",
        "\\u4e",
        "|",
        ">-",
        "> ",
        "# ",
        "**a:** b",
        "**Tags:**",
        "{% hint %}",
        "{% endhint %}",
        "<ArticleInfo ",
        "a=",
        "/>",
        "中",
        "🌋",
        "title",
        "date",
        "原文地址：",
        "[x](y)",
        ",",
        "3.5万",
        "===",
        ";;;",
    ];
    let mut seed = 7_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for _ in 0..60_000 {
        let first = ["---\n", "+++\n", "{\"", "", "> ", "title: "][random(6)];
        let length = random(24);
        let text: String = std::iter::once(first).chain((0..length).map(|_| MARKS[random(MARKS.len())])).collect();
        for text in [text.clone(), format!("{text}\n---\n"), format!("{text}\n+++\n")] {
            let _ = read_at(&text, "a.md");
        }
    }
}
