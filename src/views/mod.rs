//! What is put on screen: one view a module, its style sheet of the same name in style/.

mod bar;
mod byline;
mod card;
mod chosen;
mod contents;
mod filters;
mod icon;
mod list;
mod notice;
mod rack;
mod reader;

pub(crate) use self::list::Heights;
use crate::element::{Pieces, el, views};
use crate::signal::{Memo, Readable};
use crate::site::Site;
use crate::{ids, navigation, words};

/// The whole page: the bar, and below it the rack or an article.
pub(crate) fn page(root: &web_sys::HtmlElement, source: &str) -> Pieces {
    let (state, fragment) = navigation::current();
    let site = Site::new(source, state, fragment);
    navigation::listen(site, root);
    let reading = Memo::new(move |_| site.state.read().article.is_some());
    let main = el("main").id(ids::MAIN).fixed("tabindex", "-1").child_of(move || match reading.get() {
        true => reader::reader(site),
        false => rack::rack(site),
    });
    let skip = el("a").class("skip").fixed("href", &format!("#{}", ids::MAIN)).child(words::SKIP);
    views(vec![skip, bar::bar(site), main])
}
