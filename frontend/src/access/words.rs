//! The words and shapes of accounts.

use crate::{
    i18n::{listed, t},
    roles,
    ui::status::{Shape, Tone},
};
use leptos::prelude::*;
use lianyi_shared::{account::AccountState, api::accounts::AccountRole, text_accounts::AccountText};

/// The shape of a state.
pub const fn shape(state: AccountState) -> (Shape, Tone) {
    match state {
        AccountState::Invited => (Shape::Waiting, Tone::Info),
        AccountState::Active => (Shape::Done, Tone::Ok),
        AccountState::Locked => (Shape::Act, Tone::Warn),
        AccountState::Closed => (Shape::Empty, Tone::Plain),
    }
}

/// The name of a role as it is held, with its unit.
pub fn role(held: &AccountRole) -> String {
    roles::held(&held.code, held.acting, held.unit.as_ref().map(|unit| unit.name.as_str()))
}

/// The roles held today in one line, or that there are none.
pub fn roles(held: &[AccountRole]) -> AnyView {
    let held: Vec<AccountRole> = held.iter().filter(|role| role.in_force).cloned().collect();
    if held.is_empty() {
        return view! { <span class="muted">{t(AccountText::NoRoles)}</span> }.into_any();
    }
    (move || listed(&held.iter().map(role).collect::<Vec<_>>())).into_any()
}
