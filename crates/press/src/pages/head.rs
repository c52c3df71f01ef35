//! The head of a page: what it says of itself to browsers, search engines and link previews.

use article::{Language, Source};
use markdown::Vault;

use super::Context;
use super::address::{Place, SitePath};
use super::html::{El, el, text_of};
use crate::shell::{HeadTag, Role, Value};

/// Colours of the bar, light and dark: `--ns-sheet` of style/tokens.css.
pub(super) const BAR_COLOURS: [(&str, &str); 2] = [("light", "#ffffff"), ("dark", "#1b1d20")];

/// Characters of a description: what search engines and previews show at the most, about twice.
const MAX_DESCRIPTION: usize = 300;

/// What a page says of itself.
pub(super) struct Head<'a> {
    /// The page's own title; absent on the first page, which has the site's.
    pub(super) title: Option<&'a str>,
    /// The language of the title, where it is not the interface's.
    pub(super) language: Option<&'a Language>,
    pub(super) description: &'a str,
    pub(super) path: &'a SitePath,
    /// Whether the app starts here.
    pub(super) role: Role,
    /// `og:type`.
    pub(super) kind: &'static str,
    pub(super) picture: Option<&'a Source>,
    /// What only pages of this kind have.
    pub(super) more: Vec<El>,
    /// The page for machines, of schema.org; without `@context`.
    pub(super) json_ld: serde_json::Value,
}

/// A whole page.
pub(super) fn document(context: &Context<'_>, head: Head<'_>, body: El) -> String {
    let place = Place::of(head.path);
    let head = self::head(context, &place, head);
    // The interface is in English; what is written in another language says so itself.
    let page = el("html").attr("lang", "en").child(head).child(el("body").child(body));
    format!("<!doctype html>\n{}\n", text_of(page))
}

fn head(context: &Context<'_>, place: &Place, head: Head<'_>) -> El {
    let site = context.title();
    let title = head.title.map_or_else(|| site.to_owned(), |title| format!("{title} — {site}"));
    let description = shortened(head.description, MAX_DESCRIPTION);
    let described = |name: &str| (!description.is_empty()).then(|| meta(name, &description));
    let shell: Vec<El> =
        context.shell.tags(head.role).map(|tag| shell_tag(tag, place, context.settings().vault)).collect();
    let colours = BAR_COLOURS.map(|(scheme, colour)| {
        meta("theme-color", colour).attr("media", &format!("(prefers-color-scheme: {scheme})"))
    });
    let feed = context
        .has_feed()
        .then(|| link("alternate", &place.to("feed.xml")).attr("type", "application/atom+xml").attr("title", site));
    el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(shell)
        .child(Vec::from(colours))
        .child(el("title").attr_if("lang", head.language.map(Language::as_str)).child(title))
        .child(described("description"))
        .child(link("manifest", &place.to("manifest.webmanifest")))
        .child(feed)
        .child(previews(context, &head, described_property(&description)))
        .child(head.more)
        .child(json_ld(head.json_ld))
}

/// Open Graph (ogp.me) and the Twitter card. An address or a picture is only named where others can
/// fetch it.
fn previews(context: &Context<'_>, head: &Head<'_>, description: Option<El>) -> Vec<El> {
    let public = context.public();
    let address = public.as_ref().map(|public| public.page(head.path));
    let picture = head.picture.and_then(|picture| public.as_ref()?.picture(picture));
    let card = if picture.is_some() { "summary_large_image" } else { "summary" };
    let mut out = vec![
        property("og:type", head.kind),
        property("og:site_name", context.title()),
        property("og:title", head.title.unwrap_or(context.title())),
    ];
    out.extend(description);
    out.extend(address.iter().map(|address| link("canonical", address)));
    out.extend(address.iter().map(|address| property("og:url", address)));
    out.extend(picture.iter().map(|picture| property("og:image", picture)));
    out.push(meta("twitter:card", card));
    out
}

fn described_property(description: &str) -> Option<El> {
    (!description.is_empty()).then(|| property("og:description", description))
}

/// The page for machines. No `<` is left in it, so that nothing ends the element (JSON lets every
/// character be escaped, RFC 8259 section 7).
fn json_ld(mut value: serde_json::Value) -> El {
    if let Some(object) = value.as_object_mut() {
        object.insert("@context".into(), "https://schema.org".into());
    }
    el("script").attr("type", "application/ld+json").raw(&escaped_json(&value))
}

/// JSON that may stand in a `<script>`.
pub(super) fn escaped_json(value: &serde_json::Value) -> String {
    let json = value.to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// An element of the app's own head, with addresses that fit the page. The renderer learns by its address
/// that the articles are a vault's (crates/renderer).
fn shell_tag(tag: &HeadTag, place: &Place, vault: Vault) -> El {
    let is_renderer =
        tag.attributes.iter().any(|(_, value)| matches!(value, Value::Fixed(name) if name == "newsstand-renderer"));
    let query = if is_renderer && vault == Vault::Yes { "?vault" } else { "" };
    tag.attributes.iter().fold(el(tag.name), |element, (name, value)| match value {
        Value::Fixed(value) => element.attr(name, value),
        Value::Local(path) => element.attr(name, &format!("{}{query}", place.to(path))),
    })
}

pub(super) fn meta(name: &str, content: &str) -> El {
    el("meta").attr("name", name).attr("content", content)
}

pub(super) fn property(name: &str, content: &str) -> El {
    el("meta").attr("property", name).attr("content", content)
}

pub(super) fn link(rel: &str, href: &str) -> El {
    el("link").attr("rel", rel).attr("href", href)
}

/// A text on one line, cut where it is longer than `most` characters.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut line = article::clean_line(text);
    if let Some((at, _)) = line.char_indices().nth(most) {
        line.truncate(at);
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    line
}
