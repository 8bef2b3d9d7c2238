//! The account menu, and the ways out.

use crate::{
    i18n::{listed, t},
    roles, session,
    ui::{
        avatar::Avatar,
        confirm_dialog::ConfirmDialog,
        error_panel,
        icon::{Glyph, Icon},
        menu::Menu,
        status::Tone,
        toast,
    },
};
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::access::{HeldRole, Viewer},
    text_shell::ShellText,
};

/// Who is signed in; behind it their page and the ways out.
#[component]
pub fn UserMenu() -> impl IntoView {
    let name = || session::viewer().map_or_else(String::new, |viewer| viewer.name);
    let held = || session::viewer().map_or_else(String::new, capacities);
    let everywhere = RwSignal::new(false);
    let face = move || view! { {move || view! { <Avatar name=name() /> }}<span class="t">{name}</span><small title=held>{held}</small> };
    view! {
        <Menu label=t(ShellText::AccountMenu) face class="me">
            <li><a href="/mine"><Icon glyph=Glyph::Person />{t(ShellText::Mine)}</a></li>
            <li><button type="button" on:click=move |_| sign_out()><Icon glyph=Glyph::SignOut />{t(ShellText::SignOut)}</button></li>
            <li>
                <button type="button" on:click=move |_| everywhere.set(true)><Icon glyph=Glyph::Lock />{t(ShellText::SignOutEverywhere)}</button>
            </li>
        </Menu>
        <SignOutEverywhere open=everywhere />
    }
}

/// 「信息工程学院党总支 · 党总支书记、领导干部」: what is held at a unit first, because the end may be cut off.
fn capacities(mut viewer: Viewer) -> String {
    viewer.roles.sort_by_key(|held| held.unit.is_none());
    let held = |held: &HeldRole| {
        let role = roles::name(&held.code, held.acting);
        let Some(unit) = &held.unit else { return role };
        roles::secretary(&held.code, held.acting, &unit.name)
            .unwrap_or_else(|| format!("{} · {role}", unit.name))
    };
    listed(&viewer.roles.iter().map(held).collect::<Vec<_>>())
}

/// Signs out on this device.
pub fn sign_out() {
    spawn_local(async { report(session::sign_out().await) });
}

/// Asks before signing out on every device.
#[component]
pub fn SignOutEverywhere(
    /// Whether it asks.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <ConfirmDialog
            open
            title=t(ShellText::SignOutEverywhereTitle)
            body=t(ShellText::SignOutEverywhereBody)
            verb=t(ShellText::SignOutEverywhereDo)
            on_confirm=move |_: String| {
                open.set(false);
                spawn_local(async { report(session::sign_out_everywhere().await) });
            }
        />
    }
}

/// This page has forgotten the sign-in either way; say so when the server could not be told.
fn report(told: Result<(), crate::api::ApiError>) {
    if let Err(error) = told {
        let (why, next) = error_panel::words(&error);
        toast::show(Tone::Danger, format!("{} {}", crate::i18n::now(why), crate::i18n::now(next)));
    }
}
