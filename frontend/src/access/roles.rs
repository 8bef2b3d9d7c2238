//! The roles of an account; granting and revoking them.

use super::{acts::finish, words};
use crate::{
    api,
    choices::{chosen, find_units},
    form::Faults,
    i18n::{date, filled, lang, t},
    people::refusal::Refused,
    ui::{
        busy::Busy,
        button::{Button, Weight},
        combobox::Combobox,
        confirm_dialog::ConfirmDialog,
        dialog::{Dialog, DialogActs},
        error_summary::ErrorSummary,
        icon::{Glyph, Icon},
        section::Section,
        select::{Choice, Select},
        toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::Role,
    account::Anchor,
    api::accounts::{
        Account, AccountRole, GrantRole, GrantRoleInput, GrantRoleVariables, HeldRoleVariables, RevokeRole,
    },
    error::Reason,
    text_accounts::AccountText,
    units::UnitKind,
};

/// The roles with their dates, and the acts of the security administrator.
#[component]
pub fn Roles(
    /// The account.
    account: Account,
    /// Told what it is afterwards.
    on_change: Callback<Account>,
) -> impl IntoView {
    let none = account.roles.is_empty();
    let granting = RwSignal::new(false);
    let may_grant = !account.grantable.is_empty();
    let act = move || {
        may_grant.then(|| {
            view! { <Button small=true on_click=move |_| granting.set(true)>{t(AccountText::GrantRole)}</Button> }
        })
    };
    let (name, roles) = (account.name.clone(), account.roles.clone());
    let row = move |role: AccountRole| view! { <RoleRow role name=name.clone() on_change /> };
    view! {
        <Section title=t(AccountText::Roles) act>
            {none.then(|| view! {
                <p><strong>{t(AccountText::NoRoles)}</strong></p>
                <p class="muted">{t(AccountText::NoRolesNext)}</p>
            })}
            <ul class="todo">{roles.into_iter().map(row).collect_view()}</ul>
        </Section>
        {may_grant.then(|| view! { <GrantDialog account open=granting on_change /> })}
    }
}

#[component]
fn RoleRow(role: AccountRole, name: String, on_change: Callback<Account>) -> impl IntoView {
    let (asking, busy) = (RwSignal::new(false), Busy::default());
    let id = role.id;
    let revoke = move |_: String| {
        busy.run(async move {
            let answer = api::run(RevokeRole::build(HeldRoleVariables { id })).await;
            asking.try_set(false);
            finish(answer.map(|answer| answer.revoke_role), AccountText::Revoked, on_change);
        });
    };
    let term = role.since.clone().zip(role.until.clone());
    let evident = role.code.parse::<Role>().is_ok_and(Role::is_evident);
    let (in_force, revocable) = (role.in_force, role.revocable);
    let named = role.clone();
    let title = move || filled(AccountText::RevokeTitle, &[("name", &name), ("role", &words::role(&named))]);
    view! {
        <li>
            <Icon glyph=Glyph::Key />
            <div>
                {move || words::role(&role)}
                <span class="meta">
                    {term.map(|(from, until)| {
                        move || filled(AccountText::RoleDates, &[("from", &date(&from.0)), ("until", &date(&until.0))])
                    })}
                    {evident.then(|| t(AccountText::RoleEvident))}
                    {(!in_force).then(|| view! { " "<span class="tag">{t(AccountText::NotInForce)}</span> })}
                </span>
            </div>
            {revocable.then(|| view! {
                <Button small=true on_click=move |_| asking.set(true)>{t(AccountText::Revoke)}</Button>
                <ConfirmDialog
                    open=asking
                    title
                    body=t(AccountText::RevokeBody)
                    verb=t(AccountText::Revoke)
                    danger=true
                    busy
                    on_confirm=revoke
                />
            })}
        </li>
    }
}

#[component]
fn GrantDialog(account: Account, open: RwSignal<bool>, on_change: Callback<Account>) -> impl IntoView {
    let (role, unit) = (RwSignal::new(String::new()), RwSignal::new(None));
    let (faults, busy) = (Faults::none(), Busy::default());
    let id = account.id;
    let anchor = Memo::new(move |_| role.with(|code| code.parse::<Role>().ok().map(Role::anchor)));
    let grant = move |_| {
        faults.clear();
        let Some(role) = role.with_untracked(|code| code.parse::<Role>().ok()) else {
            faults.add("role", Reason::Required);
            return;
        };
        let unit = if role.anchor() == Anchor::College { None } else { chosen(unit) };
        busy.run(async move {
            let input = GrantRoleInput { account: id, role, unit };
            match api::run(GrantRole::build(GrantRoleVariables { input })).await {
                Ok(answer) => {
                    open.try_set(false);
                    finish(Ok(answer.grant_role), AccountText::Granted, on_change);
                }
                Err(error) if error.fields().is_empty() => toast::refused(&error),
                Err(error) => faults.take(error),
            }
        });
    };
    let choices: Vec<Choice> = account
        .grantable
        .iter()
        .map(|role| (*role, role.code()))
        .map(|(role, code)| Choice::new(code, move || role.label(lang())))
        .collect();
    let name = account.name;
    let unit_field = move || match anchor.get() {
        Some(Anchor::Branch) => {
            let kinds = Some(vec![UnitKind::GeneralBranch, UnitKind::DirectBranch]);
            Some(
                view! { <Combobox id="unit" label=t(AccountText::Unit) hint=t(AccountText::RoleUnitHint) value=unit search=find_units(kinds) error=faults.of("unit") required=true /> },
            )
        }
        Some(Anchor::Unit) => Some(
            view! { <Combobox id="unit" label=t(AccountText::Unit) hint=t(AccountText::RoleUnitHint) value=unit search=find_units(None) error=faults.of("unit") required=true /> },
        ),
        _ => None,
    };
    view! {
        <Dialog open title=move || filled(AccountText::GrantTitle, &[("name", &name)])>
            <p class="muted">{t(AccountText::AdministratorsAlone)}</p>
            <ErrorSummary faults=faults.list />
            <Refused faults />
            <Select id="role" label=t(AccountText::Role) value=role choices=choices.clone() error=faults.of("role") required=true />
            {unit_field}
            <DialogActs>
                <Button weight=Weight::Primary busy on_click=grant>{t(AccountText::Grant)}</Button>
            </DialogActs>
        </Dialog>
    }
}
