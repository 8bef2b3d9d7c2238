//! The frame that the forms of the directory share.

use super::refusal::Refused;
use crate::{
    form::{Faults, Fieldset},
    i18n::t,
    ui::{
        busy::Busy,
        button::{Button, Weight},
        error_summary::ErrorSummary,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use lianyi_shared::{text_people::PeopleText, text_shell::UiText};

/// A form: what is wrong with it, its fields, saving and leaving.
#[component]
pub fn RecordForm(
    /// What is wrong with it.
    faults: Faults,
    /// Whether it is being sent.
    busy: Busy,
    /// Ticked to say that a possible duplicate is another person; for forms that are ever told of one.
    #[prop(optional)]
    distinct: RwSignal<bool>,
    /// Where whoever leaves it goes.
    back: String,
    /// Sends it.
    save: impl Fn() + 'static,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save();
    };
    view! {
        <form class="narrow stack" novalidate on:submit=submit>
            <ErrorSummary faults=faults.list />
            <Refused faults distinct />
            <Fieldset busy><div class="stack">{children()}</div></Fieldset>
            <div class="savebar">
                <a class="btn quiet" href=back>{t(UiText::Cancel)}</a>
                <Button weight=Weight::Primary submit=true busy>{t(PeopleText::Save)}</Button>
            </div>
        </form>
    }
}
