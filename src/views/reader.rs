use std::sync::Arc;
use std::time::Duration;

use article::{Article, Language, Name, Node, Slug};
use catalog::Neighbours;
use leptos::prelude::{document, untrack};

use crate::element::{El, Phase, Pieces, el, listen, views};
use crate::fetch::{Load, Loading, latest};
use crate::navigation::Place;
use crate::paint::{self, Painter};
use crate::signal::{Kept, Memo, Readable, Signal};
use crate::site::Site;
use crate::trouble::Fault;
use crate::views::contents::Heading;
use crate::views::notice::Extent;
use crate::views::{byline, contents, notice};
use crate::dom::{self, Alarm};
use crate::{ids, navigation, renderer, words};

/// How long a reader waits before being told that it takes long.
const SLOW: Duration = Duration::from_secs(5);

/// The page of one article.
pub(crate) fn reader(site: Site) -> Pieces {
    renderer::wake();
    let slug = move || site.state.read().article.as_ref().map(|slug| slug.as_str().to_owned());
    let again = Signal::new(0);
    let loaded = latest(slug, again, move |slug, signal| load(site, slug, signal));
    let content = move || match loaded.get() {
        Load::Loading => waiting(),
        Load::Ready(article) => opened(site, article),
        Load::Failed(trouble) => {
            dom::mark_ready("trouble");
            document().set_title(&trouble.fault.to_string());
            dom::focus_next_frame(&[ids::TITLE]);
            notice::trouble(&trouble, Extent::Page, move || again.set(*again.peek() + 1))
        }
    };
    el("div").class("reader").child(back(site)).child_of(content).view()
}

fn load(site: Site, slug: String, signal: web_sys::AbortSignal) -> Loading<Arc<Article>> {
    Box::pin(async move {
        // The view state holds a slug that was checked; without one nothing is loaded.
        let Ok(slug) = Slug::new(&slug) else { return Err(Fault::NotFound.at(&slug)) };
        let bytes = site.archive.article(&slug, &signal).await?;
        let address = site.archive.article_address(&slug);
        renderer::render(&bytes, &slug.path(), &address).await.map(Arc::new)
    })
}

/// The way back to the list, which says what list it is.
fn back(site: Site) -> El {
    let text = move || {
        let list = site.list.read();
        let mut chosen: Vec<String> =
            [&list.tags, &list.categories, &list.authors].into_iter().flatten().cloned().collect();
        chosen.extend(list.years.iter().map(u16::to_string));
        match site.selection.get() {
            Load::Ready(selection) => words::list_of(selection.len() as u64, &chosen),
            _ => words::BACK_TO_LIST.to_owned(),
        }
    };
    let href = move || Some(Site::href(&site.list.read()));
    el("a").id(ids::BACK).class("crumb").attr_of("href", href).child("‹ ").child(el("span").text_of(text))
}

fn waiting() -> Pieces {
    let slow = Signal::new(false);
    Kept::new(Alarm::set(SLOW, move || slow.set(true)));
    let text = move || if slow.get() { words::SLOW } else { words::LOADING }.to_owned();
    let lines = ["line title", "line box", "line wide", "line", "line wide", "line short"];
    let lines: Vec<_> = lines.into_iter().map(|class| el("span").class(class)).collect();
    el("div")
        .class("waiting")
        .fixed("aria-busy", "true")
        .child(el("p").class("hush").fixed("role", "status").text_of(text))
        .child(el("div").class("skeleton").fixed("aria-hidden", "true").child(lines))
        .view()
}

fn opened(site: Site, opened: Arc<Article>) -> Pieces {
    let card = &opened.card;
    let lang = card.language.as_ref().map(Language::as_str);
    let current = Signal::new(String::new());
    let headings = contents::headings(&opened.body);
    let limits: Vec<_> =
        opened.limits.iter().map(|limit| el("p").class("notice small").child(limit.to_string())).collect();
    let lead = lead(&opened).map(|lead| el("p").class("lead").attr_if("lang", lang).fixed("dir", "auto").child(lead));
    let contents = contents::contents(&headings, lang, current);
    follow_headings(headings, current);
    // The language is the text's: the words of the interface around it keep the page's.
    let title = el("h1").id(ids::TITLE).fixed("tabindex", "-1").attr_if("lang", lang).fixed("dir", "auto");
    let article = el("article")
        .child(title.child(card.title.as_str()))
        .child(byline::byline(site, card))
        .child(limits)
        .child(lead)
        .child(painted(site, &opened, |article| &article.body).id(ids::BODY))
        .child(clutter(site, &opened))
        .child(neighbours(site, card.slug.clone()));
    // Effects run when the view is in the page.
    let name = card.title.clone();
    dom::effect(move || untrack(|| arrive(site, &name)));
    let mut page = vec![article];
    page.extend(contents);
    views(page)
}

/// The summary, unless the text begins with it anyway.
fn lead(article: &Article) -> Option<&str> {
    let summary = article.card.summary.trim_end_matches('…');
    let essence = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let is_paragraph = |node: &&Node| node.element().is_some_and(|element| element.name == Name::P);
    let mut paragraphs = article.body.iter().filter(is_paragraph).map(Node::text);
    let first = paragraphs.find(|text| !text.trim().is_empty()).unwrap_or_default();
    let repeated = essence(&first).starts_with(&essence(summary));
    (!summary.is_empty() && !repeated).then_some(&article.card.summary)
}

/// Clutter of the scraped page, folded away.
fn clutter(site: Site, article: &Article) -> Option<El> {
    let any = !article.clutter.is_empty();
    any.then(|| {
        let summary = el("summary").child(words::CLUTTER);
        let body = painted(site, article, |article| &article.clutter);
        el("details").id(ids::CLUTTER).class("clutter").child(summary).child(body)
    })
}

/// A place that is painted with a part of the article.
fn painted(site: Site, article: &Article, part: fn(&Article) -> &[Node]) -> El {
    let lang = article.card.language.as_ref().map(Language::as_str);
    let place = el("div").class("body").attr_if("lang", lang);
    // Errors of pictures do not bubble; on their way down they can be caught.
    listen(place.node(), "error", Phase::Capture, Box::new(|event| paint::replace_dead_picture(&event)));
    let painter = Painter {
        archive: site.archive,
        article: |slug: &Slug, heading: Option<&str>| {
            let href = Site::href(&site.list.peek().opened(slug));
            heading.map_or_else(|| href.clone(), |heading| format!("{href}#{heading}"))
        },
    };
    painter.paint(place.node(), part(article));
    place
}

/// The articles before and after this one, in the list as it is filtered and sorted.
fn neighbours(site: Site, slug: Slug) -> El {
    let link = move |slug: Slug, label: &'static str, class: &'static str| {
        let href = Site::href(&site.list.read().opened(&slug));
        let title = Memo::new(move |_| title_of(site, &slug));
        let lang = move || Some(Language::detect(&title.read())?.as_str().to_owned());
        let title = el("span").fixed("dir", "auto").attr_of("lang", lang).text_of(move || title.get());
        el("a").class(class).fixed("href", &href).child(el("small").child(label)).child(title)
    };
    el("nav").class("pn").fixed("aria-label", words::NEIGHBOURS).child_of(move || {
        let Load::Ready(selection) = site.selection.get() else { return views(Vec::<El>::new()) };
        let Load::Ready(beside) = site.archive.facets(|facets| facets.neighbours(&selection, &slug)) else {
            return views(Vec::<El>::new());
        };
        let Neighbours { previous, next } = beside;
        let previous = previous.map(|slug| link(slug, words::PREVIOUS, "previous"));
        let next = next.map(|slug| link(slug, words::NEXT, "next"));
        views(vec![previous, next])
    })
}

/// The title of another article, as soon as its card is there; until then its name.
fn title_of(site: Site, slug: &Slug) -> String {
    let row = match site.archive.facets(|facets| facets.row_of(slug)) {
        Load::Ready(row) => row,
        _ => None,
    };
    match row.map(|row| site.archive.listing(row)) {
        Some(Load::Ready(listing)) => listing.title,
        _ => slug.as_str().to_owned(),
    }
}

/// The article is on screen: title, place and focus follow.
fn arrive(site: Site, title: &str) {
    document().set_title(&format!("{title} — {}", site.title()));
    dom::mark_ready("article");
    let restored = site.memory().restore.take();
    let fragment = site.memory().fragment.borrow().clone();
    let heading = if fragment.is_empty() { None } else { heading_of(&fragment) };
    match (restored, heading) {
        (Some(Place::Article { top }), _) => {
            focus_title();
            dom::scroll_to(top);
        }
        (_, Some(heading)) => navigation::show_heading(&heading),
        _ => {
            dom::scroll_to(0.0);
            focus_title();
        }
    }
}

/// A fragment may be the heading's id, or the text that other programs make of it.
fn heading_of(fragment: &str) -> Option<web_sys::HtmlElement> {
    dom::by_id(fragment).or_else(|| dom::by_id(&format!("h-{}", fragment.to_ascii_lowercase())))
}

fn focus_title() {
    if let Some(title) = dom::by_id(ids::TITLE) {
        dom::focus_in_place(&title);
    }
}

/// Marks the heading that is being read: the last one above the upper third of the screen.
fn follow_headings(headings: Vec<Heading>, current: Signal<String>) {
    dom::on_window("scroll", move |_| {
        let line = dom::viewport_height() / 3.0;
        let is_above = |heading: &&Heading| {
            dom::by_id(heading.id()).is_some_and(|heading| heading.get_bounding_client_rect().top() < line)
        };
        let above = headings.iter().rev().find(is_above).map_or("", Heading::id);
        if *current.peek() != above {
            current.set(above.to_owned());
        }
    });
}
