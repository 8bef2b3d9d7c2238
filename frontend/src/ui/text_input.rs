//! One line of text.

use super::field::{Field, described_by, invalid};
use crate::browser;
use leptos::{ev::KeyboardEvent, html::Input, prelude::*};

/// One line of text under its label.
///
/// Enter submits the form around it, but never while an input method is composing.
#[component]
pub fn TextInput(
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
    /// `text`, `password`, `tel`, `email`, `search`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in; see the HTML autofill names.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Where to reach the element itself.
    #[prop(optional)]
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error);
    let keep_composition = |event: KeyboardEvent| {
        if event.key() == "Enter" && browser::is_composing(&event) {
            event.prevent_default();
        }
    };
    let control_id = id.clone();
    view! {
        <Field id label hint error required>
            <input
                class="in"
                id=control_id.clone()
                name=control_id
                type=kind
                autocomplete=autocomplete
                aria-required=required.then_some("true")
                aria-invalid=invalid(error)
                aria-describedby=described
                bind:value=value
                on:keydown=keep_composition
                node_ref=node_ref
            />
        </Field>
    }
}
