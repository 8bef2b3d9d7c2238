//! A dialog over the page.

use super::{
    button::{Button, IconButton, Weight},
    icon::Glyph,
};
use crate::{browser, i18n::t};
use leptos::{html, prelude::*};
use lianyi_shared::text_shell::UiText;

/// Of the dialog around.
#[derive(Clone, Copy)]
struct IsOpen(RwSignal<bool>);

/// The browser's own modal dialog: it keeps the focus inside, closes with Escape, and gives the focus
/// back to what had it.
///
/// Its content is built when it opens and forgotten when it closes.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it asks or shows.
    #[prop(into)]
    title: TextProp,
    /// What stands in it; acts go last, in [`DialogActs`].
    children: ChildrenFn,
) -> impl IntoView {
    provide_context(IsOpen(open));
    let root = NodeRef::<html::Dialog>::new();
    let id = format!("dialog-{}", browser::fresh_number());
    Effect::new(move || {
        let Some(root) = root.get() else { return };
        match (open.get(), root.open()) {
            (true, false) => {
                let _ = root.show_modal();
            }
            (false, true) => root.close(),
            _ => {}
        }
    });
    let labelled = id.clone();
    let content = move || {
        open.get().then(|| {
            let title = title.clone();
            view! {
                <header>
                    <h2 id=id.clone()>{move || title.get()}</h2>
                    <IconButton glyph=Glyph::Cross label=t(UiText::Close) weight=Weight::Quiet on_click=move |_| open.set(false) />
                </header>
                {children()}
            }
        })
    };
    view! { <dialog class="dialog" node_ref=root aria-labelledby=labelled on:close=move |_| open.set(false)>{content}</dialog> }
}

/// The acts of a dialog, after the one that leaves everything as it is.
#[component]
pub fn DialogActs(
    /// What is done.
    children: Children,
) -> impl IntoView {
    let IsOpen(open) = expect_context();
    view! {
        <div class="acts">
            <Button on_click=move |_| open.set(false)>{t(UiText::Cancel)}</Button>
            {children()}
        </div>
    }
}
