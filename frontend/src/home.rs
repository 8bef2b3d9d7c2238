//! The first page after sign-in.

use crate::{
    api,
    i18n::{self, lang, t},
    people::own::OwnRecordLink,
    roster::loaded::loaded,
    session,
    shell::PlaceList,
    ui::{
        page::Page,
        section::Section,
        table::{Column, Table},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::roster::{RosterTodo, RosterTodos},
    text_roster::RosterText,
    text_shell::ShellText,
};

/// Today, who is signed in, what waits for them, and where they can go.
#[component]
pub fn Home() -> impl IntoView {
    let name = || session::viewer().map_or_else(String::new, |viewer| viewer.name);
    view! {
        <Page title=i18n::today lead=name>
            {move || session::may("ROSTER_READ").then(|| view! { <Todos /> })}
            <Section title=t(ShellText::AllPages)>
                <PlaceList />
                <OwnRecordLink />
            </Section>
        </Page>
    }
    .into_any()
}

/// What waits for the viewer on rosters, each with the way to it.
#[component]
fn Todos() -> impl IntoView {
    let todos = LocalResource::new(|| api::run(RosterTodos::build(())));
    let draw = |answer: RosterTodos| {
        let rows = answer.roster_todos;
        if rows.is_empty() {
            return view! { <p class="muted">{t(RosterText::TodoNone)}</p> }.into_any();
        }
        let columns = vec![
            Column::new(t(RosterText::TodoColumn), |todo: &RosterTodo| {
                let kind = todo.kind;
                let path =
                    todo.version_id.map_or_else(|| "/rosters".to_owned(), |id| format!("/rosters/{id}"));
                view! { <a href=path>{move || kind.label(lang())}</a> }
            }),
            Column::new(t(RosterText::ColumnUnit), |todo: &RosterTodo| todo.owner.name.clone()),
            Column::new(t(RosterText::ColumnSince), |todo: &RosterTodo| {
                todo.since.as_ref().map(|since| i18n::month_day(&since.0))
            }),
        ];
        view! { <Table caption=t(RosterText::TodoCaption) columns rows /> }.into_any()
    };
    view! { <Section title=t(ShellText::WorkItems)>{loaded(todos, draw)}</Section> }
}
