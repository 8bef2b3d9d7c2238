//! Several representatives chosen from a list, and moved to a stage at once.

use crate::{
    api,
    choices::terms,
    i18n::{filled, now, t},
    ui::{
        busy::Busy,
        button::{Button, Weight},
        dialog::{Dialog, DialogActs},
        refused::Refused,
        select::Select,
        status::Tone,
        table::Ticks,
        toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::people::{
        ReadRepresentative, RepresentativeRow, SetRepresentativesStage, SetRepresentativesStageVariables,
        SetStageInput,
    },
    error::Reason,
    people::{RecordField, Stage},
    text_people::PeopleText,
};

/// Those who are chosen, as they were read.
pub type Chosen = RwSignal<Vec<ReadRepresentative>>;

/// The ticks before the rows of a page; the one above them is for all.
pub fn ticks(rows: &[RepresentativeRow], chosen: Chosen) -> Ticks<RepresentativeRow> {
    let page: Vec<ReadRepresentative> = rows.iter().map(as_read).collect();
    let whole = page.len();
    let is_whole = move || chosen.with(Vec::len) == whole;
    let choose_page = move |event: leptos::ev::Event| {
        chosen.set(if event_target_checked(&event) { page.clone() } else { Vec::new() });
    };
    let head = move || {
        view! {
            <input
                type="checkbox"
                aria-label=t(PeopleText::ChoosePage)
                prop:checked=is_whole
                prop:indeterminate=move || !is_whole() && !chosen.with(Vec::is_empty)
                on:change=choose_page.clone()
            />
        }
    };
    Ticks::new(head, move |row: &RepresentativeRow| {
        let (person, name) = (as_read(row), row.name.clone());
        let change = move |event: leptos::ev::Event| {
            chosen.update(|chosen| {
                chosen.retain(|other| *other != person);
                if event_target_checked(&event) {
                    chosen.push(person);
                }
            });
        };
        view! {
            <input
                type="checkbox"
                aria-label=move || filled(PeopleText::ChoosePerson, &[("name", &name)])
                prop:checked=move || chosen.with(|chosen| chosen.contains(&person))
                on:change=change
            />
        }
    })
}

const fn as_read(row: &RepresentativeRow) -> ReadRepresentative {
    ReadRepresentative { id: row.id, version: row.version }
}

/// How many are chosen, and what can be done to all of them.
#[component]
pub fn StageBar(
    /// Those who are chosen.
    chosen: Chosen,
    /// Told when they were moved.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let count = Memo::new(move |_| chosen.with(Vec::len));
    move || {
        (count.get() > 0).then(|| {
            view! {
                <div class="bulk">
                    <strong role="status">{move || filled(PeopleText::ChosenCount, &[("count", &count.get())])}</strong>
                    <Button small=true on_click=move |_| open.set(true)>{t(PeopleText::ChangeStage)}</Button>
                    <span class="push">
                        <Button small=true weight=Weight::Quiet on_click=move |_| chosen.set(Vec::new())>{t(PeopleText::ChooseNobody)}</Button>
                    </span>
                </div>
                <StageDialog open chosen on_done />
            }
        })
    }
}

#[component]
fn StageDialog(open: RwSignal<bool>, chosen: Chosen, on_done: Callback<()>) -> impl IntoView {
    let stage = RwSignal::new(String::new());
    let (missing, busy, refused) = (RwSignal::new(false), Busy::default(), RwSignal::new(None));
    let error = Signal::derive(move || {
        (missing.get() && stage.with(String::is_empty)).then(|| now(Reason::Required).to_owned())
    });
    let change = move |_| {
        let Ok(stage) = stage.with_untracked(|stage| stage.parse::<Stage>()) else {
            missing.set(true);
            return;
        };
        let representatives = chosen.get_untracked();
        let count = representatives.len();
        let input = SetStageInput { representatives, stage };
        busy.attempt(refused, async move {
            let variables = SetRepresentativesStageVariables { input };
            api::run(SetRepresentativesStage::build(variables)).await?;
            open.try_set(false);
            let stage = stage.label(crate::i18n::lang());
            let said = filled(PeopleText::StageChanged, &[("count", &count), ("stage", &stage)]);
            toast::show(Tone::Ok, said);
            on_done.try_run(());
            Ok(())
        });
    };
    let title = move || filled(PeopleText::ChangeStageTitle, &[("count", &chosen.with(Vec::len))]);
    let label = move || RecordField::Stage.label(crate::i18n::lang());
    view! {
        <Dialog open title>
            <Refused error=refused />
            <Select id="stage" label value=stage choices=Signal::derive(|| terms!(Stage)) error required=true />
            <DialogActs>
                <Button weight=Weight::Primary busy on_click=change>{t(PeopleText::ChangeStage)}</Button>
            </DialogActs>
        </Dialog>
    }
}
