//! What single lines of other dialects say.

use article::{Part, Tone};

use super::args::{Args, Tag};
use super::lines::{Kind, Open};
use super::marker::{Block, Fold, Hint, Line, Marker, Opening};
use super::tones;
use crate::openers::ALERTS;

/// Of what the pieces of a container are made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pieces {
    Text,
    Code,
}

/// How text that is taken as it is ends, and what becomes of it.
pub(super) struct Closer {
    pub(super) name: &'static str,
    /// `None`: the text is Markdown.
    pub(super) language: Option<String>,
    pub(super) title: Option<String>,
}

impl Opening {
    /// The block that is opened.
    pub(super) fn block(&self) -> Block {
        match self {
            Self::Hint(_) => Block::Hint,
            Self::Details { .. } => Block::Details,
            Self::Tab(_) => Block::Part(Part::Tab),
            Self::Update { .. } => Block::Part(Part::Update),
            Self::Embed(_) | Self::Picture { .. } => Block::Part(Part::Embed),
            Self::Reference(_) => Block::Part(Part::Reference),
            Self::File(_) => Block::Part(Part::File),
            Self::Plain(block) => *block,
        }
    }
}

/// The tag begins text that is taken as it is.
pub(super) fn verbatim(line: &str, tag: &Tag<'_>) -> Option<Closer> {
    if line.len() > tag.length {
        return None;
    }
    let language = |word: Option<&str>| Some(word.unwrap_or_default().to_owned());
    let args = &tag.args;
    Some(match tag.name {
        "raw" => Closer { name: "endraw", language: None, title: None },
        "highlight" if line.starts_with("{{") => {
            Closer { name: "/highlight", language: language(args.any(&["lang"], 0)), title: None }
        }
        "highlight" => Closer { name: "endhighlight", language: language(args.any(&["lang"], 0)), title: None },
        "codeblock" => {
            let title = args.words_from(0);
            let title = Some(title).filter(|title| !title.is_empty());
            Closer { name: "endcodeblock", language: language(args.get("lang")), title }
        }
        _ => return None,
    })
}

/// `!!! type "Title"` with an indented body; `???` can be folded, `???+` is open.
pub(super) fn admonition(line: &str) -> Option<Opening> {
    let (fold, rest) = match line.split_at_checked(3)? {
        ("!!!", rest) => (Fold::Never, rest),
        ("???", rest) => rest.strip_prefix('+').map_or((Fold::Closed, rest), |rest| (Fold::Open, rest)),
        _ => return None,
    };
    let rest = rest.strip_prefix(' ')?.trim();
    let (types, title) = match rest.find('"') {
        Some(at) => (&rest[..at], Some(rest[at + 1..].strip_suffix('"')?)),
        None => (rest, None),
    };
    let mut types = types.split_whitespace();
    let name = types.next()?;
    let is_type = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !is_type(name) || !types.all(is_type) {
        return None;
    }
    let tone = tones::of(name).unwrap_or(Tone::Info);
    let title = match title {
        // An empty title says that there is none.
        Some(title) => Some(Line::new(title)).filter(|title| !title.is_empty()),
        None => Some(Line::new(&tones::label(name))),
    };
    Some(Opening::Hint(Hint { tone, title, fold }))
}

/// `=== "Title"`
pub(super) fn tab_title(line: &str) -> Option<Line> {
    let rest = line.strip_prefix("===")?.trim_start_matches(['!', '+']).strip_prefix(' ')?.trim();
    let title = rest.strip_prefix('"')?.strip_suffix('"')?;
    Some(Line::new(title)).filter(|title| !title.is_empty())
}

/// `?> text` and `!> text`
pub(super) fn docsify(line: &str) -> Option<(Hint, &str)> {
    let (tone, rest) = match line.split_at_checked(2)? {
        ("?>", rest) => (Tone::Info, rest),
        ("!>", rest) => (Tone::Warning, rest),
        _ => return None,
    };
    let text = rest.strip_prefix(' ')?.trim_start();
    (!text.is_empty()).then_some((Hint { tone, title: None, fold: Fold::Never }, text))
}

/// `[!type]`, perhaps with a sign for folding and a title. What GitHub knows is left to the parser.
pub(super) fn callout(line: &str) -> Option<Hint> {
    let (name, rest) = line.strip_prefix("[!")?.split_once(']')?;
    let name = name.split('|').next().unwrap_or_default().trim();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || !name.chars().all(is_name) || rest.starts_with([':', '(', '[']) {
        return None;
    }
    let (fold, title) = match rest.as_bytes().first() {
        Some(b'-') => (Fold::Closed, &rest[1..]),
        Some(b'+') => (Fold::Open, &rest[1..]),
        _ => (Fold::Never, rest),
    };
    let title = title.trim();
    let is_github = ALERTS.iter().any(|alert| alert.eq_ignore_ascii_case(name));
    if is_github && title.is_empty() && fold == Fold::Never {
        return None;
    }
    // Obsidian knows no caution of its own: it is a warning there, and has a title or a sign.
    let tone = tones::of(name).unwrap_or(Tone::Info);
    let label = tones::label(name);
    Some(Hint { tone, title: Some(Line::new(if title.is_empty() { &label } else { title })), fold })
}

/// What `::: name` opens, by its name.
pub(super) fn container(rest: &str) -> Option<(Opening, Pieces)> {
    let (name, rest) = match rest.strip_prefix("{.") {
        // Pandoc: a class in braces.
        Some(class) => class.split_once([' ', '}'])?,
        None => rest.split_at(rest.find([' ', '\t', '[', '{', '#']).unwrap_or(rest.len())),
    };
    let name = name.trim_start_matches("callout-");
    let rest = rest.trim();
    let (title, braces) = match rest.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')) {
        Some((title, braces)) => (title, braces),
        None => rest.find('{').filter(|_| rest.ends_with('}')).map_or((rest, ""), |at| rest.split_at(at)),
    };
    let braces = Args::read(braces.trim().trim_start_matches('{').trim_end_matches('}'));
    let title = Line::new(braces.get("title").unwrap_or(title.trim()));
    let titled = |label: &str| if title.is_empty() { Line::new(label) } else { title.clone() };
    let text = |opening| Some((opening, Pieces::Text));
    match name {
        "details" => text(Opening::Details { title: titled("Details"), fold: Fold::Closed }),
        "center" => text(Opening::Plain(Block::Center)),
        "tabs" | "code-tabs" => text(Opening::Plain(Block::Part(Part::Tabs))),
        "code-group" => Some((Opening::Plain(Block::Part(Part::Tabs)), Pieces::Code)),
        name => {
            let (tone, title) = (tones::of(name)?, Some(titled(&tones::label(name))));
            text(Opening::Hint(Hint { tone, title, fold: Fold::Never }))
        }
    }
}

/// The name of a piece of code in a group: `[npm]` in its info string, else its language.
pub(super) fn fence_title(line: &str) -> Line {
    let info = line.trim_start_matches(['`', '~']).trim();
    let label = info.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(label, _)| label);
    Line::new(label.or_else(|| info.split([' ', '{', ':']).next()).filter(|name| !name.is_empty()).unwrap_or("Code"))
}

/// A line with a tag of MDX, or `@tab` of VuePress.
pub(super) fn element(line: &str, open: Option<&Open>) -> Option<Marker> {
    if let Some(rest) = line.strip_prefix("@tab") {
        let is_in_tabs = open.is_some_and(|open| {
            matches!(open.kind, Kind::Colons(_) | Kind::CodeGroup(_)) && open.block == Some(Block::Part(Part::Tabs))
        });
        let title = rest.strip_prefix(":active").unwrap_or(rest);
        let title = title.split('#').next().unwrap_or_default();
        return (is_in_tabs && title.starts_with(' ')).then(|| Marker::Open(Opening::Tab(Line::new(title))));
    }
    let tag = line.strip_prefix('<')?.strip_suffix('>').filter(|tag| !tag.contains(['<', '>']))?;
    let (name, rest) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
    match name {
        "Tabs" => Some(Marker::Open(Opening::Plain(Block::Part(Part::Tabs)))),
        "/Tabs" => Some(Marker::Close(Block::Part(Part::Tabs))),
        "TabItem" => {
            let args = Args::read(rest);
            Some(Marker::Open(Opening::Tab(Line::new(args.any(&["label", "value"], 0)?))))
        }
        "/TabItem" => Some(Marker::Close(Block::Part(Part::Tab))),
        _ => None,
    }
}

/// kramdown's attributes of a block: `{: .note #id key="value" }`. Inside is how a remark is meant, if
/// it makes one of the block.
pub(super) fn attributes(line: &str) -> Option<Option<Tone>> {
    let inside = line.strip_prefix("{:")?.strip_suffix('}')?;
    let mut tone = None;
    for part in inside.split_whitespace() {
        let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'));
        match part.split_at_checked(1) {
            Some(("." | "#", name)) if !name.is_empty() && is_word(name) => {
                tone = tone.or_else(|| tones::of(name).filter(|_| part.starts_with('.')));
            }
            _ if part.is_ascii() && is_word(part) => {}
            _ => {
                let (key, value) = part.split_once('=')?;
                if !is_word(key) || !value.starts_with(['"', '\'']) {
                    return None;
                }
            }
        }
    }
    Some(tone)
}

/// How far the text of a list's item is from the mark that begins this line.
pub(super) fn item(line: &str) -> Option<usize> {
    let digits = line.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let mark = match digits {
        0 => line.starts_with(['-', '*', '+']).then_some(1)?,
        _ => line[digits..].starts_with(['.', ')']).then_some(digits + 1)?,
    };
    let spaces = line[mark..].bytes().take_while(|b| *b == b' ').count();
    match spaces {
        0 => (line.len() == mark).then_some(mark + 1),
        1..=4 => Some(mark + spaces),
        _ => Some(mark + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, tone: Tone, title: &str) {
        let hint = match (callout(line), admonition(line), container(line.trim_start_matches(':').trim())) {
            (Some(hint), _, _) | (_, Some(Opening::Hint(hint)), _) | (_, _, Some((Opening::Hint(hint), _))) => hint,
            _ => panic!("{line} opens nothing"),
        };
        assert_eq!((hint.tone, hint.title.unwrap_or_default()), (tone, Line::new(title)), "{line}");
    }

    #[test]
    fn remarks_of_every_dialect_say_how_they_are_meant_and_what_they_are_called() {
        check("[!faq]- Are they **foldable**?", Tone::Warning, "Are they **foldable**?");
        check("[!TLDR]", Tone::Info, "Tldr");
        check("!!! danger \"Do not\"", Tone::Danger, "Do not");
        check("!!! tip inline end", Tone::Success, "Tip");
        check(":::tip[Title]", Tone::Success, "Title");
        check("::: warning Mind the gap {.wide}", Tone::Warning, "Mind the gap");
        check(":::note{title=\"A b\"}", Tone::Info, "A b");
        check("::: {.callout-tip}", Tone::Success, "Tip");
    }

    #[test]
    fn what_only_looks_like_an_opener_opens_nothing() {
        for line in ["[!note]: https://x", "[!a b] c", "!!! wow, great", "!!!", "??? \"", ":::unknown", "::: 1", "[!"] {
            assert!(callout(line).is_none() && admonition(line).is_none(), "{line}");
            assert!(container(line.trim_start_matches(':').trim()).is_none(), "{line}");
        }
        assert_eq!(attributes("{: not a list, but words }"), None);
        assert_eq!(attributes("{: 不是属性 }"), None);
        assert_eq!(attributes("{: .note .wide id=\"x\" }"), Some(Some(Tone::Info)));
    }
}
