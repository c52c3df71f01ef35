//! Front matter: a block of metadata at the very start of a file, between fences.
//!
//! ```text
//! yaml = "---" [ "yaml" ] newline … ( "---" / "..." ) newline     ; spaces may follow a fence
//! toml = "+++" newline … "+++" newline  /  "---toml" newline … "---" newline
//! json = "{" … "}" newline                                        ; Hugo
//!      / ";;;" newline object ";;;" newline                       ; Hexo
//!      / object-without-braces newline ";;;" newline              ; Hexo
//!      / "---json" newline object "---" newline
//! ```
//!
//! A block that is not closed, or in which nothing can be read, is no front matter: it is a rule and
//! text (SYNTAX.md section D: one file in 20,547 is never closed, 8 have blank lines before).

#[cfg(feature = "dialects")]
use super::flow::{self, Style};
use super::page::Page;
use super::value::Block;
#[cfg(feature = "dialects")]
use super::{toml, value::Value};
use super::{yaml, yaml_line};

/// Cuts the front matter off a file. The entries are empty where there is none; the problems are
/// kept in any case.
pub(super) fn cut(page: &mut Page<'_>) -> Option<Block> {
    let first = page.peek()?.trim_end();
    match first {
        "---" | "---yaml" | "--- yaml" => fenced(page, &["---", "..."], yaml::read),
        #[cfg(feature = "dialects")]
        "+++" | "---toml" | "--- toml" => fenced(page, &[&first[..3]], toml::read),
        #[cfg(feature = "dialects")]
        "---json" | "--- json" | ";;;" | ";;; json" => fenced(page, &[&first[..3]], json),
        #[cfg(feature = "dialects")]
        _ if first.starts_with('{') => bare_json(page),
        #[cfg(feature = "dialects")]
        _ if first.starts_with('"') => unopened_json(page),
        _ => None,
    }
}

/// Reads the lines up to a closing fence.
fn fenced(page: &mut Page<'_>, closing: &[&str], read: fn(&str, usize) -> Block) -> Option<Block> {
    let mut look = *page;
    look.next();
    let inside = look;
    while let Some(line) = look.peek() {
        if !closing.contains(&line.trim_end()) {
            look.next();
            continue;
        }
        let source = &page.text[inside.at..look.at];
        look.next();
        let block = read(source, inside.line);
        // Two rules with text between them are not metadata.
        let lines = source.lines().map(str::trim);
        let mut content = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        return match block.entries.is_empty() && content.next().is_some() {
            true => Some(Block { entries: Vec::new(), problems: block.problems }),
            false => {
                *page = look;
                Some(block)
            }
        };
    }
    let mut block = Block::default();
    if inside.peek().is_some_and(yaml_line::is_key_line) {
        block.problem(page.line, format!("the metadata block is not closed; put {} on a line under it", closing[0]));
    }
    Some(block)
}

/// An object that makes up the whole block.
#[cfg(feature = "dialects")]
fn json(source: &str, first_line: usize) -> Block {
    let mut block = Block::default();
    match flow::parse(source.trim(), Style::Yaml) {
        Some((Value::Map(pairs), _)) => pairs.into_iter().for_each(|(key, value)| block.push(first_line, key, value)),
        _ => block.problem(first_line, "this is no JSON object; check its quotes, commas and braces"),
    }
    block
}

/// Hugo's JSON has no fences: it begins with a brace and a quoted key. `{{ … }}` and `{% … %}` are
/// templates. Hexo puts `;;;` under it.
#[cfg(feature = "dialects")]
fn bare_json(page: &mut Page<'_>) -> Option<Block> {
    let rest = page.rest();
    if !rest[1..].trim_start().starts_with('"') {
        return None;
    }
    let mut block = Block::default();
    match flow::parse(rest, Style::Yaml) {
        Some((Value::Map(pairs), used))
            if rest[used..].split('\n').next().is_none_or(|tail| tail.trim().is_empty()) =>
        {
            pairs.into_iter().for_each(|(key, value)| block.push(page.line, key, value));
            page.skip_to_line_after(used);
            if page.peek().is_some_and(|line| line.trim_end() == ";;;") {
                page.next();
            }
        }
        _ => block.problem(page.line, "this is no JSON object; check its quotes, commas and braces"),
    }
    Some(block)
}

/// Hexo lets the braces out: `"title": "x", …` up to `;;;`.
#[cfg(feature = "dialects")]
fn unopened_json(page: &mut Page<'_>) -> Option<Block> {
    let rest = page.rest();
    let end = rest.find("\n;;;")?;
    let pairs = match flow::parse(&format!("{{{}}}", &rest[..end]), Style::Yaml)? {
        (Value::Map(pairs), _) => pairs,
        _ => return None,
    };
    let mut block = Block::default();
    pairs.into_iter().for_each(|(key, value)| block.push(page.line, key, value));
    page.skip_to_line_after(end + "\n;;;".len());
    Some(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys that are found, and what is left.
    fn check(text: &str, keys: &[&str], rest: &str) {
        let mut page = Page::new(text);
        let block = cut(&mut page).unwrap_or_default();
        assert_eq!(block.entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), keys, "{text}");
        assert_eq!(page.rest(), rest, "{text}");
    }

    #[test]
    fn every_fence_is_cut() {
        check("---\ntitle: x\n---\nb", &["title"], "b");
        check("---  \ntitle: x\n---\t \nb", &["title"], "b");
        check("---\ntitle: x\n...\nb", &["title"], "b");
        check("---\ntitle: Foo --- Bar\n---\nb\n---\nc", &["title"], "b\n---\nc");
        check("+++\ntitle = \"x\"\n+++\nb", &["title"], "b");
        check("---toml\ntitle = \"x\"\n---\nb", &["title"], "b");
        check("{\n\"title\": \"x\",\n\"tags\": [\"a\"]\n}\n\nb", &["title", "tags"], "\nb");
        check("{ \"a\": { \"b\": \"\\\"Hugo\\\"}\" } }\n\nb", &["a"], "\nb");
        check(";;;\n{\"title\": \"x\"}\n;;;\nb", &["title"], "b");
        check("\"title\": \"x\",\n\"tags\": [\"a\"]\n;;;\nb", &["title", "tags"], "b");
        check("---json\n{\"title\": \"x\"}\n---\nb", &["title"], "b");
        check("---\n---\nb", &[], "b");
        check("---\n\n# nothing\n---\nb", &[], "b");
    }

    #[test]
    fn what_only_looks_like_front_matter_stays() {
        for text in [
            "\n---\ntitle: x\n---\n",
            " ---\ntitle: x\n---\n",
            "----\ntitle: x\n----\n",
            "---\ntitle: x\n\n# Body\n",
            "---\n\ntext\n\n---\n\nmore\n",
            "---\n- a\n---\n",
            "+++\ntitle = \"x\"\n---\n",
            "{{ .Title }}\n",
            "{% hint style=\"info\" %}\n",
            "{\"a\": 1} and text\n",
            "\"A quote\", he said.\n",
            "---",
        ] {
            check(text, &[], text);
        }
    }

    #[test]
    fn a_block_that_is_not_closed_is_reported() {
        let block = cut(&mut Page::new("---\ntitle: x\n\n# Body\n")).unwrap();
        assert_eq!(block.problems[0].line, 1);
        assert!(block.problems[0].message.contains("not closed"));
        assert!(cut(&mut Page::new("---\n\ntext\n")).unwrap().problems.is_empty());
    }
}
