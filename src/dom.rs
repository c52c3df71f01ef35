//! Small things that the DOM offers and that several modules need.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use crate::element::{Phase, listen};
use js_sys::{Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// Runs a future. One copy for all.
pub(crate) fn spawn(future: impl Future<Output = ()> + 'static) {
    fn erased(future: Pin<Box<dyn Future<Output = ()>>>) {
        wasm_bindgen_futures::spawn_local(future);
    }
    erased(Box::pin(future));
}

/// Waits.
pub(crate) async fn sleep(time: Duration) {
    let rung = Rc::new(Cell::new(false));
    let mut alarm = None;
    poll_fn(move |context| {
        if rung.get() {
            return Poll::Ready(());
        }
        let (rung, waker) = (rung.clone(), context.waker().clone());
        alarm.replace(Alarm::set(time, move || {
            rung.set(true);
            waker.wake();
        }));
        Poll::Pending
    })
    .await;
}

/// Something that is done later, unless this is dropped before.
pub(crate) struct Alarm(Option<TimeoutHandle>);

impl Alarm {
    /// Does it after this time.
    pub(crate) fn set(after: Duration, ring: impl FnOnce() + 'static) -> Self {
        fn erased(after: Duration, ring: Box<dyn FnOnce()>) -> Alarm {
            Alarm(set_timeout_with_handle(ring, after).ok())
        }
        erased(after, Box::new(ring))
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.clear();
        }
    }
}

/// Runs something now, and again whenever a signal that it reads changes. One copy for all.
pub(crate) fn effect(run: impl Fn() + 'static) {
    fn erased(run: Box<dyn Fn()>) {
        Effect::new(run);
    }
    erased(Box::new(run));
}

/// Calls `handle` at every event of this name on the window, as long as the present owner lives.
pub(crate) fn on_window(event: &'static str, handle: impl FnMut(web_sys::Event) + 'static) {
    listen(&window(), event, Phase::Bubble, Box::new(handle));
}

/// Runs something when the browser has nothing better to do; soon, where it cannot tell.
pub(crate) fn when_idle(run: impl FnOnce() + 'static) {
    let run = Closure::once_into_js(run);
    let idle = Reflect::get(&window(), &"requestIdleCallback".into()).ok().and_then(|f| f.dyn_into::<Function>().ok());
    match idle {
        Some(idle) => drop(idle.call1(&window(), &run)),
        None => drop(window().set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), 300)),
    }
}

/// The elements inside `place` that a selector names.
pub(crate) fn all(place: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = place.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)).map(JsCast::unchecked_into).collect()
}

/// Focuses an element without moving the page.
pub(crate) fn focus_in_place(element: &HtmlElement) {
    let options = object(&[("preventScroll", true.into())]);
    let _ = element.focus_with_options(options.unchecked_ref());
}

/// An object of JavaScript with these fields.
#[inline(never)]
pub(crate) fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// Height of what is seen of the page, in CSS pixels.
pub(crate) fn viewport_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0)
}

/// Marks on `<html>` what is on screen, for tests and for scripts of the page around it.
pub(crate) fn mark_ready(what: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(&format!("data-{}", crate::ids::READY), what);
    }
}

/// Sets a property.
pub(crate) fn set(object: &JsValue, name: &str, value: &str) {
    let _ = Reflect::set(object, &name.into(), &value.into());
}

/// A property that is text; empty where there is none.
pub(crate) fn text(object: &JsValue, name: &str) -> String {
    Reflect::get(object, &name.into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
