//! Acts behind a button.

use super::icon::{Glyph, Icon};
use crate::browser;
use leptos::{html::Div, prelude::*};

/// A button that opens a list of acts in the browser's own popover: it closes on Escape, on a click elsewhere and after an
/// act. Put `<li><button>` or `<li><a>` into it.
#[component]
pub fn Menu(
    /// What the button is called.
    #[prop(into)]
    label: TextProp,
    /// What the button shows; without it, three dots.
    #[prop(optional, into)]
    face: Option<ViewFn>,
    /// The class of the button.
    #[prop(default = "btn icon-only")]
    class: &'static str,
    /// The acts, as list items.
    children: Children,
) -> impl IntoView {
    let id = format!("menu-{}", browser::fresh_number());
    let root = NodeRef::<Div>::new();
    let close = move |_| {
        if let Some(root) = root.get_untracked() {
            let _ = root.hide_popover();
        }
    };
    // What is seen on the button must be in its name too, so the label follows the face instead of replacing it.
    let face = face.map_or_else(|| view! { <Icon glyph=Glyph::More /> }.into_any(), |face| face.run());
    view! {
        <span class="menu-anchor">
            <button class=class type="button" popovertarget=id.clone() >{face}<span class="sr-only">{move || label.get()}</span></button>
            <div class="menu" id=id popover="auto" node_ref=root on:click=close>
                <ul>{children()}</ul>
            </div>
        </span>
    }
}
