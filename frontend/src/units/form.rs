//! Adding and correcting a unit.

use crate::{
    api,
    asked::Asked,
    i18n::t,
    people::{
        choices::{chosen, find_units, terms, unit},
        form::{Faults, given, saved, text},
        refusal::Refused,
    },
    ui::{
        breadcrumb::Crumb,
        button::{Button, Weight},
        combobox::Combobox,
        error_summary::ErrorSummary,
        page::Page,
        select::Select,
        text_input::TextInput,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::{use_navigate, use_params_map};
use lianyi_shared::{
    api::units::{
        CreateUnit, CreateUnitVariables, EditUnit, EditUnitVariables, Unit as Record, UnitInput, UnitQuery,
        UnitVariables,
    },
    error::Reason,
    id::UnitId,
    text_people::PeopleText,
    text_shell::{ShellText, UiText},
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
    let params = use_params_map();
    let asked = Asked::new(
        move || params.with(|params| params.get_str("id").and_then(|id| id.parse::<UnitId>().ok())),
        |id| async move {
            let Some(id) = id else { return Err(api::ApiError::not_found()) };
            Ok(api::run(UnitQuery::build(UnitVariables { id })).await?.unit)
        },
    );
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
    let faults = Faults::default();
    let (busy, unused) = (RwSignal::new(false), RwSignal::new(false));
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
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
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let done = match existing {
                Some((id, version)) => {
                    let variables = EditUnitVariables { id, version, input };
                    api::run(EditUnit::build(variables)).await.map(|answer| answer.edit_unit)
                }
                None => api::run(CreateUnit::build(CreateUnitVariables { input }))
                    .await
                    .map(|answer| answer.create_unit),
            };
            busy.try_set(false);
            match done {
                Ok(record) => {
                    saved();
                    navigate(&format!("/units/{}", record.id), leptos_router::NavigateOptions::default());
                }
                Err(error) => faults.take(error),
            }
        });
    };
    let back = existing.map_or_else(|| "/units".to_owned(), |(id, _)| format!("/units/{id}"));
    let branches = Some(vec![UnitKind::GeneralBranch, UnitKind::DirectBranch]);
    view! {
        <form class="narrow stack" novalidate on:submit=submit>
            <ErrorSummary faults=faults.list />
            <Refused faults distinct=unused />
            <TextInput id="code" label=t(PeopleText::UnitCode) value=code error=faults.of("code") required=true />
            <TextInput id="name" label=t(PeopleText::UnitName) value=name error=faults.of("name") required=true />
            <Select id="kind" label=t(PeopleText::UnitKindLabel) value=kind choices=terms!(UnitKind) error=faults.of("kind") required=true />
            <Combobox id="branch" label=t(PeopleText::OwnBranch) hint=t(PeopleText::FindHint) value=branch search=find_units(branches) error=faults.of("branch") />
            <Combobox id="parent" label=t(PeopleText::ParentUnit) hint=t(PeopleText::FindHint) value=parent search=find_units(None) error=faults.of("parent") />
            <TextInput id="headName" label=t(PeopleText::UnitHead) value=head_name error=faults.of("headName") />
            <div class="acts">
                <Button weight=Weight::Primary submit=true busy>{t(PeopleText::Save)}</Button>
                <a class="btn" href=back>{t(UiText::Cancel)}</a>
            </div>
        </form>
    }
}
