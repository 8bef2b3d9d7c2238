//! Opening an account: for somebody of the directory, or for a member of staff.

use super::link::ShownLink;
use crate::{
    api,
    asked::Asked,
    choices::{chosen, find_leaders, find_units},
    form::{Faults, given},
    i18n::{filled, lang, t},
    people::refusal::Refused,
    ui::{
        breadcrumb::Crumb,
        busy::Busy,
        button::{Button, Weight},
        checkbox::Checkbox,
        combobox::Combobox,
        error_summary::ErrorSummary,
        page::Page,
        radio_group::{Layout, RadioGroup},
        select::Choice,
        text_input::TextInput,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lianyi_shared::{
    access::Role,
    api::{
        PageInput,
        accounts::{
            AccountFilter, AccountLink, Accounts, AccountsVariables, OpenAccount as Open, OpenAccountInput,
            OpenAccountVariables,
        },
        people::{LeaderQuery, LeaderVariables, RepresentativeQuery, RepresentativeVariables},
    },
    error::Reason,
    id::{LeaderId, RepresentativeId},
    text_accounts::AccountText,
    text_shell::{ShellText, UiText},
};

/// The person of the directory whom the address names.
#[derive(Clone, PartialEq)]
struct Person {
    leader: Option<LeaderId>,
    representative: Option<RepresentativeId>,
    name: String,
}

/// The page at `/accounts/new`.
#[component]
pub fn OpenAccount() -> impl IntoView {
    let query = use_query_map();
    let asked = Asked::new(
        move || {
            query.with(|query| {
                let leader = query.get_str("leader").and_then(|id| id.parse::<LeaderId>().ok());
                let person =
                    query.get_str("representative").and_then(|id| id.parse::<RepresentativeId>().ok());
                (leader, person)
            })
        },
        |(leader, representative)| async move {
            let name = match (leader, representative) {
                (Some(id), _) => api::run(LeaderQuery::build(LeaderVariables { id })).await?.leader.name,
                (None, Some(id)) => {
                    let variables = RepresentativeVariables { id };
                    api::run(RepresentativeQuery::build(variables)).await?.representative.name
                }
                (None, None) => return Ok(None),
            };
            Ok(Some(Person { leader, representative, name }))
        },
    );
    let above = vec![Crumb { title: t(ShellText::Accounts).into(), href: Some("/accounts".to_owned()) }];
    view! {
        <Page title=t(AccountText::OpenAccount) above>
            {asked.view(|person| view! { <Steps person /> })}
        </Page>
    }
    .into_any()
}

/// The form, then the link.
#[component]
fn Steps(person: Option<Person>) -> impl IntoView {
    let opened = RwSignal::new(None::<AccountLink>);
    let person = StoredValue::new(person);
    move || match opened.get() {
        None => view! { <Form person=person.get_value() opened /> }.into_any(),
        Some(link) => {
            let href = format!("/accounts/{}", link.account.id);
            view! {
                <div class="narrow stack">
                    <ShownLink link />
                    <p><a href=href>{t(AccountText::ToAccount)}</a></p>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Form(person: Option<Person>, opened: RwSignal<Option<AccountLink>>) -> impl IntoView {
    let for_whom = RwSignal::new("leader".to_owned());
    let (leader, unit) = (RwSignal::new(None), RwSignal::new(None));
    let (name, username) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let as_security = RwSignal::new(false);
    let (faults, busy) = (Faults::none(), Busy::default());
    let known = StoredValue::new(person.clone());
    let is_staff = move || names_nobody(known) && for_whom.with(|kind| kind == "staff");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let mut input = OpenAccountInput { username: given(username), ..OpenAccountInput::default() };
        if let Some(person) = known.get_value() {
            input.leader = person.leader;
            input.representative = person.representative;
        } else if untrack(is_staff) {
            input.name = given(name);
            input.unit = chosen(unit);
            input.role = as_security.get_untracked().then_some(Role::SecurityAdministrator);
            if input.name.is_none() {
                faults.add("name", Reason::Required);
            }
        } else {
            input.leader = chosen(leader);
            if input.leader.is_none() {
                faults.add("leader", Reason::Required);
            }
        }
        if !faults.list.with_untracked(Vec::is_empty) {
            return;
        }
        faults.catch(busy, async move {
            let answer = api::run(Open::build(OpenAccountVariables { input })).await?;
            opened.try_set(Some(answer.open_account));
            Ok(())
        });
    };
    let who = if let Some(person) = person {
        let role = if person.leader.is_some() { Role::Leader } else { Role::Representative };
        view! {
            <p><strong>{person.name}</strong></p>
            <p class="muted">{move || filled(AccountText::EvidentRole, &[("role", &role.label(lang()))])}</p>
        }
        .into_any()
    } else {
        let kinds = vec![
            Choice::new("leader", t(AccountText::ForLeader)),
            Choice::new("staff", t(AccountText::ForStaff)),
        ];
        let fields = move || {
            if is_staff() {
                view! {
                        <TextInput id="name" label=t(AccountText::Name) hint=t(AccountText::ForStaffNote) value=name error=faults.of("name") required=true />
                        <Combobox id="unit" label=t(AccountText::Unit) hint=t(AccountText::RoleUnitHint) value=unit search=find_units(None) error=faults.of("unit") />
                        <FirstSecurityAdministrator as_security error=faults.of("role") />
                    }
                    .into_any()
            } else {
                view! {
                        <Combobox id="leader" label=t(AccountText::ForLeader) hint=t(AccountText::RoleUnitHint) value=leader search=find_leaders() error=faults.of("leader") required=true />
                    }
                    .into_any()
            }
        };
        view! {
                <RadioGroup id="for" label=t(AccountText::WhoFor) value=for_whom choices=kinds layout=Layout::Picks />
                {fields}
            }
            .into_any()
    };
    let hint = move || {
        let key = if is_staff() { AccountText::StaffUsernameHint } else { AccountText::UsernameHint };
        t(key)()
    };
    view! {
        <form class="narrow stack" novalidate on:submit=submit>
            <ErrorSummary faults=faults.list />
            <Refused faults />
            {who}
            <TextInput id="username" label=t(AccountText::Username) hint value=username error=faults.of("username") />
            <div class="acts">
                <Button weight=Weight::Primary submit=true busy>{t(AccountText::Open)}</Button>
                <a class="btn" href="/accounts">{t(UiText::Cancel)}</a>
            </div>
        </form>
    }
}

/// Whether the address names nobody, so that the form asks.
fn names_nobody(known: StoredValue<Option<Person>>) -> bool {
    known.with_value(Option::is_none)
}

/// Offered only while the college has no security administrator: nobody could grant that role.
#[component]
fn FirstSecurityAdministrator(as_security: RwSignal<bool>, error: Signal<Option<String>>) -> impl IntoView {
    let asked = Asked::new(
        || {
            let role = Some(Role::SecurityAdministrator);
            let filter = AccountFilter { role, ..AccountFilter::default() };
            AccountsVariables { filter, page: PageInput::first(1) }
        },
        |variables| api::run(Accounts::build(variables)),
    );
    move || {
        asked.get().map(|answer| {
            if answer.accounts.nodes.is_empty() {
                view! {
                    <Checkbox id="role" label=t(AccountText::AsSecurityAdministrator) checked=as_security />
                    <p class="muted">{t(AccountText::AsSecurityAdministratorNote)}</p>
                    <p class="err">{move || error.get()}</p>
                }
                .into_any()
            } else {
                view! { <p class="muted">{t(AccountText::RolesLater)}</p> }.into_any()
            }
        })
    }
}
