//! The first character of a name in a square.

use leptos::prelude::*;

/// A small square with the first character of a name; the name itself must stand beside it.
#[component]
pub fn Avatar(
    /// The name; any script and length.
    #[prop(into)]
    name: String,
    /// 48 px instead of 24.
    #[prop(optional)]
    big: bool,
) -> impl IntoView {
    let first: String = name.chars().take(1).collect();
    view! { <span class="av" class:big=big aria-hidden="true">{first}</span> }
}
