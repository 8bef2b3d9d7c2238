//! A link to another part of the same page.

use crate::browser;
use leptos::{ev::MouseEvent, prelude::*};

/// Brings a part of this page into view and gives it the focus. The address stays as it is.
#[component]
pub fn Jump(
    /// The id of the part.
    #[prop(into)]
    to: String,
    /// How it looks: a class of links or buttons.
    #[prop(optional)]
    class: &'static str,
    /// The words.
    children: Children,
) -> impl IntoView {
    let target = format!("#{to}");
    let href = target.clone();
    let go = move |event: MouseEvent| {
        // The page has a base address, to which the browser would go.
        event.prevent_default();
        browser::show(&target);
    };
    view! { <a class=class href=href on:click=go>{children()}</a> }
}
