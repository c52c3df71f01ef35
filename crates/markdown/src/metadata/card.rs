//! Cards that are written as bold lines: GitBook hints and quotes.
//!
//! ```text
//! hint   = "{% hint" … "%}" newline *( pair / blank ) "{% endhint %}"        ; v2, v3, v4
//! quoted = 1*( ">" [ pair ] newline )                                        ; v1
//! pair   = "**" key ":**" value / "**" key "**:" value                       ; colon also "：", two
//!                                                                              spaces or "\" may end it
//! value  = "[" name "](" url ")" / code span *( code span ) / text
//! ```
//!
//! SYNTAX.md section B1 has the four generations of it: v3 joins tags with commas, v4 makes each a
//! code span. A hint or a quote with any other line in it, or without a key that we know, is the
//! article's own and stays.

use super::keys::{self, Field};
use super::page::{Page, unquote};
use super::value::{Block, Value};
use super::{inline, typed};

/// Cuts a GitBook hint that holds a card.
pub(super) fn cut_hint(page: &mut Page<'_>) -> Option<Block> {
    let mut look = *page;
    let opening = look.next()?.trim();
    if !(opening.starts_with("{% hint") && opening.ends_with("%}")) {
        return None;
    }
    let mut block = Block::default();
    let mut known = 0;
    loop {
        let number = look.line;
        let line = look.next()?.trim();
        match line {
            "" => {}
            "{% endhint %}" => break,
            line => known += push(&mut block, number, line)?,
        }
    }
    (known > 0).then(|| {
        *page = look;
        block
    })
}

/// Cuts a quote that holds a card.
pub(super) fn cut_quoted(page: &mut Page<'_>) -> Option<Block> {
    let mut look = *page;
    let mut block = Block::default();
    let mut known = 0;
    while let Some(line) = look.peek().and_then(unquote) {
        if !line.trim().is_empty() {
            known += push(&mut block, look.line, line.trim())?;
        }
        look.next();
    }
    (known > 0).then(|| {
        *page = look;
        block
    })
}

/// Adds a line, and counts it if its key is one we know.
fn push(block: &mut Block, number: usize, line: &str) -> Option<usize> {
    let (key, text) = pair(line)?;
    let field = keys::field(key).map(|(field, _)| field);
    block.push(number, key, value(field, text));
    Some(usize::from(field.is_some()))
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.strip_prefix("**")?.split_once("**")?;
    let (key, value) = match key.strip_suffix([':', '：']) {
        Some(key) => (key, value),
        None => (key, value.trim_start().strip_prefix([':', '：'])?),
    };
    let value = value.trim();
    Some((key.trim(), value.strip_suffix('\\').unwrap_or(value).trim_end()))
}

/// The Markdown after a key, read as that field needs it.
pub(super) fn value(field: Option<Field>, text: &str) -> Value {
    match (field, inline::link(text)) {
        (_, _) if typed::known(text).is_none() => Value::Null,
        (Some(Field::Tags | Field::Keywords), _) if text.contains('`') => {
            Value::List(inline::code_spans(text).map(|tag| Value::Text(tag.to_owned())).collect())
        }
        (Some(Field::Original), Some((_, url))) => Value::Text(url.to_owned()),
        // A list of one, because a map would be opened into `Author.name` and `Author.url`.
        (Some(Field::Author), Some((name, url))) => Value::List(vec![Value::Map(vec![
            ("name".to_owned(), Value::Text(name.to_owned())),
            ("url".to_owned(), Value::Text(url.to_owned())),
        ])]),
        (Some(Field::Cover | Field::Stats | Field::Tags), _) => Value::Text(text.to_owned()),
        (_, Some((name, _))) => Value::Text(name.to_owned()),
        _ => Value::Text(inline::without_links(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)], rest: &str) {
        let mut page = Page::new(text);
        let block = cut_hint(&mut page).or_else(|| cut_quoted(&mut page)).unwrap_or_default();
        let shown: Vec<_> = block.entries.iter().map(|entry| (entry.key.as_str(), entry.value.joined())).collect();
        let shown: Vec<_> = shown.iter().map(|(key, value)| (*key, value.as_str())).collect();
        assert_eq!(shown, expected, "{text}");
        assert_eq!(page.rest(), rest, "{text}");
    }

    #[test]
    fn every_generation_of_the_card_is_cut() {
        check(
            "{% hint style=\"info\" %}\n**Category:** It\n**Author:** [A**b](https://a.b/u/1)  \n**Tags:** `x` `y z`\n{% endhint %}\n> s",
            &[("Category", "It"), ("Author", "name: A**b, url: https://a.b/u/1"), ("Tags", "x, y z")],
            "> s",
        );
        check(
            "{% hint style=\"info\" %}\n\n**分类：** It  \n\n**原文**: [查看](https://a.b/1)\\\n\n{% endhint %}\n",
            &[("分类", "It"), ("原文", "https://a.b/1")],
            "",
        );
        check(
            "> **Author:** x  \n>\n> **Original Link:** [View Original](https://a.b/1)\n\n---\n",
            &[("Author", "x"), ("Original Link", "https://a.b/1")],
            "\n---\n",
        );
        check("> **Tags:** \n> **Author:** [N/A](#)\n", &[("Tags", ""), ("Author", "name: N/A, url: #")], "");
    }

    #[test]
    fn an_ordinary_hint_or_quote_stays() {
        for text in [
            "{% hint style=\"info\" %}\nTake care.\n{% endhint %}\n",
            "{% hint style=\"info\" %}\n**Note:** Take care.\n{% endhint %}\n",
            "{% hint style=\"info\" %}\n**Author:** x\nand more\n{% endhint %}\n",
            "{% hint style=\"info\" %}\n**Author:** x\n",
            "> A quote\n",
            "> **Author:** x\n> and more\n",
            "{% hint style=\"info\" %}\n{% endhint %}\n",
        ] {
            check(text, &[], text);
        }
    }
}
