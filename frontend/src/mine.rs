//! 我的: who I am here, how the pages look on this device, and the ways out. On a phone it stands for the user menu.

use crate::{
    i18n::{self, t},
    notice::mail::MailReminders,
    plan::feed::CalendarLink,
    preferences::{self, Density, Theme},
    roles, session,
    shell::{PlaceList, SignOutEverywhere, sign_out},
    ui::{
        button::Button,
        icon::{Glyph, Icon},
        page::Page,
        radio_group::{Layout, RadioGroup},
        section::Section,
        select::Choice,
    },
};
use leptos::prelude::*;
use lianyi_shared::{api::access::HeldRole, text::Lang, text_accounts::AccountText, text_shell::ShellText};

/// The viewer's own page.
#[component]
pub fn Mine() -> impl IntoView {
    let name = || session::viewer().map_or_else(String::new, |viewer| viewer.name);
    let everywhere = RwSignal::new(false);
    view! {
        <Page title=t(ShellText::Mine) lead=name>
            <div class="stack narrow">
                <Section title=t(AccountText::MyRoles)>
                    <ul class="todo">{move || own_roles()}</ul>
                </Section>
                <Section title=t(ShellText::AllPages)>
                    <PlaceList />
                </Section>
                {move || is_told().then(|| view! { <MailReminders /> })}
                {move || has_calendar().then(|| view! { <CalendarLink /> })}
                <Section title=t(ShellText::Appearance) count=t(ShellText::AppearanceNote)>
                    <Display />
                </Section>
                <Section title=t(ShellText::Leaving)>
                    <div class="acts">
                        <Button glyph=Glyph::SignOut on_click=move |_| sign_out()>{t(ShellText::SignOut)}</Button>
                        <Button on_click=move |_| everywhere.set(true)>{t(ShellText::SignOutEverywhere)}</Button>
                    </div>
                </Section>
            </div>
            <SignOutEverywhere open=everywhere />
        </Page>
    }
    .into_any()
}

/// Whether notices can reach the viewer.
fn is_told() -> bool {
    session::viewer().is_some_and(|viewer| viewer.is_told())
}

/// Whether the viewer has meetings of their own.
fn has_calendar() -> bool {
    session::viewer().is_some_and(|viewer| viewer.leader_id.is_some() || viewer.representative_id.is_some())
}

/// The roles that the viewer holds today, each with its unit.
fn own_roles() -> Vec<AnyView> {
    let held = session::viewer().map(|viewer| viewer.roles).unwrap_or_default();
    let role = |held: &HeldRole| {
        view! { <li><Icon glyph=Glyph::Key /><div>{roles::held(&held.code, held.acting, held.unit.as_ref().map(|unit| unit.name.as_str()))}</div></li> }.into_any()
    };
    held.iter().map(role).collect()
}

/// Language, colours and row height of this device.
#[component]
fn Display() -> impl IntoView {
    let language = RwSignal::new(i18n::lang().tag().to_owned());
    let theme = RwSignal::new(preferences::theme().code().to_owned());
    let density = RwSignal::new(preferences::density().code().to_owned());
    Effect::new(move || {
        i18n::set_lang(if language.get() == Lang::En.tag() { Lang::En } else { Lang::Zh });
    });
    Effect::new(move || {
        if let Some(chosen) = Theme::ALL.into_iter().find(|known| theme.get() == known.code()) {
            preferences::set_theme(chosen);
        }
    });
    Effect::new(move || {
        if let Some(chosen) = Density::ALL.into_iter().find(|known| density.get() == known.code()) {
            preferences::set_density(chosen);
        }
    });
    let languages = vec![
        Choice::new(Lang::Zh.tag(), t(ShellText::LanguageZh)),
        Choice::new(Lang::En.tag(), t(ShellText::LanguageEn)),
    ];
    let themes = vec![
        Choice::new(Theme::System.code(), t(ShellText::ThemeSystem)),
        Choice::new(Theme::Light.code(), t(ShellText::ThemeLight)),
        Choice::new(Theme::Dark.code(), t(ShellText::ThemeDark)),
    ];
    let densities = vec![
        Choice::new(Density::Compact.code(), t(ShellText::DensityCompact)),
        Choice::new(Density::Standard.code(), t(ShellText::DensityStandard)),
        Choice::new(Density::Roomy.code(), t(ShellText::DensityRoomy)),
    ];
    view! {
        <div class="settings">
            <RadioGroup id="language" label=t(ShellText::Language) value=language choices=languages layout=Layout::Picks />
            <RadioGroup id="theme" label=t(ShellText::Theme) value=theme choices=themes layout=Layout::Picks />
            <RadioGroup id="density" label=t(ShellText::Density) value=density choices=densities layout=Layout::Picks />
        </div>
    }
}
