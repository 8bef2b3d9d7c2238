//! A request was refused: why, what next, and the number to tell.

use super::{
    button::Button,
    icon::{Glyph, Icon},
};
use crate::{
    api::{ApiError, Refusal},
    i18n::{filled, now, t},
};
use leptos::prelude::*;
use lianyi_shared::text_shell::{ShellText, UiText};

/// What was the matter and what to do next, in words.
pub const fn words(error: &ApiError) -> (UiText, UiText) {
    match error.refusal {
        Refusal::Network => (UiText::ErrorNetwork, UiText::ErrorNetworkNext),
        Refusal::Unauthenticated => (UiText::ErrorUnauthenticated, UiText::ErrorUnauthenticatedNext),
        Refusal::Forbidden => (UiText::ErrorForbidden, UiText::ErrorForbiddenNext),
        Refusal::NotFound => (UiText::ErrorNotFound, UiText::ErrorNotFoundNext),
        Refusal::Invalid(_) => (UiText::ErrorInvalid, UiText::ErrorInvalidNext),
        Refusal::Conflict => (UiText::ErrorConflict, UiText::ErrorConflictNext),
        Refusal::RateLimited => (UiText::ErrorRateLimited, UiText::ErrorRateLimitedNext),
        Refusal::Internal => (UiText::ErrorInternal, UiText::ErrorInternalNext),
    }
}

/// Why something was refused: in the server's words where only it knows, else in the page's own.
pub fn why(error: &ApiError) -> String {
    match &error.refusal {
        Refusal::Invalid(fields) if !fields.is_empty() => {
            fields.iter().map(|field| field.message.as_str()).collect::<Vec<_>>().join(" ")
        }
        Refusal::Forbidden | Refusal::Conflict | Refusal::RateLimited | Refusal::Invalid(_) => {
            error.message.clone().unwrap_or_else(|| now(words(error).0).to_owned())
        }
        _ => now(words(error).0).to_owned(),
    }
}

/// Stands where the content would be when it could not be had.
#[component]
pub fn ErrorPanel(
    /// What the request met.
    error: ApiError,
    /// Tries again; without it there is no button.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let why = why(&error);
    let (_, next) = words(&error);
    let request = error.request_id.map(|id| {
        view! { <p class="meta">{move || filled(UiText::RequestId, &[("id", &id)])}</p> }
    });
    // What is not there will not be there the next time either.
    let gone = error.refusal == Refusal::NotFound;
    let way_on = on_retry.map(|on_retry| {
        if gone {
            view! { <a class="btn" href="/">{t(ShellText::BackHome)}</a> }.into_any()
        } else {
            view! { <Button on_click=move |_| on_retry.run(())>{t(UiText::Retry)}</Button> }.into_any()
        }
    });
    view! {
        <div class="empty fault" role="alert" data-code=error.code>
            <Icon glyph=Glyph::Error size=24 />
            <p><strong>{why}</strong></p>
            <p class="muted">{t(next)}</p>
            {request}
            <div class="acts">{way_on}</div>
        </div>
    }
}
