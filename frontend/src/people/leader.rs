//! One leader.

use super::{
    archive::{ArchivedChip, ArchivedNote, RecordActs},
    links::{ContactsOf, linked_counterparts},
    record::{History, fact, or_dash},
};
use crate::{
    access::entry::{AccountEntry, Holder},
    api,
    asked::Asked,
    i18n::{self, dotted, lang, t},
    ui::{breadcrumb::Crumb, page::Page, section::Section, status::Chip},
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use lianyi_shared::{
    access::FieldGroup,
    api::people::{
        ArchiveInput, ArchiveLeader, ArchiveLeaderVariables, Leader as Record, LeaderQuery, LeaderVariables,
        RestoreLeader, RestoreLeaderVariables,
    },
    id::LeaderId,
    people::{RecordField, RecordStatus},
    text_people::PeopleText,
    text_shell::ShellText,
};

/// One leader: the facts, whom they link, what happened.
#[component]
pub fn Leader() -> impl IntoView {
    let asked = Asked::of_page(|id: LeaderId| async move {
        Ok(api::run(LeaderQuery::build(LeaderVariables { id })).await?.leader)
    });
    asked.view(move |record| detail(record, asked))
}

fn detail(record: Record, asked: Asked<Record>) -> AnyView {
    let (id, version) = (record.id, record.version);
    let archive = move |reason| async move {
        let variables = ArchiveLeaderVariables { id, input: ArchiveInput { version, reason } };
        asked.put(api::run(ArchiveLeader::build(variables)).await?.archive_leader);
        Ok(())
    };
    let restore = move || async move {
        let variables = RestoreLeaderVariables { id, version };
        asked.put(api::run(RestoreLeader::build(variables)).await?.restore_leader);
        Ok(())
    };
    let (actions, name) = (record.actions.clone(), record.name.clone());
    let current = record.status == RecordStatus::Active;
    let acts = move || {
        let (actions, name) = (actions.clone(), name.clone());
        view! {
            <ContactsOf side="leader" id=id.to_string() />
            <AccountEntry holder=Holder::Leader(id) current />
            <RecordActs actions edit_href=format!("/leaders/{id}/edit") name archive restore />
        }
    };
    let above = vec![Crumb { title: t(ShellText::Leaders).into(), href: Some("/leaders".to_owned()) }];
    let (tier, status) = (record.tier, record.status);
    let chips = move || view! { <Chip label=move || tier.label(lang()) /><ArchivedChip status /> };
    let lead = [record.unit.as_ref().map(|unit| unit.name.clone()), Some(record.post.clone())];
    let lead = dotted(lead);
    let reason = record.archive_reason.clone();
    let (title, links) = (record.name.clone(), linked_counterparts(record.links.clone()));
    let (timeline, facts) = (record.timeline.clone(), facts(record));
    view! {
        <Page title=title lead chips acts above>
            <div class="two main-side">
                <div class="stack">
                    <ArchivedNote status reason />
                    <Section title=t(PeopleText::Links)>{links}</Section>
                    <History entries=timeline />
                </div>
                <aside class="about" aria-label=t(PeopleText::Facts)>{facts}</aside>
            </div>
        </Page>
    }
    .into_any()
}

fn facts(record: Record) -> AnyView {
    let masked = record.masked_fields.contains(&FieldGroup::ContactDetails);
    let shown = |value: Option<String>| {
        if masked {
            view! { <span class="muted">{t(PeopleText::NotForYou)}</span> }.into_any()
        } else {
            or_dash(value)
        }
    };
    let (sex, tier) = (record.sex, record.tier);
    let left =
        record.left_on.map(|day| super::record::fact_named(PeopleText::LeftOn, move || i18n::date(&day.0)));
    let facts = vec![
        fact(RecordField::StaffNumber, shown(record.staff_number)),
        fact(RecordField::Sex, move || sex.map_or("—", |sex| sex.label(lang()))),
        fact(RecordField::Tier, move || tier.label(lang())),
        fact(RecordField::Unit, or_dash(record.unit.map(|unit| unit.name))),
        fact(RecordField::Post, record.post),
        fact(RecordField::Branch, or_dash(record.branch.map(|branch| branch.name))),
        fact(RecordField::Phone, shown(record.phone)),
        fact(RecordField::Email, shown(record.email)),
    ];
    view! { <Section title=t(PeopleText::Facts)><dl class="facts">{facts}{left}</dl></Section> }.into_any()
}
