//! Elements of the interface: made at once, kept current by Leptos' effects.
//!
//! Leptos' own view types give every combination of attributes and children a type, and with it a
//! copy of the code that builds and rebuilds it: 276 KB gzip for this app, where everything a
//! visitor waits for may have 120 KB. Here signals, effects, owners and mounting are Leptos', and
//! an element is made the plain way: createElement, setAttribute, text nodes. What changes is bound
//! by an effect that lives as long as its owner.

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget, Node};

use crate::signal::Kept;

/// An element of the interface.
pub(crate) struct El(web_sys::Element);

/// Nodes that go to one place.
pub(crate) struct Pieces(Vec<web_sys::Element>);

/// An element of this name.
#[inline(never)]
pub(crate) fn el(name: &'static str) -> El {
    El(document().create_element(name).expect("the name is valid, because it is written in this crate"))
}

/// A heading; `level` is 1 to 6.
pub(crate) fn heading(level: u8) -> El {
    el(["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 6)) - 1])
}

/// An element of a drawing.
pub(crate) fn drawing(name: &'static str) -> El {
    let element = document().create_element_ns(Some("http://www.w3.org/2000/svg"), name);
    El(element.expect("the name is valid, because it is written in this crate"))
}

impl El {
    /// An element that is there already.
    pub(crate) fn of(element: web_sys::Element) -> Self {
        Self(element)
    }

    /// Its class, for good.
    #[inline(never)]
    pub(crate) fn class(self, names: &'static str) -> Self {
        self.fixed("class", names)
    }

    /// A class that comes and goes.
    pub(crate) fn class_when(self, name: &'static str, when: impl Fn() -> bool + 'static) -> Self {
        let list = self.0.class_list();
        bind(move || {
            let _ = list.toggle_with_force(name, when());
        });
        self
    }

    /// Its id.
    pub(crate) fn id(self, id: &str) -> Self {
        self.fixed("id", id)
    }

    /// An attribute.
    #[inline(never)]
    pub(crate) fn fixed(self, name: &str, value: &str) -> Self {
        set(&self.0, name, value);
        self
    }

    /// An attribute, if there is a value for it.
    pub(crate) fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.fixed(name, value),
            None => self,
        }
    }

    /// An attribute that changes, and is absent while there is no value.
    pub(crate) fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        #[inline(never)]
        fn erased(element: El, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> El {
            let target = element.0.clone();
            bind(move || match value() {
                Some(value) => set(&target, name, &value),
                None => drop(target.remove_attribute(name)),
            });
            element
        }
        erased(self, name, Box::new(value))
    }

    /// A style property that changes. Set through the CSSOM, which `style-src 'self'` allows.
    pub(crate) fn style_of(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let style = self.0.unchecked_ref::<web_sys::HtmlElement>().style();
        bind(move || {
            let _ = style.set_property(name, &value());
        });
        self
    }

    /// Calls `handler` at every event of this name, as long as the present owner lives.
    pub(crate) fn on(self, event: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        #[inline(never)]
        fn erased(element: El, event: &'static str, handler: Box<dyn FnMut(Event)>) -> El {
            listen(&element.0, event, Phase::Bubble, handler);
            element
        }
        erased(self, event, Box::new(handler))
    }

    /// What comes inside it, after what is there.
    #[inline(never)]
    pub(crate) fn child(self, piece: impl Piece) -> Self {
        piece.put(&self.0);
        self
    }

    /// Text that changes.
    pub(crate) fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        #[inline(never)]
        fn erased(element: El, text: Box<dyn Fn() -> String>) -> El {
            let node = document().create_text_node("");
            append(&element.0, &node);
            bind(move || node.set_data(&text()));
            element
        }
        erased(self, Box::new(text))
    }

    /// Content that is made anew whenever a signal it reads changes.
    pub(crate) fn child_of(self, content: impl Fn() -> Pieces + 'static) -> Self {
        changing(self, Box::new(content))
    }

    /// The DOM's own handle.
    pub(crate) fn node(&self) -> &web_sys::Element {
        &self.0
    }

    /// The element as all there is to see.
    #[inline(never)]
    pub(crate) fn view(self) -> Pieces {
        Pieces(vec![self.0])
    }
}

/// Several elements as one view.
#[inline(never)]
pub(crate) fn views(elements: Vec<El>) -> Pieces {
    Pieces(elements.into_iter().map(|element| element.0).collect())
}

/// Whatever can be put inside an element.
pub(crate) trait Piece {
    /// Puts it at the end of an element.
    fn put(self, place: &Node);
}

impl Piece for El {
    fn put(self, place: &Node) {
        append(place, &self.0);
    }
}

impl Piece for Pieces {
    fn put(self, place: &Node) {
        for node in self.0 {
            append(place, &node);
        }
    }
}

impl Piece for &str {
    #[inline(never)]
    fn put(self, place: &Node) {
        append(place, &document().create_text_node(self));
    }
}

impl Piece for String {
    fn put(self, place: &Node) {
        self.as_str().put(place);
    }
}

impl<P: Piece> Piece for Option<P> {
    fn put(self, place: &Node) {
        if let Some(piece) = self {
            piece.put(place);
        }
    }
}

impl<P: Piece> Piece for Vec<P> {
    fn put(self, place: &Node) {
        for piece in self {
            piece.put(place);
        }
    }
}

/// Runs something now and whenever a signal that it reads changes, as long as the owner lives.
/// What it makes is owned by the run, and goes before the next one.
pub(crate) fn bind(run: impl Fn() + 'static) {
    #[inline(never)]
    fn erased(run: Box<dyn Fn()>) {
        Kept::new(RenderEffect::new(move |_: Option<()>| run()));
    }
    erased(Box::new(run));
}

/// A place at the end of an element whose content changes. A comment marks where it ends.
#[inline(never)]
fn changing(element: El, content: Box<dyn Fn() -> Pieces>) -> El {
    let end: Node = document().create_comment("").into();
    append(&element.0, &end);
    let shown = RefCell::new(Vec::<web_sys::Element>::new());
    bind(move || {
        let Pieces(next) = content();
        let Some(parent) = end.parent_element() else { return };
        for node in shown.take() {
            node.remove();
        }
        for node in &next {
            let _ = parent.insert_before(node, Some(&end));
        }
        *shown.borrow_mut() = next;
    });
    element
}

/// When a listener hears an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// On its way down, before the element it is for.
    Capture,
    /// At the element, or on its way up.
    Bubble,
}

/// Listens until the present owner goes.
#[inline(never)]
pub(crate) fn listen(target: &EventTarget, event: &'static str, phase: Phase, handler: Box<dyn FnMut(Event)>) {
    let listening = Listening { target: target.clone(), event, phase, handler: Closure::wrap(handler) };
    let callback = listening.handler.as_ref().unchecked_ref();
    let _ = target.add_event_listener_with_callback_and_bool(event, callback, phase == Phase::Capture);
    Kept::new(listening);
}

/// A listener, until it is dropped.
struct Listening {
    target: EventTarget,
    event: &'static str,
    phase: Phase,
    handler: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let callback = self.handler.as_ref().unchecked_ref();
        let capture = self.phase == Phase::Capture;
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.event, callback, capture);
    }
}

#[inline(never)]
fn append(parent: &Node, node: &Node) {
    // Appending fails only for a node that would hold itself, which nothing here can make.
    let _ = parent.append_child(node);
}

fn set(element: &web_sys::Element, name: &str, value: &str) {
    // Names come from this crate and are well formed: nothing to be told.
    let _ = element.set_attribute(name, value);
}
