//! Why a form was refused as a whole.

use crate::{
    api::ApiError,
    form::Faults,
    i18n::t,
    ui::{banner::Banner, checkbox::Checkbox, error_panel::ErrorPanel, jump::focused_when, status::Tone},
};
use leptos::prelude::*;
use lianyi_shared::{text_people::PeopleText, text_shell::ShellText};

/// Why the whole form was refused: a newer version, a possible duplicate, anything else.
#[component]
pub fn Refused(
    /// Where the refusal is.
    faults: Faults,
    /// Ticked to say that a possible duplicate is another person; for forms that are ever told of one.
    #[prop(optional)]
    distinct: RwSignal<bool>,
) -> impl IntoView {
    let root = focused_when(move || faults.refused.with(Option::is_some).into());
    let words = move |error: ApiError| {
        match error.reason.as_str() {
            "VersionChanged" => view! {
                <Banner tone=Tone::Danger>
                    <strong>{t(PeopleText::ChangedMeanwhile)}</strong>
                    <p><button type="button" class="btn small" on:click=|_| crate::browser::reload()>{t(ShellText::Reload)}</button></p>
                </Banner>
            }
            .into_any(),
            "PossibleDuplicate" => view! {
                <Banner tone=Tone::Warn>
                    <strong>{t(PeopleText::SameNameSameUnit)}</strong>
                    <Checkbox id="distinct" label=t(PeopleText::AnotherPerson) checked=distinct />
                </Banner>
            }
            .into_any(),
            _ => view! { <ErrorPanel error /> }.into_any(),
        }
    };
    move || {
        faults.refused.get().map(|error| {
            view! { <div tabindex="-1" role="alert" node_ref=root>{words(error)}</div> }
        })
    }
}
