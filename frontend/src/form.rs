//! What all forms share: faults under their fields, what to do with a refusal, texts that may be missing.

use crate::{
    api::{ApiError, Refusal},
    browser,
    i18n::now,
    ui::{busy::Busy, error_summary::Fault, status::Tone, toast},
};
use leptos::{ev, prelude::*};
use lianyi_shared::{error::Reason, text_shell::UiText};

/// The faults of one form.
#[derive(Clone, Copy)]
pub struct Faults {
    /// For the summary on top.
    pub list: RwSignal<Vec<Fault>>,
    /// Why the whole form was refused, if not for a field.
    pub refused: RwSignal<Option<ApiError>>,
}

impl Faults {
    /// None at first. One goes as soon as something is changed in its field.
    pub fn none() -> Self {
        let faults = Self { list: RwSignal::new(Vec::new()), refused: RwSignal::new(None) };
        let entering = window_event_listener(ev::input, move |event| {
            let target = event_target(&event);
            let fixed = |fault: &Fault| browser::is_within(&target, &format!("[id='{}']", fault.id));
            if faults.list.with_untracked(|list| list.iter().any(fixed)) {
                faults.list.update(|list| list.retain(|fault| !fixed(fault)));
            }
        });
        on_cleanup(move || entering.remove());
        faults
    }

    /// The fault of the field with this id.
    pub fn of(self, id: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.list
                .with(|faults| faults.iter().find(|fault| fault.id == id).map(|fault| fault.message.clone()))
        })
    }

    /// Adds a fault that the page found itself.
    pub fn add(self, id: &str, reason: Reason) {
        self.push(id, now(reason));
    }

    /// Adds a fault for every field that must be filled in or chosen and is not; answers whether there is none.
    pub fn are_given(self, fields: &[(&str, Needed)]) -> bool {
        for (id, needed) in fields {
            match needed {
                Needed::Text(text) if text.with_untracked(|text| text.trim().is_empty()) => {
                    self.push(id, now(Reason::Required));
                }
                Needed::Choice(false) => self.push(id, now(UiText::PleaseChoose)),
                Needed::Text(_) | Needed::Choice(true) => {}
            }
        }
        self.list.with_untracked(Vec::is_empty)
    }

    fn push(self, id: &str, message: &str) {
        self.list.update(|faults| faults.push(Fault { id: id.to_owned(), message: message.to_owned() }));
    }

    /// Forgets the fault of a field that was changed elsewhere than in it.
    pub fn forget(self, id: &str) {
        self.list.update(|faults| faults.retain(|fault| fault.id != id));
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

/// What must be there before a form is sent.
#[derive(Clone, Copy)]
pub enum Needed {
    /// A text that is filled in.
    Text(RwSignal<String>),
    /// A choice; whether it was made.
    Choice(bool),
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
