//! The frame around the pages of those who are not signed in: what the platform is, and one thing to do.

use super::LanguageSwitch;
use crate::{
    browser,
    i18n::t,
    preferences,
    ui::{
        button::IconButton,
        icon::{Glyph, Icon},
        page::on_navigation,
    },
};
use leptos::{html, prelude::*};
use lianyi_shared::text_shell::ShellText;

/// The gate, with a heading and what is asked of the person.
#[component]
pub fn Gate(
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// A line under it.
    #[prop(into)]
    lead: TextProp,
    /// What is asked.
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    on_navigation(title.clone(), heading);
    view! {
        <div class="gate">
            <aside aria-label=t(ShellText::AboutPlatform)>
                <p class="big"><Icon glyph=Glyph::Mark size=32 /><span>{t(ShellText::Product)}</span></p>
                <dl>
                    <dt>{t(ShellText::WhatIsRecorded)}</dt>
                    <dd>{t(ShellText::WhatIsRecordedBody)}</dd>
                    <dt>{t(ShellText::WhoSees)}</dt>
                    <dd>{t(ShellText::WhoSeesBody)}</dd>
                    <dt>{t(ShellText::YourRights)}</dt>
                    <dd>{t(ShellText::YourRightsBody)}</dd>
                </dl>
            </aside>
            <main id="main" tabindex="-1">
                <div>
                    <h1 tabindex="-1" node_ref=heading>{move || title.get()}</h1>
                    <p class="muted lead">{move || lead.get()}</p>
                    {children()}
                </div>
            </main>
            <header class="gate-top">
                <DemoMark />
                <LanguageSwitch />
                <IconButton glyph=Glyph::Theme label=t(ShellText::SwitchTheme) on_click=|_| preferences::toggle_theme() />
            </header>
        </div>
    }
}

/// Says that every person here is invented, when they are. The server marks the page of a demonstration.
#[component]
pub fn DemoMark() -> impl IntoView {
    browser::root_has("data-demo").then(|| view! { <span class="demo">{t(ShellText::DemoData)}</span> })
}
