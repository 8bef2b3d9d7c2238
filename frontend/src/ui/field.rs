//! What stands around every control: label above, hint under it, then the control, then its error.

use super::icon::{Glyph, Icon};
use crate::{browser, i18n::t};
use leptos::prelude::*;
use lianyi_shared::text_shell::UiText;

/// The frame of one control. Controls draw it themselves; use it directly only around a control of your own, whose
/// `id` is the field's and whose `aria-describedby` is [`described_by`].
#[component]
pub fn Field(
    /// The id of the control, the field's name in the input, so that server errors find it.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// Help, before it is needed.
    #[prop(optional_no_strip)]
    hint: Option<TextProp>,
    /// What is wrong, in words that say how to put it right.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must be filled in; said in words, not by a star.
    #[prop(optional)]
    required: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let control = id.clone();
    view! {
        <div class="field">
            <label for=control><span>{move || label.get()}</span><RequiredMark required /></label>
            <Hint id=id.clone() hint />
            {children()}
            <FieldError id error />
        </div>
    }
}

/// The frame of several controls that answer one question: radio buttons, checkboxes.
#[component]
pub fn FieldGroup(
    /// The id of the group, the field's name in the input.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// Help, before it is needed.
    #[prop(optional_no_strip)]
    hint: Option<TextProp>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error);
    let group = id.clone();
    view! {
        <fieldset class="field" id=group tabindex="-1" aria-describedby=described>
            <legend><span>{move || label.get()}</span><RequiredMark required /></legend>
            <Hint id=id.clone() hint />
            {children()}
            <FieldError id error />
        </fieldset>
    }
}

/// What the field with this id asks, as it stands on the page.
pub fn question(id: &str) -> Option<String> {
    let asked = format!("label[for='{id}'] > span, fieldset[id='{id}'] > legend > span");
    browser::find(&asked)?.text_content().filter(|text| !text.is_empty())
}

/// The ids of hint and error, for the control's `aria-describedby`.
pub fn described_by(
    id: &str,
    has_hint: bool,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Send + Sync + use<> {
    let (hint, fault) = (format!("{id}-hint"), format!("{id}-error"));
    move || match (has_hint, error.with(Option::is_some)) {
        (true, true) => Some(format!("{hint} {fault}")),
        (true, false) => Some(hint.clone()),
        (false, true) => Some(fault.clone()),
        (false, false) => None,
    }
}

/// `aria-invalid` of a control.
pub fn invalid(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
    move || error.with(Option::is_some).then_some("true")
}

#[component]
fn RequiredMark(required: bool) -> impl IntoView {
    required.then(|| view! { <span class="req">{t(UiText::Required)}</span> })
}

#[component]
fn Hint(id: String, hint: Option<TextProp>) -> impl IntoView {
    hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{move || hint.get()}</p> })
}

#[component]
fn FieldError(id: String, error: Signal<Option<String>>) -> impl IntoView {
    move || {
        error.get().map(|error| view! { <p class="err" id=format!("{id}-error")><Icon glyph=Glyph::StatusAct />{error}</p> })
    }
}
