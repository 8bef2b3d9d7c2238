//! What can be done to an account: a new link, unlocking, closing.

use super::link::ShownLink;
use crate::{
    api::{self, ApiError},
    i18n::{filled, now, t},
    ui::{
        busy::Busy, button::Button, confirm_dialog::ConfirmDialog, dialog::Dialog, icon::Glyph, menu::Menu,
        status::Tone, toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    account::{AccountAction, AccountState},
    api::accounts::{
        Account, AccountLink, AccountVersionVariables, CloseAccount, CloseAccountInput,
        CloseAccountVariables, RenewAccountLink, UnlockAccount,
    },
    text_accounts::AccountText,
    text_shell::UiText,
};

/// The acts that the server allows now.
#[component]
pub fn AccountActs(
    /// The account.
    account: Account,
    /// Told what it is afterwards.
    on_change: Callback<Account>,
) -> impl IntoView {
    let may = |action| account.actions.contains(&action);
    let (may_renew, may_unlock, may_close) =
        (may(AccountAction::RenewLink), may(AccountAction::Unlock), may(AccountAction::Close));
    let (id, version, closed) = (account.id, account.version, account.state == AccountState::Closed);
    let (renewing, closing, busy) = (RwSignal::new(false), RwSignal::new(false), Busy::default());
    let refused = RwSignal::new(None::<ApiError>);
    let link = RwSignal::new(None::<AccountLink>);
    let showing = RwSignal::new(false);
    let renew = move |_: String| {
        busy.run(async move {
            let variables = AccountVersionVariables { id, version };
            let answer = api::run(RenewAccountLink::build(variables)).await;
            renewing.try_set(false);
            match answer {
                Ok(answer) => {
                    link.try_set(Some(answer.renew_account_link));
                    showing.try_set(true);
                }
                Err(error) => toast::refused(&error),
            }
        });
    };
    let unlock = move |_| {
        busy.run(async move {
            let variables = AccountVersionVariables { id, version };
            let answer = api::run(UnlockAccount::build(variables)).await.map(|answer| answer.unlock_account);
            finish(answer, AccountText::Unlocked, on_change);
        });
    };
    let close = move |reason: String| {
        busy.attempt(refused, async move {
            let input = CloseAccountInput { id, version, reason };
            let answer = api::run(CloseAccount::build(CloseAccountVariables { input })).await?;
            closing.try_set(false);
            finish(Ok(answer.close_account), AccountText::Closed, on_change);
            Ok(())
        });
    };
    // The page behind is drawn anew only when the link was read: it would take the dialog along.
    Effect::new(move |before: Option<bool>| {
        let open = showing.get();
        if before == Some(true)
            && !open
            && let Some(link) = link.get_untracked()
        {
            on_change.run(link.account);
        }
        open
    });
    let words = if closed {
        (AccountText::Reopen, AccountText::ReopenTitle, AccountText::ReopenBody)
    } else {
        (AccountText::RenewLink, AccountText::RenewTitle, AccountText::RenewBody)
    };
    let (renew_name, close_name) = (account.name.clone(), account.name);
    view! {
        {may_unlock.then(|| view! { <Button glyph=Glyph::Lock busy on_click=unlock>{t(AccountText::Unlock)}</Button> })}
        {may_renew.then(|| view! { <Button glyph=Glyph::Key on_click=move |_| renewing.set(true)>{t(words.0)}</Button> })}
        {may_close.then(|| view! {
            <Menu label=t(UiText::More)>
                <li><button type="button" on:click=move |_| closing.set(true)>{t(AccountText::CloseAccount)}</button></li>
            </Menu>
        })}
        <ConfirmDialog
            open=renewing
            title=move || filled(words.1, &[("name", &renew_name)])
            body=t(words.2)
            verb=t(words.0)
            busy
            on_confirm=renew
        />
        <ConfirmDialog
            open=closing
            title=move || filled(AccountText::CloseTitle, &[("name", &close_name)])
            body=t(AccountText::CloseBody)
            verb=t(AccountText::CloseAccount)
            danger=true
            with_reason=true
            busy
            refused
            on_confirm=close
        />
        <Dialog open=showing title=t(AccountText::LinkTitle)>
            {move || link.get().map(|link| view! { <ShownLink link /> })}
        </Dialog>
    }
}

/// Shows what came of an act.
pub fn finish(answer: Result<Account, ApiError>, said: AccountText, on_change: Callback<Account>) {
    match answer {
        Ok(account) => {
            toast::show(Tone::Ok, now(said));
            on_change.try_run(account);
        }
        Err(error) => toast::refused(&error),
    }
}
