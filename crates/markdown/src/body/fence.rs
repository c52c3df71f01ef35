//! What stands behind the three backticks of a code block.
//!
//! ```text
//! info     = language-part rest               js{4,12} · json title="a.json" · java  language-java · {.python}
//! language = [A-Za-z0-9+#._-]+                in lower case; without a "language-" before it
//! title    = ("title" | "filename") "=" quote any* quote
//! ```
//! Words that name no language, such as Chinese ones, are a title.

use article::{Attr, Class};

/// Names that are written otherwise than highlighters and style sheets take them.
const NAMES: [(&str, &str); 5] =
    [("c++", "cpp"), ("c#", "csharp"), ("f#", "fsharp"), ("objective-c", "objectivec"), ("shellscript", "shell")];

/// The language of a code block and the title that is shown above it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Info {
    pub(super) language: Option<String>,
    pub(super) title: Option<String>,
}

impl Info {
    pub(super) fn of(info: &str) -> Self {
        let info = info.trim();
        let title = ["title=", "filename="].into_iter().find_map(|key| {
            let value = info.split_once(key)?.1;
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            Some(value[1..].split(quote).next()?.to_owned())
        });
        let word = info.trim_start_matches(['{', '=', '.']).split([' ', '\t', ',', '{', '}', ':']).next();
        let word = word.unwrap_or_default().to_ascii_lowercase();
        let word = word.strip_prefix("language-").unwrap_or(&word);
        let names_language = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'#' | b'.' | b'_' | b'-');
        match word {
            "" => Self { language: None, title },
            _ if word.contains('=') => Self { language: None, title },
            _ if !word.bytes().all(names_language) => Self { language: None, title: title.or(Some(info.to_owned())) },
            _ => {
                let name = NAMES.iter().find(|(written, _)| *written == word).map_or(word, |(_, name)| name);
                Self { language: Some(name.to_owned()), title }
            }
        }
    }

    /// The attribute of the `code` element.
    pub(super) fn class(self) -> Option<Attr> {
        self.language.map(|language| Attr::Class(Class::Code(language)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(info: &str, language: Option<&str>, title: Option<&str>) {
        let expected = Info { language: language.map(str::to_owned), title: title.map(str::to_owned) };
        assert_eq!(Info::of(info), expected, "{info}");
    }

    #[test]
    fn a_language_is_named_in_one_way() {
        check("JavaScript", Some("javascript"), None);
        check("js{4,12,14}", Some("js"), None);
        check("js {4,12}", Some("js"), None);
        check("java  language-java", Some("java"), None);
        check("language-java", Some("java"), None);
        check("shell script", Some("shell"), None);
        check("{=html}", Some("html"), None);
        check("{.python .numberLines}", Some("python"), None);
        check("rust,ignore", Some("rust"), None);
        check("c++", Some("cpp"), None);
        check("C#", Some("csharp"), None);
        check("Objective-C", Some("objectivec"), None);
        check("x86asm", Some("x86asm"), None);
        check("", None, None);
    }

    #[test]
    fn a_title_is_kept_and_so_are_words_that_name_no_language() {
        check("json title=\"package.json\"", Some("json"), Some("package.json"));
        check("py filename='a b.py' {1}", Some("py"), Some("a b.py"));
        check("title=\"x\"", None, Some("x"));
        check("加法：", None, Some("加法："));
    }
}
