use article::Card;
use leptos::html::{a, b, dd, details, div, dl, dt, small, span, summary, time};
use leptos::prelude::*;

use crate::site::Site;
use crate::views::card::tags;
use crate::views::icon::Icon;
use crate::{format, words};

/// The metadata of the open article: author, date, counts, tags, and the way to the original.
pub(crate) fn byline(site: Site, card: &Card) -> impl IntoView + use<> {
    div().class("mcard").child((
        author(card),
        counts(card),
        (!card.tags.is_empty()).then(|| tags(site, card.tags.iter().map(|tag| tag.as_str().to_owned()).collect())),
        more(card),
    ))
}

fn author(card: &Card) -> impl IntoView + use<> {
    let avatar = card
        .author
        .as_ref()
        .and_then(|author| author.name.chars().next())
        .map(|first| span().class("av").aria_hidden("true").child(first.to_uppercase().to_string()));
    let name = card.author.clone().map(|author| match author.url {
        Some(url) => outside(url.as_str()).attr("dir", "auto").child(author.name).into_any(),
        None => span().attr("dir", "auto").child(author.name).into_any(),
    });
    let published = card.published.map(|date| time().datetime(date.to_string()).child(format::long_date(date)));
    let updated = card.updated.filter(|date| Some(*date) != card.published).map(|date| {
        span().child((words::UPDATED, " ", time().datetime(date.to_string()).child(format::long_date(date))))
    });
    let category = card.category.clone().map(|category| {
        let href = {
            let category = category.clone();
            Site::href(&catalog::ViewState::default().with_category_toggled(&category))
        };
        a().href(href).child(category)
    });
    let original = card.original.as_ref().map(|url| {
        outside(url.as_str())
            .class("orig")
            .aria_label(format!("{}, {}", words::ORIGINAL, words::NEW_TAB))
            .child(format!("{} ↗", words::ORIGINAL))
    });
    div().class("by").child((
        avatar,
        div().class("who").child((
            b().child(name),
            small().class("facts").child((
                published,
                updated,
                category,
                span().child(words::minutes_to_read(card.reading_minutes)),
            )),
        )),
        original,
    ))
}

/// A link that leaves the page; it opens beside it and tells the other site nothing.
fn outside(address: &str) -> leptos::html::HtmlElement<leptos::html::A, impl leptos::attr::Attribute + use<>, ()> {
    a().href(address.to_owned()).target("_blank").rel("noopener noreferrer nofollow ugc")
}

fn counts(card: &Card) -> Option<impl IntoView + use<>> {
    let cells: Vec<_> = card
        .stats
        .iter()
        .map(|(stat, count)| {
            div().child((
                dt().child((Icon::from(stat).view(), words::stat(stat, count))),
                dd().child(format::number(count)),
            ))
        })
        .collect();
    (!cells.is_empty()).then(|| dl().class("cells").child(cells))
}

/// Keys of the file that nobody knows: the author wrote them, so they are there for who looks.
fn more(card: &Card) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = card
        .extra
        .iter()
        .map(|(key, value)| div().child((dt().child(key.clone()), dd().child(value.clone()))))
        .collect();
    (!rows.is_empty()).then(|| details().class("more").child((summary().child(words::MORE_DETAILS), dl().child(rows))))
}
