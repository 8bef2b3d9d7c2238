//! The filing track beside a branch version in force: sending, answering, filing, asking for a correction.

use super::bench::Bench;
use crate::{
    i18n::{self, filled, lang, now, t},
    ui::{
        banner::Banner,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        refused::Refused,
        status::Tone,
        text_area::TextArea,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::roster::{
        AskCorrection, AskCorrectionInput, AskCorrectionVariables, FileRoster, FileRosterInput,
        FileRosterVariables, SendRoster, SendRosterInput, SendRosterVariables,
    },
    error::Reason,
    roster::{FilingAction, FilingStatus, RosterStep},
    text_roster::RosterText,
    validate::TEXT_MAX,
};

/// The panel.
#[component]
pub fn Filing() -> impl IntoView {
    let bench = Bench::get();
    let filing = Memo::new(move |_| bench.version.with(|version| version.filing));
    let may = move |action: FilingAction| {
        Memo::new(move |_| bench.version.with(|version| version.allowed_filing_actions.contains(&action)))
    };
    let (send, file) = (may(FilingAction::Send), may(FilingAction::File));
    let since = move || {
        bench.version.with(|version| {
            let moment = version.filing_since.as_ref()?;
            Some(filled(RosterText::Since, &[("date", &i18n::date(&moment.0))]))
        })
    };
    let state = move || filing.get().map(|filing| filing.label(lang()));
    view! {
        <div class="decide" id="decide">
            <h2>{t(RosterText::Filing)}</h2>
            <p><strong>{state}</strong>" "<span class="meta">{since}</span></p>
            <p class="hint">{t(RosterText::FilingLead)}</p>
            <Asked />
            <Refused error=bench.refused />
            {move || send.get().then(|| view! { <Send /> })}
            {move || file.get().then(|| view! { <FileOrAsk /> })}
        </div>
    }
}

/// What the department asked last, while it waits for an answer.
#[component]
fn Asked() -> impl IntoView {
    let bench = Bench::get();
    move || {
        bench.version.with(|version| {
            let waits = version.filing == Some(FilingStatus::CorrectionAsked);
            let mut steps = version.history.iter().rev();
            let asked = steps.find(|step| step.step == RosterStep::AskCorrection).filter(|_| waits)?;
            let reasons = asked.reasons.clone().unwrap_or_default();
            Some(view! {
                <Banner tone=Tone::Warn><strong>{move || FilingStatus::CorrectionAsked.label(lang())}</strong><br />{reasons}</Banner>
            })
        })
    }
}

/// Sending, or answering with reasons.
#[component]
fn Send() -> impl IntoView {
    let bench = Bench::get();
    let answers = Memo::new(move |_| {
        bench.version.with(|version| version.filing == Some(FilingStatus::CorrectionAsked))
    });
    let reasons = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let send = move |_| {
        let text = reasons.with_untracked(|reasons| reasons.trim().to_owned());
        if answers.get_untracked() && text.is_empty() {
            error.set(Some(now(Reason::Required).to_owned()));
            return;
        }
        error.set(None);
        let input = bench.version.with_untracked(|version| SendRosterInput {
            id: version.id,
            version: version.version,
            reasons: (!text.is_empty()).then_some(text),
        });
        let operation = SendRoster::build(SendRosterVariables { input });
        bench.run(operation, |data| data.send_roster, Some(RosterText::Sent), || ());
    };
    let verb = move || now(if answers.get() { RosterText::SendAnswer } else { RosterText::Send });
    view! {
        {move || answers.get().then(|| view! {
            <TextArea id="reasons" label=t(RosterText::Answer) hint=t(RosterText::AnswerHint) value=reasons error limit=TEXT_MAX required=true />
        })}
        <Button weight=Weight::Primary busy=bench.busy on_click=send>{verb}</Button>
    }
}

/// Filing, or asking for a correction with reasons.
#[component]
fn FileOrAsk() -> impl IntoView {
    let bench = Bench::get();
    let asking = RwSignal::new(false);
    let file = move |_| {
        let input = bench
            .version
            .with_untracked(|version| FileRosterInput { id: version.id, version: version.version });
        let operation = FileRoster::build(FileRosterVariables { input });
        bench.run(operation, |data| data.file_roster, Some(RosterText::Filed), || ());
    };
    let ask = move |reasons: String| {
        let input = bench.version.with_untracked(|version| AskCorrectionInput {
            id: version.id,
            version: version.version,
            reasons,
        });
        let operation = AskCorrection::build(AskCorrectionVariables { input });
        let close = move || {
            asking.try_set(false);
        };
        bench.run(operation, |data| data.ask_correction, Some(RosterText::CorrectionAsked), close);
    };
    view! {
        <div class="stack">
            <Button weight=Weight::Primary busy=bench.busy on_click=file>{t(RosterText::File)}</Button>
            <div class="acts">
                <Button on_click=move |_| asking.set(true)>{t(RosterText::AskCorrection)}</Button>
            </div>
        </div>
        <ConfirmDialog
            open=asking
            title=t(RosterText::ConfirmCorrection)
            body=t(RosterText::ConfirmCorrectionBody)
            verb=t(RosterText::AskCorrection)
            with_reason=true
            busy=bench.busy
            refused=bench.refused
            on_confirm=ask
        />
    }
}
