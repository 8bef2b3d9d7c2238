//! Several lines of text.

use super::field::{Field, described_by, invalid};
use crate::i18n::filled;
use leptos::prelude::*;
use lianyi_shared::text_shell::UiText;

/// Several lines of text, with a counter when there is a limit. What is too long is kept and marked, never cut.
#[component]
pub fn TextArea(
    /// The field's name in the input.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// What is entered.
    value: RwSignal<String>,
    /// Help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// The greatest number of characters.
    #[prop(optional, into)]
    limit: Option<usize>,
    /// Lines to begin with.
    #[prop(default = 4)]
    rows: u8,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error);
    let control_id = id.clone();
    let count = move || value.with(|text| text.chars().count());
    let counter = move |limit: usize| match count() {
        over if over > limit => filled(UiText::CharactersOver, &[("over", &(over - limit))]),
        count => filled(UiText::Characters, &[("count", &count), ("limit", &limit)]),
    };
    view! {
        <Field id label hint error required>
            <textarea
                class="in"
                id=control_id.clone()
                name=control_id
                rows=rows
                aria-required=required.then_some("true")
                aria-invalid=invalid(error)
                aria-describedby=described
                bind:value=value
            ></textarea>
            {limit.map(|limit| view! { <p class="counter" class:over=move || { count() > limit }>{move || counter(limit)}</p> })}
        </Field>
    }
}
