//! 审计日志: the plain list for the audit administrator, newest first.

use crate::{
    api,
    asked::Asked,
    i18n::{date_time, lang, t},
    people::record::role_name,
    ui::{
        page::Page,
        pager::{PageInfo, Pager},
        table::{Column, Table},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        PageInput,
        audit::{AuditEvent, AuditEvents, AuditEventsVariables},
    },
    text_access::AccessText,
    text_shell::ShellText,
};

/// Rows of a page.
const ROWS: i32 = 50;

/// The page at `/audit`.
#[component]
pub fn Audit() -> impl IntoView {
    let page = RwSignal::new(PageInput::first(ROWS));
    let lines = Asked::new(
        move || AuditEventsVariables { page: page.get() },
        |variables| api::run(AuditEvents::build(variables)),
    );
    let draw = move |answer| view! { <Lines answer page /> };
    view! { <Page title=t(ShellText::Audit) lead=t(AccessText::AuditLead)>{lines.view(draw)}</Page> }
        .into_any()
}

#[component]
fn Lines(answer: AuditEvents, page: RwSignal<PageInput>) -> impl IntoView {
    let list = answer.audit_events;
    let info = PageInfo {
        shown: list.nodes.len(),
        total: u64::try_from(list.total_count).ok(),
        has_previous: list.page_info.has_previous_page,
        has_next: list.page_info.has_next_page,
    };
    let (first, last) = (list.page_info.start_cursor, list.page_info.end_cursor);
    let previous =
        move |()| page.set(PageInput { last: Some(ROWS), before: first.clone(), ..PageInput::default() });
    let next =
        move |()| page.set(PageInput { first: Some(ROWS), after: last.clone(), ..PageInput::default() });
    let columns = vec![
        Column::new(t(AccessText::At), |line: &AuditEvent| date_time(&line.at.0)),
        Column::new(t(AccessText::Action), |line: &AuditEvent| {
            let action = line.action;
            move || action.label(lang())
        }),
        Column::new(t(AccessText::Subject), |line: &AuditEvent| line.subject.clone()),
        Column::new(t(AccessText::Capacity), |line: &AuditEvent| {
            let capacity = line.capacity.clone();
            move || capacity.as_deref().map(words)
        }),
        Column::new(t(AccessText::Sequence), |line: &AuditEvent| match line.sequence {
            Some(number) => number.to_string().into_any(),
            None => t(AccessText::Unsealed).into_any(),
        }),
    ];
    view! {
        <Table caption=t(AccessText::AuditCaption) columns rows=list.nodes />
        <Pager info on_previous=previous on_next=next />
    }
}

/// A capacity in words: the role, and the id of its unit if it has one.
fn words(capacity: &str) -> String {
    match capacity.split_once('@') {
        Some((role, unit)) => format!("{} {unit}", role_name(role)),
        None => role_name(capacity),
    }
}
