//! Every part of `ui` in each of its states, for looking at and for the browser tests. Development builds only.

use leptos::prelude::*;

/// The kitchen page.
#[component]
pub fn Kitchen() -> impl IntoView {
    ().into_any()
}
