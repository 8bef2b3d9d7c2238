//! What all forms share: faults under their fields, what to do with a refusal, texts that may be missing.

use crate::{
    api::{ApiError, Refusal},
    i18n::now,
    ui::{busy::Busy, error_summary::Fault, status::Tone, toast},
};
use leptos::prelude::*;
use lianyi_shared::{error::Reason, text_shell::UiText};

/// The faults of one form; none at first.
#[derive(Clone, Copy, Default)]
pub struct Faults {
    /// For the summary on top.
    pub list: RwSignal<Vec<Fault>>,
    /// Why the whole form was refused, if not for a field.
    pub refused: RwSignal<Option<ApiError>>,
}

impl Faults {
    /// The fault of the field with this id.
    pub fn of(self, id: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.list
                .with(|faults| faults.iter().find(|fault| fault.id == id).map(|fault| fault.message.clone()))
        })
    }

    /// Adds a fault that the page found itself.
    pub fn add(self, id: &str, reason: Reason) {
        self.list.update(|faults| {
            faults.push(Fault { id: id.to_owned(), message: now(reason).to_owned() });
        });
    }

    /// Forgets everything, before the form is sent.
    pub fn clear(self) {
        self.list.set(Vec::new());
        self.refused.set(None);
    }

    /// Sends the form, unless it is being sent already. What was wrong before is forgotten, what is wrong now
    /// is caught.
    pub fn catch(self, busy: Busy, sending: impl Future<Output = Result<(), ApiError>> + 'static) {
        busy.run(async move {
            self.clear();
            if let Err(error) = sending.await {
                self.take(error);
            }
        });
    }

    /// Takes a refusal apart. The id of a field is its path without `input`, dots as hyphens.
    pub fn take(self, error: ApiError) {
        if let Refusal::Invalid(fields) = &error.refusal
            && !fields.is_empty()
        {
            let fault = |field: &crate::api::FieldError| Fault {
                id: field.path.trim_start_matches("input.").replace('.', "-"),
                message: field.message.clone(),
            };
            self.list.set(fields.iter().map(fault).collect());
        } else {
            self.refused.set(Some(error));
        }
    }
}

/// The fields of a form. They are locked while it is sent: what is typed then would not be in it.
#[component]
pub fn Fieldset(
    /// Whether it is being sent.
    busy: Busy,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! { <fieldset disabled=move || busy.get()>{children()}</fieldset> }
}

/// Says that a form was saved.
pub fn saved() {
    toast::show(Tone::Ok, now(UiText::Saved));
}

/// A text of a form as the input has it: nothing for an empty one.
pub fn given(text: RwSignal<String>) -> Option<String> {
    let text = text.get_untracked().trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// A signal with the text of something that may be missing.
pub fn text(value: Option<&str>) -> RwSignal<String> {
    RwSignal::new(value.unwrap_or_default().to_owned())
}
