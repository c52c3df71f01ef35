//! The feed: Atom, RFC 4287.

use std::collections::HashMap;

use article::html::escape;
use article::{Article, Card, Date, Language, Tag};

use super::Context;
use super::address::{Public, SitePath, page_path};

/// Articles in the feed.
const ENTRIES: usize = 50;
/// The newest articles, which are in the feed whole.
pub const FULL_TEXTS: usize = 20;

/// The feed. An article without a date is not in it: `atom:updated` is required (section 4.1.2), and a
/// made-up one would be untrue.
pub(super) fn feed(context: &Context<'_>, texts: &[Article]) -> Option<String> {
    let public = context.public()?;
    let dated = context.cards().iter().filter_map(|card| Some((*card, card.updated.max(card.published)?)));
    let entries: Vec<(&Card, Date)> = dated.take_while(|(card, _)| card.published.is_some()).take(ENTRIES).collect();
    let updated = entries.iter().map(|(_, updated)| *updated).max()?;
    let texts: HashMap<&str, &Article> =
        texts.iter().take(FULL_TEXTS).map(|article| (article.card.slug.as_str(), article)).collect();
    let language = context.settings.language.as_ref();

    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    attribute(&mut xml, "xml:lang", language.map_or("", Language::as_str));
    xml.push_str(">\n");
    element(&mut xml, "id", &[], public.home());
    element(&mut xml, "title", &[], context.title());
    element(&mut xml, "subtitle", &[], context.settings.description.as_deref().unwrap_or_default());
    element(&mut xml, "updated", &[], &moment(updated));
    empty(&mut xml, "link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &public.to("feed.xml"))]);
    let home = public.page(&SitePath::new("index.html"));
    empty(&mut xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &home)]);
    element(&mut xml, "generator", &[], "Newsstand");
    // Holds for every entry that names no author of its own (section 4.1.1).
    author(&mut xml, context.title(), None);
    for (card, updated) in entries {
        entry(&mut xml, &public, card, updated, texts.get(card.slug.as_str()).copied());
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

fn entry(xml: &mut String, public: &Public<'_>, card: &Card, updated: Date, text: Option<&Article>) {
    let path = page_path(&card.slug);
    let page = public.page(&path);
    xml.push_str("<entry");
    attribute(xml, "xml:lang", card.language.as_ref().map_or("", Language::as_str));
    // Links to headings of the text are relative to its page.
    attribute(xml, "xml:base", &page);
    xml.push_str(">\n");
    // Must never change (section 4.2.6), so it does not follow the style of links.
    element(xml, "id", &[], &public.lasting(&path));
    element(xml, "title", &[], &card.title);
    empty(xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
    if let Some(original) = card.original.as_ref().filter(|url| url.is_web()) {
        empty(xml, "link", &[("rel", "via"), ("href", original.as_str())]);
    }
    element(xml, "updated", &[], &moment(updated));
    if let Some(published) = card.published {
        element(xml, "published", &[], &moment(published));
    }
    if let Some(known) = &card.author {
        let page = known.url.as_ref().filter(|url| url.is_web());
        author(xml, &known.name, page.map(|url| url.as_str()));
    }
    for term in card.tags.iter().map(Tag::as_str).chain(card.category.as_deref()) {
        empty(xml, "category", &[("term", term)]);
    }
    element(xml, "summary", &[], &card.summary);
    if let Some(article) = text {
        element(xml, "content", &[("type", "html")], &markdown::html::serialise(&article.body, public));
    }
    xml.push_str("</entry>\n");
}

fn author(xml: &mut String, name: &str, page: Option<&str>) {
    xml.push_str("<author>");
    element(xml, "name", &[], name);
    element(xml, "uri", &[], page.unwrap_or_default());
    xml.push_str("</author>\n");
}

/// Midnight of the day in UTC, as RFC 3339 writes it: articles are dated by the day.
fn moment(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// An element with text; none without.
fn element(xml: &mut String, name: &str, attributes: &[(&str, &str)], text: &str) {
    if text.is_empty() {
        return;
    }
    xml.push_str(&format!("<{name}"));
    attributes.iter().for_each(|(name, value)| attribute(xml, name, value));
    xml.push('>');
    escape(xml, text);
    xml.push_str(&format!("</{name}>\n"));
}

/// An element without content.
fn empty(xml: &mut String, name: &str, attributes: &[(&str, &str)]) {
    xml.push_str(&format!("<{name}"));
    attributes.iter().for_each(|(name, value)| attribute(xml, name, value));
    xml.push_str("/>\n");
}

/// An attribute; none without a value.
fn attribute(xml: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        xml.push_str(&format!(" {name}=\""));
        escape(xml, value);
        xml.push('"');
    }
}
