//! Adding and correcting a representative.

use super::{record_form::RecordForm, representatives::categories, reveal::reveal};
use crate::{
    api,
    asked::Asked,
    choices::{self, chosen, codes, terms},
    form::{Faults, Needed, given, saved, text},
    i18n::{lang, t},
    ui::{
        breadcrumb::Crumb,
        busy::Busy,
        button::Button,
        checkbox::Checkbox,
        combobox::Combobox,
        error_panel::ErrorPanel,
        field::FieldGroup as Group,
        page::Page,
        radio_group::{Layout, RadioGroup},
        section::Section,
        select::{Choice, Select},
        text_area::TextArea,
        text_input::TextInput,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use lianyi_shared::{
    access::FieldGroup,
    api::people::{
        ContactInput, CreateRepresentative, CreateRepresentativeVariables, CultivationInput,
        EditRepresentative, EditRepresentativeVariables, PoliticalInput, Representative as Record,
        RepresentativeInput, RepresentativeQuery, RepresentativeVariables, Revealed, SensitiveInput,
    },
    codes::{AFFILIATIONS, ETHNICITIES, OVERSEAS},
    id::RepresentativeId,
    people::{RecordAction, RecordField, RevealPurpose, Sex, Stage},
    text_people::PeopleText,
    text_shell::ShellText,
    validate::{LINE_MAX, TEXT_MAX},
};

/// A form for somebody new.
#[component]
pub fn NewRepresentative() -> impl IntoView {
    view! {
        <Page title=t(PeopleText::AddRepresentative) above=above()>
            <Form />
        </Page>
    }
    .into_any()
}

/// A form with what is held now.
#[component]
pub fn EditRepresentativePage() -> impl IntoView {
    let asked = Asked::of_page(|id: RepresentativeId| async move {
        let variables = RepresentativeVariables { id };
        Ok(api::run(RepresentativeQuery::build(variables)).await?.representative)
    });
    view! {
        <Page title=t(PeopleText::CorrectRecord) above=above()>
            {asked.view(|record| view! { <Form record /> })}
        </Page>
    }
    .into_any()
}

fn above() -> Vec<Crumb> {
    vec![Crumb { title: t(ShellText::Representatives).into(), href: Some("/representatives".to_owned()) }]
}

/// What is entered.
#[derive(Clone, Copy)]
struct Entered {
    name: RwSignal<String>,
    staff_number: RwSignal<String>,
    sex: RwSignal<String>,
    unit: RwSignal<Option<Choice>>,
    post: RwSignal<String>,
    social_posts: RwSignal<String>,
    retired: RwSignal<bool>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
    affiliation: RwSignal<String>,
    affiliated_since: RwSignal<String>,
    categories: StoredValue<Vec<(i32, RwSignal<bool>)>>,
    stage: RwSignal<String>,
    key_cultivation: RwSignal<bool>,
    remarks: RwSignal<String>,
    sensitive: RwSignal<bool>,
    ethnicity: RwSignal<String>,
    birth_month: RwSignal<String>,
    overseas: RwSignal<String>,
    overseas_remark: RwSignal<String>,
    home_address: RwSignal<String>,
    health: RwSignal<String>,
}

impl Entered {
    fn of(record: Option<&Record>) -> Self {
        let held = |value: fn(&Record) -> Option<&str>| text(record.and_then(value));
        let numbers = record.and_then(|record| record.categories.clone()).unwrap_or_default();
        Self {
            name: held(|record| Some(&record.name)),
            staff_number: held(|record| record.staff_number.as_deref()),
            sex: held(|record| record.sex.map(Sex::code)),
            unit: RwSignal::new(record.and_then(|record| record.unit.as_ref()).map(choices::unit)),
            post: held(|record| record.post.as_deref()),
            social_posts: held(|record| record.social_posts.as_deref()),
            retired: RwSignal::new(record.is_some_and(|record| record.retired)),
            phone: held(|record| record.phone.as_deref()),
            email: held(|record| record.email.as_deref()),
            affiliation: held(|record| Some(&record.affiliation.as_ref()?.code)),
            affiliated_since: held(|record| record.affiliated_since.as_deref()),
            categories: StoredValue::new(
                (1..=9).map(|number| (number, RwSignal::new(numbers.contains(&number)))).collect(),
            ),
            stage: held(|record| record.stage.map(Stage::code)),
            key_cultivation: RwSignal::new(record.is_some_and(|record| record.key_cultivation == Some(true))),
            remarks: held(|record| record.remarks.as_deref()),
            // Restricted values are not here until they are revealed; somebody new has none.
            sensitive: RwSignal::new(record.is_none()),
            ethnicity: text(None),
            birth_month: text(None),
            overseas: text(None),
            overseas_remark: text(None),
            home_address: text(None),
            health: text(None),
        }
    }

    fn take(self, revealed: &Revealed) {
        let put =
            |signal: RwSignal<String>, value: Option<&str>| signal.set(value.unwrap_or_default().to_owned());
        put(self.ethnicity, revealed.ethnicity.as_ref().map(|coded| coded.code.as_str()));
        put(self.birth_month, revealed.birth_month.as_deref());
        put(self.overseas, revealed.overseas.as_ref().map(|coded| coded.code.as_str()));
        put(self.overseas_remark, revealed.overseas_remark.as_deref());
        put(self.home_address, revealed.home_address.as_deref());
        put(self.health, revealed.health.as_deref());
        self.sensitive.set(true);
    }

    /// The input; groups that the viewer may not read are left out, so that they stay.
    fn input(self, faults: Faults, masked: &[FieldGroup]) -> Option<RepresentativeInput> {
        let readable = |group: FieldGroup| !masked.contains(&group);
        let unit = chosen(self.unit);
        let affiliation = self.affiliation.get_untracked();
        let categories: Vec<i32> = self.categories.with_value(|all| {
            all.iter().filter(|(_, ticked)| ticked.get_untracked()).map(|(number, _)| *number).collect()
        });
        let unread = !readable(FieldGroup::Political);
        let complete = faults.are_given(&[
            ("name", Needed::Text(self.name)),
            ("unit", Needed::Choice(unit.is_some())),
            ("political-affiliation", Needed::Choice(unread || !affiliation.is_empty())),
            ("political-categories", Needed::Choice(unread || !categories.is_empty())),
        ]);
        complete.then_some(())?;
        Some(RepresentativeInput {
            name: self.name.get_untracked(),
            unit: unit?,
            staff_number: given(self.staff_number),
            sex: self.sex.get_untracked().parse().ok(),
            post: given(self.post),
            social_posts: given(self.social_posts),
            retired: self.retired.get_untracked(),
            contact: readable(FieldGroup::ContactDetails)
                .then(|| ContactInput { phone: given(self.phone), email: given(self.email) }),
            political: readable(FieldGroup::Political).then(|| PoliticalInput {
                affiliation,
                affiliated_since: given(self.affiliated_since),
                categories,
            }),
            cultivation: readable(FieldGroup::Cultivation).then(|| CultivationInput {
                stage: self.stage.get_untracked().parse().ok(),
                key_cultivation: self.key_cultivation.get_untracked(),
                remarks: given(self.remarks),
            }),
            sensitive: self.sensitive.get_untracked().then(|| SensitiveInput {
                ethnicity: given(self.ethnicity),
                birth_month: given(self.birth_month),
                overseas: given(self.overseas),
                overseas_remark: given(self.overseas_remark),
                home_address: given(self.home_address),
                health: given(self.health),
            }),
        })
    }
}

#[component]
fn Form(
    /// What is held now; nothing for somebody new.
    #[prop(optional)]
    record: Option<Record>,
) -> impl IntoView {
    let entered = Entered::of(record.as_ref());
    let existing = record.as_ref().map(|record| (record.id, record.version));
    let masked = record.as_ref().map(|record| record.masked_fields.clone()).unwrap_or_default();
    let may_reveal = record.as_ref().is_some_and(|record| record.actions.contains(&RecordAction::Reveal));
    let reads = {
        let masked = masked.clone();
        move |group| !masked.contains(&group)
    };
    let faults = Faults::none();
    let busy = Busy::default();
    let distinct = RwSignal::new(false);
    let navigate = use_navigate();
    let save = move || {
        faults.clear();
        let Some(input) = entered.input(faults, &masked) else { return };
        let navigate = navigate.clone();
        let confirm_distinct = distinct.get_untracked();
        faults.catch(busy, async move {
            let record = if let Some((id, version)) = existing {
                let variables = EditRepresentativeVariables { id, version, input };
                api::run(EditRepresentative::build(variables)).await?.edit_representative
            } else {
                let variables = CreateRepresentativeVariables { input, confirm_distinct };
                api::run(CreateRepresentative::build(variables)).await?.create_representative
            };
            saved();
            navigate(&format!("/representatives/{}", record.id), leptos_router::NavigateOptions::default());
            Ok(())
        });
    };
    let back =
        existing.map_or_else(|| "/representatives".to_owned(), |(id, _)| format!("/representatives/{id}"));
    view! {
        <RecordForm faults busy distinct back save>
            {basic(&entered, faults)}
            {reads(FieldGroup::ContactDetails).then(|| contact(&entered, faults))}
            {reads(FieldGroup::Political).then(|| political(&entered, faults))}
            {reads(FieldGroup::Cultivation).then(|| cultivation(&entered, faults))}
            <Sensitive entered faults id=existing.map(|(id, _)| id) may_reveal />
            <p class="meta">{t(PeopleText::NoStateSecrets)}</p>
        </RecordForm>
    }
}

fn basic(&entered: &Entered, faults: Faults) -> AnyView {
    view! {
        <Section title=move || FieldGroup::Basic.label(lang())>
            <TextInput id="name" label=t(PeopleText::PersonName) value=entered.name error=faults.of("name") required=true />
            <TextInput id="staffNumber" label=move || RecordField::StaffNumber.label(lang()) hint=t(PeopleText::StaffNumberHint) value=entered.staff_number error=faults.of("staffNumber") />
            <RadioGroup id="sex" label=move || RecordField::Sex.label(lang()) value=entered.sex choices=terms!(Sex) layout=Layout::Picks />
            <Combobox id="unit" label=move || RecordField::Unit.label(lang()) hint=t(PeopleText::FindHint) value=entered.unit search=choices::find_units(None) error=faults.of("unit") required=true />
            <TextInput id="post" label=move || RecordField::Post.label(lang()) value=entered.post error=faults.of("post") />
            <TextInput id="socialPosts" label=move || RecordField::SocialPosts.label(lang()) value=entered.social_posts error=faults.of("socialPosts") />
            <Checkbox id="retired" label=t(PeopleText::IsRetired) note=t(PeopleText::RetiredNote) checked=entered.retired />
        </Section>
    }
    .into_any()
}

fn contact(&entered: &Entered, faults: Faults) -> AnyView {
    view! {
        <Section title=move || FieldGroup::ContactDetails.label(lang())>
            <TextInput id="contact-phone" label=move || RecordField::Phone.label(lang()) kind="tel" value=entered.phone error=faults.of("contact-phone") />
            <TextInput id="contact-email" label=move || RecordField::Email.label(lang()) kind="email" value=entered.email error=faults.of("contact-email") />
        </Section>
    }
    .into_any()
}

fn political(&entered: &Entered, faults: Faults) -> AnyView {
    let labels = categories();
    let ticks = entered.categories.with_value(|all| {
        all.iter()
            .zip(labels)
            .map(|((number, ticked), choice)| {
                let (id, label, ticked) = (format!("category-{number}"), choice.label, *ticked);
                view! { <Checkbox id label checked=ticked /> }
            })
            .collect_view()
    });
    view! {
        <Section title=move || FieldGroup::Political.label(lang())>
            <Select id="political-affiliation" label=move || RecordField::Affiliation.label(lang()) hint=t(PeopleText::AffiliationHint) value=entered.affiliation choices=codes(AFFILIATIONS, &["01", "02"]) error=faults.of("political-affiliation") required=true />
            <TextInput id="political-affiliatedSince" label=move || RecordField::AffiliatedSince.label(lang()) hint=t(PeopleText::MonthHint) value=entered.affiliated_since error=faults.of("political-affiliatedSince") />
            <Group id="political-categories" label=move || RecordField::Categories.label(lang()) hint=Some(t(PeopleText::CategoriesHint).into()) error=faults.of("political-categories") required=true><div class="ticks">{ticks}</div></Group>
        </Section>
    }
    .into_any()
}

fn cultivation(&entered: &Entered, faults: Faults) -> AnyView {
    view! {
        <Section title=move || FieldGroup::Cultivation.label(lang())>
            <RadioGroup id="cultivation-stage" label=move || RecordField::Stage.label(lang()) value=entered.stage choices=terms!(Stage) layout=Layout::Picks />
            <Checkbox id="cultivation-keyCultivation" label=t(PeopleText::KeyCultivation) checked=entered.key_cultivation />
            <TextArea id="cultivation-remarks" label=move || RecordField::Remarks.label(lang()) value=entered.remarks error=faults.of("cultivation-remarks") limit=TEXT_MAX />
        </Section>
    }
    .into_any()
}

/// Restricted fields: for an existing record they are revealed first, which is noted like every look.
#[component]
fn Sensitive(
    entered: Entered,
    faults: Faults,
    id: Option<RepresentativeId>,
    may_reveal: bool,
) -> impl IntoView {
    let (busy, failed) = (Busy::default(), RwSignal::new(None));
    let got = Callback::new(move |revealed: Revealed| entered.take(&revealed));
    let look = move |_| {
        if let Some(id) = id {
            reveal(busy, id, RevealPurpose::CheckRecord.code().to_owned(), got, failed);
        }
    };
    let fields = move || {
        view! {
            <Select id="sensitive-ethnicity" label=move || RecordField::Ethnicity.label(lang()) value=entered.ethnicity choices=codes(ETHNICITIES, &[]) error=faults.of("sensitive-ethnicity") />
            <TextInput id="sensitive-birthMonth" label=move || RecordField::BirthMonth.label(lang()) hint=t(PeopleText::MonthHint) value=entered.birth_month error=faults.of("sensitive-birthMonth") />
            <Select id="sensitive-overseas" label=move || RecordField::Overseas.label(lang()) value=entered.overseas choices=codes(OVERSEAS, &[]) error=faults.of("sensitive-overseas") />
            <TextInput id="sensitive-overseasRemark" label=t(PeopleText::OverseasRemark) value=entered.overseas_remark error=faults.of("sensitive-overseasRemark") />
            <TextInput id="sensitive-homeAddress" label=move || RecordField::HomeAddress.label(lang()) value=entered.home_address error=faults.of("sensitive-homeAddress") />
            <TextArea id="sensitive-health" label=move || RecordField::Health.label(lang()) value=entered.health error=faults.of("sensitive-health") limit=LINE_MAX rows=2 />
        }
    };
    (id.is_none() || may_reveal).then(|| {
        view! {
            <Section title=move || FieldGroup::Sensitive.label(lang())>
                {move || if entered.sensitive.get() {
                    fields().into_any()
                } else {
                    view! {
                        <p>{t(PeopleText::RevealBeforeCorrecting)}</p>
                        <Button small=true busy on_click=look>{t(PeopleText::RevealAndCorrect)}</Button>
                    }
                    .into_any()
                }}
                {move || failed.get().map(|error| view! { <ErrorPanel error /> })}
            </Section>
        }
    })
}
