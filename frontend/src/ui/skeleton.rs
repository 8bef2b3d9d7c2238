//! What stands where content will be.

use crate::{browser, i18n::t};
use leptos::prelude::*;
use lianyi_shared::text_shell::UiText;
use std::time::Duration;

/// How long nothing is shown: most answers are there before, and a flash only disturbs.
const PATIENCE: Duration = Duration::from_millis(150);

/// Grey lines in the place of content; nothing at all for the first 150 ms.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 3)]
    lines: u8,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    // The content may have come and gone by then.
    browser::after(PATIENCE, move || {
        shown.try_set(true);
    });
    move || {
        shown.get().then(|| {
            view! {
                <div class="skeleton" aria-busy="true">
                    <span class="sr-only">{t(UiText::Loading)}</span>
                    {(0..lines).map(|_| view! { <span class="line" aria-hidden="true"></span> }).collect_view()}
                </div>
            }
        })
    }
}
