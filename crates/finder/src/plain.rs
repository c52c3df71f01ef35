//! The words of Markdown, roughly: for excerpts, where a sign too many does no harm.

/// The text without metadata, addresses, tags and the signs that only mark up, on one line.
pub(crate) fn plain(markdown: &str) -> String {
    let body = without_metadata(markdown);
    let mut out = String::with_capacity(body.len());
    let mut is_code = false;
    for line in body.lines() {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '#' | '*' | '-' | '+'));
        if line.starts_with("```") || line.starts_with("~~~") {
            is_code = !is_code;
            continue;
        }
        if line.starts_with("{%") || line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '=')) {
            continue;
        }
        out.push(' ');
        match is_code {
            true => out.push_str(line),
            false => words(line, &mut out),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is behind a fence of `---` at the very beginning.
fn without_metadata(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let rest = text.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r']));
    rest.and_then(|rest| rest.find("\n---").map(|at| &rest[at + 4..])).unwrap_or(text)
}

fn words(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find(['!', '[', ']', '<', '*', '`', '|', '\\', '_']) {
        out.push_str(&rest[..at]);
        let sign = &rest[at..];
        let behind = &sign[1..];
        rest = match sign.as_bytes()[0] {
            // `](address)` goes, and so does what follows a picture's description.
            b']' => match behind.strip_prefix('(').and_then(|address| address.find(')').map(|end| &address[end + 1..]))
            {
                Some(behind) => behind,
                None => behind,
            },
            b'<' if behind.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) => {
                behind.find('>').map_or(behind, |end| &behind[end + 1..])
            }
            b'!' if !behind.starts_with('[') => {
                out.push('!');
                behind
            }
            b'_' | b'<' => {
                out.push_str(&sign[..1]);
                behind
            }
            b'|' => {
                out.push(' ');
                behind
            }
            b'\\' => {
                let next = behind.chars().next().map_or(0, char::len_utf8);
                out.push_str(&behind[..next]);
                &behind[next..]
            }
            _ => behind,
        };
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &str) {
        assert_eq!(plain(markdown), expected);
    }

    #[test]
    fn words_stay_and_what_marks_them_up_goes() {
        check("# **标题**\n\n见[链接](https://a.example/x)和 `code`。\n", "标题 见链接和 code。");
        check("![图](a.png) <b>bold</b> 1 < 2, snake_case, so!", "图 bold 1 < 2, snake_case, so!");
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", "a b 1 2");
        check("---\ntitle: x\n---\n\n- one\n> two\n", "one two");
        check("```js\nlet [a] = b;\n```\n\\*", "let [a] = b; *");
    }

    #[test]
    fn nothing_is_too_odd() {
        for odd in ["", "---", "---\n", "[", "](", "![", "<", "\\", "```", "|", "\u{feff}---\n\n---"] {
            plain(odd);
        }
    }
}
