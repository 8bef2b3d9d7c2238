//! Asks before something that is not easily taken back.

use super::{
    button::{Button, Weight},
    dialog::{Dialog, DialogActs},
    refused::Refused,
    text_area::TextArea,
};
use crate::{
    api::ApiError,
    i18n::{now, t},
};
use leptos::prelude::*;
use lianyi_shared::text_shell::UiText;

/// Asks once, names the act by its verb, and takes a reason where one is due. It stays open while busy; the caller
/// closes it when the act is done, and leaves it open where it was refused, so that no reason has to be written again.
#[component]
pub fn ConfirmDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: TextProp,
    /// What will happen.
    #[prop(into)]
    body: TextProp,
    /// The verb on the button: 「退回」, never 「确定」.
    #[prop(into)]
    verb: TextProp,
    /// The act takes something away.
    #[prop(optional)]
    danger: bool,
    /// A reason must be given.
    #[prop(optional)]
    with_reason: bool,
    /// The act is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why the act was refused, where the dialog is to say so.
    #[prop(optional)]
    refused: RwSignal<Option<ApiError>>,
    /// Does it; gets the reason, trimmed, or nothing where none is asked.
    #[prop(into)]
    on_confirm: Callback<String>,
) -> impl IntoView {
    let (body, verb) = (StoredValue::new(body), StoredValue::new(verb));
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    // A reason belongs to what was asked about then, and so does a refusal.
    Effect::new(move || {
        if open.get() {
            reason.set(String::new());
            error.set(None);
            refused.set(None);
        }
    });
    let confirm = move || {
        let text = reason.with_untracked(|reason| reason.trim().to_owned());
        if with_reason && text.is_empty() {
            error.set(Some(now(UiText::ReasonMissing).to_owned()));
        } else {
            error.set(None);
            on_confirm.run(text);
        }
    };
    view! {
        <Dialog open title>
            <Refused error=refused />
            <p>{move || body.read_value().get()}</p>
            {with_reason.then(|| view! { <TextArea id="reason" label=t(UiText::Reason) value=reason error=error required=true rows=3 /> })}
            <DialogActs>
                <Button weight=if danger { Weight::Danger } else { Weight::Primary } busy on_click=move |_| confirm()>
                    {move || verb.read_value().get()}
                </Button>
            </DialogActs>
        </Dialog>
    }
}
