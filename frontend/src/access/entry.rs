//! The way from a person of the directory to their account, for those who keep accounts.

use super::words;
use crate::{
    api,
    asked::Asked,
    i18n::{lang, t},
    session,
    ui::{
        icon::{Glyph, Icon},
        status::Status,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::Permission,
    api::{
        PageInput,
        accounts::{AccountFilter, Accounts, AccountsVariables},
    },
    id::{LeaderId, RepresentativeId},
    text_accounts::AccountText,
};

/// Whose account.
#[derive(Clone, Copy)]
pub enum Holder {
    /// A leader's: kept by the system administrator.
    Leader(LeaderId),
    /// A representative's: kept by the united front department.
    Representative(RepresentativeId),
}

impl Holder {
    fn filter(self) -> AccountFilter {
        match self {
            Self::Leader(id) => AccountFilter { leader: Some(id), ..AccountFilter::default() },
            Self::Representative(id) => {
                AccountFilter { representative: Some(id), ..AccountFilter::default() }
            }
        }
    }

    fn new_address(self) -> String {
        match self {
            Self::Leader(id) => format!("/accounts/new?leader={id}"),
            Self::Representative(id) => format!("/accounts/new?representative={id}"),
        }
    }

    const fn permission_to_see(self) -> Permission {
        match self {
            Self::Leader(_) => Permission::AccountRead,
            Self::Representative(_) => Permission::RepresentativeAccount,
        }
    }

    const fn permission_to_open(self) -> Permission {
        match self {
            Self::Leader(_) => Permission::AccountManage,
            Self::Representative(_) => Permission::RepresentativeAccount,
        }
    }
}

/// The account of a person, or the way to open one; nothing for those who do not see accounts.
#[component]
pub fn AccountEntry(
    /// Whose.
    holder: Holder,
    /// Whether an account can be opened: nobody archived gets one.
    current: bool,
) -> impl IntoView {
    session::may(holder.permission_to_see()).then(|| {
        let asked = Asked::new(
            move || AccountsVariables { filter: holder.filter(), page: PageInput::first(1) },
            |variables| api::run(Accounts::build(variables)),
        );
        let may_open = current && session::may(holder.permission_to_open());
        move || {
            asked.get().map(|answer| match answer.accounts.nodes.into_iter().next() {
                Some(account) => {
                    let state = account.state;
                    let (shape, tone) = words::shape(state);
                    view! {
                        <a class="btn" href=format!("/accounts/{}", account.id)>
                            {t(AccountText::Account)}
                            <Status shape tone label=move || state.label(lang()) />
                        </a>
                    }
                    .into_any()
                }
                None => may_open
                    .then(|| {
                        view! {
                            <a class="btn" href=holder.new_address()><Icon glyph=Glyph::Key />{t(AccountText::OpenAccount)}</a>
                        }
                    })
                    .into_any(),
            })
        }
    })
}
