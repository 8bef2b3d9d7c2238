//! Where the year's rosters stand, who is linked by nobody and how many met, in figures that open what they count.

use super::todos::Todos;
use crate::{
    api,
    asked::Asked,
    i18n::{self, filled, lang, t},
    roster::words,
    session,
    ui::{
        refused::Refused,
        section::Section,
        stat::{Fill, Stat, StatStrip},
        status::Status,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::Permission,
    api::home::{BranchProgress, Liaison, LiaisonVariables, RosterProgress},
    calendar::AcademicYear,
    live::Topic,
    period::Period,
    roster::BranchState,
    text_home::HomeText,
};

/// The figures, what waits for the viewer, and for those who see several branches, which are not done yet.
#[component]
pub fn Progress() -> impl IntoView {
    let asked = Asked::new(|| (), |()| api::run(RosterProgress::build(()))).live(Topic::Rosters);
    let liaison = session::may(Permission::ContactRead).then(|| {
        let year = || AcademicYear(session::viewer().map_or(0, |viewer| viewer.academic_year));
        let variables = move || LiaisonVariables { period: Period::Academic(year()).to_string() };
        Asked::new(variables, |variables| api::run(Liaison::build(variables))).live(Topic::Contacts)
    });
    let figures = move || {
        asked.get().map(|progress| view! { <Figures progress liaison=liaison.and_then(Asked::get) /> })
    };
    let board = move || {
        let branches = asked.get().map(|progress| progress.branch_board).unwrap_or_default();
        (branches.len() > 1).then(|| view! { <Board branches /> })
    };
    let refused = Signal::derive(move || asked.refused());
    view! {
        <Refused error=refused />
        {figures}
        <div class="two">
            <Todos />
            {board}
        </div>
    }
}

#[component]
fn Figures(progress: RosterProgress, liaison: Option<Liaison>) -> impl IntoView {
    let branches = progress.branch_board;
    let total = size(branches.len());
    let among = |state| size(branches.iter().filter(|row| row.state == state).count());
    let (filed, sent) = (among(BranchState::Filed), among(BranchState::Sent));
    let rest = total.saturating_sub(filed + sent);
    let filing = (total > 1).then(|| {
        view! {
            <Stat
                label=t(HomeText::FiledFigure)
                figure=filed.to_string()
                unit=move || filled(HomeText::FiledOf, &[("total", &total)])
                bar=vec![(Fill::Full, filed), (Fill::Half, sent), (Fill::Rest, rest)]
                note=move || filled(HomeText::FiledNote, &[("sent", &sent), ("rest", &rest)])
                href="/rosters"
            />
        }
    });
    let count = |number: i32| u32::try_from(number).unwrap_or(0);
    let people: u32 = progress.coverage_by_branch.iter().map(|row| count(row.total)).sum();
    let unlinked: u32 = progress.coverage_by_branch.iter().map(|row| count(row.unlinked)).sum();
    let linked = people.saturating_sub(unlinked);
    let coverage = (people > 0).then(|| {
        view! {
            <Stat
                label=t(HomeText::LinkedFigure)
                figure=linked.to_string()
                unit=move || filled(HomeText::LinkedOf, &[("total", &people)])
                bar=vec![(Fill::Full, linked), (Fill::Rest, unlinked)]
                note=move || filled(HomeText::LinkedNote, &[("unlinked", &unlinked)])
                href="/coverage"
            />
        }
    });
    let met = liaison.filter(|liaison| liaison.contact_overview.pairings > 0).map(|liaison| {
        let pairings = count(liaison.contact_overview.pairings);
        let met = count(liaison.contact_overview.met);
        let overdue: u32 = liaison.due_board.iter().map(|row| count(row.overdue)).sum();
        view! {
            <Stat
                label=t(HomeText::MetFigure)
                figure=met.to_string()
                unit=move || filled(HomeText::MetOf, &[("total", &pairings)])
                bar=vec![(Fill::Full, met), (Fill::Rest, pairings.saturating_sub(met))]
                note=move || filled(HomeText::MetNote, &[("overdue", &overdue)])
                note_href="/due"
                href="/overview"
            />
        }
    });
    let any = filing.is_some() || coverage.is_some() || met.is_some();
    any.then(|| view! { <StatStrip>{filing}{coverage}{met}</StatStrip> })
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The branches whose roster of this year is not filed yet.
#[component]
fn Board(branches: Vec<BranchProgress>) -> impl IntoView {
    let mut open: Vec<_> = branches.into_iter().filter(|row| row.state != BranchState::Filed).collect();
    open.sort_by_key(|row| (distance(row.state), row.since.as_ref().map(|since| since.0.clone())));
    let count = open.len().to_string();
    let all = || view! { <a class="meta" href="/rosters">{t(HomeText::BoardAll)}</a> };
    let rows = if open.is_empty() {
        view! { <p class="muted">{t(HomeText::BoardDone)}</p> }.into_any()
    } else {
        view! { <ul class="standings">{open.into_iter().map(branch).collect_view()}</ul> }.into_any()
    };
    view! { <Section title=t(HomeText::BoardTitle) count act=all>{rows}</Section> }
}

/// How far a branch has come; what went wrong needs somebody first.
const fn distance(state: BranchState) -> u8 {
    match state {
        BranchState::CorrectionAsked => 0,
        BranchState::NotBegun => 1,
        BranchState::Draft => 2,
        BranchState::Due => 3,
        BranchState::Sent => 4,
        BranchState::Filed => 5,
    }
}

fn branch(row: BranchProgress) -> impl IntoView {
    let BranchProgress { branch, state, since, in_force, open } = row;
    let (shape, tone) = words::branch_shape(state);
    let name = match open.or(in_force) {
        Some(version) => view! { <a href=format!("/rosters/{}", version.id)>{branch.name}</a> }.into_any(),
        None => branch.name.into_any(),
    };
    let since = move || {
        since.as_ref().map(|since| filled(HomeText::SinceDay, &[("date", &i18n::month_day(&since.0))]))
    };
    view! {
        <li>
            <b>{name}</b>
            <Status shape tone label=move || state.label(lang()) />
            <span class="meta">{since}</span>
        </li>
    }
}
