//! One of a few.

use super::field::{Field, described_by, invalid};
use crate::i18n::t;
use leptos::prelude::*;
use lianyi_shared::text_shell::UiText;

/// Something to choose: a code and the words for it.
#[derive(Clone)]
pub struct Choice {
    /// What the server is told.
    pub code: String,
    /// What people read.
    pub label: TextProp,
    /// A second line, where there is room for one.
    pub note: Option<TextProp>,
}

impl Choice {
    /// A choice without a second line.
    pub fn new(code: impl Into<String>, label: impl Into<TextProp>) -> Self {
        Self { code: code.into(), label: label.into(), note: None }
    }

    /// The same choice with a second line.
    #[must_use]
    pub fn note(self, note: impl Into<TextProp>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

/// One of up to about fifteen, in the browser's own list. For more: `Combobox`; for two or three: `RadioGroup`.
#[component]
pub fn Select(
    /// The field's name in the input.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// The code chosen; empty for none.
    value: RwSignal<String>,
    /// What there is to choose.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must be chosen.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error);
    let control_id = id.clone();
    let option = move |Choice { code, label, .. }: Choice| {
        let own = code.clone();
        view! { <option value=code selected=move || value.get() == own>{move || label.get()}</option> }
    };
    view! {
        <Field id label hint error required>
            <select
                class="in"
                id=control_id.clone()
                name=control_id
                aria-required=required.then_some("true")
                aria-invalid=invalid(error)
                aria-describedby=described
                on:change=move |event| value.set(event_target_value(&event))
            >
                <option value="" selected=move || value.with(String::is_empty)>{t(UiText::Choose)}</option>
                {move || choices.get().into_iter().map(option).collect_view()}
            </select>
        </Field>
    }
}
