//! Temporary: the branch of the pages brings the real ones.

use std::fmt::Write;

use article::{Article, Card};

use crate::settings::Settings;
use crate::shell::Shell;

/// What every page is made of.
#[derive(Debug)]
pub struct Context<'a> {
    /// The archive's.
    pub settings: &'a Settings,
    /// The frame.
    pub shell: &'a Shell,
    /// Published, newest first.
    pub cards: &'a [Card],
}

/// The page of an article.
pub fn article(context: &Context<'_>, article: &Article) -> String {
    let at = context.cards.iter().position(|card| card.slug == article.card.slug).unwrap_or_default();
    let next = context.cards.get(at + 1).map_or("", |card| card.title.as_str());
    let body = markdown::html::serialise(&article.body, &markdown::html::AsFiles);
    format!("<!doctype html><title>{}</title><body><main>{body}</main><p>{next}</p></body>", article.card.title)
}

/// The rack.
pub fn rack(context: &Context<'_>) -> String {
    context.shell.html().to_owned()
}

/// The page of a tag.
pub fn tag(_: &Context<'_>, tag: &str, cards: &[&Card]) -> String {
    format!("<!doctype html><title>{tag}</title><body>{}</body>", cards.len())
}

/// Its folder.
pub fn tag_folder(tag: &str) -> String {
    tag.bytes().fold(String::new(), |mut folder, byte| {
        let _ = match byte {
            b'a'..=b'z' | b'0'..=b'9' => write!(folder, "{}", char::from(byte)),
            _ => write!(folder, "-{byte:02x}"),
        };
        folder
    })
}

/// Everything else: paths and texts.
pub fn whole(_: &Context<'_>) -> Vec<(String, String)> {
    ["404.html", "feed.xml", "sitemap.xml", "robots.txt", "llms.txt", "manifest.webmanifest"]
        .map(|path| (path.to_owned(), path.to_owned()))
        .into()
}
