//! Plans as a list, by day.

use super::{
    acts::{Acts, PlanMenu, Subject},
    line::PlanState,
    words,
};
use crate::{
    api,
    asked::Asked,
    filters::Paging,
    i18n::{self, lang, listed, t},
    ui::{
        columns::Hidden,
        empty_state::EmptyState,
        icon::Glyph,
        table::{Column, Table},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use leptos_router::hooks::query_signal;
use lianyi_shared::{
    api::plans::{PlanFilter, PlanRow, Plans, PlansVariables},
    live::Topic,
    plan::PlanStatus,
    text_plan::PlanText,
    text_shell::ShellText,
};

/// The list: what is to come, what was held, what was called off. The view is kept in the address.
#[component]
pub fn PlanList(
    /// What narrows it besides.
    filter: Memo<PlanFilter>,
    /// Counts the changes of plans, after each of which it is read again.
    turn: RwSignal<u32>,
    /// The acts of the page.
    acts: Acts,
) -> impl IntoView {
    let (kept, keep) = query_signal::<String>("show");
    let shown = Memo::new(move |_| kept.get().unwrap_or_default());
    let paging = Paging::of_address();
    let asked = Asked::new(
        move || {
            turn.track();
            let statuses = match shown.get().as_str() {
                "held" => vec![PlanStatus::Held],
                "off" => vec![PlanStatus::Cancelled, PlanStatus::Declined],
                _ => vec![PlanStatus::Proposed, PlanStatus::Planned],
            };
            PlansVariables { filter: PlanFilter { statuses, ..filter.get() }, page: paging.input() }
        },
        |variables| api::run(Plans::build(variables)),
    )
    .live(Topic::Plans);
    let hidden = Hidden::of("plans");
    let list = asked.view(move |answer| {
        let list = answer.plans;
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::Calendar title=t(PlanText::NothingPlanned) next=t(PlanText::NothingPlannedNext) /> }.into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        view! { <Table caption=t(ShellText::Plans) columns=columns(acts) hidden rows=list.nodes />{pager} }.into_any()
    });
    let views = [("", PlanText::ViewOpen), ("held", PlanText::ViewHeld), ("off", PlanText::ViewOff)];
    let button = move |(code, text): (&'static str, PlanText)| {
        let pressed = move || if shown.get() == code { "true" } else { "false" };
        let choose = move |_| {
            paging.first();
            keep.set((!code.is_empty()).then(|| code.to_owned()));
        };
        view! { <button type="button" class="btn small" aria-pressed=pressed on:click=choose>{t(text)}</button> }
    };
    view! {
        <div class="filters">{views.into_iter().map(button).collect_view()}{hidden.chooser(&columns(acts))}</div>
        {list}
    }
}

fn columns(acts: Acts) -> Vec<Column<PlanRow>> {
    vec![
        Column::new(t(PlanText::Counterpart), |row: &PlanRow| {
            view! { <a href=format!("/plans/{}", row.id)>{words::who(&row.counterparts)}</a> }
        }),
        Column::new(t(PlanText::Day), |row: &PlanRow| {
            let day = row.day.0.clone();
            move || i18n::date(&day)
        })
        .class("nw"),
        Column::new(t(PlanText::Time), |row: &PlanRow| {
            let (from, until) = (row.from.clone(), row.until.clone());
            move || words::time(from.as_deref(), until.as_deref())
        })
        .class("nw")
        .plain(),
        Column::new(t(PlanText::Mode), |row: &PlanRow| {
            let mode = row.mode;
            move || mode.label(lang())
        })
        .class("nw")
        .optional("mode")
        .plain(),
        Column::new(t(PlanText::Place), |row: &PlanRow| row.place.clone()).optional("place").plain(),
        Column::new(t(PlanText::Leader), |row: &PlanRow| {
            listed(&row.leaders.iter().map(|leader| leader.name.as_str()).collect::<Vec<_>>())
        })
        .optional("leader"),
        Column::new(t(PlanText::Status), |row: &PlanRow| view! { <PlanState row=row.clone() /> })
            .class("nw")
            .plain(),
        Column::new(t(PlanText::More), move |row: &PlanRow| {
            let subject = Subject::from(row);
            (!subject.actions.is_empty()).then(|| view! { <PlanMenu subject acts /> })
        })
        .class("act"),
    ]
}
