//! The bottom bar of phones.

use crate::{i18n::t, routes::PLACES, session, ui::icon::Icon};
use leptos::prelude::*;
use leptos_router::components::A;
use lianyi_shared::text_shell::ShellText;

/// At most four places, for the thumb.
#[component]
pub fn PhoneBar() -> impl IntoView {
    let links = || {
        let viewer = session::viewer()?;
        let (mine, others): (Vec<_>, Vec<_>) = PLACES
            .iter()
            .filter(|place| place.is_for(&viewer))
            .filter_map(|place| place.phone.map(|title| (place, title)))
            .partition(|(place, _)| place.path == "/mine");
        // The way to everything else is always there.
        let links = others.into_iter().take(3).chain(mine);
        Some(
            links
                .map(|(place, title)| {
                    view! { <A href=place.path exact={place.path == "/"}><Icon glyph=place.glyph size=20 />{t(title)}</A> }
                })
                .collect_view(),
        )
    };
    view! { <nav class="tabbar" aria-label=t(ShellText::BottomNavigation)>{links}</nav> }
}
