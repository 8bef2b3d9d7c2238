//! What stands on a page while it waits for its data, when it has them, and when they could not be had.

use crate::{
    api::ApiError,
    ui::{error_panel::ErrorPanel, skeleton::Skeleton},
};
use leptos::prelude::*;

/// Draws the data of a resource; before, a skeleton; after a refusal, why and a way to try again.
pub fn loaded<Data: Clone + 'static>(
    resource: LocalResource<Result<Data, ApiError>>,
    draw: impl Fn(Data) -> AnyView + Send + Sync + 'static,
) -> impl Fn() -> AnyView {
    move || match resource.get() {
        None => view! { <Skeleton lines=6 /> }.into_any(),
        Some(Ok(data)) => draw(data),
        Some(Err(error)) => view! { <ErrorPanel error on_retry=move |()| resource.refetch() /> }.into_any(),
    }
}
