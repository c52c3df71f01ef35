//! What the tags of GitBook, Hexo, Liquid and Hugo ask for, by their names.

use article::{Attr, Class, Part, Tone};

use super::args::{Args, Tag};
use super::marker::{Block, Fold, Hint, Line, Marker, Opening};
use super::tones;

/// What a tag that stands on a line of its own asks for. `None` leaves it on the page as text.
pub(super) fn marker(tag: &Tag<'_>) -> Option<Marker> {
    if let Some(name) = tag.name.strip_prefix("end").or_else(|| tag.name.strip_prefix('/')) {
        return closer(name).map(Marker::Close).or_else(|| is_silent(name).then_some(Marker::Nothing));
    }
    let (name, args) = (tag.name, &tag.args);
    let open = |opening| Some(Marker::Open(opening));
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    match closer(name) {
        Some(Block::Hint) => open(Opening::Hint(hint(name, args))),
        Some(Block::Details) => open(Opening::Details {
            title: Line::new(args.any(&["title", "summary"], 0).unwrap_or("Details")),
            fold: Fold::Closed,
        }),
        Some(Block::Code) => Some(Marker::Code(code(args))),
        Some(Block::Part(Part::Tab)) => open(Opening::Tab(Line::new(args.any(&["title", "name"], 0).unwrap_or("Tab")))),
        Some(Block::Part(Part::Update)) => {
            open(Opening::Update { date: text(args.get("date")), tags: text(args.get("tags")) })
        }
        Some(Block::Part(Part::Embed)) => {
            let keys: &[&str] = if name == "embed" { &["url"] } else { &["src", "url", "spec"] };
            open(Opening::Embed(text(args.any(keys, 0))))
        }
        Some(Block::Part(Part::Reference)) => open(Opening::Reference(text(args.any(&["url"], 0)))),
        Some(Block::Part(Part::File)) => open(Opening::File(text(args.any(&["src"], 0)))),
        Some(block) => open(Opening::Plain(block)),
        None => match name {
            "page-ref" => open(Opening::Reference(text(args.any(&["page"], 0)))),
            "asset_img" | "figure" | "img" | "image" | "legacy-img" => picture(name, args).map(Marker::Open),
            _ if is_silent(name) => Some(Marker::Nothing),
            _ => player(name, args).map(|address| Marker::Open(Opening::Embed(address))),
        },
    }
}

/// What GitBook writes around a block of code.
fn code(args: &Args<'_>) -> Vec<Attr> {
    let says = |key, word| args.get(key).is_some_and(|value: &str| value.eq_ignore_ascii_case(word));
    let part = match (says("lineNumbers", "true"), says("overflow", "wrap")) {
        (true, true) => Some(Part::NumberedWrapped),
        (true, false) => Some(Part::Numbered),
        (false, true) => Some(Part::Wrapped),
        (false, false) => None,
    };
    let title = args.get("title").filter(|title| !title.is_empty());
    let title = title.map(|title| Attr::Title(title.to_owned()));
    title.into_iter().chain(part.map(|part| Attr::Class(Class::Part(part)))).collect()
}

/// The block that the tag of this name opens, and its closing tag closes.
fn closer(name: &str) -> Option<Block> {
    Some(match name {
        "hint" | "note" | "notice" | "callout" | "admonition" | "alert" => Block::Hint,
        "details" | "expand" | "folding" | "collapse" => Block::Details,
        "tabs" | "code-tabs" => Block::Part(Part::Tabs),
        "tab" | "code-tabs-item" => Block::Part(Part::Tab),
        "stepper" | "steps" => Block::Part(Part::Steps),
        "step" => Block::Part(Part::Step),
        "columns" => Block::Part(Part::Columns),
        "column" => Block::Part(Part::Column),
        "updates" => Block::Part(Part::Updates),
        "update" => Block::Part(Part::Update),
        "embed" | "openapi" | "openapi-operation" | "openapi-schemas" => Block::Part(Part::Embed),
        "content-ref" => Block::Part(Part::Reference),
        "file" => Block::Part(Part::File),
        "code" => Block::Code,
        _ => return None,
    })
}

/// Tags that only say when their content is shown: it is.
fn is_silent(name: &str) -> bool {
    matches!(name, "if" | "else" | "elsif" | "raw")
}

fn hint(name: &str, args: &Args<'_>) -> Hint {
    let word = args.any(&["style", "type", "class", "status"], 0).unwrap_or(name);
    let class = word.split_whitespace().next().unwrap_or(name);
    let tone = match (name, class) {
        ("hint", "hint") => Tone::Info,
        _ => tones::of(class).unwrap_or(Tone::Info),
    };
    let written = args.get("title").map_or_else(|| args.words_from(1), str::to_owned);
    let title = Some(Line::new(&written)).filter(|title| !title.is_empty());
    Hint { tone, title, fold: Fold::Never }
}

/// A picture of Hugo (`src=`, `alt=`, `caption=`) or Hexo (a file, sizes, a title).
fn picture(name: &str, args: &Args<'_>) -> Option<Opening> {
    let address = args.any(&["src"], 0)?.to_owned();
    let is_size = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    let words = args.words_from(1);
    let titled = words.split(' ').skip_while(is_size).collect::<Vec<_>>().join(" ");
    let caption = match name {
        "asset_img" => titled,
        _ => args.get("caption").or_else(|| args.get("title")).unwrap_or_default().to_owned(),
    };
    let alt = args.get("alt").unwrap_or(&caption).to_owned();
    let link = args.get("link").map(str::to_owned);
    Some(Opening::Picture { address, alt, caption: Line::new(&caption), link })
}

/// The page of what a player or a box of another site would show.
fn player(name: &str, args: &Args<'_>) -> Option<String> {
    let id = args.any(&["user", "id", "bvid"], 0)?;
    // An id is put into an address: only what an id is made of.
    let is_id = id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if !is_id {
        return None;
    }
    let second = args.any(&["id"], 1).filter(|id| id.bytes().all(|b| b.is_ascii_alphanumeric()));
    Some(match name {
        "youtube" => format!("https://www.youtube.com/watch?v={id}"),
        "vimeo" => format!("https://vimeo.com/{id}"),
        "bilibili" if id.bytes().all(|b| b.is_ascii_digit()) => format!("https://www.bilibili.com/video/av{id}"),
        "bilibili" => format!("https://www.bilibili.com/video/{id}"),
        "gist" => format!("https://gist.github.com/{id}/{}", second?),
        "tweet" | "x" => format!("https://x.com/{id}/status/{}", second?),
        _ => return None,
    })
}
