//! The branch board: every branch, how far it has come, since when; urging.

use super::{start::StartDraft, words};
use crate::{
    api,
    i18n::{self, filled, lang, now, t},
    ui::{
        busy::Busy,
        button::Button,
        section::Section,
        status::{Status, Tone},
        table::{Column, Table},
        toast,
    },
    units::post::acting_line,
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::accounts::BranchPost,
    api::roster::{BranchRow, UrgeBranch, UrgeBranchVariables},
    calendar::AcademicYear,
    id::UnitId,
    text_accounts::AccountText,
    text_roster::RosterText,
};

/// The board.
#[component]
pub fn Board(
    /// The branches that the viewer sees.
    branches: Vec<BranchRow>,
    /// Told that the board must be read again.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let count = branches.len();
    let columns = vec![
        Column::new(t(RosterText::ColumnBranch), name),
        Column::new(t(RosterText::ColumnState), state),
        Column::new(t(RosterText::ColumnSince), |row: &BranchRow| {
            let days = row.waiting_days;
            row.since.clone().map(|moment| {
                let waiting = days.map(|days| {
                    view! { <span class="meta nw">" · "{move || filled(RosterText::WaitingDays, &[("days", &days)])}</span> }
                });
                view! { <span class="nw">{move || i18n::month_day(&moment.0)}</span>{waiting} }
            })
        }),
        Column::new(t(RosterText::ColumnPairs), |row: &BranchRow| row.pairs.to_string()).class("num"),
        Column::new("", move |row: &BranchRow| acts(row, on_change)).class("act"),
    ];
    view! {
        <Section title=t(RosterText::BranchBoard) count=count.to_string()>
            <Table caption=t(RosterText::BranchBoardLead) columns rows=Signal::stored(branches) />
        </Section>
    }
}

/// The branch, leading to its open version, else to the one in force.
fn name(row: &BranchRow) -> impl IntoView + use<> {
    let version = row.open.as_ref().or(row.in_force.as_ref());
    let branch = row.branch.name.clone();
    let carried_on =
        row.in_force.as_ref().filter(|_| row.carried_on).map(|version| AcademicYear(version.year));
    view! {
        {match version {
            Some(version) => view! { <a href=format!("/rosters/{}", version.id)>{branch}</a> }.into_any(),
            None => branch.into_any(),
        }}
        {carried_on.map(|year| view! {
            <span class="meta">" "{move || filled(RosterText::CarriedOn, &[("year", &year.label(lang()))])}</span>
        })}
        {row.branch.post.clone().and_then(|post| post_note(row.branch.id, post))}
    }
}

/// Who acts for a branch without a secretary, or that nobody does; nothing where there is a secretary.
fn post_note(branch: UnitId, post: BranchPost) -> Option<AnyView> {
    let href = format!("/units/{branch}");
    match (post.secretary, post.deputy) {
        (Some(_), _) => None,
        (None, Some(deputy)) => Some(
            view! { <div class="meta branch-post"><a href=href>{move || acting_line(&deputy)}</a></div> }
                .into_any(),
        ),
        (None, None) => Some(
            view! { <div class="meta branch-post"><a href=href>{t(AccountText::NoSecretary)}</a></div> }
                .into_any(),
        ),
    }
}

fn state(row: &BranchRow) -> impl IntoView + use<> {
    let state = row.state;
    let (shape, tone) = words::branch_shape(state);
    let vacant = row.vacant;
    view! {
        <Status shape tone label=move || state.label(lang()) />
        {(vacant > 0).then(|| view! {
            <span class="meta">" "{t(RosterText::Vacant)}" "{vacant}</span>
        })}
    }
}

fn acts(row: &BranchRow, on_change: Callback<()>) -> impl IntoView + use<> {
    let branch = row.branch.id;
    let has_in_force = row.in_force.is_some();
    let urged = row.urged_at.clone();
    let busy = Busy::default();
    let urge = move |_| {
        busy.run(async move {
            match api::run(UrgeBranch::build(UrgeBranchVariables { branch })).await {
                Ok(_) => {
                    toast::show(Tone::Ok, now(RosterText::Urged));
                    on_change.try_run(());
                }
                Err(error) => toast::refused(&error),
            }
        });
    };
    view! {
        {row.can_start.then(|| view! { <StartDraft owner=branch has_in_force small=true /> })}
        {row.can_urge.then(|| view! { <Button small=true busy on_click=urge>{t(RosterText::Urge)}</Button> })}
        {urged.filter(|_| !row.can_urge).map(|moment| view! {
            <span class="meta">{move || filled(RosterText::UrgedOn, &[("date", &i18n::month_day(&moment.0))])}</span>
        })}
    }
}
