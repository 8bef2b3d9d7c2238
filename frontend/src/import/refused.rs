//! Why an act was refused, in the server's words: it names rows and files, which no general text can.

use crate::{
    api::ApiError,
    i18n::now,
    ui::{banner::Banner, error_panel, status::Tone},
};
use leptos::prelude::*;

/// The refusal, while there is one.
#[component]
pub fn Refused(
    /// The refusal of the last act.
    error: RwSignal<Option<ApiError>>,
) -> impl IntoView {
    move || {
        error.get().map(|error| {
            let (why, next) = error_panel::words(&error);
            let text = error.message.unwrap_or_else(|| now(why).to_owned());
            view! {
                <Banner tone=Tone::Danger>
                    <strong role="alert">{text}</strong>
                    <br />
                    {move || now(next)}
                </Banner>
            }
        })
    }
}
