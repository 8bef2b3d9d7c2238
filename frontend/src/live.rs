//! Live hints: the server says that something of a kind has changed, and what shows it asks again.

use crate::{
    api, browser,
    session::{self, Session},
};
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::live::Topic;
use std::time::Duration;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

/// How long to wait before listening again; without the stream, how often everything is asked anew.
const AGAIN: Duration = Duration::from_secs(30);

thread_local! {
    static HEARD: Vec<ArcRwSignal<u32>> = Topic::ALL.iter().map(|_| ArcRwSignal::new(0)).collect();
}

/// Raises a count with every hint of the kind; not while a dialog is open.
pub fn follow(topic: Topic, again: RwSignal<u32>) {
    let count = heard(topic);
    Effect::new(move |before: Option<()>| {
        count.track();
        if before.is_some() && browser::find("dialog[open]").is_none() {
            again.update(|again| *again += 1);
        }
    });
}

/// How often a kind was heard of.
fn heard(topic: Topic) -> ArcRwSignal<u32> {
    HEARD
        .with(|heard| {
            heard.iter().zip(Topic::ALL).find(|(_, kind)| **kind == topic).map(|(count, _)| count.clone())
        })
        .unwrap_or_default()
}

/// Has everything that follows a kind ask again, as after a change of one's own.
pub fn hear(topic: Topic) {
    heard(topic).update(|count| *count += 1);
}

/// Listens for as long as somebody is signed in and sees the page, and again when the stream ends. A hidden page does
/// not listen: a browser has six connections for all pages of a server.
pub fn listen() {
    let listening = StoredValue::new(false);
    Effect::new(move || {
        let signed_in = matches!(session::current(), Session::SignedIn(_));
        if !signed_in || listening.get_value() {
            return;
        }
        listening.set_value(true);
        spawn_local(async move {
            let mut before = false;
            while untrack(|| matches!(session::current(), Session::SignedIn(_))) {
                browser::shown().await;
                if before {
                    // Nobody knows what was missed.
                    Topic::ALL.iter().copied().for_each(hear);
                }
                before = true;
                hints().await;
                if !browser::is_hidden() {
                    browser::pause(AGAIN).await;
                }
            }
            listening.set_value(false);
        });
    });
}

/// Hears hints until the stream ends or the page is hidden; `None` if it never began.
async fn hints() -> Option<()> {
    let reader: ReadableStreamDefaultReader = api::live().await?.get_reader().unchecked_into();
    let heard_by = reader.clone();
    let watch = window_event_listener_untyped("visibilitychange", move |_| {
        if browser::is_hidden() {
            let _ = heard_by.cancel();
        }
    });
    let mut rest = String::new();
    while let Some(text) = chunk(&reader).await {
        rest.push_str(&text);
        while let Some((line, after)) = rest.split_once('\n') {
            if let Some(Ok(topic)) = line.strip_prefix("data: ").map(str::parse) {
                hear(topic);
            }
            rest = after.to_owned();
        }
    }
    watch.remove();
    Some(())
}

/// The next piece of the stream; `None` at its end.
async fn chunk(reader: &ReadableStreamDefaultReader) -> Option<String> {
    let read = JsFuture::from(reader.read()).await.ok()?;
    let value = js_sys::Reflect::get(&read, &JsValue::from_str("value")).ok()?;
    let bytes = value.dyn_into::<js_sys::Uint8Array>().ok()?.to_vec();
    String::from_utf8(bytes).ok()
}
