//! A representative's own page: what is held, why, who links them, and who has looked.

use super::{
    links::linked_leaders,
    own_occasions::Occasions,
    record::{History, fact, fact_named, month, or_dash, role_name},
    reveal::SensitiveFacts,
};
use crate::{
    api,
    asked::Asked,
    i18n::{self, filled, lang, t},
    plan::meetings::Meetings,
    roster::words,
    ui::{empty_state::EmptyState, icon::Glyph, page::Page, section::Section},
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::FieldGroup,
    api::people::{Representative as Record, RepresentativeSelf, TimelineEntry},
    people::{RecordField, TimelineKind},
    text_people::{HeldPurpose, PeopleText},
    text_shell::ShellText,
};

/// What is held about the person at the screen.
#[component]
pub fn OwnRecord() -> impl IntoView {
    let asked = Asked::new(
        || (),
        |()| async { Ok(api::run(RepresentativeSelf::build(())).await?.representative_self) },
    );
    view! {
        <Page title=t(ShellText::OwnRecord) lead=t(PeopleText::OwnLead)>
            {asked.view(|record| match record {
                Some(record) => held(record),
                None => view! { <EmptyState glyph=Glyph::Person title=t(PeopleText::OwnNothing) /> }.into_any(),
            })}
        </Page>
    }
    .into_any()
}

fn held(record: Record) -> AnyView {
    let sex = record.sex;
    let stage = record.stage;
    let yes_no = |yes: bool| if yes { t(PeopleText::Yes) } else { t(PeopleText::No) };
    let categories = record.categories.as_deref().map(words::categories);
    let groups = [
        (
            FieldGroup::Basic,
            vec![
                fact_named(PeopleText::PersonName, record.name.clone()),
                fact(RecordField::StaffNumber, or_dash(record.staff_number.clone())),
                fact(RecordField::Sex, move || sex.map_or("—", |sex| sex.label(lang()))),
                fact(RecordField::Unit, or_dash(record.unit.as_ref().map(|unit| unit.name.clone()))),
                fact(RecordField::Post, or_dash(record.post.clone())),
                fact(RecordField::SocialPosts, or_dash(record.social_posts.clone())),
                fact(RecordField::Retired, yes_no(record.retired)),
            ],
        ),
        (
            FieldGroup::ContactDetails,
            vec![
                fact(RecordField::Phone, or_dash(record.phone.clone())),
                fact(RecordField::Email, or_dash(record.email.clone())),
            ],
        ),
        (
            FieldGroup::Political,
            vec![
                fact(
                    RecordField::Affiliation,
                    or_dash(record.affiliation.as_ref().map(|coded| coded.label.clone())),
                ),
                fact(RecordField::AffiliatedSince, month(record.affiliated_since.clone())),
                fact(RecordField::Categories, or_dash(categories)),
            ],
        ),
        (
            FieldGroup::Cultivation,
            vec![
                fact(RecordField::Stage, move || stage.map_or("—", |stage| stage.label(lang()))),
                fact(RecordField::KeyCultivation, yes_no(record.key_cultivation == Some(true))),
                fact(RecordField::Remarks, or_dash(record.remarks.clone())),
            ],
        ),
    ];
    let held = groups.map(|(group, facts)| {
        view! {
            <Section title=move || group.label(lang())>
                <p class="meta">{t(HeldPurpose::of(group))}</p>
                <dl class="facts">{facts}</dl>
            </Section>
        }
    });
    let (reveals, history): (Vec<TimelineEntry>, Vec<TimelineEntry>) =
        record.timeline.into_iter().partition(|entry| entry.kind == TimelineKind::Revealed);
    view! {
        <div class="two">
            <div class="stack">
                {held.collect_view()}
                <Section title=move || FieldGroup::Sensitive.label(lang())>
                    <p class="meta">{t(HeldPurpose::Sensitive)}</p>
                    <SensitiveFacts id=record.id name=record.name may_reveal=true own=true />
                </Section>
            </div>
            <div class="stack">
                <Meetings />
                <Section title=t(PeopleText::WhoLinksMe)>{linked_leaders(record.links)}</Section>
                <Occasions />
                <Section title=t(PeopleText::WhoLooked)>{looks(reveals)}</Section>
                <History entries=history />
            </div>
        </div>
    }
    .into_any()
}

fn looks(reveals: Vec<TimelineEntry>) -> AnyView {
    if reveals.is_empty() {
        return view! { <p class="muted">{t(PeopleText::NobodyLooked)}</p> }.into_any();
    }
    let item = |entry: TimelineEntry| {
        let line = move || {
            let role = entry.role.as_deref().map_or_else(String::new, role_name);
            let purpose = entry.purpose.map_or("—", |purpose| purpose.label(lang()));
            filled(
                PeopleText::LookLine,
                &[("role", &role), ("day", &i18n::date(&entry.day.0)), ("purpose", &purpose)],
            )
        };
        view! { <li>{line}</li> }
    };
    view! { <ul class="cards">{reveals.into_iter().map(item).collect_view()}</ul> }.into_any()
}
