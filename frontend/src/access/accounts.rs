//! The list of accounts, with what its reader cannot see and why.

use super::words;
use crate::{
    api,
    asked::Asked,
    choices::terms,
    filters::{FilterSelect, Paging, SearchBox},
    i18n::{date_time, lang, t},
    session,
    ui::{
        banner::Banner,
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        page::Page,
        status::{Status, Tone},
        table::{Column, Table},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lianyi_shared::{
    access::{Permission, Role},
    account::AccountState,
    api::accounts::{AccountFilter, AccountRow, Accounts as ListQuery, AccountsVariables},
    text_accounts::AccountText,
    text_shell::ShellText,
};

/// Accounts with filters and page in the address.
#[component]
pub fn Accounts() -> impl IntoView {
    let query = use_query_map();
    let paging = Paging::of_address();
    let filter = move || {
        query.with(|query| AccountFilter {
            search: query.get_str("q").map(str::to_owned),
            role: query.get_str("role").and_then(|code| code.parse().ok()),
            state: query.get_str("state").and_then(|code| code.parse().ok()),
            ..AccountFilter::default()
        })
    };
    let asked = Asked::new(
        move || AccountsVariables { filter: filter(), page: paging.input() },
        |variables| api::run(ListQuery::build(variables)),
    );
    let list = asked.view(move |answer| {
        let list = answer.accounts;
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::Key title=t(AccountText::NobodyFound) next=t(AccountText::NobodyFoundNext) /> }
                .into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        view! {
            <Table caption=t(AccountText::Accounts) columns=columns() rows=list.nodes />
            {pager}
        }
        .into_any()
    });
    let acts = || {
        session::may(Permission::AccountManage).then(|| {
            view! { <a class="btn primary" href="/accounts/new"><Icon glyph=Glyph::Plus />{t(AccountText::OpenAccount)}</a> }
        })
    };
    view! {
        <Page title=t(ShellText::Accounts) acts>
            <Limits />
            <div class="filters" role="search">
                <SearchBox label=t(AccountText::SearchAccounts) />
                <FilterSelect name="role" label=t(AccountText::Role) choices=terms!(Role) />
                <FilterSelect name="state" label=t(AccountText::State) choices=terms!(AccountState) />
            </div>
            {list}
        </Page>
    }
    .into_any()
}

/// What the reader of accounts cannot see or do, and why.
#[component]
pub fn Limits() -> impl IntoView {
    let said = if session::may(Permission::AccountManage) {
        (AccountText::SystemCannot, AccountText::SystemCannotWhy)
    } else if session::may(Permission::RoleManage) {
        (AccountText::SecurityCannot, AccountText::SecurityCannotWhy)
    } else {
        (AccountText::OfficerCannot, AccountText::OfficerCannotWhy)
    };
    view! { <Banner tone=Tone::Info><strong>{t(said.0)}</strong><p>{t(said.1)}</p></Banner> }
}

fn columns() -> Vec<Column<AccountRow>> {
    let name = |row: &AccountRow| view! { <a href=format!("/accounts/{}", row.id)>{row.name.clone()}</a> };
    let state = |row: &AccountRow| {
        let state = row.state;
        let (shape, tone) = words::shape(state);
        view! { <Status shape tone label=move || state.label(lang()) /> }
    };
    let last = |row: &AccountRow| {
        let last = row.last_sign_in.clone();
        move || last.as_ref().map_or_else(|| t(AccountText::Never)().to_owned(), |at| date_time(&at.0))
    };
    vec![
        Column::new(t(AccountText::Name), name),
        Column::new(t(AccountText::State), state).class("nw"),
        Column::new(t(AccountText::Username), |row: &AccountRow| row.username.clone()),
        Column::new(t(AccountText::Roles), |row: &AccountRow| words::roles(&row.roles)),
        Column::new(t(AccountText::LastSignIn), last).class("nw"),
    ]
}
