//! Markdown text to [`Article`]: metadata in any dialect, the body as an allow-listed tree, and the
//! clutter of scraped pages told apart from it.
//!
//! Text in, values out: no DOM, no files, no network.

#![forbid(unsafe_code)]

mod addresses;
mod body;
mod characters;
mod clutter;
mod decode;
pub mod html;
mod metadata;
mod openers;
mod outline;
mod reading;

pub use addresses::{Address, Anchors, Target, addresses};

use std::fmt;

pub use openers::needs_dialects;

use article::{ArchivePath, Article, Card, Language, Limits, Refusal, Slug};

/// How a text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// As articles are found in archives: metadata, extensions, clutter, links resolved.
    #[default]
    Archive,
    /// CommonMark 0.31.2 and nothing else; links stay as they were written.
    CommonMark,
}

/// Whether an article belongs to an Obsidian vault. What only vaults have does harm elsewhere: `[[ $a ]]`
/// is shell, `%%` is a format, `==` compares (SYNTAX.md F3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vault {
    /// No vault.
    #[default]
    No,
    /// Wiki links, embeds, `%%comments%%`, `==highlights==` and block ids mean something.
    Yes,
}

impl Vault {
    /// As a message or a setting says it.
    pub fn of(is_vault: bool) -> Self {
        if is_vault { Self::Yes } else { Self::No }
    }
}

impl Dialect {
    /// The small renderer has no other than archives to read, and leaves out what CommonMark alone needs.
    fn here(self) -> Self {
        if cfg!(feature = "dialects") { self } else { Self::Archive }
    }
}

/// Everything [`read`] can be told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// How the text is read.
    pub dialect: Dialect,
    /// Whether it is an article of an Obsidian vault.
    pub vault: Vault,
    /// How much of it is worked on.
    pub limits: Limits,
}

/// An article, and what was wrong with its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The article.
    pub article: Article,
    /// Metadata that could not be read. The article is kept all the same.
    pub problems: Vec<Problem>,
}

/// Something in a file that its author should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

/// Reads the bytes of the article at `path`.
pub fn read(bytes: &[u8], path: &ArchivePath, options: &Options) -> Result<Parsed, Refusal> {
    let text = decode::decode(bytes, &options.limits)?;
    Ok(match options.dialect.here() {
        Dialect::Archive => archived(&text, path, options),
        Dialect::CommonMark => plain(&text, path, options),
    })
}

/// What a renderer answers when it is given the bytes of the file at `path`: an article or the reason why there
/// is none, in the form of [`article::wire`].
pub fn answer(bytes: &[u8], path: &str, options: &Options) -> Vec<u8> {
    let result = match ArchivePath::new(path) {
        Ok(path) => read(bytes, &path, options).map(|parsed| parsed.article),
        Err(_) => Err(Refusal::NotText),
    };
    article::wire::encode(&result)
}

fn plain(text: &str, path: &ArchivePath, options: &Options) -> Parsed {
    let body = body::render(text, path, options);
    let card = Card::new(slug(path), file_title(path));
    Parsed {
        article: Article { card, body: body.nodes, clutter: Vec::new(), limits: body.limits },
        problems: Vec::new(),
    }
}

fn archived(text: &str, path: &ArchivePath, options: &Options) -> Parsed {
    let about = metadata::read(text, path);
    let body::Body { nodes: mut body, limits } = body::render(&about.body, path, options);
    let mut card = Card::new(slug(path), about.title.as_deref().unwrap_or(file_title(path)));
    if card.title.is_empty() {
        card = Card::new(card.slug, file_title(path));
    }
    card.summary = about.summary.as_deref().map(article::clean_line).unwrap_or_default();
    card.category = about.category;
    card.author = about.author;
    card.published = about.published;
    card.updated = about.updated;
    card.stats = about.stats;
    card.tags = about.tags;
    card.original = about.original;
    card.cover = about.cover;
    card.extra = about.extra;
    // An id that only repeats the address of the original says nothing more about the article.
    let original = card.original.as_ref().map_or("", |url| url.as_str()).to_owned();
    card.extra.retain(|(key, value)| !(key == "id" && original.contains(value.as_str())));
    let clutter = clutter::fold(&mut body, &card);
    outline::repair(&mut body);
    card.reading_minutes = reading::minutes(&body);
    if card.summary.is_empty() {
        card.summary = reading::first_paragraph(&body).unwrap_or_default();
    }
    card.language = about.language.or_else(|| detect_language(&card, text));
    Parsed { article: Article { card, body, clutter, limits }, problems: about.problems }
}

/// The title is the surest sign; a title without letters leaves it to the text.
fn detect_language(card: &Card, text: &str) -> Option<Language> {
    Language::detect(&format!("{} {}", card.title, card.summary)).or_else(|| Language::detect(text))
}

fn slug(path: &ArchivePath) -> Slug {
    Slug::of(path).unwrap_or_else(|| {
        Slug::new(path.as_str()).expect("a slug may be any archive path, because it follows the same grammar")
    })
}

/// The title of an article that names none: its file's name without the ending; for a folder's
/// own page (`README.md`, `index.md`) the folder's name.
fn file_title(path: &ArchivePath) -> &str {
    let stem = path.file_name().rsplit_once('.').map_or(path.file_name(), |(stem, _)| stem);
    let folder = path.folder().rsplit('/').next().unwrap_or_default();
    match stem.eq_ignore_ascii_case("readme") || stem.eq_ignore_ascii_case("index") {
        true if !folder.is_empty() => folder,
        _ if stem.is_empty() => path.file_name(),
        _ => stem,
    }
}
