//! Adding a counterpart to a draft.

use super::{bench::Bench, editor::leader_search, words};
use crate::{
    api,
    i18n::{dotted, filled, lang, listed, now, t},
    ui::{
        button::{Button, Weight},
        combobox::Combobox,
        dialog::{Dialog, DialogActs},
        radio_group::{Layout, RadioGroup},
        refused::Refused,
        select::Choice,
        text_area::TextArea,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::roster::{
        AddRosterLine, AddRosterLineInput, AddRosterLineVariables, CounterpartCandidate,
        CounterpartCandidates, CounterpartCandidatesVariables, RosterLeader,
    },
    error::Reason,
    roster::CounterpartKind,
    text_roster::RosterText,
    validate::TEXT_MAX,
};

/// For whom a counterpart is added.
#[derive(Clone, Copy)]
pub struct Adding {
    open: RwSignal<bool>,
    leader: RwSignal<Option<RosterLeader>>,
}

impl Adding {
    /// Nothing is added yet; for everything on the page.
    pub fn provide() -> Self {
        let adding = Self { open: RwSignal::new(false), leader: RwSignal::new(None) };
        provide_context(adding);
        adding
    }

    /// The one of the page.
    pub fn get() -> Self {
        expect_context()
    }

    /// Opens the dialog for a leader, or for one who is still to be found.
    pub fn open(self, leader: Option<RosterLeader>) {
        self.leader.set(leader);
        self.open.set(true);
    }
}

/// Leader if not given, group or person, who, why.
#[component]
pub fn AddDialog(
    /// For whom.
    adding: Adding,
) -> impl IntoView {
    let bench = Bench::get();
    let kind = RwSignal::new(CounterpartKind::Representative.code().to_owned());
    let leader = RwSignal::new(None::<Choice>);
    let counterpart = RwSignal::new(None::<Choice>);
    let reason = RwSignal::new(String::new());
    let leader_error = RwSignal::new(None::<String>);
    let counterpart_error = RwSignal::new(None::<String>);
    // Another kind is another list.
    Effect::new(move || {
        kind.track();
        counterpart.set(None);
    });
    let add = move |_| {
        let given = adding.leader.with_untracked(|leader| leader.as_ref().map(|leader| leader.id));
        let found = || leader.with_untracked(|leader| leader.as_ref()?.code.parse().ok());
        let who = given.or_else(found);
        let code = counterpart.with_untracked(|choice| choice.as_ref().map(|choice| choice.code.clone()));
        let missing = |there: bool| (!there).then(|| now(Reason::Required).to_owned());
        leader_error.set(missing(who.is_some()));
        counterpart_error.set(missing(code.is_some()));
        let (Some(who), Some(code)) = (who, code) else { return };
        let text = reason.with_untracked(|reason| reason.trim().to_owned());
        let input = bench.version.with_untracked(|version| AddRosterLineInput {
            id: version.id,
            version: version.version,
            leader: who,
            // The prefix of an id says what it is; exactly one of the two reads it.
            representative: code.parse().ok(),
            group: code.parse().ok(),
            reason: (!text.is_empty()).then_some(text),
        });
        let operation = AddRosterLine::build(AddRosterLineVariables { input });
        bench.run(
            operation,
            |data| data.add_roster_line,
            None,
            move || {
                adding.open.set(false);
                counterpart.set(None);
                leader.set(None);
                reason.set(String::new());
            },
        );
    };
    let title = move || {
        adding.leader.with(|leader| match leader {
            Some(leader) => filled(RosterText::AddLineFor, &[("leader", &leader.name)]),
            None => now(RosterText::AddLeader).to_owned(),
        })
    };
    let kinds = || {
        let choice = |kind: &CounterpartKind| {
            let kind = *kind;
            Choice::new(kind.code(), move || kind.label(lang()))
        };
        CounterpartKind::ALL.iter().map(choice).collect::<Vec<_>>()
    };
    view! {
        <Dialog open=adding.open title>
            <Refused error=bench.refused />
            {move || adding.leader.with(Option::is_none).then(|| view! {
                <Combobox
                    id="leader"
                    label=t(RosterText::LeaderField)
                    hint=t(RosterText::CounterpartHint)
                    value=leader
                    search=leader_search(bench)
                    error=leader_error
                    required=true
                />
            })}
            <RadioGroup id="kind" label=t(RosterText::Kind) value=kind choices=kinds() layout=Layout::Picks />
            <Combobox
                id="counterpart"
                label=t(RosterText::Counterpart)
                hint=t(RosterText::CounterpartHint)
                value=counterpart
                search=counterpart_search(bench, kind)
                error=counterpart_error
                required=true
            />
            <TextArea id="add-reason" label=t(RosterText::Why) hint=t(RosterText::WhyHint) value=reason limit=TEXT_MAX rows=2 />
            <DialogActs>
                <Button weight=Weight::Primary busy=bench.busy on_click=add>{t(RosterText::Add)}</Button>
            </DialogActs>
        </Dialog>
    }
}

/// Finds counterparts of the chosen kind.
fn counterpart_search(bench: Bench, kind: RwSignal<String>) -> Callback<(String, Callback<Vec<Choice>>)> {
    Callback::new(move |(search, answer): (String, Callback<Vec<Choice>>)| {
        let id = bench.version.with_untracked(|version| version.id);
        let kind = kind.with_untracked(|kind| kind.parse().unwrap_or(CounterpartKind::Representative));
        let variables = CounterpartCandidatesVariables { id, kind, search };
        spawn_local(async move {
            let answered = api::run(CounterpartCandidates::build(variables)).await;
            let found = answered.map(|data| data.counterpart_candidates).unwrap_or_default();
            answer.try_run(found.into_iter().map(choice).collect());
        });
    })
}

/// A candidate: the name, and below it what it is, where, and who links it already.
fn choice(candidate: CounterpartCandidate) -> Choice {
    let CounterpartCandidate { counterpart, linked_by } = candidate;
    let linked = if linked_by.is_empty() {
        now(RosterText::LinkedByNobody).to_owned()
    } else {
        filled(RosterText::LinkedBy, &[("names", &listed(&linked_by))])
    };
    let note = dotted([words::place(&counterpart), words::kind(&counterpart), linked]);
    Choice::new(counterpart.id(), counterpart.name).note(note)
}
