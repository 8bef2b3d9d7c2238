//! Yes or no, decided when the form is sent.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A tick with its sentence. For several ticks that answer one question put them into a `FieldGroup`.
#[component]
pub fn Checkbox(
    /// The field's name in the input.
    #[prop(into)]
    id: String,
    /// What is agreed to.
    #[prop(into)]
    label: TextProp,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// A second line.
    #[prop(optional, into)]
    note: Option<TextProp>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    view! {
        <div class="check">
            <label class="opt">
                <input
                    type="checkbox"
                    id=id.clone()
                    name=id
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=move || error.with(Option::is_some).then(|| described.clone())
                    bind:checked=checked
                />
                <span>{move || label.get()}{note.map(|note| view! { <small>{move || note.get()}</small> })}</span>
            </label>
            {move || {
                let id = error_id.clone();
                error.get().map(|error| view! { <p class="err" id=id><Icon glyph=Glyph::StatusAct />{error}</p> })
            }}
        </div>
    }
}
