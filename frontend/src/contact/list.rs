//! The list of contact records.

use super::{drafts::Drafts, words};
use crate::{
    api,
    asked::Asked,
    i18n::{self, lang, t},
    people::{
        choices::terms,
        filters::{FilterSelect, Paging, UnitFilterSelect},
    },
    session,
    ui::{
        columns::Hidden,
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        page::Page,
        status::{Chip, Status},
        table::{Column, Table},
        tabs::{Tab, Tabs, chosen_tab},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::{query_signal, use_query_map};
use lianyi_shared::{
    access::Permission,
    api::{
        Day,
        contacts::{ContactFilter, ContactRow, Contacts as ListQuery, ContactsVariables},
    },
    contact::{ContactMode, ContactStatus},
    text_contact::ContactText,
    text_shell::ShellText,
    units::UnitKind,
};

/// Contact records with filters and page in the address.
#[component]
pub fn Contacts() -> impl IntoView {
    let tab = chosen_tab("all");
    let query = use_query_map();
    let filter = move || {
        query.with(|query| {
            let text = |name: &str| query.get_str(name).filter(|text| !text.is_empty()).map(str::to_owned);
            let tab = tab.get();
            ContactFilter {
                status: match tab.as_str() {
                    "awaiting" => Some(ContactStatus::AwaitingConfirmation),
                    "voided" => Some(ContactStatus::Voided),
                    _ => None,
                },
                from: text("from").map(Day),
                until: text("until").map(Day),
                mode: text("mode").and_then(|code| code.parse().ok()),
                leader: text("leader").and_then(|id| id.parse().ok()),
                representative: text("representative").and_then(|id| id.parse().ok()),
                group: text("group").and_then(|id| id.parse().ok()),
                branch: text("branch").and_then(|id| id.parse().ok()),
                late: (tab == "late").then_some(true),
                mine: tab == "mine",
            }
        })
    };
    let paging = Paging::of_address();
    let asked = Asked::new(
        move || ContactsVariables { filter: filter(), page: paging.input() },
        |variables| api::run(ListQuery::build(variables)),
    );
    let hidden = Hidden::of("contacts");
    let list = asked.view(move |answer| {
        let list = answer.contacts;
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::Chat title=t(ContactText::NothingFound) next=t(ContactText::NothingFoundNext) /> }
                .into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        view! { <Table caption=t(ShellText::Contacts) columns=columns() hidden rows=list.nodes />{pager} }.into_any()
    });
    let own = session::viewer().is_some_and(|viewer| viewer.leader_id.is_some());
    let tabs = [
        ("all", ContactText::ViewAll),
        ("mine", ContactText::ViewMine),
        ("awaiting", ContactText::ViewAwaiting),
        ("late", ContactText::ViewLate),
        ("voided", ContactText::ViewVoided),
    ];
    let tabs = tabs
        .into_iter()
        .filter(|(code, _)| *code != "mine" || own)
        .map(|(code, label)| Tab { code, label: t(label).into(), count: None })
        .collect::<Vec<_>>();
    let narrowed = move || {
        query.with(|query| {
            ["leader", "representative", "group"].iter().any(|name| query.get_str(name).is_some())
        })
    };
    let records = || session::may(Permission::ContactRecord);
    let acts = move || {
        records().then(|| {
            view! { <a class="btn primary" href="/contacts/new"><Icon glyph=Glyph::Plus />{t(ContactText::Record)}</a> }
        })
    };
    view! {
        <Page title=t(ShellText::Contacts) lead=t(ContactText::Lead) acts>
            {records().then(|| view! { <Drafts /> })}
            {move || narrowed().then(|| view! {
                <p class="narrowed">{t(ContactText::Narrowed)}" "<a href="/contacts">{t(ContactText::NarrowedAll)}</a></p>
            })}
            <Tabs label=t(ShellText::Contacts) tabs />
            <div class="filters" role="search">
                <DayFilter name="from" label=ContactText::From />
                <DayFilter name="until" label=ContactText::Until />
                <UnitFilterSelect name="branch" label=t(ContactText::Branch) kinds=&[UnitKind::GeneralBranch, UnitKind::DirectBranch] />
                <FilterSelect name="mode" label=t(ContactText::Mode) choices=terms!(ContactMode) />
                {hidden.chooser(&columns())}
            </div>
            {list}
        </Page>
    }
    .into_any()
}

/// A day that narrows the list, kept in the address.
#[component]
fn DayFilter(name: &'static str, label: ContactText) -> impl IntoView {
    let (kept, keep) = query_signal::<String>(name);
    let paging = Paging::of_address();
    let change = move |event: leptos::ev::Event| {
        let day = event_target_value(&event);
        paging.first();
        keep.set((!day.is_empty()).then_some(day));
    };
    view! {
        <label class="day-filter">
            <span class="meta">{t(label)}</span>
            <input class="in" type="date" name=name prop:value=move || kept.get().unwrap_or_default() on:change=change />
        </label>
    }
}

fn columns() -> Vec<Column<ContactRow>> {
    let who = |row: &ContactRow| {
        view! { <a href=format!("/contacts/{}", row.id)>{words::names(&row.counterparts)}</a> }
    };
    let status = |row: &ContactRow| {
        let (status, (shape, tone)) = (row.status, words::status_shape(row.status));
        view! {
            <Status shape tone label=move || status.label(lang()) />
            {row.late.then(|| view! { " "<Chip label=t(ContactText::Late) /> })}
        }
    };
    vec![
        Column::new(t(ContactText::Counterpart), who),
        Column::new(t(ContactText::HeldOn), |row: &ContactRow| {
            let day = row.held_on.0.clone();
            move || i18n::date(&day)
        })
        .class("nw"),
        Column::new(t(ContactText::Mode), |row: &ContactRow| {
            let mode = row.mode;
            move || mode.label(lang())
        })
        .class("nw")
        .optional("mode"),
        Column::new(t(ContactText::Leader), |row: &ContactRow| words::leaders(&row.leaders))
            .optional("leader"),
        Column::new(t(ContactText::Branch), |row: &ContactRow| {
            row.branch.as_ref().map(|branch| branch.name.clone())
        })
        .optional("branch"),
        Column::new(t(ContactText::RaisedCount), |row: &ContactRow| row.line_count.to_string())
            .class("nw")
            .optional("raised"),
        Column::new(t(ContactText::Status), status).class("nw"),
    ]
}
