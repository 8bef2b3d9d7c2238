//! The version as a paper: three sentences, exceptions, new, ended, kept, the whole list, and how it came about.

use super::{
    bench::Bench,
    end_pairing::{EndPairingDialog, Ending},
    words::{self, Pair},
};
use crate::{
    i18n::{self, filled, lang, now, t},
    ui::{
        banner::Banner,
        button::Button,
        icon::{Glyph, Icon},
        section::Section,
        status::{Shape, Status, Tone},
        table::{Column, Table},
    },
};
use leptos::prelude::*;
use lianyi_shared::{
    access::capacity_label,
    api::roster::{LeaderLines, RosterHistoryStep, RosterLine, RosterVersion},
    people::RecordStatus,
    roster::{LineChange, PairingStatus, RosterFinding, RosterRoute},
    text_accounts::AccountText,
    text_roster::RosterText,
};

/// The paper.
#[component]
pub fn Paper() -> impl IntoView {
    let bench = Bench::get();
    let ending = Ending::provide();
    view! {
        {move || {
            let version = bench.version.get();
            view! {
                <div class="paper">
                    <Gist version=version.clone() />
                    {to_settle(&version)}
                    <OnRoster version=version.clone() />
                    <Exceptions version=version.clone() />
                    <Difference pairs=words::pairs(&version, LineChange::New) change=LineChange::New />
                    <Difference pairs=words::pairs(&version, LineChange::Ended) change=LineChange::Ended />
                    <Whole version=version.clone() />
                    <History version />
                </div>
            }
        }}
        <EndPairingDialog ending />
    }
}

/// How many standing pairings have lost a side.
fn lost(version: &RosterVersion) -> usize {
    let lines = version.leaders.iter().flat_map(|lines| &lines.lines);
    let lost = |line: &&RosterLine| {
        line.change != LineChange::Ended
            && (line.status == PairingStatus::Vacant
                || line.status == PairingStatus::Active && line.counterpart.status == RecordStatus::Archived)
    };
    lines.filter(lost).count()
}

/// What to do about pairings that have lost a side, for whoever may end them.
fn to_settle(version: &RosterVersion) -> Option<impl IntoView + use<>> {
    let count = lost(version);
    (version.can_end_pairings && count > 0).then(|| {
        view! {
            <Banner tone=Tone::Warn>
                <strong>{move || filled(AccountText::LinesToSettle, &[("count", &count)])}</strong>
                <p>{t(AccountText::LinesToSettleNext)}" "<a href="/rosters">{t(AccountText::ToRosters)}</a></p>
            </Banner>
        }
    })
}

/// The three sentences.
#[component]
pub fn Gist(
    /// Of which version.
    version: RosterVersion,
) -> impl IntoView {
    let summary = version.summary.clone();
    let covers = move || {
        filled(
            RosterText::GistCovers,
            &[
                ("leaders", &summary.leaders),
                ("groups", &summary.groups),
                ("individuals", &summary.individuals),
                ("categories", &summary.categories.len()),
            ],
        )
    };
    let (kept, new, ended) = (version.summary.kept, version.summary.new, version.summary.ended);
    let difference =
        move || filled(RosterText::GistDifference, &[("kept", &kept), ("new", &new), ("ended", &ended)]);
    let route = version.route;
    let outside: Vec<&LeaderLines> =
        version.leaders.iter().filter(|lines| words::is_exception(lines)).collect();
    let count = outside.len();
    let unexplained = outside.iter().filter(|lines| lines.exception.is_none()).count();
    let exceptions = move || match (route, count, unexplained) {
        (RosterRoute::Branch, ..) => now(RosterText::GistNoQuota).to_owned(),
        (_, 0, _) => now(RosterText::GistNoExceptions).to_owned(),
        (_, count, 0) => filled(RosterText::GistExceptionsExplained, &[("count", &count)]),
        (_, count, unexplained) => {
            filled(RosterText::GistExceptions, &[("count", &count), ("unexplained", &unexplained)])
        }
    };
    view! {
        <ol class="gist">
            <li><span>{covers}</span></li>
            <li><span>{difference}</span></li>
            <li><span>{exceptions}</span></li>
        </ol>
    }
}

/// Tells the reader that they stand on the roster themselves.
#[component]
fn OnRoster(version: RosterVersion) -> impl IntoView {
    let own = version
        .warnings
        .iter()
        .find(|check| check.code == RosterFinding::ViewerOnRoster)
        .and_then(|check| check.leaders.first().copied())
        .and_then(|leader| version.leaders.iter().find(|lines| lines.leader.id == leader));
    own.map(|lines| {
        let (groups, individuals) = (lines.groups, lines.individuals);
        view! {
            <Banner tone=Tone::Info>
                {move || filled(RosterText::OnRoster, &[("groups", &groups), ("individuals", &individuals)])}
            </Banner>
        }
    })
}

/// Leaders outside the quota, with their reasons.
#[component]
fn Exceptions(version: RosterVersion) -> impl IntoView {
    let outside: Vec<LeaderLines> = version.leaders.into_iter().filter(words::is_exception).collect();
    let count = outside.len();
    let columns = vec![
        Column::new(t(RosterText::ColumnLeader), |lines: &LeaderLines| {
            let name = lines.leader.name.clone();
            view! { <Status shape=Shape::Act tone=Tone::Warn label=name /> }
        }),
        Column::new(t(RosterText::ColumnException), |lines: &LeaderLines| {
            let lines = lines.clone();
            view! { {move || words::quota(&lines)} }
        }),
        Column::new(t(RosterText::ColumnReason), |lines: &LeaderLines| reason(lines.exception.clone())),
    ];
    (count > 0).then(|| {
        view! {
            <Section
                title=t(RosterText::Exceptions)
                count=move || filled(RosterText::ExceptionsLook, &[("count", &count)])
            >
                <Table caption=t(RosterText::Exceptions) columns rows=Signal::stored(outside) />
            </Section>
        }
    })
}

/// A reason, or that there is none yet.
fn reason(reason: Option<String>) -> impl IntoView {
    match reason {
        Some(reason) => reason.into_any(),
        None => view! { <span class="muted">{t(RosterText::NoReason)}</span> }.into_any(),
    }
}

/// New or ended lines, with their reasons.
#[component]
fn Difference(pairs: Vec<Pair>, change: LineChange) -> impl IntoView {
    let heading = match change {
        LineChange::New => RosterText::New,
        LineChange::Ended => RosterText::Ended,
        LineChange::Kept => RosterText::Kept,
    };
    let count = pairs.len();
    let third = match change {
        LineChange::Ended => Column::new(t(RosterText::ColumnEndedOn), |pair: &Pair| {
            let line = pair.line.clone();
            view! { {move || words::ended_on(&line)} }
        })
        .class("nw"),
        LineChange::New | LineChange::Kept => Column::new(t(RosterText::ColumnCategory), |pair: &Pair| {
            let counterpart = pair.line.counterpart.clone();
            view! { {move || words::kind(&counterpart)} }
        }),
    };
    let columns = vec![
        Column::new(t(RosterText::ColumnLeader), |pair: &Pair| pair.leader.clone()).class("nw"),
        Column::new(t(RosterText::ColumnCounterpart), |pair: &Pair| {
            view! { <strong>{pair.line.counterpart.name.clone()}</strong> }
        }),
        third,
        Column::new(t(RosterText::ColumnReason), |pair: &Pair| reason(pair.line.reason.clone())),
    ];
    (count > 0).then(|| {
        view! {
            <Section title=t(heading) count=move || filled(RosterText::Pairs, &[("count", &count)])>
                <Table caption=t(heading) columns rows=Signal::stored(pairs) />
            </Section>
        }
    })
}

/// Everything that stands on the version, by leader.
#[component]
fn Whole(version: RosterVersion) -> impl IntoView {
    let can_end = version.can_end_pairings;
    let (leaders, pairs, kept) = (version.summary.leaders, words::standing(&version), version.summary.kept);
    let changed = version.summary.new + version.summary.ended > 0;
    let unfolded = version.can_end_pairings && lost(&version) > 0;
    let count = move || {
        if changed {
            filled(RosterText::KeptPairs, &[("count", &kept)])
        } else {
            filled(RosterText::WholeRosterCount, &[("leaders", &leaders), ("pairs", &pairs)])
        }
    };
    let heading = if changed { RosterText::Kept } else { RosterText::WholeRoster };
    let leader = move |lines: LeaderLines| {
        let name = lines.leader.name.clone();
        let standing = lines.lines.into_iter().filter(|line| line.change != LineChange::Ended);
        let rows: Vec<_> = standing.map(|line| whole_line(name.clone(), line, can_end)).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <li>
                    <span class="hd">{name.clone()}</span>
                    <span class="meta">{lines.leader.post}</span>
                    <ul>{rows}</ul>
                </li>
            }
        })
    };
    let list = view! { <ul class="cards">{version.leaders.into_iter().map(leader).collect_view()}</ul> };
    view! {
        <Section title=t(heading) count>
            {if changed {
                view! {
                    <details class="fold" open=unfolded>
                        <summary><Icon glyph=Glyph::ChevronRight />{t(RosterText::WholeRoster)}</summary>
                        {list}
                    </details>
                }.into_any()
            } else {
                list.into_any()
            }}
        </Section>
    }
}

fn whole_line(leader: String, line: RosterLine, can_end: bool) -> impl IntoView {
    let ending = Ending::get();
    let status = line.status;
    let in_force = matches!(status, PairingStatus::Active | PairingStatus::Vacant);
    let about = words::pair(&leader, &line);
    let pairing = line.pairing_id;
    let counterpart = line.counterpart.clone();
    view! {
        <li>
            {line.counterpart.name.clone()}
            " "
            <span class="meta">{move || words::kind(&counterpart)}</span>
            {(status == PairingStatus::Vacant || status == PairingStatus::Ended).then(|| view! {
                " "<span class="tag">{move || status.label(lang())}</span>
            })}
            {(can_end && in_force).then(|| {
                let about = about.clone();
                view! {
                    " "
                    <Button small=true on_click=move |_| ending.ask(pairing, about.clone())>{t(RosterText::EndPairing)}</Button>
                }
            })}
        </li>
    }
}

/// How the version came about.
#[component]
fn History(version: RosterVersion) -> impl IntoView {
    let steps = version.history;
    let count = steps.len() + 1;
    let created = version.created_at;
    let step = |step: RosterHistoryStep| {
        let RosterHistoryStep { step, at, by, capacity, meeting, meeting_on, minute_number, reasons, .. } =
            step;
        let capacity =
            move || filled(AccountText::InCapacity, &[("role", &capacity_label(&capacity.role, lang()))]);
        let deed = move || {
            filled(
                RosterText::StepBy,
                &[("date", &i18n::month_day(&at.0)), ("name", &by), ("step", &step.label(lang()))],
            )
        };
        let held = move || {
            let date = meeting_on.as_ref().map(|day| i18n::date(&day.0)).unwrap_or_default();
            meeting.as_ref().map(|meeting| {
                let number = minute_number.clone().unwrap_or_default();
                filled(RosterText::StepMeeting, &[("meeting", meeting), ("date", &date), ("number", &number)])
            })
        };
        view! {
            <li>
                <span>{deed}" "<span class="meta">{capacity}</span></span>
                <span class="meta">{held}</span>
                {reasons.map(|reasons| view! { <p>{reasons}</p> })}
            </li>
        }
    };
    view! {
        <details class="fold">
            <summary>
                <Icon glyph=Glyph::ChevronRight />
                {t(RosterText::History)}
                <span class="muted">{move || filled(RosterText::Steps, &[("count", &count)])}</span>
            </summary>
            <ol class="cards">
                <li><span>{move || filled(RosterText::Drafted, &[("date", &i18n::date(&created.0))])}</span></li>
                {steps.into_iter().map(step).collect_view()}
            </ol>
        </details>
    }
}
