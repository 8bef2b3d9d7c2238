//! The draft by leader: lines, the quota in words, and what can be done with each.

use super::{
    add_line::{AddDialog, Adding},
    bench::Bench,
    paper::Gist,
    words,
};
use crate::{
    api,
    i18n::{dotted, filled, lang, now, t},
    ui::{
        button::{Button, Weight},
        combobox::Combobox,
        confirm_dialog::ConfirmDialog,
        dialog::{Dialog, DialogActs},
        icon::Glyph,
        refused::Refused,
        section::Section,
        select::Choice,
        status::{Chip, Shape, Status, Tone},
        text_area::TextArea,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::roster::{
        EndRosterLine, EndRosterLineInput, EndRosterLineVariables, HandOverLine, HandOverLineInput,
        HandOverLineVariables, LeaderCandidates, LeaderCandidatesVariables, LeaderLines, RestoreRosterLine,
        RestoreRosterLineInput, RestoreRosterLineVariables, RosterLine, SetExceptionInput, SetLineReason,
        SetLineReasonInput, SetLineReasonVariables, SetQuotaException, SetQuotaExceptionVariables,
    },
    error::Reason,
    id::{LeaderId, PairingId},
    people::RecordStatus,
    roster::LineChange,
    text_roster::RosterText,
    validate::TEXT_MAX,
};

/// Which line a dialog is about.
#[derive(Clone, Copy)]
struct Desk {
    /// The line, named by both sides.
    line: RwSignal<Option<(PairingId, String)>>,
    ending: RwSignal<bool>,
    reasoning: RwSignal<bool>,
    handing: RwSignal<bool>,
}

impl Desk {
    fn open(self, dialog: RwSignal<bool>, pairing: PairingId, about: String) {
        self.line.set(Some((pairing, about)));
        dialog.set(true);
    }

    fn pairing(self) -> Option<PairingId> {
        self.line.with_untracked(|line| line.as_ref().map(|(pairing, _)| *pairing))
    }

    fn about(self) -> String {
        self.line.with(|line| line.as_ref().map(|(_, about)| about.clone()).unwrap_or_default())
    }
}

/// The draft with its dialogs.
#[component]
pub fn Editor() -> impl IntoView {
    let bench = Bench::get();
    let closed = || RwSignal::new(false);
    let desk = Desk { line: RwSignal::new(None), ending: closed(), reasoning: closed(), handing: closed() };
    provide_context(desk);
    let adding = Adding::provide();
    let leaders = move || {
        bench.version.with(|version| version.leaders.iter().map(|lines| lines.leader.id).collect::<Vec<_>>())
    };
    view! {
        <div class="paper">
            {move || view! { <Gist version=bench.version.get() /> }}
            <For each=leaders key=|id| *id let:id>
                <Leader id />
            </For>
            <div class="acts roster-more">
                <Button glyph=Glyph::Plus on_click=move |_| adding.open(None)>{t(RosterText::AddLeader)}</Button>
            </div>
            <AddDialog adding />
            <EndDialog desk />
            <ReasonDialog desk />
            <HandOverDialog desk />
        </div>
    }
}

/// One leader; drawn again only when something about the leader has changed.
#[component]
fn Leader(id: LeaderId) -> impl IntoView {
    let bench = Bench::get();
    let adding = Adding::get();
    let lines = Memo::new(move |_| {
        bench.version.with(|version| version.leaders.iter().find(|lines| lines.leader.id == id).cloned())
    });
    move || {
        let lines = lines.get()?;
        let leader = lines.leader.clone();
        let (for_leader, gone) = (leader.clone(), leader.gone);
        let name = leader.name.clone();
        let post = leader.post.clone();
        let outside = words::is_exception(&lines);
        let quota = words::quota(&lines).map(|_| {
            let lines = lines.clone();
            let (shape, tone) = if outside { (Shape::Act, Tone::Warn) } else { (Shape::Done, Tone::Ok) };
            view! { <p><Status shape tone label=move || words::quota(&lines).unwrap_or_default() /></p> }
        });
        let add = move || {
            let leader = for_leader.clone();
            (!gone).then(|| {
                view! {
                    <Button small=true weight=Weight::Quiet glyph=Glyph::Plus on_click=move |_| adding.open(Some(leader.clone()))>
                        {t(RosterText::AddLine)}
                    </Button>
                }
            })
        };
        let count = move || if gone { format!("{post} · {}", now(RosterText::Gone)) } else { post.clone() };
        Some(view! {
            <Section id=words::anchor(id) title=name.clone() count act=add>
                {quota}
                {outside.then(|| view! { <Exception lines=lines.clone() /> })}
                {lines.lines.is_empty().then(|| view! { <p class="muted">{t(RosterText::NoLines)}</p> })}
                <ul class="cards roster-lines">
                    {lines.lines.into_iter().map(|line| view! { <Line leader=name.clone() line /> }).collect_view()}
                </ul>
            </Section>
        })
    }
}

/// Why the leader stands outside the quota.
#[component]
fn Exception(lines: LeaderLines) -> impl IntoView {
    let bench = Bench::get();
    let leader = lines.leader.id;
    let reason = RwSignal::new(lines.exception.clone().unwrap_or_default());
    let saved = lines.exception.unwrap_or_default();
    let unchanged = Signal::derive(move || reason.with(|reason| reason.trim() == saved));
    let save = move |_| {
        let text = reason.with_untracked(|reason| reason.trim().to_owned());
        let input = bench.version.with_untracked(|version| SetExceptionInput {
            id: version.id,
            version: version.version,
            leader,
            reason: (!text.is_empty()).then_some(text),
        });
        let operation = SetQuotaException::build(SetQuotaExceptionVariables { input });
        bench.run(operation, |data| data.set_quota_exception, None, || ());
    };
    view! {
        <div class="roster-exception">
            <TextArea id=format!("exception-{leader}") label=t(RosterText::ExceptionReason) value=reason limit=TEXT_MAX rows=2 required=true />
            <Button small=true disabled=unchanged busy=bench.busy on_click=save>{t(RosterText::Save)}</Button>
        </div>
    }
}

/// One line with its acts.
#[component]
fn Line(leader: String, line: RosterLine) -> impl IntoView {
    let bench = Bench::get();
    let desk: Desk = expect_context();
    let RosterLine { pairing_id, change, reason, counterpart, .. } = line.clone();
    let about = StoredValue::new(words::pair(&leader, &line));
    let archived = counterpart.status == RecordStatus::Archived;
    let facts = counterpart.clone();
    let note = move || dotted([words::kind(&facts), words::place(&facts)]);
    let fact_ended = line.status == lianyi_shared::roster::PairingStatus::Ended;
    let ended = counterpart.clone();
    let is_handed_over = move || {
        bench.version.with(|version| {
            let mut lines = version.leaders.iter().flat_map(|leader| &leader.lines);
            lines.any(|line| line.change == LineChange::New && line.counterpart == ended)
        })
    };
    let restore = move |_| {
        let input = bench.version.with_untracked(|version| RestoreRosterLineInput {
            id: version.id,
            version: version.version,
            pairing: pairing_id,
        });
        let operation = RestoreRosterLine::build(RestoreRosterLineVariables { input });
        bench.run(operation, |data| data.restore_roster_line, None, || ());
    };
    let take_off = move |_| end(bench, pairing_id, None, || ());
    let words_of = move || about.get_value();
    let reason_verb = if reason.is_some() { RosterText::ChangeReason } else { RosterText::WriteReason };
    let quiet = move |dialog: RwSignal<bool>, key: RosterText| {
        view! {
            <Button small=true weight=Weight::Quiet on_click=move |_| desk.open(dialog, pairing_id, words_of())>{t(key)}</Button>
        }
    };
    let acts = match change {
        LineChange::Kept => view! {
            {quiet(desk.handing, RosterText::HandOver)}
            {quiet(desk.ending, RosterText::EndLine)}
        }
        .into_any(),
        LineChange::New => view! {
            {quiet(desk.reasoning, reason_verb)}
            <Button small=true weight=Weight::Quiet on_click=take_off>{t(RosterText::TakeOff)}</Button>
        }
        .into_any(),
        LineChange::Ended => view! {
            {quiet(desk.reasoning, reason_verb)}
            {move || (!fact_ended && !is_handed_over()).then(|| quiet(desk.handing, RosterText::HandOver))}
            {(!fact_ended).then(|| view! {
                <Button small=true weight=Weight::Quiet on_click=restore>{t(RosterText::Restore)}</Button>
            })}
        }
        .into_any(),
    };
    view! {
        <li>
            <span class="hd">
                {counterpart.name.clone()}
                " "
                {(change != LineChange::Kept).then(|| view! { <Chip tone=words::change_tone(change) label=move || change.label(lang()) /> })}
                {archived.then(|| view! { " "<Chip tone=Tone::Warn label=t(RosterText::ArchivedCounterpart) /> })}
            </span>
            <span class="end acts">{acts}</span>
            <span class="meta">{note}</span>
            {(change != LineChange::Kept).then(|| match reason {
                Some(reason) => view! { <p>{reason}</p> }.into_any(),
                None => view! { <p><Status shape=Shape::Act tone=Tone::Warn label=t(RosterText::WriteReason) /></p> }.into_any(),
            })}
        </li>
    }
}

/// Ends a line, or takes a new one off.
fn end(bench: Bench, pairing: PairingId, reason: Option<String>, then: impl FnOnce() + 'static) {
    let input = bench.version.with_untracked(|version| EndRosterLineInput {
        id: version.id,
        version: version.version,
        pairing,
        reason,
    });
    let operation = EndRosterLine::build(EndRosterLineVariables { input });
    bench.run(operation, |data| data.end_roster_line, None, then);
}

#[component]
fn EndDialog(desk: Desk) -> impl IntoView {
    let bench = Bench::get();
    let confirm = move |reason: String| {
        if let Some(pairing) = desk.pairing() {
            end(bench, pairing, Some(reason), move || desk.ending.set(false));
        }
    };
    view! {
        <ConfirmDialog
            open=desk.ending
            title=t(RosterText::ConfirmEnd)
            body=move || desk.about()
            verb=t(RosterText::EndLine)
            with_reason=true
            busy=bench.busy
            refused=bench.refused
            on_confirm=confirm
        />
    }
}

#[component]
fn ReasonDialog(desk: Desk) -> impl IntoView {
    let bench = Bench::get();
    let confirm = move |reason: String| {
        let Some(pairing) = desk.pairing() else { return };
        let input = bench.version.with_untracked(|version| SetLineReasonInput {
            id: version.id,
            version: version.version,
            pairing,
            reason,
        });
        let operation = SetLineReason::build(SetLineReasonVariables { input });
        bench.run(operation, |data| data.set_line_reason, None, move || desk.reasoning.set(false));
    };
    view! {
        <ConfirmDialog
            open=desk.reasoning
            title=t(RosterText::WriteReason)
            body=move || desk.about()
            verb=t(RosterText::Save)
            with_reason=true
            busy=bench.busy
            refused=bench.refused
            on_confirm=confirm
        />
    }
}

#[component]
fn HandOverDialog(desk: Desk) -> impl IntoView {
    let bench = Bench::get();
    let to = RwSignal::new(None::<Choice>);
    let reason = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let error = Signal::derive(move || {
        (missing.get() && to.with(Option::is_none)).then(|| now(Reason::Required).to_owned())
    });
    // A successor belongs to the line that was asked about then.
    Effect::new(move || {
        if desk.handing.get() {
            to.set(None);
            reason.set(String::new());
            missing.set(false);
        }
    });
    let hand_over = move |_| {
        let leader = to.with_untracked(|to| to.as_ref().and_then(|choice| choice.code.parse().ok()));
        let (Some(pairing), Some(leader)) = (desk.pairing(), leader) else {
            missing.set(true);
            return;
        };
        let text = reason.with_untracked(|reason| reason.trim().to_owned());
        let input = bench.version.with_untracked(|version| HandOverLineInput {
            id: version.id,
            version: version.version,
            pairing,
            to: leader,
            reason: (!text.is_empty()).then_some(text),
        });
        let operation = HandOverLine::build(HandOverLineVariables { input });
        bench.run(operation, |data| data.hand_over_line, None, move || desk.handing.set(false));
    };
    view! {
        <Dialog open=desk.handing title=t(RosterText::HandOverTitle)>
            <p>{move || filled(RosterText::HandOverFrom, &[("pair", &desk.about())])}</p>
            <Refused error=bench.refused />
            <Combobox id="to" label=t(RosterText::HandOverTo) hint=t(RosterText::CounterpartHint) value=to search=leader_search(bench) error required=true />
            <TextArea id="hand-over-reason" label=t(RosterText::Why) value=reason limit=TEXT_MAX rows=2 />
            <DialogActs>
                <Button weight=Weight::Primary busy=bench.busy on_click=hand_over>{t(RosterText::HandOver)}</Button>
            </DialogActs>
        </Dialog>
    }
}

/// Finds leaders who may stand on the draft.
pub fn leader_search(bench: Bench) -> Callback<(String, Callback<Vec<Choice>>)> {
    Callback::new(move |(search, answer): (String, Callback<Vec<Choice>>)| {
        let id = bench.version.with_untracked(|version| version.id);
        let operation = LeaderCandidates::build(LeaderCandidatesVariables { id, search });
        spawn_local(async move {
            let found = api::run(operation).await.map(|data| data.leader_candidates).unwrap_or_default();
            let choices = found
                .into_iter()
                .map(|leader| Choice::new(leader.id.to_string(), leader.name).note(leader.post));
            answer.try_run(choices.collect());
        });
    })
}
