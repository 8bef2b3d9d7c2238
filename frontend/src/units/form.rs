//! Adding and correcting a unit.

use crate::{
    api,
    asked::Asked,
    choices::{chosen, find_units, terms, unit},
    form::{Faults, given, saved, text},
    i18n::t,
    people::record_form::RecordForm,
    ui::{
        breadcrumb::Crumb, busy::Busy, combobox::Combobox, page::Page, select::Select, text_input::TextInput,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use lianyi_shared::{
    api::units::{
        CreateUnit, CreateUnitVariables, EditUnit, EditUnitVariables, Unit as Record, UnitInput, UnitQuery,
        UnitVariables,
    },
    error::Reason,
    id::UnitId,
    text_people::PeopleText,
    text_shell::ShellText,
    units::UnitKind,
};

/// A form for a new unit.
#[component]
pub fn NewUnit() -> impl IntoView {
    view! { <Page title=t(PeopleText::AddUnit) above=above()><Form /></Page> }.into_any()
}

/// A form with what is held now.
#[component]
pub fn EditUnitPage() -> impl IntoView {
    let asked = Asked::of_page(|id: UnitId| async move {
        Ok(api::run(UnitQuery::build(UnitVariables { id })).await?.unit)
    });
    view! { <Page title=t(PeopleText::CorrectRecord) above=above()>{asked.view(|record| view! { <Form record /> })}</Page> }
        .into_any()
}

fn above() -> Vec<Crumb> {
    vec![Crumb { title: t(ShellText::Units).into(), href: Some("/units".to_owned()) }]
}

#[component]
fn Form(#[prop(optional)] record: Option<Record>) -> impl IntoView {
    let existing = record.as_ref().map(|record| (record.id, record.version));
    let held = |value: fn(&Record) -> Option<&str>| text(record.as_ref().and_then(value));
    let code = held(|record| Some(&record.code));
    let name = held(|record| Some(&record.name));
    let kind = held(|record| Some(record.kind.code()));
    let head_name = held(|record| record.head_name.as_deref());
    let parent = RwSignal::new(record.as_ref().and_then(|record| record.parent.as_ref()).map(unit));
    let branch = RwSignal::new(record.as_ref().and_then(|record| record.branch.as_ref()).map(unit));
    let (faults, busy) = (Faults::none(), Busy::default());
    let navigate = use_navigate();
    let save = move || {
        faults.clear();
        let Some(kind) = kind.get_untracked().parse::<UnitKind>().ok() else {
            faults.add("kind", Reason::Required);
            return;
        };
        let input = UnitInput {
            code: code.get_untracked(),
            name: name.get_untracked(),
            kind,
            parent: chosen(parent),
            branch: chosen(branch),
            head_name: given(head_name),
        };
        let navigate = navigate.clone();
        faults.catch(busy, async move {
            let record = match existing {
                Some((id, version)) => {
                    let variables = EditUnitVariables { id, version, input };
                    api::run(EditUnit::build(variables)).await?.edit_unit
                }
                None => api::run(CreateUnit::build(CreateUnitVariables { input })).await?.create_unit,
            };
            saved();
            navigate(&format!("/units/{}", record.id), leptos_router::NavigateOptions::default());
            Ok(())
        });
    };
    let back = existing.map_or_else(|| "/units".to_owned(), |(id, _)| format!("/units/{id}"));
    let branches = Some(vec![UnitKind::GeneralBranch, UnitKind::DirectBranch]);
    view! {
        <RecordForm faults busy back save>
            <TextInput id="code" label=t(PeopleText::UnitCode) value=code error=faults.of("code") required=true />
            <TextInput id="name" label=t(PeopleText::UnitName) value=name error=faults.of("name") required=true />
            <Select id="kind" label=t(PeopleText::UnitKindLabel) value=kind choices=terms!(UnitKind) error=faults.of("kind") required=true />
            <Combobox id="branch" label=t(PeopleText::OwnBranch) hint=t(PeopleText::FindHint) value=branch search=find_units(branches) error=faults.of("branch") />
            <Combobox id="parent" label=t(PeopleText::ParentUnit) hint=t(PeopleText::FindHint) value=parent search=find_units(None) error=faults.of("parent") />
            <TextInput id="headName" label=t(PeopleText::UnitHead) value=head_name error=faults.of("headName") />
        </RecordForm>
    }
}
