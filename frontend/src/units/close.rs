//! Closing a unit in favour of its successor.

use crate::{
    api,
    choices::{chosen, find_units},
    form::{Faults, saved},
    i18n::{filled, t},
    people::refusal::Refused,
    ui::{
        busy::Busy,
        button::{Button, Weight},
        combobox::Combobox,
        dialog::{Dialog, DialogActs},
        error_summary::ErrorSummary,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::units::{CloseUnit, CloseUnitInput, CloseUnitVariables, Unit},
    error::Reason,
    id::UnitId,
    text_people::PeopleText,
    units::UnitKind,
};

/// A button that asks for the successor and closes the unit.
#[component]
pub fn CloseUnitAct(
    /// The unit.
    id: UnitId,
    /// The version that was read.
    version: i32,
    /// Its name.
    name: String,
    /// A branch is succeeded by a branch.
    is_branch: bool,
    /// Told the closed unit.
    #[prop(into)]
    done: Callback<Unit>,
) -> impl IntoView {
    let (open, busy) = (RwSignal::new(false), Busy::default());
    let successor = RwSignal::new(None);
    let faults = Faults::none();
    let kinds = is_branch.then(|| vec![UnitKind::GeneralBranch, UnitKind::DirectBranch]);
    let close = move |_| {
        faults.clear();
        let Some(successor) = chosen(successor) else {
            faults.add("successor", Reason::SuccessorNeeded);
            return;
        };
        faults.catch(busy, async move {
            let input = CloseUnitInput { version, successor, closed_on: None };
            let closed = api::run(CloseUnit::build(CloseUnitVariables { id, input })).await?.close_unit;
            open.try_set(false);
            saved();
            done.run(closed);
            Ok(())
        });
    };
    let title = move || filled(PeopleText::CloseUnitTitle, &[("name", &name)]);
    view! {
        <Button on_click=move |_| open.set(true)>{t(PeopleText::CloseUnit)}</Button>
        <Dialog open title>
            <p>{t(PeopleText::CloseUnitBody)}</p>
            <ErrorSummary faults=faults.list />
            <Refused faults />
            <Combobox id="successor" label=t(PeopleText::Successor) hint=t(PeopleText::FindHint) value=successor search=find_units(kinds.clone()) error=faults.of("successor") required=true />
            <DialogActs>
                <Button weight=Weight::Danger busy on_click=close>{t(PeopleText::CloseUnit)}</Button>
            </DialogActs>
        </Dialog>
    }
}
