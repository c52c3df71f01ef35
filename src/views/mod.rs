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

use leptos::html::{a, main};
use leptos::prelude::*;

pub(crate) use self::list::Heights;
use crate::site::Site;
use crate::{ids, navigation, words};

/// The whole page: the bar, and below it the rack or an article.
pub(crate) fn page(root: &web_sys::HtmlElement, source: &str) -> impl IntoView + use<> {
    let (state, fragment) = navigation::current();
    let site = Site::new(source, state, fragment);
    provide_context(site);
    navigation::listen(site, root);
    let reading = Memo::new(move |_| site.state.with(|state| state.article.is_some()));
    let content = move || match reading.get() {
        true => reader::reader().into_any(),
        false => rack::rack().into_any(),
    };
    (
        a().class("skip").href(format!("#{}", ids::MAIN)).child(words::SKIP),
        bar::bar(),
        main().id(ids::MAIN).tabindex("-1").child(content),
    )
}
