//! Every part of `ui` in each of its states, for looking at and for the browser tests. Development builds only.

pub mod controls;
pub mod display;
pub mod layers;
pub mod lists;

use crate::{
    i18n::t,
    preferences,
    routes::PLACES,
    shell::LanguageSwitch,
    ui::{
        breadcrumb::{Breadcrumb, Crumb},
        button::IconButton,
        icon::Glyph,
        page::{Page, Trail},
        section::Section,
    },
};
use controls::{Buttons, Fields};
use display::{Figures, Notices, Statuses, Story};
use layers::Layers;
use leptos::prelude::*;
use lianyi_shared::{text_kitchen::KitchenText, text_shell::ShellText};
use lists::Lists;

/// The kitchen: open `/kitchen` in a build made by `cargo xtask web --dev`. It asks for no sign-in.
#[component]
pub fn Kitchen() -> impl IntoView {
    let trail = RwSignal::new(Vec::new());
    provide_context(Trail(trail));
    let above = vec![Crumb { title: t(ShellText::Home).into(), href: Some("/".to_owned()) }];
    view! {
        <header class="top">
            <Breadcrumb crumbs=trail />
            <div class="push">
                <LanguageSwitch />
                <IconButton glyph=Glyph::Theme label=t(ShellText::SwitchTheme) on_click=|_| preferences::toggle_theme() />
            </div>
        </header>
        <main id="main" tabindex="-1">
            <Page title=t(KitchenText::Title) lead=t(KitchenText::Lead) above>
                <div class="stack">
                    <Buttons />
                    <Statuses />
                    <Fields />
                    <Lists />
                    <Figures />
                    <Story />
                    <Notices />
                    <Layers />
                    <Section title=t(KitchenText::Places)>
                        <ul class="place-list">
                            {PLACES
                                .iter()
                                .map(|place| view! { <li><a href=place.path data-place=place.path>{t(place.title)}</a></li> })
                                .collect_view()}
                        </ul>
                    </Section>
                </div>
            </Page>
        </main>
    }
    .into_any()
}
