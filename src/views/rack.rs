use leptos::html::{div, section};
use leptos::prelude::*;

use crate::fetch::Load;
use crate::site::Site;
use crate::trouble::Trouble;
use crate::views::{chosen, filters, list, notice};
use crate::{dom, renderer, words};

/// What is in the place of the list.
#[derive(Clone, PartialEq)]
enum Shown {
    Waiting,
    Cards,
    Nothing,
    Trouble(Trouble),
}

/// The page of cards: filters on the left, the list on the right.
pub(crate) fn rack() -> impl IntoView {
    let site = Site::get();
    Effect::new(move || document().set_title(&site.archive.title().unwrap_or_else(|| words::SITE_TITLE.to_owned())));
    // Only the kind decides what is built: cards that stay keep their nodes, and so the focus.
    let shown = Memo::new(move |_| match site.selection.get() {
        Load::Failed(trouble) => Shown::Trouble(trouble),
        Load::Ready(selection) if selection.is_empty() => Shown::Nothing,
        Load::Ready(_) => Shown::Cards,
        Load::Loading => Shown::Waiting,
    });
    let content = move || match shown.get() {
        Shown::Trouble(trouble) => {
            dom::mark_ready("trouble");
            notice::trouble(&trouble, move || site.archive.retry()).into_any()
        }
        Shown::Nothing => {
            dom::mark_ready("rack");
            nothing(site).into_any()
        }
        Shown::Cards => list::list().into_any(),
        Shown::Waiting => list::waiting().into_any(),
    };
    renderer::prefetch();
    div().class("page").child((filters::filters(), section().class("list").child((chosen::chosen(), content))))
}

fn nothing(site: Site) -> impl IntoView {
    match site.list.with_untracked(catalog::ViewState::has_filters) {
        true => {
            let all = Site::href(&site.list.get_untracked().cleared());
            notice::empty(words::NOTHING_FOUND, words::NOTHING_FOUND_ADVICE, Some(all))
        }
        false => notice::empty(words::EMPTY_ARCHIVE, words::EMPTY_ARCHIVE_ADVICE, None),
    }
}
