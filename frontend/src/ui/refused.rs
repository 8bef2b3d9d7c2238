//! An act was refused: why, in the server's words where it said why, and what next.

use super::{banner::Banner, error_panel, status::Tone};
use crate::{api::ApiError, i18n::t};
use leptos::prelude::*;

/// Stands where the act was tried; what was entered stays.
#[component]
pub fn Refused(
    /// The refusal of the last act; `None` for none.
    #[prop(into)]
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    move || {
        error.get().map(|error| {
            let (_, next) = error_panel::words(&error);
            view! {
                <Banner tone=Tone::Danger>
                    <strong role="alert">{error_panel::why(&error)}</strong>
                    <br />
                    {t(next)}
                </Banner>
            }
        })
    }
}
