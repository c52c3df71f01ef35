//! Component tests, in a real browser: `cargo xtask test` runs them.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use article::{Attr, Class, Element, Link, MediaPolicy, Name, Node, SafeUrl, Slug, Source, Tone};
use leptos::prelude::{Owner, document};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use crate::archive::Archive;
use crate::dom;
use crate::element::el;
use crate::fetch::{Load, latest};
use crate::paint::Painter;
use crate::signal::{Kept, Memo, Readable, Signal};
use crate::trouble::Fault;

wasm_bindgen_test_configure!(run_in_browser);

/// Runs a test with an owner, as a mounted view has one; the owner lives until the end.
async fn owned<F: Future<Output = ()>>(test: impl FnOnce() -> F) {
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.set();
    test().await;
    owner.cleanup();
}

fn painted(nodes: &[Node]) -> web_sys::Element {
    let place = document().create_element("div").unwrap();
    let article = |slug: &Slug, heading: Option<&str>| format!("?article={slug}#{}", heading.unwrap_or_default());
    Painter {
        archive: Archive::open("https://archive.example/"),
        level: 1,
        media: &MediaPolicy::new("allow".into()),
        article,
    }
    .paint(&place, nodes);
    place
}

fn attribute(place: &web_sys::Element, selector: &str, name: &str) -> Option<String> {
    place.query_selector(selector).unwrap().unwrap().get_attribute(name)
}

#[wasm_bindgen_test]
async fn every_element_of_the_closed_list_is_painted_as_itself() {
    owned(|| async {
        for &name in Name::ALL {
            // A header cell needs a word, and a picture an address, to be one.
            let mut element = Element::new(name);
            element.children.extend((!name.is_void()).then(|| Node::Text("x".into())));
            if name == Name::Img {
                element.attrs.push(Attr::Src(Source::Url(SafeUrl::parse_image("data:image/png;base64,AA==").unwrap())));
            }
            let place = painted(&[Node::Element(element)]);
            assert!(place.query_selector(name.as_str()).unwrap().is_some(), "{}", name.as_str());
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn links_lead_where_they_should_and_tell_other_sites_nothing() {
    owned(|| async {
        let link = |link| Node::Element(Element::new(Name::A).with(Attr::Href(link)));
        let out = painted(&[link(Link::Url(SafeUrl::parse("https://example.org/").unwrap()))]);
        assert_eq!(attribute(&out, "a", "rel").as_deref(), Some("noopener noreferrer nofollow ugc"));
        assert_eq!(attribute(&out, "a", "target").as_deref(), Some("_blank"));
        let inside = painted(&[link(Link::Article { slug: Slug::new("b").unwrap(), heading: Some("h-x".into()) })]);
        assert_eq!(attribute(&inside, "a", "href").as_deref(), Some("?article=b#h-x"));
        assert_eq!(attribute(&inside, "a", "target"), None);
    })
    .await;
}

#[wasm_bindgen_test]
async fn pictures_are_lazy_and_a_missing_one_says_what_it_would_have_been() {
    owned(|| async {
        let source = Source::Url(SafeUrl::parse_image("https://pictures.example/a.png").unwrap());
        let whole = painted(&[Node::Element(Element::new(Name::Img).with(Attr::Src(source)))]);
        assert_eq!(attribute(&whole, "img", "loading").as_deref(), Some("lazy"));
        assert_eq!(attribute(&whole, "img", "referrerpolicy").as_deref(), Some("no-referrer"));
        assert_eq!(attribute(&whole, "img", "alt").as_deref(), Some(""));
        let missing = painted(&[Node::Element(Element::new(Name::Img).with(Attr::Alt("一只猫".into())))]);
        assert!(missing.query_selector("img").unwrap().is_none());
        assert!(missing.text_content().unwrap().contains("一只猫"));
    })
    .await;
}

#[wasm_bindgen_test]
async fn authors_content_is_repaired_for_screen_readers() {
    owned(|| async {
        let text = |text: &str| Node::Text(text.into());
        let task = Element::new(Name::Li)
            .with(Attr::Class(Class::Task))
            .containing(vec![Node::Element(Element::new(Name::Input).with(Attr::Checked)), text(" buy fish")]);
        let list = painted(&[Node::Element(task)]);
        assert_eq!(attribute(&list, "input", "aria-label").as_deref(), Some("buy fish"));
        assert!(attribute(&list, "input", "disabled").is_some());
        let hint = Element::new(Name::Aside).with(Attr::Class(Class::Hint(Tone::Danger)));
        assert_eq!(attribute(&painted(&[Node::Element(hint)]), "aside", "role").as_deref(), Some("note"));
        let empty = painted(&[Node::Element(Element::new(Name::Th))]);
        assert!(empty.query_selector("th").unwrap().is_none());
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_is_bound_follows_its_signal_and_goes_with_its_owner() {
    owned(|| async {
        let count = Signal::new(1);
        let clicks = Rc::new(RefCell::new(0));
        let heard = clicks.clone();
        let inner = Owner::new();
        let view = inner.with(|| {
            el("p")
                .attr_of("title", move || (count.get() > 0).then(|| count.get().to_string()))
                .text_of(move || format!("{} cards", count.get()))
                .on("click", move |_| *heard.borrow_mut() += 1)
        });
        let node: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(view.node().clone());
        assert_eq!(node.text_content().as_deref(), Some("1 cards"));
        count.set(0);
        leptos::task::tick().await;
        assert_eq!((node.text_content().as_deref(), node.get_attribute("title")), (Some("0 cards"), None));
        node.click();
        inner.cleanup();
        node.click();
        count.set(7);
        leptos::task::tick().await;
        assert_eq!((*clicks.borrow(), node.text_content().as_deref()), (1, Some("0 cards")));
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_follows_a_memo_runs_only_when_its_value_is_another() {
    owned(|| async {
        let count = Signal::new(1);
        let is_even = Memo::new(move |_| *count.read() % 2 == 0);
        let runs = Rc::new(RefCell::new(Vec::new()));
        let log = runs.clone();
        dom::effect(move || log.borrow_mut().push(is_even.get()));
        for next in [3, 5, 8] {
            leptos::task::tick().await;
            count.set(next);
        }
        leptos::task::tick().await;
        assert_eq!((runs.borrow().clone(), *is_even.peek()), (vec![false, true], true));
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_is_kept_is_dropped_with_its_owner() {
    owned(|| async {
        let value = Rc::new(());
        let inner = Owner::new();
        let kept = inner.with(|| Kept::new(value.clone()));
        assert_eq!((Rc::strong_count(&value), kept.try_get().is_some()), (2, true));
        inner.cleanup();
        assert_eq!((Rc::strong_count(&value), kept.try_get().is_some()), (1, false));
    })
    .await;
}

#[wasm_bindgen_test]
async fn only_the_latest_load_is_published_and_the_one_before_is_aborted() {
    owned(|| async {
        let key = Signal::new("slow".to_owned());
        let aborted = Rc::new(RefCell::new(Vec::new()));
        let seen = aborted.clone();
        let loaded = latest(
            move || Some(key.get()),
            Signal::new(0u32),
            move |key, signal| {
                let seen = seen.clone();
                Box::pin(async move {
                    dom::sleep(Duration::from_millis(if key == "slow" { 120 } else { 10 })).await;
                    seen.borrow_mut().push((key.clone(), signal.aborted()));
                    if key == "bad" { Err(Fault::NotFound.at("x")) } else { Ok(key) }
                })
            },
        );
        let published = Rc::new(RefCell::new(Vec::new()));
        let log = published.clone();
        dom::effect(move || log.borrow_mut().push(loaded.get()));
        leptos::task::tick().await;
        key.set("fast".into());
        dom::sleep(Duration::from_millis(250)).await;
        assert_eq!(*aborted.borrow(), [("fast".to_owned(), false), ("slow".to_owned(), true)]);
        assert_eq!(published.borrow().last(), Some(&Load::Ready("fast".to_owned())));
        assert!(!published.borrow().contains(&Load::Ready("slow".to_owned())));
        key.set("bad".into());
        dom::sleep(Duration::from_millis(60)).await;
        assert_eq!(*loaded.peek(), Load::Failed(Fault::NotFound.at("x")));
    })
    .await;
}
