//! 名单: the college's roster, and where every branch stands.

use super::{board::Board, start::StartDraft, words};
use crate::{
    api,
    asked::Asked,
    i18n::{self, filled, lang, t},
    ui::{
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        page::Page,
        section::Section,
        status::{Chip, Status},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::roster::{Roster, RosterVersionRow, RostersHome},
    calendar::AcademicYear,
    live::Topic,
    roster::RosterStatus,
    text_roster::RosterText,
};

/// The page.
#[component]
pub fn Rosters() -> impl IntoView {
    let home = Asked::new(|| (), |()| api::run(RostersHome::build(()))).live(Topic::Rosters);
    let draw = move |home_data: RostersHome| {
        let branches = home_data.branch_board;
        view! {
            <div class="stack">
                {home_data.school_roster.map(|roster| view! { <School roster /> })}
                {(!branches.is_empty()).then(|| view! { <Board branches on_change=move |()| home.again() /> })}
            </div>
        }
    };
    view! { <Page title=t(RosterText::Rosters)>{home.view(draw)}</Page> }.into_any()
}

/// The college's roster: what is in force, what is open, and a new draft.
#[component]
fn School(roster: Roster) -> impl IntoView {
    let owner = roster.owner.id;
    let has_in_force = roster.in_force.is_some();
    let carried_on =
        roster.in_force.as_ref().filter(|_| roster.carried_on).map(|version| AcademicYear(version.year));
    let history = roster.versions.clone();
    let count = history.len();
    let nothing = roster.in_force.is_none() && roster.open.is_none();
    view! {
        <Section title=t(RosterText::SchoolRoster)>
            {nothing.then(|| view! { <EmptyState glyph=Glyph::Roster title=t(RosterText::NoneInForce) next=t(RosterText::NoneInForceNext) /> })}
            <ul class="todo versions">
                {roster.open.map(|version| view! { <VersionLine version /> })}
                {roster.in_force.map(|version| view! { <VersionLine version /> })}
            </ul>
            {carried_on.map(|year| view! {
                <p class="chips"><Chip glyph=Glyph::Clock label=move || filled(RosterText::CarriedOn, &[("year", &year.label(lang()))]) /></p>
            })}
            {roster.can_start.then(|| view! { <StartDraft owner has_in_force /> })}
            {(count > 1).then(|| view! {
                <details class="fold">
                    <summary>
                        <Icon glyph=Glyph::ChevronRight />
                        {t(RosterText::Versions)}
                        <span class="muted">{count}</span>
                    </summary>
                    <ul class="todo versions">{history.into_iter().map(|version| view! { <VersionLine version /> }).collect_view()}</ul>
                </details>
            })}
        </Section>
    }
}

/// A version in a line: its number and state, what it holds, and the way to it.
#[component]
fn VersionLine(version: RosterVersionRow) -> impl IntoView {
    let (shape, tone) = words::status_shape(version.status);
    let RosterVersionRow { number, year, status, status_since, effective_from, historic, summary, .. } =
        version;
    let title = move || filled(RosterText::TitleSchool, &[("year", &AcademicYear(year).label(lang()))]);
    let note = move || {
        let mut parts = vec![filled(RosterText::Number, &[("number", &number)])];
        match (&effective_from, status) {
            (Some(day), _) => parts.push(filled(RosterText::InForceFrom, &[("date", &i18n::date(&day.0))])),
            (None, _) => {
                parts.push(filled(RosterText::Since, &[("date", &i18n::month_day(&status_since.0))]));
            }
        }
        parts.push(filled(RosterText::Pairs, &[("count", &(summary.kept + summary.new))]));
        if historic {
            parts.push(filled(RosterText::Historic, &[]));
        }
        i18n::dotted(parts)
    };
    let verb = match status {
        RosterStatus::Draft => RosterText::Continue,
        RosterStatus::InForce => RosterText::ReadInForce,
        _ => RosterText::Read,
    };
    let href = format!("/rosters/{}", version.id);
    view! {
        <li>
            <Icon glyph=Glyph::Roster />
            <div>
                <a href=href.clone()>{title}</a>
                <span class="meta">{note}</span>
            </div>
            <span class="chips">
                <Status shape tone label=move || status.label(lang()) />
                <a class="btn small" href=href>{t(verb)}</a>
            </span>
        </li>
    }
}
