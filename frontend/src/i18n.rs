//! The language of the page: texts from the shared tables, dates through the browser's own calendar.

use crate::browser;
use js_sys::{Array, Date, Intl, Object, Reflect};
use leptos::{
    prelude::{ArcRwSignal, Get, GetUntracked, Set},
    reactive::graph::Observer,
};
use lianyi_shared::text::{Lang, Text, fill};
use std::{borrow::Borrow, fmt::Display};
use wasm_bindgen::JsValue;

const KEY: &str = "language";

thread_local! {
    static LANG: ArcRwSignal<Lang> = ArcRwSignal::new(
        if browser::kept(KEY).as_deref() == Some(Lang::En.tag()) { Lang::En } else { Lang::Zh },
    );
}

/// The language now. A view or effect that reads it runs again when it changes; a handler just reads it.
pub fn lang() -> Lang {
    if Observer::get().is_some() { LANG.with(Get::get) } else { LANG.with(GetUntracked::get_untracked) }
}

/// Changes the language of the page and keeps the choice on this device.
pub fn set_lang(lang: Lang) {
    browser::keep(KEY, lang.tag());
    browser::set_root_attribute("lang", lang.tag());
    LANG.with(|signal| signal.set(lang));
}

/// A text that follows the language, as child, attribute or property: `<h1>{t(ShellText::SignIn)}</h1>`.
pub fn t<T: Text + Send + Sync + 'static>(
    key: T,
) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || now(key)
}

/// The text in the language of this moment, for use inside closures and handlers.
pub fn now(key: impl Text) -> &'static str {
    key.template(lang())
}

/// The text of this moment with its parameters filled in.
pub fn filled(key: impl Text, params: &[(&str, &dyn Display)]) -> String {
    fill(now(key), params)
}

/// Parts of a list in one line, as the language separates them.
pub fn listed<S: Borrow<str>>(parts: &[S]) -> String {
    parts.join(lang().pick("、", ", "))
}

/// Facts in one line; what is missing or empty is left out. The dot stays on the line of what stands before it.
pub fn dotted<P: Into<Option<String>>>(parts: impl IntoIterator<Item = P>) -> String {
    let there = |part: P| part.into().filter(|part| !part.is_empty());
    parts.into_iter().filter_map(there).collect::<Vec<_>>().join("\u{a0}· ")
}

/// A day in full, 2026年9月25日, from its ISO form.
pub fn date(iso: &str) -> String {
    format(iso, &[("dateStyle", "long")])
}

/// A day without its year, 9月25日, from its ISO form.
pub fn month_day(iso: &str) -> String {
    format(iso, &[("month", "long"), ("day", "numeric")])
}

/// A month, 2026年9月, from the ISO form of any of its days.
pub fn month(iso: &str) -> String {
    format(iso, &[("year", "numeric"), ("month", "long")])
}

/// A day with its weekday and without its year, 9月23日星期三, from its ISO form.
pub fn weekday(iso: &str) -> String {
    format(iso, &[("month", "long"), ("day", "numeric"), ("weekday", "long")])
}

/// The day of the week of an ISO day: 星期三, or short 三.
pub fn day_of_week(iso: &str, long: bool) -> String {
    format(iso, &[("weekday", if long { "long" } else { "narrow" })])
}

/// A moment, 2026年9月25日 14:32, from its ISO form, in the time zone of the browser.
pub fn date_time(iso: &str) -> String {
    format(iso, &[("dateStyle", "long"), ("timeStyle", "short")])
}

/// The time of day of a moment, 14:32, from its ISO form, in the time zone of the browser.
pub fn time(iso: &str) -> String {
    format(iso, &[("timeStyle", "short")])
}

/// How far away a day is in words: 昨天, 3天后. Negative is past.
pub fn days_away(days: i32) -> String {
    let formatter = Intl::RelativeTimeFormat::new(&locales(), &options(&[("numeric", "auto")]));
    formatter.format(f64::from(days), "day").into()
}

fn format(iso: &str, parts: &[(&str, &str)]) -> String {
    // Without a time JavaScript reads a date as midnight in Greenwich, which is the day before in the Americas.
    let moment = if iso.contains('T') { iso.to_owned() } else { format!("{iso}T00:00:00") };
    let date = Date::new(&JsValue::from_str(&moment));
    if date.get_time().is_nan() {
        return iso.to_owned();
    }
    formatted(&date, parts).unwrap_or_else(|| iso.to_owned())
}

fn formatted(date: &Date, parts: &[(&str, &str)]) -> Option<String> {
    let formatter = Intl::DateTimeFormat::new(&locales(), &options(parts));
    formatter.format().call1(&JsValue::UNDEFINED, date).ok()?.as_string()
}

fn locales() -> Array {
    Array::of1(&JsValue::from_str(lang().tag()))
}

fn options(parts: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in parts {
        let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    object
}
