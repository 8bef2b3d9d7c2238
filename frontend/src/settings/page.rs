//! The page at `/settings`.

use super::{cadence::Cadence, calendar::Calendar};
use crate::{
    i18n::t,
    ui::{
        page::Page,
        tabs::{Tab, Tabs, chosen_tab},
    },
};
use leptos::prelude::*;
use lianyi_shared::{text_settings::SettingsText, text_shell::ShellText};

/// Holidays and festivals, and how often counterparts should be met.
#[component]
pub fn Settings() -> impl IntoView {
    let tab = |code, label: SettingsText| Tab::new(code, t(label));
    let tabs = vec![tab("calendar", SettingsText::TabCalendar), tab("cadence", SettingsText::TabCadence)];
    let chosen = chosen_tab("calendar");
    let part = move || match chosen.get().as_str() {
        "cadence" => view! { <Cadence /> }.into_any(),
        _ => view! { <Calendar /> }.into_any(),
    };
    view! {
        <Page title=t(ShellText::Settings) lead=t(SettingsText::Lead)>
            <Tabs label=t(ShellText::Settings) tabs />
            {part}
        </Page>
    }
    .into_any()
}
