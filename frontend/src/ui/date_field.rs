//! A day.

use super::field::{Field, described_by, invalid};
use leptos::prelude::*;

/// A day, in the browser's own calendar; the value is in ISO form whatever is shown.
#[component]
pub fn DateField(
    /// The field's name in the input.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// The day as `2026-09-25`; empty for none.
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
    /// The first day that can be chosen, in ISO form.
    #[prop(optional, into)]
    min: Option<String>,
    /// The last day that can be chosen, in ISO form.
    #[prop(optional, into)]
    max: Option<String>,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error);
    let control_id = id.clone();
    view! {
        <Field id label hint error required>
            <input
                class="in"
                id=control_id.clone()
                name=control_id
                type="date"
                min=min
                max=max
                aria-required=required.then_some("true")
                aria-invalid=invalid(error)
                aria-describedby=described
                bind:value=value
            />
        </Field>
    }
}
