//! Adding and correcting a leader.

use super::record_form::RecordForm;
use crate::{
    api,
    asked::Asked,
    choices::{self, chosen, terms},
    form::{Faults, Needed, given, saved, text},
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
        ContactInput, CreateLeader, CreateLeaderVariables, EditLeader, EditLeaderVariables, Leader as Record,
        LeaderInput, LeaderQuery, LeaderVariables,
    },
    id::LeaderId,
    people::{LeaderTier, RecordField, Sex},
    text_people::PeopleText,
    text_shell::ShellText,
    units::UnitKind,
};

/// A form for somebody new.
#[component]
pub fn NewLeader() -> impl IntoView {
    view! { <Page title=t(PeopleText::AddLeader) above=above()><Form /></Page> }.into_any()
}

/// A form with what is held now.
#[component]
pub fn EditLeaderPage() -> impl IntoView {
    let asked = Asked::of_page(|id: LeaderId| async move {
        Ok(api::run(LeaderQuery::build(LeaderVariables { id })).await?.leader)
    });
    view! { <Page title=t(PeopleText::CorrectRecord) above=above()>{asked.view(|record| view! { <Form record /> })}</Page> }
        .into_any()
}

fn above() -> Vec<Crumb> {
    vec![Crumb { title: t(ShellText::Leaders).into(), href: Some("/leaders".to_owned()) }]
}

#[derive(Clone, Copy)]
struct Entered {
    name: RwSignal<String>,
    staff_number: RwSignal<String>,
    sex: RwSignal<String>,
    tier: RwSignal<String>,
    post: RwSignal<String>,
    unit: RwSignal<Option<Choice>>,
    branch: RwSignal<Option<Choice>>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
}

impl Entered {
    fn of(record: Option<&Record>) -> Self {
        let held = |value: fn(&Record) -> Option<&str>| text(record.and_then(value));
        Self {
            name: held(|record| Some(&record.name)),
            staff_number: held(|record| record.staff_number.as_deref()),
            sex: held(|record| record.sex.map(Sex::code)),
            tier: held(|record| Some(record.tier.code())),
            post: held(|record| Some(&record.post)),
            unit: RwSignal::new(record.and_then(|record| record.unit.as_ref()).map(choices::unit)),
            branch: RwSignal::new(record.and_then(|record| record.branch.as_ref()).map(choices::unit)),
            phone: held(|record| record.phone.as_deref()),
            email: held(|record| record.email.as_deref()),
        }
    }

    fn input(self, faults: Faults, masked: &[FieldGroup]) -> Option<LeaderInput> {
        let (unit, branch) = (chosen(self.unit), chosen(self.branch));
        let tier: Option<LeaderTier> = self.tier.get_untracked().parse().ok();
        let complete = faults.are_given(&[
            ("name", Needed::Text(self.name)),
            ("staffNumber", Needed::Text(self.staff_number)),
            ("tier", Needed::Choice(tier.is_some())),
            ("post", Needed::Text(self.post)),
            ("unit", Needed::Choice(unit.is_some())),
            ("branch", Needed::Choice(branch.is_some())),
        ]);
        complete.then_some(())?;
        Some(LeaderInput {
            name: self.name.get_untracked(),
            staff_number: self.staff_number.get_untracked(),
            sex: self.sex.get_untracked().parse().ok(),
            tier: tier?,
            post: self.post.get_untracked(),
            unit: unit?,
            branch: branch?,
            contact: (!masked.contains(&FieldGroup::ContactDetails))
                .then(|| ContactInput { phone: given(self.phone), email: given(self.email) }),
        })
    }
}

#[component]
fn Form(#[prop(optional)] record: Option<Record>) -> impl IntoView {
    let entered = Entered::of(record.as_ref());
    let existing = record.as_ref().map(|record| (record.id, record.version));
    let masked = record.map(|record| record.masked_fields).unwrap_or_default();
    let faults = Faults::none();
    let (busy, distinct) = (Busy::default(), RwSignal::new(false));
    let navigate = use_navigate();
    let save = move || {
        faults.clear();
        let Some(input) = entered.input(faults, &masked) else { return };
        let navigate = navigate.clone();
        let confirm_distinct = distinct.get_untracked();
        faults.catch(busy, async move {
            let record = if let Some((id, version)) = existing {
                let variables = EditLeaderVariables { id, version, input };
                api::run(EditLeader::build(variables)).await?.edit_leader
            } else {
                let variables = CreateLeaderVariables { input, confirm_distinct };
                api::run(CreateLeader::build(variables)).await?.create_leader
            };
            saved();
            navigate(&format!("/leaders/{}", record.id), leptos_router::NavigateOptions::default());
            Ok(())
        });
    };
    let back = existing.map_or_else(|| "/leaders".to_owned(), |(id, _)| format!("/leaders/{id}"));
    let branches = Some(vec![UnitKind::GeneralBranch, UnitKind::DirectBranch]);
    view! {
        <RecordForm faults busy distinct back save>
            <TextInput id="name" label=t(PeopleText::PersonName) value=entered.name error=faults.of("name") required=true />
            <TextInput id="staffNumber" label=move || RecordField::StaffNumber.label(lang()) value=entered.staff_number error=faults.of("staffNumber") required=true />
            <RadioGroup id="sex" label=move || RecordField::Sex.label(lang()) value=entered.sex choices=terms!(Sex) layout=Layout::Picks />
            <RadioGroup id="tier" label=move || RecordField::Tier.label(lang()) value=entered.tier choices=terms!(LeaderTier) layout=Layout::Picks error=faults.of("tier") required=true />
            <TextInput id="post" label=move || RecordField::Post.label(lang()) value=entered.post error=faults.of("post") required=true />
            <Combobox id="unit" label=move || RecordField::Unit.label(lang()) hint=t(PeopleText::FindHint) value=entered.unit search=choices::find_units(None) error=faults.of("unit") required=true />
            <Combobox id="branch" label=move || RecordField::Branch.label(lang()) hint=t(PeopleText::BranchHint) value=entered.branch search=choices::find_units(branches) error=faults.of("branch") required=true />
            <TextInput id="contact-phone" label=move || RecordField::Phone.label(lang()) kind="tel" value=entered.phone error=faults.of("contact-phone") />
            <TextInput id="contact-email" label=move || RecordField::Email.label(lang()) kind="email" value=entered.email error=faults.of("contact-email") />
        </RecordForm>
    }
}
