//! Every place as a list, where the bottom bar has no room for all.

use crate::{i18n::t, routes::PLACES, session, ui::icon::Icon};
use leptos::prelude::*;

/// The places of the sidebar that the viewer may use, home aside, as a plain list.
#[component]
pub fn PlaceList() -> impl IntoView {
    move || {
        let viewer = session::viewer()?;
        let places =
            PLACES.iter().filter(|place| place.group.is_some() && place.path != "/" && place.is_for(&viewer));
        let links = places
            .map(|place| view! { <li><a href=place.path><Icon glyph=place.glyph />{t(place.title)}</a></li> })
            .collect_view();
        Some(view! { <ul class="place-list">{links}</ul> })
    }
}
