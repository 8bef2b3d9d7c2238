//! Entering that a pairing in force has ended by a fact.

use super::bench::Bench;
use crate::{
    api,
    i18n::{lang, now, t},
    ui::{
        button::{Button, Weight},
        date_field::DateField,
        dialog::{Dialog, DialogActs},
        refused::Refused,
        select::{Choice, Select},
        status::Tone,
        text_area::TextArea,
        toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Day,
        roster::{EndPairing, EndPairingInput, EndPairingVariables},
    },
    error::Reason,
    id::PairingId,
    roster::EndingFact,
    text_roster::RosterText,
    validate::TEXT_MAX,
};

/// Which pairing is asked about.
#[derive(Clone, Copy)]
pub struct Ending {
    open: RwSignal<bool>,
    pairing: RwSignal<Option<(PairingId, String)>>,
}

impl Ending {
    /// Nothing is asked yet; for everything on the page.
    pub fn provide() -> Self {
        let ending = Self { open: RwSignal::new(false), pairing: RwSignal::new(None) };
        provide_context(ending);
        ending
    }

    /// The one of the page.
    pub fn get() -> Self {
        expect_context()
    }

    /// Opens the dialog about a pairing; `about` names both sides.
    pub fn ask(self, pairing: PairingId, about: String) {
        self.pairing.set(Some((pairing, about)));
        self.open.set(true);
    }
}

/// What happened, when, a remark.
#[component]
pub fn EndPairingDialog(
    /// Which pairing.
    ending: Ending,
) -> impl IntoView {
    let bench = Bench::get();
    let fact = RwSignal::new(String::new());
    let on = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let needs = move |field: RwSignal<String>| {
        Signal::derive(move || {
            let empty = missing.get() && field.with(String::is_empty);
            empty.then(|| now(Reason::Required).to_owned())
        })
    };
    let enter = move |_| {
        let chosen = fact.with_untracked(|fact| fact.parse::<EndingFact>().ok());
        let day = on.get_untracked();
        let (Some(fact), Some((pairing, _)), false) =
            (chosen, ending.pairing.get_untracked(), day.is_empty())
        else {
            missing.set(true);
            return;
        };
        missing.set(false);
        let note = Some(note.get_untracked()).filter(|note| !note.trim().is_empty());
        let input = EndPairingInput { pairing, fact, on: Day(day), note };
        bench.busy.attempt(bench.refused, async move {
            api::run(EndPairing::build(EndPairingVariables { input })).await?;
            toast::show(Tone::Ok, now(RosterText::EndedNow));
            ending.open.try_set(false);
            bench.reload().await
        });
    };
    let facts = || {
        let choice = |fact: &EndingFact| {
            let fact = *fact;
            Choice::new(fact.code(), move || fact.label(lang()))
        };
        EndingFact::ALL.iter().map(choice).collect::<Vec<_>>()
    };
    let about = move || ending.pairing.get().map(|(_, about)| about);
    view! {
        <Dialog open=ending.open title=t(RosterText::EndPairingTitle)>
            <p><strong>{about}</strong></p>
            <p class="muted">{t(RosterText::EndPairingLead)}</p>
            <Refused error=bench.refused />
            <Select id="fact" label=t(RosterText::Fact) value=fact choices=Signal::derive(facts) error=needs(fact) required=true />
            <DateField id="on" label=t(RosterText::FactOn) value=on error=needs(on) required=true />
            <TextArea id="note" label=t(RosterText::Note) value=note limit=TEXT_MAX rows=2 />
            <DialogActs>
                <Button weight=Weight::Primary busy=bench.busy on_click=enter>{t(RosterText::EndPairing)}</Button>
            </DialogActs>
        </Dialog>
    }
}
