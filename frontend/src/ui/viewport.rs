//! Whether this is a phone: below 768 px lists are drawn as cards.

use crate::browser;
use leptos::prelude::{ArcRwSignal, Get, Set, window};
use wasm_bindgen::{JsCast, closure::Closure};

const PHONE: &str = "(max-width: 767px)";

thread_local!(static IS_PHONE: ArcRwSignal<bool> = watch());

/// Whether the window is as narrow as a phone; what reads it is drawn again when that changes.
pub fn is_phone() -> bool {
    IS_PHONE.with(Get::get)
}

fn watch() -> ArcRwSignal<bool> {
    let narrow = ArcRwSignal::new(browser::matches_media(PHONE));
    if let Ok(Some(list)) = window().match_media(PHONE) {
        let signal = narrow.clone();
        let changed = Closure::<dyn Fn()>::new(move || signal.set(browser::matches_media(PHONE)));
        let _ = list.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
        // Watched for as long as the page lives.
        changed.forget();
    }
    narrow
}
