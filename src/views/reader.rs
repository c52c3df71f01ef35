use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use article::{Article, Language, Node, Slug};
use catalog::{Filter, Neighbours, ViewState};
use leptos::prelude::untrack;

use crate::archive::Archive;
use crate::dom::{self, Alarm};
use crate::element::{El, Pieces, el, heading, views};
use crate::fetch::{Load, Loading, latest};
use crate::navigation::Place;
use crate::paint::Painter;
use crate::printed::Printed;
use crate::signal::{Kept, Memo, Readable, Signal};
use crate::site::Site;
use crate::stage::{News, View};
use crate::trouble::Fault;
use crate::views::notice::Extent;
use crate::views::related::related;
use crate::views::{byline, contents, notice};
use crate::{ids, navigation, renderer, words};

/// How long a reader waits before being told that it takes long.
const SLOW: Duration = Duration::from_secs(5);

/// The page of one article.
pub(crate) fn reader(site: Site) -> Pieces {
    let printed = site.stage.take_printed();
    match printed {
        Some(_) => renderer::prefetch(&site.stage.root()),
        None => renderer::wake(),
    }
    let open = Memo::new(move |_| site.state.read().article.as_ref().map(|slug| slug.as_str().to_owned()));
    // The article that was printed into the page is not loaded as long as it is open.
    let printed_slug = Signal::new(printed.as_ref().map(|printed| printed.slug.as_str().to_owned()));
    let reader = printed.as_ref().map(|printed| printed.reader.clone());
    dom::effect(move || {
        if printed_slug.peek().is_some() && open.get() != *printed_slug.peek() {
            printed_slug.set(None);
        }
    });
    let slug = move || open.get().filter(|slug| Some(slug) != printed_slug.read().as_ref().as_ref());
    let again = Signal::new(0);
    let printed = RefCell::new(printed);
    let loaded = latest(slug, again, move |slug, signal| load(site, slug, signal));
    let content = move || match loaded.get() {
        Load::Loading => printed.take().map_or_else(waiting, |printed| adopted(site, printed)),
        Load::Ready(article) => opened(site, article),
        Load::Failed(trouble) => {
            site.stage.tell(&News::Trouble(&trouble));
            site.stage.set_title(&trouble.fault.to_string());
            if site.stage.may_take_focus() {
                site.stage.focus_next_frame(&[ids::TITLE]);
            }
            notice::trouble(site, &trouble, Extent::Page, move || again.set(*again.peek() + 1))
        }
    };
    // Where there is nothing but the article there is no list to go back to.
    let back = (site.stage.manner().view != View::Article).then(|| back(site));
    let place = match reader {
        Some(reader) => {
            if let (Some(back), Some(printed)) = (&back, site.stage.by_id(ids::BACK)) {
                let _ = printed.replace_with_with_node_1(back.node());
            }
            El::of(reader).class("reader")
        }
        None => el("div").class("reader").child(back),
    };
    place.child_of(content).view()
}

fn load(site: Site, slug: String, signal: web_sys::AbortSignal) -> Loading<Arc<Article>> {
    // The view state holds a slug that was checked; without one nothing is loaded.
    let Ok(slug) = Slug::new(&slug) else { return Box::pin(async move { Err(Fault::NotFound.at(&slug)) }) };
    // Asked now: by the time of the first answer the app may be gone.
    let address = site.archive.article_address(&slug);
    let room = renderer::open_reading_room(&site.stage.root());
    Box::pin(async move {
        let bytes = Archive::article(&address, &signal).await?;
        let article = renderer::render(&bytes, &slug.path(), &address).await?;
        // An article without its style sheet can be read, too.
        let _ = room.await;
        Ok(Arc::new(article))
    })
}

/// The way back to the list, which says what list it is.
fn back(site: Site) -> El {
    let text = move || {
        let list = site.list.read();
        let said = [Filter::Tag, Filter::Category, Filter::Author, Filter::Year];
        let chosen: Vec<String> = said.into_iter().flat_map(|filter| list.names(filter)).cloned().collect();
        match site.selection.get() {
            Load::Ready(selection) => words::list_of(selection.len() as u64, &chosen),
            _ => words::BACK_TO_LIST.to_owned(),
        }
    };
    let href = move || Some(site.href(&site.list.read()));
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
    let limits: Vec<_> =
        opened.limits.iter().map(|limit| el("p").class("notice small").child(limit.to_string())).collect();
    let lead = opened.lead().map(|lead| el("p").class("lead").attr_if("lang", lang).fixed("dir", "auto").child(lead));
    let contents = contents::contents(site, &opened.headings(), lang);
    // The language is the text's: the words of the interface around it keep the page's.
    let title = heading(site.stage.manner().level)
        .id(ids::TITLE)
        .fixed("part", "title")
        .fixed("tabindex", "-1")
        .attr_if("lang", lang)
        .fixed("dir", "auto");
    let article = el("article")
        .fixed("part", "article")
        .child(title.child(card.title.as_str()))
        .child(byline::byline(site, card))
        .child(limits)
        .child(lead)
        .child(painted(site, &opened, |article| &article.body).id(ids::BODY).fixed("part", "body"))
        .child(clutter(site, &opened))
        .child((site.stage.manner().view != View::Article).then(|| neighbours(site, card.slug.clone())))
        .child((site.stage.manner().view != View::Article).then(|| related(site, card.slug.clone())));
    on_screen(site, article.node().clone(), card.slug.clone(), card.title.clone());
    let mut page = vec![article];
    page.extend(contents);
    views(page)
}

/// The article that the press printed into the page: its nodes stay, and get what only a script can give.
fn adopted(site: Site, printed: Printed) -> Pieces {
    let Printed { slug, article, contents, .. } = printed;
    byline::filter_by_tags(site, &article);
    let mut taken = El::of(article.clone());
    if *site.list.peek() != ViewState::default() {
        // The neighbours that were printed are those of the whole list.
        if let Ok(Some(printed)) = article.query_selector("nav.pn") {
            printed.remove();
        }
        taken = taken.child(neighbours(site, slug.clone()));
    }
    let mut parts = vec![taken.child(related(site, slug.clone()))];
    if let Some(contents) = contents {
        contents::follow(site, &contents);
        parts.push(El::of(contents));
    }
    let title = article.query_selector("h1").ok().flatten().and_then(|title| title.text_content());
    on_screen(site, article, slug, title.unwrap_or_default());
    views(parts)
}

/// Runs what follows from an article being there. Effects run when the view is in the page.
fn on_screen(site: Site, article: web_sys::Element, slug: Slug, title: String) {
    let name = title.clone();
    dom::effect(move || site.stage.set_title(&format!("{name} — {}", site.title())));
    dom::effect(move || untrack(|| arrive(site, &slug, &title)));
    dom::effect(move || renderer::furnish(&article));
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
    let painter = Painter {
        archive: site.archive,
        level: site.stage.manner().level,
        media: &site.stage.media(),
        article: |slug: &Slug, heading: Option<&str>| {
            let href = site.href(&site.list.peek().opened(slug));
            heading.map_or_else(|| href.clone(), |heading| format!("{href}#{heading}"))
        },
    };
    painter.paint(place.node(), part(article));
    place
}

/// The articles before and after this one, in the list as it is filtered and sorted.
fn neighbours(site: Site, slug: Slug) -> El {
    let link = move |slug: Slug, label: &'static str, class: &'static str| {
        let href = site.href(&site.list.read().opened(&slug));
        let title = Memo::new(move |_| title_of(site, &slug));
        let lang = move || Some(Language::detect(&title.read())?.as_str().to_owned());
        let title = el("span").fixed("dir", "auto").attr_of("lang", lang).text_of(move || title.get());
        el("a").class(class).fixed("href", &href).child(el("small").child(label)).child(title)
    };
    el("nav").class("pn").fixed("aria-label", words::NEIGHBOURS).child_of(move || {
        let Load::Ready(selection) = site.selection.get() else { return views(Vec::new()) };
        let Load::Ready(beside) = site.archive.facets(|facets| facets.neighbours(&selection, &slug)) else {
            return views(Vec::new());
        };
        let Neighbours { previous, next } = beside;
        let previous = previous.map(|slug| link(slug, words::PREVIOUS, "previous"));
        let next = next.map(|slug| link(slug, words::NEXT, "next"));
        views(previous.into_iter().chain(next).collect())
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
fn arrive(site: Site, slug: &Slug, title: &str) {
    site.stage.tell(&News::Article { slug: slug.as_str(), title });
    let restored = site.memory().restore.take();
    let fragment = site.memory().fragment.borrow().clone();
    let heading = if fragment.is_empty() { None } else { heading_of(site, &fragment) };
    match (restored, heading) {
        (Some(Place::Article { top }), _) => {
            focus_title(site);
            site.stage.scroll_to(top);
        }
        // The browser knows the way to a heading that was printed, and who reads on from it stays there.
        (_, Some(_)) if site.stage.is_begun() => {}
        (_, Some(heading)) => navigation::show_heading(&heading),
        _ => {
            site.stage.scroll_to_start();
            focus_title(site);
        }
    }
}

/// A fragment may be the heading's id, or the text that other programs make of it.
fn heading_of(site: Site, fragment: &str) -> Option<web_sys::HtmlElement> {
    let find = |id: &str| site.stage.by_id(id);
    find(fragment).or_else(|| find(&format!("h-{}", fragment.to_ascii_lowercase())))
}

fn focus_title(site: Site) {
    if let Some(title) = site.stage.by_id(ids::TITLE).filter(|_| site.stage.may_take_focus()) {
        dom::focus_in_place(&title);
    }
}
