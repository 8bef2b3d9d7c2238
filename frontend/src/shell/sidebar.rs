//! The sidebar of wide windows.

use crate::{
    i18n::{now, t},
    preferences,
    routes::{Group, PLACES, Place},
    session,
    ui::icon::{Glyph, Icon},
};
use leptos::prelude::*;
use leptos_router::components::A;
use lianyi_shared::text_shell::ShellText;

/// The places of the registry that the viewer may use, under their headings; it folds to its icons.
#[component]
pub fn Sidebar() -> impl IntoView {
    let collapsed = RwSignal::new(preferences::sidebar_is_collapsed());
    let toggle = move |_| {
        collapsed.update(|collapsed| *collapsed = !*collapsed);
        preferences::set_sidebar_collapsed(collapsed.get_untracked());
    };
    let fold =
        move || now(if collapsed.get() { ShellText::ExpandSidebar } else { ShellText::CollapseSidebar });
    view! {
        <nav class="side" aria-label=t(ShellText::MainNavigation)>
            <a class="brand" href="/" title=t(ShellText::Product)><Icon glyph=Glyph::Mark size=24 /><strong>{t(ShellText::Product)}</strong></a>
            {move || Group::ALL.into_iter().map(group).collect_view()}
            <div class="side-foot">
                <button class="collapse" type="button" title=fold on:click=toggle><Icon glyph=Glyph::Panel /><span class="t">{fold}</span></button>
            </div>
        </nav>
    }
}

fn group(group: Group) -> impl IntoView {
    let viewer = session::viewer()?;
    let places: Vec<&Place> =
        PLACES.iter().filter(|place| place.group == Some(group) && place.is_for(&viewer)).collect();
    (!places.is_empty()).then(|| {
        view! {
            <h2>{t(group.title())}</h2>
            <ul>{places.into_iter().map(link).collect_view()}</ul>
        }
    })
}

fn link(place: &'static Place) -> impl IntoView {
    view! {
        <li>
            <A href=place.path exact={place.path == "/"} attr:title=t(place.title)>
                <Icon glyph=place.glyph />
                <span class="t">{t(place.title)}</span>
            </A>
        </li>
    }
}
