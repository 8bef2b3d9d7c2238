//! Beside a draft: what must be solved, and then proposing it or registering the branch's decision.

use super::{bench::Bench, decide::Decide, words};
use crate::{
    i18n::{filled, lang, t},
    ui::{
        banner::Banner,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        jump::Jump,
        status::Tone,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::roster::{
        LeaderLines, ProposeRoster, ProposeRosterInput, ProposeRosterVariables, RosterCheck, RosterLeader,
        RosterVersion, WithdrawRoster, WithdrawRosterInput, WithdrawRosterVariables,
    },
    roster::{RosterAction, RosterRoute, RosterStatus},
    text_roster::RosterText,
};

/// The panel of who drafts: findings, proposing, withdrawing; on the branch route the decision itself.
#[component]
pub fn DraftPanel() -> impl IntoView {
    let bench = Bench::get();
    let may = move |action: RosterAction| {
        Memo::new(move |_| bench.version.with(|version| version.allowed_actions.contains(&action)))
    };
    let (propose, decide, withdraw) =
        (may(RosterAction::Propose), may(RosterAction::Decide), may(RosterAction::Withdraw));
    view! {
        <div class="stack" id="decide">
            <Findings />
            {move || propose.get().then(|| view! { <Propose /> })}
            {move || decide.get().then(|| view! { <Decide route=RosterRoute::Branch /> })}
            {move || withdraw.get().then(|| view! { <Withdraw /> })}
        </div>
    }
}

/// What the checks found, in words.
#[component]
fn Findings() -> impl IntoView {
    let bench = Bench::get();
    let item = move |check: RosterCheck| {
        let count = check.pairings.len().max(check.leaders.len());
        let code = check.code;
        let leaders =
            code.blocks().then(|| bench.version.with_untracked(|version| concerned(version, &check)));
        let words = move || match count {
            0 | 1 => code.label(lang()).to_owned(),
            count => filled(RosterText::Found, &[("what", &code.label(lang())), ("count", &count)]),
        };
        let jump = |leader: RosterLeader| {
            view! { " "<Jump to=words::anchor(leader.id)>{leader.name}</Jump> }
        };
        view! { <li>{words}{leaders.unwrap_or_default().into_iter().map(jump).collect_view()}</li> }
    };
    move || {
        let (blockers, warnings, route, status) = bench.version.with(|version| {
            (version.blockers.clone(), version.warnings.clone(), version.route, version.status)
        });
        if status != RosterStatus::Draft {
            return ().into_any();
        }
        let count = blockers.len();
        let ready = match route {
            RosterRoute::School => RosterText::ReadyToPropose,
            RosterRoute::Branch => RosterText::ReadyToDecide,
        };
        view! {
            <div role="status">
                {if count > 0 {
                    view! {
                        <Banner tone=Tone::Warn>
                            <strong>{move || filled(RosterText::ToSolve, &[("count", &count)])}</strong>
                            <ul>{blockers.into_iter().map(item).collect_view()}</ul>
                        </Banner>
                    }.into_any()
                } else {
                    view! { <Banner tone=Tone::Ok>{t(ready)}</Banner> }.into_any()
                }}
                {(!warnings.is_empty()).then(|| view! {
                    <Banner tone=Tone::Info><ul>{warnings.into_iter().map(item).collect_view()}</ul></Banner>
                })}
            </div>
        }
        .into_any()
    }
}

/// The leaders whose lines a finding is about.
fn concerned(version: &RosterVersion, check: &RosterCheck) -> Vec<RosterLeader> {
    let about = |lines: &&LeaderLines| {
        check.leaders.contains(&lines.leader.id)
            || lines.lines.iter().any(|line| check.pairings.contains(&line.pairing_id))
    };
    version.leaders.iter().filter(about).map(|lines| lines.leader.clone()).collect()
}

#[component]
fn Propose() -> impl IntoView {
    let bench = Bench::get();
    let asking = RwSignal::new(false);
    let blocked = Signal::derive(move || bench.version.with(|version| !version.blockers.is_empty()));
    let propose = move |_: String| {
        let input = bench
            .version
            .with_untracked(|version| ProposeRosterInput { id: version.id, version: version.version });
        let operation = ProposeRoster::build(ProposeRosterVariables { input });
        asking.set(false);
        bench.run(operation, |data| data.propose_roster, Some(RosterText::Proposed), || ());
    };
    view! {
        <div class="acts">
            <Button weight=Weight::Primary disabled=blocked busy=bench.busy on_click=move |_| asking.set(true)>
                {t(RosterText::Propose)}
            </Button>
        </div>
        <ConfirmDialog
            open=asking
            title=t(RosterText::ConfirmPropose)
            body=t(RosterText::ConfirmProposeBody)
            verb=t(RosterText::Propose)
            busy=bench.busy
            on_confirm=propose
        />
    }
}

#[component]
fn Withdraw() -> impl IntoView {
    let bench = Bench::get();
    let asking = RwSignal::new(false);
    let withdraw = move |_: String| {
        let input = bench.version.with_untracked(|version| WithdrawRosterInput {
            id: version.id,
            version: version.version,
            reasons: None,
        });
        let operation = WithdrawRoster::build(WithdrawRosterVariables { input });
        asking.set(false);
        bench.run(operation, |data| data.withdraw_roster, Some(RosterText::Withdrawn), || ());
    };
    view! {
        <div class="acts">
            <Button weight=Weight::Danger on_click=move |_| asking.set(true)>{t(RosterText::WithdrawProposed)}</Button>
        </div>
        <ConfirmDialog
            open=asking
            title=t(RosterText::ConfirmWithdraw)
            body=t(RosterText::ConfirmWithdrawBody)
            verb=t(RosterText::WithdrawProposed)
            danger=true
            busy=bench.busy
            on_confirm=withdraw
        />
    }
}
