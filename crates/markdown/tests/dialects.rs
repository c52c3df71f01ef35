//! Blocks of other dialects: real ones, hostile ones, and very many of them.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use article::{ArchivePath, Attr, Link, Node};
use markdown::{Options, Vault, html, needs_dialects};
use serde_json::Value;

fn render(text: &str, vault: Vault) -> Vec<Node> {
    let path = ArchivePath::new("notes/a.md").unwrap();
    match markdown::read(text.as_bytes(), &path, &Options { vault, ..Options::default() }) {
        Ok(parsed) => parsed.article.body,
        Err(_) => Vec::new(),
    }
}

fn vectors() -> Option<Vec<Value>> {
    let Some(folder) = env::var_os("NEWSSTAND_VECTORS").map(PathBuf::from) else {
        eprintln!("skipped: NEWSSTAND_VECTORS is not set");
        return None;
    };
    let text = fs::read_to_string(folder.join("gitbook/blocks.json")).unwrap();
    serde_json::from_str::<Value>(&text).unwrap().as_array().cloned()
}

/// The text outside code, and every address.
fn look(nodes: &[Node], text: &mut String, addresses: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Element(element) if matches!(element.name.as_str(), "code" | "pre") => {}
            Node::Element(element) => {
                for attr in &element.attrs {
                    if let Attr::Href(Link::Url(url)) = attr {
                        addresses.push(url.as_str().to_owned());
                    }
                }
                look(&element.children, text, addresses);
                text.push('\n');
            }
        }
    }
}

/// Tags that stand for nothing here stay on the page as text.
const UNKNOWN: [&str; 17] = [
    "whatever",
    "endwhatever",
    "include",
    "include_relative",
    "swagger",
    "endswagger",
    "swagger-description",
    "endswagger-description",
    "api-method",
    "endapi-method",
    "api-method-summary",
    "endapi-method-summary",
    "math",
    "endmath",
    "swagger-parameter",
    "endswagger-parameter",
    "swagger-response",
];

#[test]
fn blocks_of_gitbook_leave_no_tag_on_the_page_and_no_address_that_runs() {
    let Some(vectors) = vectors() else { return };
    let mut wrong = Vec::new();
    for vector in &vectors {
        let (id, input) = (vector["id"].as_str().unwrap(), vector["input"].as_str().unwrap());
        let (mut text, mut addresses) = (String::new(), Vec::new());
        look(&render(input, Vault::No), &mut text, &mut addresses);
        let tags = text.match_indices("{%").map(|(at, _)| text[at + 2..].trim_start());
        let is_unknown = |tag: &str| UNKNOWN.iter().any(|name| tag.starts_with(name));
        // Of these two, one stands inside a line, where nothing closes a block.
        let is_broken = ["broken", "in code"].iter().any(|block| vector["block"] == *block) || id == "gb-made-016";
        if !is_broken && tags.clone().any(|tag| !is_unknown(tag)) {
            wrong.push(format!("{id}: {text}"));
        }
        for address in addresses {
            let safe = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
            assert!(safe, "{id}: {address}");
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), vectors.len(), wrong.join("\n---\n"));
}

#[test]
fn ten_thousand_openers_of_any_kind_take_no_time() {
    let openers = [
        "{% hint %}\n",
        "{% tabs %}{% tab title=\"a\" %}\n",
        "{% embed url=\"x\" %}\n",
        "{% endhint %}\n",
        "{% highlight a %}\n",
        "{{< highlight a >}}\n",
        "{% raw %}\n",
        ":::tip\n",
        ":::\n",
        "::::::tip\n:::\n",
        "!!! note \"a\"\n",
        "=== \"a\"\n    b\n",
        "?> a\n\n",
        "> [!faq]- a\n\n",
        "a^[b",
        "^[^[^[\n",
        "`^[``",
        "](({{< ref",
        "[a]({{< ref \"b\" >}})\n",
        "{: .note }\n",
        ":tada:",
        ":a:",
        "%%",
        "%%\n",
        "==a",
        "[[a#b",
        "[[a#b]]",
        " ^a\n",
        "<TabItem value=\"a\">\n",
        "<td data-card-target>",
        "<table data-view=\"cards\"><tr><td>",
        "\\",
        "{%",
        "{{<",
        "\"{% a=\"",
        "{% if %}",
        "{% embed url=\"x\" %}",
        "a {% endhint %}",
        "]({{",
        " ^a ",
        "{% tab title=\"",
    ];
    for opener in openers {
        for vault in [Vault::No, Vault::Yes] {
            let text = format!(":tada: {{% tabs %}}\n\n{}", opener.repeat(10_000));
            let start = Instant::now();
            let nodes = render(&text, vault);
            assert!(start.elapsed() < Duration::from_secs(10), "{opener:?} takes {:?}", start.elapsed());
            assert!(!html::serialise(&nodes, &html::AsFiles).contains('\u{fdd1}'), "{opener:?} leaves a marker");
        }
    }
}

#[test]
fn imports_at_the_head_of_a_page_are_not_shown_wherever_the_heading_stands() {
    let check = |text: &str, expected: &str| {
        let path = ArchivePath::new("a.mdx.md").unwrap();
        let article = markdown::read(text.as_bytes(), &path, &Options::default()).unwrap().article;
        let shown = article.body.iter().map(Node::text).collect::<Vec<_>>().join("|");
        assert_eq!((article.card.title.as_str(), shown.as_str()), ("T", expected), "{text}");
    };
    let imports = "import A from '@site/a';\n\nimport 'b.css'\n";
    check(&format!("{imports}\n# T\n\nx\n"), "x");
    check(&format!("# T\n\n{imports}\nx\n"), "x");
    check(&format!("---\ntitle: T\n---\n{imports}\n# T\n{imports}\n<ArticleInfo author=\"B\" />\n{imports}\nx\n"), "x");
    check("# T\n\nimport taxes from abroad\n", "import taxes from abroad");
}

#[test]
fn what_follows_code_in_an_item_is_no_code() {
    let shown = render(":tada:\n\n- ```js\n  {% tabs %}\n  ```\n\n:::tip\na\n:::\n", Vault::No);
    let html = html::serialise(&shown, &html::AsFiles);
    assert!(html.contains("{% tabs %}") && html.contains("hint-success") && !html.contains(":::"), "{html}");
    let shown = render("$x$\n\n1. $$\n   a\n   =\n   b\n   $$\n", Vault::No);
    let html = html::serialise(&shown, &html::AsFiles);
    assert!(html.contains("maths-display") && !html.contains("<h1"), "{html}");
}

#[test]
fn bodies_that_are_nested_deeply_end() {
    let mut text = String::new();
    for depth in 0..400 {
        text += &format!("{}!!! note \"{depth}\"\n", "    ".repeat(depth));
    }
    let words = render(&text, Vault::No).iter().map(Node::text).collect::<String>();
    assert!(words.contains('0') && words.contains("399"));
}

/// Readers of plain articles must not download what reads the others.
#[test]
fn scraped_articles_need_no_dialects() {
    let Some(corpus) = env::var_os("NEWSSTAND_CORPUS").map(PathBuf::from) else {
        return eprintln!("skipped: NEWSSTAND_CORPUS is not set");
    };
    let (mut all, mut needing) = (0, Vec::new());
    let mut folders = vec![corpus.join("woshipm")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|ending| ending == "md") => {
                    all += 1;
                    if needs_dialects(&fs::read(&path).unwrap(), Vault::No) {
                        needing.push(path.display().to_string());
                    }
                }
                _ => {}
            }
        }
    }
    assert!(all > 1_000 && needing.len() * 100 <= all, "{} of {all}: {needing:?}", needing.len());
}
