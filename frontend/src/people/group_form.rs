//! Adding and correcting a group.

use super::record_form::RecordForm;
use crate::{
    api,
    asked::Asked,
    choices::{self, chosen, terms},
    form::{Faults, given, saved, text},
    i18n::{lang, t},
    ui::{
        breadcrumb::Crumb,
        busy::Busy,
        combobox::Combobox,
        page::Page,
        radio_group::{Layout, RadioGroup},
        select::Choice,
        text_input::TextInput,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use lianyi_shared::{
    access::FieldGroup,
    api::people::{
        ContactInput, CreateGroup, CreateGroupVariables, EditGroup, EditGroupVariables, Group as Record,
        GroupInput, GroupQuery, GroupVariables,
    },
    error::Reason,
    id::GroupId,
    people::{GroupKind, RecordField},
    text_people::PeopleText,
    text_shell::ShellText,
};

/// A form for a new group.
#[component]
pub fn NewGroup() -> impl IntoView {
    view! { <Page title=t(PeopleText::AddGroup) above=above()><Form /></Page> }.into_any()
}

/// A form with what is held now.
#[component]
pub fn EditGroupPage() -> impl IntoView {
    let asked = Asked::of_page(|id: GroupId| async move {
        Ok(api::run(GroupQuery::build(GroupVariables { id })).await?.group)
    });
    view! { <Page title=t(PeopleText::CorrectRecord) above=above()>{asked.view(|record| view! { <Form record /> })}</Page> }
        .into_any()
}

fn above() -> Vec<Crumb> {
    vec![Crumb { title: t(ShellText::Groups).into(), href: Some("/groups".to_owned()) }]
}

#[component]
fn Form(#[prop(optional)] record: Option<Record>) -> impl IntoView {
    let existing = record.as_ref().map(|record| (record.id, record.version));
    let masked =
        record.as_ref().is_some_and(|record| record.masked_fields.contains(&FieldGroup::ContactDetails));
    let held = |value: fn(&Record) -> Option<&str>| text(record.as_ref().and_then(value));
    let name = held(|record| Some(&record.name));
    let kind = held(|record| Some(record.kind.code()));
    let head = RwSignal::new(
        record
            .as_ref()
            .and_then(|record| record.head.as_ref())
            .map(|person| Choice::new(person.id.to_string(), person.name.clone())),
    );
    let head_name = held(|record| record.head_name.as_deref().filter(|_| record.head.is_none()));
    let count = record.as_ref().and_then(|record| record.member_count).map(|count| count.to_string());
    let member_count = text(count.as_deref());
    let founded = held(|record| record.founded.as_deref());
    let phone = held(|record| record.phone.as_deref());
    let (faults, busy) = (Faults::none(), Busy::default());
    let navigate = use_navigate();
    let input = move || {
        let chosen_kind: Option<GroupKind> = kind.get_untracked().parse().ok();
        if chosen_kind.is_none() {
            faults.add("kind", Reason::Required);
        }
        let members = given(member_count).map(|text| text.parse::<i32>());
        if matches!(members, Some(Err(_))) {
            faults.add("memberCount", Reason::NotNegative);
        }
        Some(GroupInput {
            name: name.get_untracked(),
            kind: chosen_kind?,
            head: chosen(head),
            head_name: given(head_name),
            member_count: members.transpose().ok()?,
            founded: given(founded),
            contact: (!masked).then(|| ContactInput { phone: given(phone), email: None }),
        })
    };
    let save = move || {
        faults.clear();
        let Some(input) = input() else { return };
        let navigate = navigate.clone();
        faults.catch(busy, async move {
            let record = match existing {
                Some((id, version)) => {
                    let variables = EditGroupVariables { id, version, input };
                    api::run(EditGroup::build(variables)).await?.edit_group
                }
                None => api::run(CreateGroup::build(CreateGroupVariables { input })).await?.create_group,
            };
            saved();
            navigate(&format!("/groups/{}", record.id), leptos_router::NavigateOptions::default());
            Ok(())
        });
    };
    let back = existing.map_or_else(|| "/groups".to_owned(), |(id, _)| format!("/groups/{id}"));
    view! {
        <RecordForm faults busy back save>
            <TextInput id="name" label=t(PeopleText::GroupName) value=name error=faults.of("name") required=true />
            <RadioGroup id="kind" label=move || RecordField::Kind.label(lang()) value=kind choices=terms!(GroupKind) layout=Layout::Picks error=faults.of("kind") required=true />
            <Combobox id="head" label=t(PeopleText::HeadInDirectory) hint=t(PeopleText::FindHint) value=head search=choices::find_representatives() error=faults.of("head") />
            <TextInput id="headName" label=t(PeopleText::HeadOutside) hint=t(PeopleText::HeadOutsideHint) value=head_name error=faults.of("headName") />
            <TextInput id="memberCount" label=move || RecordField::MemberCount.label(lang()) value=member_count error=faults.of("memberCount") />
            <TextInput id="founded" label=move || RecordField::Founded.label(lang()) hint=t(PeopleText::MonthHint) value=founded error=faults.of("founded") />
            <TextInput id="contact-phone" label=move || RecordField::Phone.label(lang()) kind="tel" value=phone error=faults.of("contact-phone") />
        </RecordForm>
    }
}
