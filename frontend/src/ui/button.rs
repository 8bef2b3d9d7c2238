//! Buttons: an act on this page. What leads to another page is a link.

use super::icon::{Glyph, Icon};
use leptos::{ev::MouseEvent, prelude::*};

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one primary act of a page or dialog.
    Primary,
    /// Any other act.
    #[default]
    Plain,
    /// Beside something louder.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn primary",
            Self::Plain => "btn",
            Self::Quiet => "btn quiet",
            Self::Danger => "btn danger",
        }
    }
}

/// A button with words, labelled by its verb.
///
/// While `busy` it keeps its place and focus but does nothing, so that a double click acts once.
#[component]
pub fn Button(
    /// How loud it is.
    #[prop(optional)]
    weight: Weight,
    /// Shown before the words.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// 28 px high, for rows and cards; 44 px on a phone all the same.
    #[prop(optional)]
    small: bool,
    /// Submits the form around it.
    #[prop(optional)]
    submit: bool,
    /// Cannot be used now; say why nearby.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its act is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What it does.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// The verb.
    children: Children,
) -> impl IntoView {
    let click = move |event: MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(event);
        }
    };
    view! {
        <button
            class=weight.class()
            class:small=small
            type=if submit { "submit" } else { "button" }
            disabled=move || disabled.get()
            aria-disabled=move || busy.get().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            on:click=click
        >
            {move || busy.get().then(|| view! { <span class="spinner" aria-hidden="true"></span> })}
            {glyph.map(|glyph| view! { <span class="glyph" class:gone=move || busy.get()><Icon glyph /></span> })}
            {children()}
        </button>
    }
}

/// A button that shows only an icon; its name is read out and shown on hover.
#[component]
pub fn IconButton(
    /// What it shows.
    glyph: Glyph,
    /// Its verb.
    #[prop(into)]
    label: TextProp,
    /// How loud it is.
    #[prop(default = Weight::Quiet)]
    weight: Weight,
    /// What it does.
    #[prop(into)]
    on_click: Callback<MouseEvent>,
) -> impl IntoView {
    let title = label.clone();
    view! {
        <button
            class=weight.class()
            class:icon-only=true
            type="button"
            aria-label=move || label.get()
            title=move || title.get()
            on:click=move |event| on_click.run(event)
        >
            <Icon glyph />
        </button>
    }
}
