//! 联系进度: the due board by branch, and the pairings of one of them.

use crate::{
    api,
    asked::Asked,
    browser,
    i18n::{self, filled, lang, now, t},
    roster::pairings::last_contact,
    ui::{
        busy::Busy,
        empty_state::EmptyState,
        figure::Figure,
        icon::Glyph,
        page::Page,
        section::Section,
        status::{Shape, Status, Tone},
        table::{Column, Table},
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lianyi_shared::{
    api::{
        cadence::{DueBoard, DueBranch, DuePairing, DuePairings, DuePairingsVariables},
        notices::{UrgeContact, UrgeContactVariables},
    },
    contact::{DueState, Lamp},
    id::UnitId,
    live::Topic,
    text_contact::ContactText,
    text_shell::ShellText,
};

/// The id of the part with the pairings of the chosen branch.
const OPENED: &str = "opened";

/// The page at `/due`; the branch and the state are in the address.
#[component]
pub fn Due() -> impl IntoView {
    let board = Asked::new(|| (), |()| async { Ok(api::run(DueBoard::build(())).await?.due_board) })
        .live(Topic::Pairings);
    let query = use_query_map();
    let chosen = Memo::new(move |_| {
        query.with(|query| {
            let branch = query.get_str("branch").and_then(|id| id.parse::<UnitId>().ok());
            let state = query.get_str("state").and_then(|code| code.parse::<DueState>().ok());
            branch.map(|branch| (branch, state))
        })
    });
    let draw = move |branches: Vec<DueBranch>| {
        let named = StoredValue::new(branches.clone());
        let opened = move || {
            chosen.get().map(|(branch, state)| {
                let found = named.with_value(|rows| rows.iter().find(|row| row.branch.id == branch).cloned());
                view! { <Opened branch state row=found /> }
            })
        };
        view! { <div class="stack">{opened}<Board branches /></div> }
    };
    // Whoever opens a figure far down the board is brought to what it counts.
    Effect::new(move |before: Option<Option<_>>| {
        let now = chosen.get();
        if now.is_some() && before.is_some_and(|before| before != now) {
            request_animation_frame(|| browser::show(&format!("#{OPENED}")));
        }
        now
    });
    view! {
        <Page title=t(ShellText::DueBoard) lead=t(ContactText::DueLead)>{board.view(draw)}</Page>
    }
    .into_any()
}

fn count(row: &DueBranch, state: DueState) -> i32 {
    match state {
        DueState::Overdue => row.overdue,
        DueState::Due => row.due,
        DueState::Never => row.never,
        DueState::InTouch => row.in_touch,
    }
}

/// What marks a state.
const fn mark(state: DueState) -> (Shape, Tone) {
    match state {
        DueState::Overdue => (Shape::Act, Tone::Danger),
        DueState::Due => (Shape::Waiting, Tone::Warn),
        DueState::Never => (Shape::Empty, Tone::Plain),
        DueState::InTouch => (Shape::Done, Tone::Ok),
    }
}

#[component]
fn Board(branches: Vec<DueBranch>) -> impl IntoView {
    if branches.is_empty() {
        return view! { <EmptyState glyph=Glyph::Chat title=t(ContactText::DueNone) next=t(ContactText::DueNoneNext) /> }
            .into_any();
    }
    let of = |state: DueState| branches.iter().map(|row| count(row, state)).sum::<i32>();
    let (overdue, due, never) = (of(DueState::Overdue), of(DueState::Due), of(DueState::Never));
    let total = overdue + due + never + of(DueState::InTouch);
    let lead = move || {
        filled(
            ContactText::DueCount,
            &[("total", &total), ("overdue", &overdue), ("due", &due), ("never", &never)],
        )
    };
    let mut columns = vec![Column::new(t(ContactText::DueBranch), |row: &DueBranch| {
        view! { <a href=format!("/due?branch={}", row.branch.id)>{row.branch.name.clone()}</a> }
    })];
    for state in DueState::ALL {
        let cell = move |row: &DueBranch| {
            let (count, branch) = (count(row, *state), row.branch.name.clone());
            let spoken = move || format!("{branch}：{} {count}", state.label(lang()));
            view! { <Figure count href=format!("/due?branch={}&state={state}", row.branch.id) spoken /> }
        };
        columns.push(Column::new(move || state.label(lang()), cell).class("num"));
    }
    view! {
        <Section title=t(ContactText::DueByBranch) count=lead>
            <Table caption=t(ContactText::DueByBranch) columns rows=Signal::stored(branches) />
        </Section>
    }
    .into_any()
}

/// The pairings of a branch.
#[component]
fn Opened(branch: UnitId, state: Option<DueState>, row: Option<DueBranch>) -> impl IntoView {
    let asked = Asked::new(
        move || DuePairingsVariables { branch, state },
        |variables| async { Ok(api::run(DuePairings::build(variables)).await?.due_pairings) },
    )
    .live(Topic::Pairings);
    let name = row.map(|row| row.branch.name).unwrap_or_default();
    let title = move || match state {
        Some(state) => format!("{name} · {}", state.label(lang())),
        None => name.clone(),
    };
    let all = move || {
        state.map(
            |_| view! { <a class="meta" href=format!("/due?branch={branch}")>{t(ContactText::DueAll)}</a> },
        )
    };
    view! {
        <Section id=OPENED title act=all>
            {asked.view(move |pairings| view! { <Pairings pairings on_urged=move |()| asked.again() /> })}
        </Section>
    }
}

/// Pairings with their state against the cadence.
#[component]
pub fn Pairings(
    /// The rows of this page.
    pairings: Vec<DuePairing>,
    /// Told when somebody was urged.
    #[prop(into)]
    on_urged: Callback<()>,
) -> impl IntoView {
    if pairings.is_empty() {
        return view! { <p class="muted">{t(ContactText::DueNobody)}</p> }.into_any();
    }
    let columns = vec![
        Column::new(t(ContactText::DueCounterpart), |row: &DuePairing| {
            view! { <a href=row.counterpart.path()>{row.counterpart.name.clone()}</a> }
        }),
        Column::new(t(ContactText::DueState), |row: &DuePairing| {
            let state = match (&row.last_contact_on, row.lamp) {
                (None, _) => DueState::Never,
                (_, Some(Lamp::Overdue)) => DueState::Overdue,
                (_, Some(Lamp::Due)) => DueState::Due,
                _ => DueState::InTouch,
            };
            let (shape, tone) = mark(state);
            view! { <Status shape tone label=move || state.label(lang()) /> }
        }),
        Column::new(t(ContactText::DueLeader), |row: &DuePairing| {
            view! { <a href=format!("/leaders/{}", row.leader.id)>{row.leader.name.clone()}</a> }
        }),
        Column::new(t(ContactText::DueLast), |row: &DuePairing| {
            let last = row.last_contact_on.clone();
            move || last_contact(last.as_ref())
        }),
        Column::new("", move |row: &DuePairing| {
            let name = row.counterpart.name.clone();
            let spoken = move || format!("{} {name}", i18n::now(ContactText::DueRecord));
            view! {
                <span class="acts">
                    <Urge row=row.clone() on_urged />
                    <a class="btn small" href=format!("/contacts/new?leader={}&{}", row.leader.id, row.counterpart.query()) aria-label=spoken>{t(ContactText::DueRecord)}</a>
                </span>
            }
        })
        .class("act"),
    ];
    view! { <Table caption=t(ContactText::DuePairings) columns rows=Signal::stored(pairings) /> }.into_any()
}

/// Urges the leader, or says when that was done.
#[component]
fn Urge(row: DuePairing, on_urged: Callback<()>) -> impl IntoView {
    let DuePairing { id: pairing, leader, counterpart, urged_on, can_urge, .. } = row;
    if let Some(day) = urged_on {
        let words = move || filled(ContactText::DueUrgedOn, &[("date", &i18n::month_day(&day.0))]);
        return view! { <span class="meta">{words}</span> }.into_any();
    }
    if !can_urge {
        return ().into_any();
    }
    let busy = Busy::default();
    let urge = move |_| {
        busy.run(async move {
            match api::run(UrgeContact::build(UrgeContactVariables { pairing })).await {
                Ok(_) => {
                    toast::show(Tone::Ok, now(ContactText::DueUrged));
                    on_urged.try_run(());
                }
                Err(error) => toast::refused(&error),
            }
        });
    };
    let spoken = move || {
        let words = [now(ContactText::DueUrge), &leader.name, &counterpart.name];
        words.join(" ")
    };
    view! { <button type="button" class="btn small" aria-label=spoken aria-disabled=move || busy.get().then_some("true") on:click=urge>{t(ContactText::DueUrge)}</button> }
        .into_any()
}
