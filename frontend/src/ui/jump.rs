//! To another part of the same page: by a link, or because something has appeared there.

use crate::browser;
use leptos::{ev::MouseEvent, html::Div, prelude::*};

/// For a part (with `tabindex="-1"`) that takes the focus, and so comes into view, whenever there is something new in it:
/// the button that was pressed may be far below. Where there is less than before, nothing is new.
pub fn focused_when(how_much: impl Fn() -> usize + 'static) -> NodeRef<Div> {
    let part = NodeRef::<Div>::new();
    Effect::new(move |before: Option<usize>| {
        let now = how_much();
        if let Some(part) = part.get()
            && now >= before.unwrap_or(0).max(1)
        {
            let _ = part.focus();
        }
        now
    });
    part
}

/// Brings what a selector finds into view whenever somebody has it shown; the focus stays where it is. What is new at the
/// bottom of a form would be under the bar that stays there.
pub fn revealed_when(is_shown: impl Fn() -> bool + 'static, selector: &'static str) {
    Effect::new(move |before: Option<bool>| {
        let shown = is_shown();
        if shown && before == Some(false) {
            request_animation_frame(move || browser::reveal(selector));
        }
        shown
    });
}

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
