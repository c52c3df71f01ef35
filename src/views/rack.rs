use std::cell::RefCell;

use crate::element::{Pieces, el};
use crate::fetch::Load;
use crate::signal::{Memo, Readable};
use crate::site::Site;
use crate::stage::{Links, News, View};
use crate::trouble::Trouble;
use crate::views::notice::Extent;
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
pub(crate) fn rack(site: Site) -> Pieces {
    dom::effect(move || site.stage.set_title(&site.title()));
    // Only the kind decides what is built: cards that stay keep their nodes, and so the focus.
    let shown = Memo::new(move |_| match site.selection.get() {
        Load::Failed(trouble) => Shown::Trouble(trouble),
        Load::Ready(selection) if selection.is_empty() => Shown::Nothing,
        Load::Ready(_) => Shown::Cards,
        Load::Loading => Shown::Waiting,
    });
    let content = move || match shown.get() {
        Shown::Trouble(trouble) => {
            site.stage.tell(&News::Trouble(&trouble));
            notice::trouble(site, &trouble, Extent::Part, move || site.archive.retry())
        }
        Shown::Nothing => {
            site.stage.tell(&News::Rack { count: 0 });
            nothing(site)
        }
        Shown::Cards => list::list(site),
        Shown::Waiting => list::waiting(),
    };
    tell_what_is_listed(site);
    if site.stage.manner().links == Links::Inside {
        renderer::prefetch(&site.stage.root());
    }
    let list = el("section").class("list");
    match site.stage.manner().view {
        View::Rack => {
            let list = list.child(chosen::chosen(site)).child_of(content);
            el("div").class("page").child(filters::filters(site)).child(list).view()
        }
        View::List | View::Article => el("div").class("page bare").child(list.child_of(content)).view(),
    }
}

/// The host of a widget hears of every list that is not the first.
fn tell_what_is_listed(site: Site) {
    let told = RefCell::new(None);
    dom::effect(move || {
        if let Load::Ready(selection) = site.selection.get() {
            let list = site.list.read();
            if told.replace(Some(list.clone())).is_some_and(|before| before != list) {
                site.stage.tell_filter(&list, selection.len());
            }
        }
    });
}

fn nothing(site: Site) -> Pieces {
    match site.list.peek().has_filters() {
        true => {
            let all = site.href(&site.list.peek().cleared());
            notice::empty(site, words::NOTHING_FOUND, words::NOTHING_FOUND_ADVICE, Some(all))
        }
        false => notice::empty(site, words::EMPTY_ARCHIVE, words::EMPTY_ARCHIVE_ADVICE, None),
    }
}
