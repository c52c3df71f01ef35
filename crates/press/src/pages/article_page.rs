//! The page of one article, as src/views/reader.rs and src/views/contents.rs make it.

use article::paint::Painter;
use article::{Article, Card, Heading, Language, Node};

use super::address::{Place, page_path};
use super::byline::byline;
use super::head::{Head, document, link, meta, property};
use super::html::{El, Page, el};
use super::{Context, frame, ids, json_ld};
use crate::shell::Role;

/// Fewer headings than this make no table of contents.
const LEAST: usize = 2;

pub(super) fn page(context: &Context<'_>, article: &Article) -> String {
    let card = &article.card;
    let path = page_path(&card.slug);
    let place = Place::of(&path);
    let contents = contents(article);
    let reader = el("div")
        .class(if contents.is_some() { "reader has-toc" } else { "reader" })
        .child(frame::back(context, &place))
        .child(opened(context, &place, article))
        .child(contents);
    let body = frame::frame(context, &place, reader).attr("data-article", card.slug.as_str());
    let head = Head {
        title: Some(&card.title),
        language: card.language.as_ref(),
        description: &card.summary,
        path: &path,
        role: Role::App,
        kind: "article",
        picture: card.cover.as_ref(),
        more: context
            .shell
            .reading_sheet()
            .map(|sheet| link("stylesheet", &place.to(&sheet)))
            .into_iter()
            .chain(about(card))
            .collect(),
        json_ld: json_ld::article(context, card),
    };
    document(context, head, body)
}

/// What only an article says of itself: its text as Markdown, and the properties of `og:type` article
/// (ogp.me, "No Vertical").
fn about(card: &Card) -> Vec<El> {
    let mut out = vec![link("alternate", "index.html.md").attr("type", "text/markdown")];
    out.extend(card.published.map(|date| property("article:published_time", &date.to_string())));
    out.extend(card.updated.map(|date| property("article:modified_time", &date.to_string())));
    if let Some(author) = &card.author {
        let profile = author.url.as_ref().filter(|url| url.is_web());
        out.push(meta("author", &author.name));
        out.push(property("article:author", profile.map_or(author.name.as_str(), |url| url.as_str())));
    }
    out.extend(card.category.as_ref().map(|category| property("article:section", category)));
    out.extend(card.tags.iter().map(|tag| property("article:tag", tag.as_str())));
    out
}

fn opened(context: &Context<'_>, place: &Place, article: &Article) -> El {
    let card = &article.card;
    let lang = card.language.as_ref().map(Language::as_str);
    let limits: Vec<_> =
        article.limits.iter().map(|limit| el("p").class("notice small").child(limit.to_string())).collect();
    let lead = article.lead().map(|lead| el("p").class("lead").attr_if("lang", lang).attr("dir", "auto").child(lead));
    // The language is the text's: the words of the interface around it keep the page's.
    let title = el("h1").id(ids::TITLE).attr("tabindex", "-1").attr_if("lang", lang).attr("dir", "auto");
    el("article")
        .child(title.child(card.title.as_str()))
        .child(byline(context, place, card))
        .child(limits)
        .child(lead)
        .child(painted(context, place, article, &article.body).id(ids::BODY))
        .child(clutter(context, place, article))
        .child(neighbours(context, place, card))
}

/// Clutter of the scraped page, folded away.
fn clutter(context: &Context<'_>, place: &Place, article: &Article) -> Option<El> {
    let any = !article.clutter.is_empty();
    any.then(|| {
        let summary = el("summary").child(words::CLUTTER);
        let body = painted(context, place, article, &article.clutter);
        el("details").id(ids::CLUTTER).class("clutter").child(summary).child(body)
    })
}

/// A place that is painted with a part of the article.
fn painted(context: &Context<'_>, place: &Place, article: &Article, part: &[Node]) -> El {
    let lang = article.card.language.as_ref().map(Language::as_str);
    let mut body = el("div").class("body").attr_if("lang", lang);
    let media = &context.settings.media;
    Painter { canvas: &Page, addresses: place, labels: &words::PAINTED, media }.paint(&mut body, part);
    body
}

/// The articles before and after this one, newest first.
fn neighbours(context: &Context<'_>, place: &Place, card: &Card) -> El {
    let link = |at: usize, label: &str, class: &str| {
        let listing = context.listings.get(at)?;
        let lang = Language::detect(&listing.title);
        let title = el("span").attr("dir", "auto").attr_if("lang", lang.as_ref().map(Language::as_str));
        let href = place.to_path(&page_path(&listing.slug));
        let title = title.child(listing.title.as_str());
        Some(el("a").class(class).attr("href", &href).child(el("small").child(label)).child(title))
    };
    let row = context.row(&card.slug);
    let previous = row.and_then(|row| link(row.checked_sub(1)?, words::PREVIOUS, "previous"));
    let next = row.and_then(|row| link(row + 1, words::NEXT, "next"));
    el("nav").class("pn").attr("aria-label", words::NEIGHBOURS).child(previous).child(next)
}

/// The table of contents.
fn contents(article: &Article) -> Option<El> {
    let headings = article.headings();
    let row = |heading: &Heading| {
        let link = el("a").attr("href", &format!("#{}", heading.id)).attr("dir", "auto").child(heading.text.as_str());
        el("li").class(if heading.level > 2 { "deeper" } else { "" }).child(link)
    };
    let rows = headings.iter().map(row).collect::<Vec<_>>();
    let lang = article.card.language.as_ref().map(Language::as_str);
    (headings.len() >= LEAST).then(|| {
        el("nav")
            .class("toc")
            .attr("aria-label", words::ON_THIS_PAGE)
            .child(el("h2").child(words::ON_THIS_PAGE))
            .child(el("ul").attr("role", "list").attr_if("lang", lang).child(rows))
    })
}
