//! One leader.

use super::{
    archive::{Done, RecordActs},
    links::{ContactsOf, linked_counterparts},
    record::{History, fact, or_dash},
};
use crate::{
    access::entry::{AccountEntry, Holder},
    api,
    asked::Asked,
    i18n::{self, filled, lang, t},
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        page::Page,
        section::Section,
        status::{Chip, Shape, Tone},
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
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
    let params = use_params_map();
    let asked = Asked::new(
        move || params.with(|params| params.get_str("id").and_then(|id| id.parse::<LeaderId>().ok())),
        |id| async move {
            let Some(id) = id else { return Err(api::ApiError::not_found()) };
            Ok(api::run(LeaderQuery::build(LeaderVariables { id })).await?.leader)
        },
    );
    asked.view(move |record| detail(record, asked))
}

fn detail(record: Record, asked: Asked<Record>) -> AnyView {
    let (id, version) = (record.id, record.version);
    let archive = Callback::new(move |reason| {
        let variables = ArchiveLeaderVariables { id, input: ArchiveInput { version, reason } };
        let done: Done = Box::pin(async move {
            asked.put(api::run(ArchiveLeader::build(variables)).await?.archive_leader);
            Ok(())
        });
        done
    });
    let restore = Callback::new(move |()| {
        let done: Done = Box::pin(async move {
            let variables = RestoreLeaderVariables { id, version };
            asked.put(api::run(RestoreLeader::build(variables)).await?.restore_leader);
            Ok(())
        });
        done
    });
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
    let chips = move || {
        view! {
            <Chip label=move || tier.label(lang()) />
            {(status == RecordStatus::Archived).then(|| view! { <Chip shape=Shape::Empty label=move || status.label(lang()) /> })}
        }
    };
    let lead = [record.unit.as_ref().map(|unit| unit.name.clone()), Some(record.post.clone())];
    let lead = lead.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let reason = record.archive_reason.clone().filter(|_| status == RecordStatus::Archived);
    let (title, links) = (record.name.clone(), linked_counterparts(record.links.clone()));
    let (timeline, facts) = (record.timeline.clone(), facts(record));
    view! {
        <Page title=title lead chips acts above>
            <div class="two main-side">
                <div class="stack">
                    {reason.map(|reason| view! { <Banner tone=Tone::Info>{move || filled(PeopleText::ArchivedBecause, &[("reason", &reason)])}</Banner> })}
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
