//! 待办: what waits for the viewer, each with its verb.

use crate::{
    api,
    asked::Asked,
    i18n::{self, dotted, filled, lang, t},
    ui::{
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        section::Section,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::roster::{RosterTodo, RosterTodos},
    live::Topic,
    roster::RosterTodoKind,
    text_home::HomeText,
    text_shell::ShellText,
};

/// What waits for the viewer on rosters.
#[component]
pub fn Todos() -> impl IntoView {
    let asked = Asked::new(|| (), |()| api::run(RosterTodos::build(()))).live(Topic::Rosters);
    let count = move || asked.get().map_or_else(String::new, |answer| answer.roster_todos.len().to_string());
    let draw = |answer: RosterTodos| {
        if answer.roster_todos.is_empty() {
            return nothing();
        }
        view! { <ul class="todo">{answer.roster_todos.into_iter().map(item).collect_view()}</ul> }.into_any()
    };
    view! { <Section title=t(ShellText::WorkItems) count>{asked.view(draw)}</Section> }
}

/// Says that nothing waits.
pub fn nothing() -> AnyView {
    view! {
        <EmptyState
            glyph=Glyph::Inbox
            title=t(HomeText::NothingToDo)
            next=t(HomeText::NothingToDoNext)
        />
    }
    .into_any()
}

fn item(todo: RosterTodo) -> impl IntoView {
    let RosterTodo { kind, owner, version_id, count, since } = todo;
    let href = match (version_id, kind) {
        (Some(id), _) => format!("/rosters/{id}"),
        (None, RosterTodoKind::NameDeputy) => format!("/units/{}", owner.id),
        (None, _) => "/rosters".to_owned(),
    };
    // Where several branches are asked the same, each line begins with what it is about.
    let title = {
        let owner = owner.name.clone();
        move || match HomeText::todo_about(kind) {
            Some(about) => filled(about, &[("branch", &owner)]),
            None => kind.label(lang()).to_owned(),
        }
    };
    let owner = HomeText::todo_about(kind).is_none().then_some(owner.name);
    let note = move || {
        let since =
            since.as_ref().map(|since| filled(HomeText::SinceDay, &[("date", &i18n::month_day(&since.0))]));
        let pairs = count.map(|count| filled(HomeText::Pairs, &[("count", &count)]));
        dotted([owner.clone(), pairs, since])
    };
    view! {
        <li>
            <Icon glyph=Glyph::Roster />
            <div>
                <a href=href.clone()>{title}</a>
                <span class="meta">{note}</span>
            </div>
            <a class="btn small" href=href>{t(HomeText::verb(kind))}</a>
        </li>
    }
}
