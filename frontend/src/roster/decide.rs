//! Registering a decision: particulars of the meeting; on the school route also sending back.

use super::{bench::Bench, words};
use crate::{
    i18n::{self, filled, now, t},
    ui::{
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        date_field::DateField,
        error_summary::{ErrorSummary, Fault},
        radio_group::RadioGroup,
        refused::Refused,
        select::Choice,
        text_area::TextArea,
        text_input::TextInput,
    },
};
use cynic::MutationBuilder as _;
use leptos::{ev::SubmitEvent, prelude::*};
use lianyi_shared::{
    api::{
        Day,
        roster::{
            DecideRoster, DecideRosterInput, DecideRosterVariables, ReturnRoster, ReturnRosterInput,
            ReturnRosterVariables,
        },
    },
    error::Reason,
    roster::RosterRoute,
    text_roster::RosterText,
    validate::TEXT_MAX,
};

const AGREE: &str = "AGREE";
const RETURN: &str = "RETURN";

/// The form beside the paper, below it on a phone.
#[expect(clippy::too_many_lines, reason = "one form, field by field")]
#[component]
pub fn Decide(
    /// Which decision: the committee's, which may also send back, or a branch's.
    route: RosterRoute,
) -> impl IntoView {
    let bench = Bench::get();
    let text = || RwSignal::new(String::new());
    let (decision, meeting, meeting_on, minute_number, effective_from, reasons) =
        (RwSignal::new(AGREE.to_owned()), text(), text(), text(), text(), text());
    let faults = RwSignal::new(Vec::<Fault>::new());
    let asking = RwSignal::new(false);
    let returns = move || decision.with(|decision| decision == RETURN);
    let error_of = move |id: &'static str| {
        Signal::derive(move || {
            faults
                .with(|faults| faults.iter().find(|fault| fault.id == id).map(|fault| fault.message.clone()))
        })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let needed: &[(&str, RwSignal<String>)] = if untrack(returns) {
            &[("reasons", reasons)]
        } else {
            &[("meeting", meeting), ("meetingOn", meeting_on), ("minuteNumber", minute_number)]
        };
        let missing: Vec<Fault> = needed
            .iter()
            .filter(|(_, field)| field.with_untracked(|text| text.trim().is_empty()))
            .map(|(id, _)| Fault { id: (*id).to_owned(), message: now(Reason::Required).to_owned() })
            .collect();
        asking.set(missing.is_empty());
        faults.set(missing);
    };
    let confirm = move |_: String| {
        let (id, version) = bench.version.with_untracked(|version| (version.id, version.version));
        if untrack(returns) {
            let input = ReturnRosterInput { id, version, reasons: reasons.get_untracked() };
            let operation = ReturnRoster::build(ReturnRosterVariables { input });
            bench.run(
                operation,
                |data| data.return_roster,
                Some(RosterText::Returned),
                move || {
                    asking.try_set(false);
                },
            );
        } else {
            let day = effective_from.get_untracked();
            let input = DecideRosterInput {
                id,
                version,
                meeting: meeting.get_untracked(),
                meeting_on: Day(meeting_on.get_untracked()),
                minute_number: minute_number.get_untracked(),
                effective_from: (!day.is_empty()).then_some(Day(day)),
            };
            let operation = DecideRoster::build(DecideRosterVariables { input });
            bench.run(
                operation,
                |data| data.decide_roster,
                Some(RosterText::Decided),
                move || {
                    asking.try_set(false);
                },
            );
        }
    };
    // A refusal stands in the form; the dialog over it has done its part.
    Effect::new(move || {
        if bench.refused.with(Option::is_some) {
            asking.set(false);
        }
    });
    let question = move || now(if returns() { RosterText::ConfirmReturn } else { RosterText::ConfirmDecide });
    let consequence = move || {
        if returns() {
            return now(RosterText::ConfirmReturnBody).to_owned();
        }
        let day = effective_from.with(|day| if day.is_empty() { meeting_on.get() } else { day.clone() });
        filled(
            RosterText::ConfirmDecideBody,
            &[
                ("pairs", &bench.version.with(words::standing)),
                ("date", &i18n::date(&day)),
                ("meeting", &meeting.get()),
                ("number", &minute_number.get()),
            ],
        )
    };
    let verb = move || now(if returns() { RosterText::RegisterReturn } else { RosterText::RegisterDecision });
    let choices = vec![
        Choice::new(AGREE, t(RosterText::Agree)).note(t(RosterText::AgreeNote)),
        Choice::new(RETURN, t(RosterText::SendBack)).note(t(RosterText::SendBackNote)),
    ];
    let hint = match route {
        RosterRoute::School => RosterText::DecideHint,
        RosterRoute::Branch => RosterText::DecideBranchHint,
    };
    view! {
        <form class="decide" id="decide" aria-labelledby="decide-title" novalidate on:submit=submit>
            <h2 id="decide-title">{t(RosterText::DecideTitle)}</h2>
            <p class="hint">{t(hint)}</p>
            <ErrorSummary faults />
            {(route == RosterRoute::School).then(|| view! {
                <RadioGroup id="decision" label=t(RosterText::Decision) value=decision choices required=true />
            })}
            {move || if returns() {
                view! {
                    <TextArea id="reasons" label=t(RosterText::SendBackReasons) value=reasons error=error_of("reasons") limit=TEXT_MAX required=true />
                }.into_any()
            } else {
                view! {
                    <TextInput id="meeting" label=t(RosterText::Meeting) value=meeting error=error_of("meeting") required=true />
                    <div class="row2">
                        <DateField id="meetingOn" label=t(RosterText::MeetingOn) value=meeting_on error=error_of("meetingOn") required=true />
                        <TextInput id="minuteNumber" label=t(RosterText::MinuteNumber) value=minute_number error=error_of("minuteNumber") required=true />
                    </div>
                    <DateField id="effectiveFrom" label=t(RosterText::EffectiveFrom) hint=t(RosterText::EffectiveFromHint) value=effective_from />
                }.into_any()
            }}
            <Refused error=bench.refused />
            <Button weight=Weight::Primary submit=true busy=bench.busy>{verb}</Button>
            <p class="meta">{t(RosterText::DecideFoot)}</p>
            <ConfirmDialog open=asking title=question body=consequence verb busy=bench.busy on_confirm=confirm />
        </form>
    }
}
