use leptos::ev;
use leptos::html::{a, button, code, div, h2, p};
use leptos::prelude::*;

use crate::trouble::Trouble;
use crate::{ids, words};

/// The card that says what went wrong, where, and what to do.
pub(crate) fn trouble<F: Fn() + 'static>(trouble: &Trouble, retry: F) -> impl IntoView + use<F> {
    let address = trouble.address().to_owned();
    let file = address.starts_with("http").then(|| {
        let file = a().href(address.clone()).target("_blank").rel("noopener noreferrer");
        file.child(words::OPEN_FILE)
    });
    div().id(ids::TROUBLE).class("notice trouble").role("alert").child((
        h2().child(trouble.to_string()),
        (!address.is_empty()).then(|| p().child(code().child(address))),
        p().child(trouble.advice()),
        div()
            .class("ways")
            .child((button().r#type("button").class("main").on(ev::click, move |_| retry()).child(words::RETRY), file)),
    ))
}

/// The card for a list that holds nothing, with a way out.
pub(crate) fn empty(what: &'static str, advice: &'static str, way_out: Option<String>) -> impl IntoView {
    let way_out = way_out.map(|href| a().class("main").href(href).child(words::SHOW_ALL_ARTICLES));
    div().class("notice").child((h2().child(what), p().child(advice), div().class("ways").child(way_out)))
}
