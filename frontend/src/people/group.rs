//! One group.

use super::{
    archive::{ArchivedChip, ArchivedNote, RecordActs},
    links::{ContactsOf, linked_leaders},
    record::{History, fact, month, or_dash},
};
use crate::{
    api,
    asked::Asked,
    i18n::{lang, t},
    ui::{breadcrumb::Crumb, page::Page, section::Section, status::Chip},
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use lianyi_shared::{
    access::FieldGroup,
    api::people::{
        ArchiveGroup, ArchiveGroupVariables, ArchiveInput, Group as Record, GroupQuery, GroupVariables,
        RestoreGroup, RestoreGroupVariables,
    },
    id::GroupId,
    people::RecordField,
    text_people::PeopleText,
    text_shell::ShellText,
};

/// One group: the facts, who links it, what happened.
#[component]
pub fn Group() -> impl IntoView {
    let asked = Asked::of_page(|id: GroupId| async move {
        Ok(api::run(GroupQuery::build(GroupVariables { id })).await?.group)
    });
    asked.view(move |record| detail(record, asked))
}

fn detail(record: Record, asked: Asked<Record>) -> AnyView {
    let (id, version) = (record.id, record.version);
    let archive = move |reason| async move {
        let variables = ArchiveGroupVariables { id, input: ArchiveInput { version, reason } };
        asked.put(api::run(ArchiveGroup::build(variables)).await?.archive_group);
        Ok(())
    };
    let restore = move || async move {
        let variables = RestoreGroupVariables { id, version };
        asked.put(api::run(RestoreGroup::build(variables)).await?.restore_group);
        Ok(())
    };
    let (actions, name) = (record.actions.clone(), record.name.clone());
    let acts = move || {
        let (actions, name) = (actions.clone(), name.clone());
        view! {
            <ContactsOf side="group" id=id.to_string() />
            <RecordActs actions edit_href=format!("/groups/{id}/edit") name archive restore />
        }
    };
    let above = vec![Crumb { title: t(ShellText::Groups).into(), href: Some("/groups".to_owned()) }];
    let (kind, status) = (record.kind, record.status);
    let chips = move || view! { <Chip label=move || kind.label(lang()) /><ArchivedChip status /> };
    let reason = record.archive_reason.clone();
    let (title, links) = (record.name.clone(), linked_leaders(record.links.clone()));
    let (timeline, facts) = (record.timeline.clone(), facts(record));
    view! {
        <Page title=title chips acts above>
            <div class="two main-side">
                <div class="stack">
                    <ArchivedNote status reason />
                    <Section title=t(PeopleText::LinkedBy)>{links}</Section>
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
    let kind = record.kind;
    // The head's name is for everyone; the link only for those who see the representative.
    let head = match (record.head, record.head_name) {
        (Some(person), _) => {
            view! { <a href=format!("/representatives/{}", person.id)>{person.name}</a> }.into_any()
        }
        (None, name) => or_dash(name),
    };
    let phone = if masked {
        view! { <span class="muted">{t(PeopleText::NotForYou)}</span> }.into_any()
    } else {
        or_dash(record.phone)
    };
    let facts = vec![
        fact(RecordField::Kind, move || kind.label(lang())),
        fact(RecordField::Head, head),
        fact(RecordField::MemberCount, or_dash(record.member_count.map(|count| count.to_string()))),
        fact(RecordField::Founded, month(record.founded)),
        fact(RecordField::Phone, phone),
    ];
    view! { <Section title=t(PeopleText::Facts)><dl class="facts">{facts}</dl></Section> }.into_any()
}
