use std::sync::Arc;
use std::time::Duration;

use article::{Article, Slug};
use catalog::Neighbours;
use leptos::ev;
use leptos::html::{Article as ArticleElement, Div, a, article, details, div, h1, nav, p, small, span, summary};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::fetch::{Load, latest};
use crate::navigation::Place;
use crate::paint::{self, Painter};
use crate::site::Site;
use crate::views::{byline, contents, notice};
use crate::{dom, ids, navigation, renderer, words};

/// How long a reader waits before being told that it takes long.
const SLOW: Duration = Duration::from_secs(5);

/// The page of one article.
pub(crate) fn reader() -> impl IntoView {
    let site = Site::get();
    let slug = Memo::new(move |_| site.state.with(|state| state.article.clone()));
    let again = RwSignal::new(0);
    let loaded = latest(
        move || slug.get(),
        again,
        move |slug: Slug, signal| async move {
            let bytes = site.archive.article(&slug, &signal).await?;
            let address = site.archive.article_address(&slug);
            renderer::render(&bytes, &slug.path(), &address).await.map(Arc::new)
        },
    );
    let content = move || match loaded.get() {
        Load::Loading => waiting().into_any(),
        Load::Ready(article) => opened(site, article).into_any(),
        Load::Failed(trouble) => {
            dom::mark_ready("trouble");
            document().set_title(&trouble.to_string());
            notice::trouble(&trouble, move || again.update(|times| *times += 1)).into_any()
        }
    };
    div().class("reader").child((back(site), content))
}

/// The way back to the list, which says what list it is.
fn back(site: Site) -> impl IntoView {
    let text = move || {
        let list = site.list.get();
        let chosen: Vec<String> = [&list.tags, &list.categories, &list.authors]
            .into_iter()
            .flatten()
            .cloned()
            .chain(list.years.iter().map(u16::to_string))
            .collect();
        match site.selection.get() {
            Load::Ready(selection) if !chosen.is_empty() => {
                format!("{} in {}", words::articles(selection.len() as u64), chosen.join(" + "))
            }
            Load::Ready(selection) => words::articles(selection.len() as u64),
            _ => words::BACK_TO_LIST.to_owned(),
        }
    };
    let href = move || Site::href(&site.list.get());
    a().id(ids::BACK).class("crumb").href(href).child(("‹ ", span().child(text)))
}

fn waiting() -> impl IntoView {
    let slow = RwSignal::new(false);
    let tell = move || {
        slow.try_set(true);
    };
    let timer = set_timeout_with_handle(tell, SLOW).ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
    let line = |class: &'static str| span().class(class);
    div().class("waiting").aria_busy("true").child((
        p().class("hush").role("status").child(move || if slow.get() { words::SLOW } else { words::LOADING }),
        div().class("skeleton").aria_hidden("true").child((
            line("line title"),
            line("line box"),
            line("line wide"),
            line("line"),
            line("line wide"),
            line("line short"),
        )),
    ))
}

fn opened(site: Site, opened: Arc<Article>) -> impl IntoView {
    let card = &opened.card;
    let lang = card.language.as_ref().map(|language| language.as_str().to_owned());
    let current = RwSignal::new(String::new());
    let headings = contents::headings(&opened.body);
    let whole = NodeRef::<ArticleElement>::new();
    let notices = opened.limits.iter().map(|limit| p().class("notice small").child(limit.to_string())).collect_view();
    let lead = lead(&opened).map(|lead| p().class("lead").attr("dir", "auto").child(lead.to_owned()));
    follow_headings(headings.clone(), current);
    let view = (
        article().node_ref(whole).attr("lang", lang).child((
            h1().id(ids::TITLE).tabindex("-1").attr("dir", "auto").child(card.title.clone()),
            byline::byline(site, card),
            notices,
            lead,
            body(site, opened.clone()),
            clutter(site, opened.clone()),
            neighbours(site, card.slug.clone()),
        )),
        contents::contents(headings, current),
    );
    Effect::new(move || {
        if whole.get().is_some() {
            arrive(site, &opened.card.title);
        }
    });
    view
}

/// The summary, unless the text begins with it anyway.
fn lead(article: &Article) -> Option<&str> {
    let summary = article.card.summary.trim_end_matches('…');
    let start: String = article.body.iter().take(3).map(article::Node::text).collect();
    let essence = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let repeated = essence(&start).starts_with(&essence(summary));
    (!summary.is_empty() && !repeated).then_some(&article.card.summary)
}

fn body(site: Site, article: Arc<Article>) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    painted(site, place, article, |article| &article.body);
    div().id(ids::BODY).class("body").node_ref(place)
}

/// Clutter of the scraped page, folded away.
fn clutter(site: Site, article: Arc<Article>) -> Option<impl IntoView> {
    if article.clutter.is_empty() {
        return None;
    }
    let place = NodeRef::<Div>::new();
    painted(site, place, article, |article| &article.clutter);
    Some(
        details()
            .id(ids::CLUTTER)
            .class("clutter")
            .child((summary().child(words::CLUTTER), div().class("body").node_ref(place))),
    )
}

/// Paints nodes into a place as soon as it is there.
fn painted(site: Site, place: NodeRef<Div>, article: Arc<Article>, part: fn(&Article) -> &[article::Node]) {
    let dead = StoredValue::new_local(wasm_bindgen::prelude::Closure::<dyn FnMut(web_sys::Event)>::new(
        |event: web_sys::Event| paint::replace_dead_picture(&event),
    ));
    Effect::new(move || {
        let Some(place) = place.get() else { return };
        // Errors of pictures do not bubble; on their way down they can be caught.
        dead.with_value(|dead| {
            let _ = place.add_event_listener_with_callback_and_bool("error", dead.as_ref().unchecked_ref(), true);
        });
        let painter = Painter {
            archive: site.archive,
            article: |slug: &Slug, heading: Option<&str>| {
                let href = Site::href(&site.list.with_untracked(|list| list.opened(slug)));
                heading.map_or_else(|| href.clone(), |heading| format!("{href}#{heading}"))
            },
        };
        painter.paint(&place, part(&article));
    });
}

/// The articles before and after this one, in the list as it is filtered and sorted.
fn neighbours(site: Site, slug: Slug) -> impl IntoView {
    let beside = Memo::new(move |_| {
        let selection = site.selection.get();
        match site.archive.facets(|facets| match &selection {
            Load::Ready(selection) => facets.neighbours(selection, &slug),
            _ => Neighbours::default(),
        }) {
            Load::Ready(neighbours) => neighbours,
            _ => Neighbours::default(),
        }
    });
    let link = move |slug: &Slug, label: &'static str, class: &'static str| {
        let href = Site::href(&site.list.with(|list| list.opened(slug)));
        a().class(class).href(href).child((small().child(label), title_of(site, slug.clone())))
    };
    move || {
        let Neighbours { previous, next } = beside.get();
        nav().class("pn").aria_label(words::NEIGHBOURS).child((
            previous.map(|slug| link(&slug, words::NEWER, "previous")),
            next.map(|slug| link(&slug, words::OLDER, "next")),
        ))
    }
}

/// The title of another article, as soon as its card is there; until then its name.
fn title_of(site: Site, slug: Slug) -> impl IntoView {
    let title = move || {
        let row = match site.archive.facets(|facets| facets.row_of(&slug)) {
            Load::Ready(row) => row,
            _ => None,
        };
        match row.map(|row| site.archive.listing(row)) {
            Some(Load::Ready(listing)) => listing.title,
            _ => slug.as_str().to_owned(),
        }
    };
    span().attr("dir", "auto").child(title)
}

/// The article is on screen: title, place and focus follow.
fn arrive(site: Site, title: &str) {
    let name = site.archive.title().unwrap_or_else(|| words::SITE_TITLE.to_owned());
    document().set_title(&format!("{title} — {name}"));
    dom::mark_ready("article");
    let restored = site.restore.try_update_value(Option::take).flatten();
    let heading = site.fragment.with_untracked(|id| (!id.is_empty()).then(|| heading_of(id)).flatten());
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
fn follow_headings(headings: Vec<contents::Heading>, current: RwSignal<String>) {
    let ids: Vec<String> = headings.into_iter().map(contents::Heading::into_id).collect();
    let scroll = window_event_listener(ev::scroll, move |_| {
        let line = dom::viewport_height() / 3.0;
        let above = ids
            .iter()
            .rev()
            .find(|id| dom::by_id(id).is_some_and(|heading| heading.get_bounding_client_rect().top() < line));
        let above = above.cloned().unwrap_or_default();
        if current.with_untracked(|current| *current != above) {
            current.set(above);
        }
    });
    on_cleanup(move || scroll.remove());
}
