//! One account: its state, its roles, and what can be done.

use super::{accounts::Limits, acts::AccountActs, roles::Roles, words};
use crate::{
    api,
    asked::Asked,
    i18n::{date_time, filled, lang, t},
    people::record::or_dash,
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        page::Page,
        section::Section,
        status::{Chip, Tone},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Moment,
        accounts::{Account as Record, AccountQuery, AccountVariables},
    },
    id::AccountId,
    text_accounts::AccountText,
    text_shell::ShellText,
};

/// The page at `/accounts/:id`.
#[component]
pub fn Account() -> impl IntoView {
    let asked = Asked::of_page(|id: AccountId| async move {
        Ok(api::run(AccountQuery::build(AccountVariables { id })).await?.account)
    });
    asked.view(move |record| detail(record, asked))
}

fn detail(record: Record, asked: Asked<Record>) -> AnyView {
    let state = record.state;
    let (shape, tone) = words::shape(state);
    let chips = move || view! { <Chip shape tone label=move || state.label(lang()) /> };
    let above = vec![Crumb { title: t(ShellText::Accounts).into(), href: Some("/accounts".to_owned()) }];
    let on_change = Callback::new(move |account| asked.put(account));
    let acts = {
        let account = record.clone();
        move || view! { <AccountActs account=account.clone() on_change /> }
    };
    let closed = record.close_reason.clone().map(|reason| {
        view! { <Banner tone=Tone::Info>{move || filled(AccountText::ClosedBecause, &[("reason", &reason)])}</Banner> }
    });
    let facts = facts(&record);
    view! {
        <Page title=record.name.clone() lead=record.username.clone() chips acts above>
            <div class="two main-side">
                <div class="stack">
                    {closed}
                    <Roles account=record on_change />
                    <Limits />
                </div>
                <aside class="about" aria-label=t(AccountText::Account)>
                    <Section title=t(AccountText::Account)><dl class="facts">{facts}</dl></Section>
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

fn facts(record: &Record) -> Vec<AnyView> {
    let fact = |name: AccountText, value: AnyView| {
        view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> }.into_any()
    };
    let moment = |at: &Moment| {
        let at = at.0.clone();
        (move || date_time(&at)).into_any()
    };
    let dated = |name: AccountText, at: &Option<Moment>| at.as_ref().map(|at| fact(name, moment(at)));
    let leader =
        record.leader.as_ref().map(|leader| (format!("/leaders/{}", leader.id), leader.name.clone()));
    let person = record.representative.as_ref();
    let person = person.map(|person| (format!("/representatives/{}", person.id), person.name.clone()));
    let person = leader
        .or(person)
        .map(|(href, name)| fact(AccountText::Person, view! { <a href=href>{name}</a> }.into_any()));
    let unit = record.unit.as_ref().or(record.leader.as_ref().and_then(|leader| leader.unit.as_ref()));
    let last = record.last_sign_in.as_ref().map_or_else(|| t(AccountText::Never).into_any(), moment);
    [
        Some(fact(AccountText::Username, record.username.clone().into_any())),
        person,
        Some(fact(AccountText::Unit, or_dash(unit.map(|unit| unit.name.clone())))),
        Some(fact(AccountText::LastSignIn, last)),
        Some(fact(AccountText::OpenedOn, moment(&record.created_at))),
        dated(AccountText::LinkUntil, &record.link_until),
        dated(AccountText::LockedUntil, &record.locked_until),
        dated(AccountText::ClosedAt, &record.closed_at),
    ]
    .into_iter()
    .flatten()
    .collect()
}
