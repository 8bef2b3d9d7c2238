//! The few things asked of the browser directly, each with a plain answer when the browser has none.

use leptos::prelude::{document, window};
use std::{str::FromStr, time::Duration};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// What this device keeps under a key. Nothing personal is ever kept on the device.
pub fn kept(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a value on this device; where storage is forbidden it lasts as long as the page.
pub fn keep(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Sets an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Whether `<html>` has an attribute.
pub fn root_has(name: &str) -> bool {
    document().document_element().is_some_and(|root| root.has_attribute(name))
}

/// Sets an attribute of `<body>`.
pub fn set_body_attribute(name: &str, value: &str) {
    if let Some(body) = document().body() {
        let _ = body.set_attribute(name, value);
    }
}

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// Whether an element is, or stands in, the first that a selector finds.
pub fn is_within(element: &Element, selector: &str) -> bool {
    find(selector).is_some_and(|found| found.contains(Some(element)))
}

/// Moves the keyboard focus to the first element that a selector finds.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        let _ = element.focus();
    }
}

/// Scrolls to the first element that a selector finds and moves the keyboard focus there.
pub fn show(selector: &str) {
    if let Some(element) = find(selector) {
        if element.tab_index() < 0 && !element.has_attribute("tabindex") {
            let _ = element.set_attribute("tabindex", "-1");
        }
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Whether a media query matches now.
pub fn matches_media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Runs `work` once after a while.
pub fn after(delay: Duration, work: impl FnOnce() + 'static) {
    leptos::prelude::set_timeout(work, delay);
}

/// Waits.
pub async fn pause(delay: Duration) {
    let waiting = js_sys::Promise::new(&mut |done, _| {
        let delay = i32::try_from(delay.as_millis()).unwrap_or(i32::MAX);
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, delay);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(waiting).await;
}

/// The text of a file that somebody chose.
pub async fn text_of(file: &web_sys::File) -> Option<String> {
    wasm_bindgen_futures::JsFuture::from(file.text()).await.ok()?.as_string()
}

/// Whether nobody sees the page: its tab is in the background, the screen is off.
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Waits until somebody sees the page.
pub async fn shown() {
    while is_hidden() {
        pause(Duration::from_secs(1)).await;
    }
}

/// A text that no other page has. Nothing secret hangs on it.
pub fn random_text() -> String {
    js_sys::Math::random().to_string().chars().skip(2).collect()
}

/// An id that nothing has yet, for what is to be made once however often it is asked for. Decimal digits are hexadecimal
/// digits, too.
pub fn fresh_id<Id: FromStr>(prefix: &str) -> Option<Id> {
    let (high, low) = (random_text(), random_text());
    format!("{prefix}_{high:0>16.16}{low:0>16.16}").parse().ok()
}

/// A number no other element of this page carries, to pair labels with what they name.
pub fn fresh_number() -> u32 {
    use std::cell::Cell;
    thread_local!(static LAST: Cell<u32> = const { Cell::new(0) });
    LAST.with(|last| {
        last.set(last.get() + 1);
        last.get()
    })
}

/// Where this server is: scheme, host and port.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Puts a text on the clipboard; `false` where the browser does not allow it, as on plain http.
pub async fn copy(text: &str) -> bool {
    let navigator: JsValue = window().navigator().into();
    let present = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_object());
    present && {
        let written = window().navigator().clipboard().write_text(text);
        wasm_bindgen_futures::JsFuture::from(written).await.is_ok()
    }
}

/// Scrolls what a selector finds into view, as little as needed.
pub fn reveal(selector: &str) {
    if let Some(element) = find(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Selects the text of the first input that a selector finds.
pub fn select(selector: &str) {
    if let Some(input) = find(selector).and_then(|found| found.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.select();
    }
}

/// Whether an input method is composing: such keys belong to it, Enter above all, and never act on the page.
pub fn is_composing(event: &web_sys::KeyboardEvent) -> bool {
    // Safari ends the composition before the Enter that closed it; that key carries the code 229.
    event.is_composing() || event.key_code() == 229
}

/// The same for what the input method has put into an input so far.
pub fn is_composing_input(event: &web_sys::Event) -> bool {
    event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing)
}

/// Says that the application has failed, with nothing but the page's own markup: after a panic nothing else is safe.
pub fn show_failure(details: &str) {
    log_error(details);
    if let Some(message) = find("#failed") {
        let _ = message.remove_attribute("hidden");
    }
    set_body_attribute("data-ready", "failed");
}

/// Loads the application anew.
pub fn reload() {
    let _ = window().location().reload();
}

fn log_error(text: &str) {
    #[wasm_bindgen::prelude::wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = console)]
        fn error(text: &JsValue);
    }
    error(&JsValue::from_str(text));
}

/// Whether this is the first page since the application was opened: true once, then false.
pub fn is_first_page() -> bool {
    use std::cell::Cell;
    thread_local!(static FIRST: Cell<bool> = const { Cell::new(true) });
    FIRST.replace(false)
}
