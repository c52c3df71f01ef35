//! The card of an MDX page: imports, and one component with everything in its attributes.
//!
//! ```text
//! import    = "import" … ( "'" / DQUOTE ) [ ";" ] newline
//! component = "<ArticleInfo" *( attribute ) ( "/>" / "></ArticleInfo>" )
//! attribute = name "=" ( DQUOTE text DQUOTE / "'" text "'" / "{" number / quoted / list "}" )
//! ```
//!
//! Expressions are data here: numbers, quoted texts and lists are read, any other is its own text.

use super::flow::{self, Style};
use super::page::Page;
use super::value::{Block, Value};

/// Cuts import lines. A sentence that begins with "import" stays.
pub(super) fn cut_imports(page: &mut Page<'_>) {
    let mut look = *page;
    loop {
        look.skip_blank();
        match look.peek() {
            Some(line) if is_import(line.trim()) => look.next(),
            _ => break,
        };
        *page = look;
    }
}

fn is_import(line: &str) -> bool {
    let line = line.strip_suffix(';').unwrap_or(line);
    let module = line.ends_with(['\'', '"']);
    let rest = line.strip_prefix("import ").unwrap_or_default();
    module && (rest.starts_with(['\'', '"']) || rest.contains(" from '") || rest.contains(" from \""))
}

/// Cuts the component.
pub(super) fn cut_component(page: &mut Page<'_>) -> Option<Block> {
    const NAME: &str = "<ArticleInfo";
    let mut block = Block::default();
    let text = page.rest();
    let mut rest = text.strip_prefix(NAME)?;
    let mut line = page.line;
    loop {
        let space = rest.len() - rest.trim_start().len();
        line += rest[..space].matches('\n').count();
        rest = &rest[space..];
        let closed =
            rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')?.trim_start().strip_prefix("</ArticleInfo>"));
        if let Some(after) = closed {
            page.skip_to_line_after(text.len() - after.len());
            return Some(block);
        }
        let (name, after) = rest.split_once('=').filter(|_| space > 0)?;
        let (value, after) = attribute(after)?;
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')) {
            return None;
        }
        block.push(line, name, value);
        line += rest[..rest.len() - after.len()].matches('\n').count();
        rest = after;
    }
}

fn attribute(text: &str) -> Option<(Value, &str)> {
    let quote = text.chars().next()?;
    let rest = text.get(1..)?;
    match quote {
        '"' | '\'' => {
            let (value, after) = rest.split_once(quote)?;
            Some((Value::Text(value.replace("&quot;", "\"").replace("&amp;", "&")), after))
        }
        '{' => {
            let (value, used) = flow::parse(rest, Style::Yaml)?;
            Some((value, rest[used..].trim_start().strip_prefix('}')?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)], rest: &str) {
        let mut page = Page::new(text);
        cut_imports(&mut page);
        page.skip_blank();
        let block = cut_component(&mut page).unwrap_or_default();
        let shown: Vec<_> = block.entries.iter().map(|entry| (entry.key.as_str(), entry.value.joined())).collect();
        let shown: Vec<_> = shown.iter().map(|(key, value)| (*key, value.as_str())).collect();
        assert_eq!(shown, expected, "{text}");
        assert_eq!(page.rest(), rest, "{text}");
    }

    #[test]
    fn attributes_are_read() {
        check(
            "import { ArticleInfo } from '@site/x';\n\n<ArticleInfo\n    author=\"A & B\"\n    authorLink=\"https://a.b/u/1\"\n    views={3024}\n    tags={[\"a\", 'b']}\n/>\n\n> s",
            &[("author", "A & B"), ("authorLink", "https://a.b/u/1"), ("views", "3024"), ("tags", "a, b")],
            "\n> s",
        );
        check("<ArticleInfo views={1} likes={'2'}></ArticleInfo>\nx", &[("views", "1"), ("likes", "2")], "x");
    }

    #[test]
    fn what_is_no_card_stays() {
        check("<ArticleInfo views={[} />\n", &[], "<ArticleInfo views={[} />\n");
        check("<ArticleInfo author=\"x\n", &[], "<ArticleInfo author=\"x\n");
        check("<ArticleInfoBox />\n", &[], "<ArticleInfoBox />\n");
        check("import taxes from abroad\n", &[], "import taxes from abroad\n");
        check("import java.util.Map;\n", &[], "import java.util.Map;\n");
        check("import A from '@b/c';\n", &[], "");
        check("import 'x.css'\nimport a from \"b\"\n", &[], "");
    }

    #[test]
    fn hostile_components_are_read_in_one_go() {
        check(&format!("<ArticleInfo{}", " a=\"\"".repeat(50)), &[], &format!("<ArticleInfo{}", " a=\"\"".repeat(50)));
        let _ = cut_component(&mut Page::new(&format!("<ArticleInfo{}", " a={[".repeat(60_000))));
        let _ = cut_component(&mut Page::new(&format!("<ArticleInfo{}/>", "\na=\"\"".repeat(60_000))));
    }
}
