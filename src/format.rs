//! Numbers and dates as people write them, by the browser's `Intl`: no tables in the wasm.

use article::Date;
use js_sys::{Array, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::dom;

thread_local! {
    static NUMBER: Option<Function> = number_format();
    static SHORT_DATE: Option<Function> = date_format("short");
    static MONTH: Option<Function> = month_format();
    static LONG_DATE: Option<Function> = date_format("long");
}

/// `3,577`
pub(crate) fn number(count: u64) -> String {
    NUMBER.with(|format| call(format, &JsValue::from_f64(count as f64))).unwrap_or_else(|| count.to_string())
}

/// `14 Jan 2025`
pub(crate) fn short_date(date: Date) -> String {
    SHORT_DATE.with(|format| call(format, &moment(date))).unwrap_or_else(|| date.to_string())
}

/// `14 January 2025`
pub(crate) fn long_date(date: Date) -> String {
    LONG_DATE.with(|format| call(format, &moment(date))).unwrap_or_else(|| date.to_string())
}

/// `Jan 2025`, of `2025-01`.
pub(crate) fn month(month: &str) -> String {
    let date = format!("{month}-01").parse().ok();
    date.and_then(|date| MONTH.with(|format| call(format, &moment(date)))).unwrap_or_else(|| month.to_owned())
}

/// `Chinese`, of `zh`.
pub(crate) fn language(tag: &str) -> String {
    // Others are refused with an exception (ECMA-402, "DisplayNames.prototype.of").
    if !matches!(tag.len(), 2 | 3) {
        return tag.to_owned();
    }
    let options = dom::object(&[("type", "language".into())]);
    let name = Intl::DisplayNames::new(&locales(), &options).of(tag);
    name.and_then(|name| name.as_string()).unwrap_or_else(|| tag.to_owned())
}

/// The places of names in the order in which people look them up.
pub(crate) fn by_name<'n>(names: impl Iterator<Item = &'n str>) -> Vec<usize> {
    // The place stands behind the name, where it decides between equals only.
    let names: Array = names.enumerate().map(|(at, name)| JsValue::from_str(&format!("{name}\0{at}"))).collect();
    let compare = Intl::Collator::new(&locales(), &dom::object(&[("numeric", true.into())])).compare();
    let _ = Reflect::get(&names, &"sort".into()).map(|sort| sort.unchecked_into::<Function>().call1(&names, &compare));
    // The standard library's search in text is a KB of wasm that nothing else needs.
    let place = |name: String| {
        name.bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .zip(0..)
            .fold(0, |sum, (figure, at)| sum + usize::from(figure - b'0') * 10_usize.pow(at))
    };
    names.iter().filter_map(|name| name.as_string().map(place)).collect()
}

/// Midnight of the day in UTC; the formats are set to UTC too.
fn moment(date: Date) -> JsValue {
    js_sys::Date::new(&JsValue::from_f64(f64::from(date.days()) * 86_400_000.0)).into()
}

fn call(format: &Option<Function>, value: &JsValue) -> Option<String> {
    format.as_ref()?.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

/// The language of the interface, which is the page's, with the reader's own regional habits.
fn locales() -> Array {
    let page = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    let reader = window().navigator().language().unwrap_or_default();
    let same = !page.is_empty() && reader.split('-').next() == page.split('-').next();
    let locale = if same { reader } else { page };
    match locale.is_empty() {
        true => Array::new(),
        false => Array::of1(&locale.into()),
    }
}

fn number_format() -> Option<Function> {
    Some(Intl::NumberFormat::new(&locales(), &Object::new()).format())
}

fn month_format() -> Option<Function> {
    let options = [("year", "numeric"), ("month", "short"), ("timeZone", "UTC")];
    let options = dom::object(&options.map(|(name, value)| (name, value.into())));
    Some(Intl::DateTimeFormat::new(&locales(), &options).format())
}

fn date_format(month: &str) -> Option<Function> {
    let options = [("year", "numeric"), ("month", month), ("day", "numeric"), ("timeZone", "UTC")];
    let options = dom::object(&options.map(|(name, value)| (name, value.into())));
    Some(Intl::DateTimeFormat::new(&locales(), &options).format())
}
