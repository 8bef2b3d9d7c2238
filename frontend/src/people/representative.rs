//! One representative.

use super::{
    archive::{ArchivedChip, ArchivedNote, RecordActs},
    care::Care,
    links::{ContactsOf, linked_leaders},
    record::{History, fact, fact_named, month, or_dash},
    reveal::SensitiveFacts,
};
use crate::{
    access::entry::{AccountEntry, Holder},
    api,
    asked::{Asked, page_id},
    i18n::{dotted, lang, listed, t},
    roster::words,
    session,
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        icon::{Glyph, Icon},
        page::Page,
        section::Section,
        status::{Chip, Shape, Tone},
        tabs::{Tab, Tabs, chosen_tab},
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use lianyi_shared::{
    access::FieldGroup,
    api::people::{
        ArchiveInput, ArchiveRepresentative, ArchiveRepresentativeVariables, LinkedLeader,
        Representative as Record, RepresentativeQuery, RepresentativeVariables, RestoreRepresentative,
        RestoreRepresentativeVariables,
    },
    id::RepresentativeId,
    people::{RecordAction, RecordField, RecordStatus},
    roster::PairingStatus,
    text_contact::ContactText,
    text_people::PeopleText,
    text_plan::PlanText,
    text_shell::ShellText,
};

/// One representative: who, the facts, who links them, what happened.
#[component]
pub fn Representative() -> impl IntoView {
    let id = page_id::<RepresentativeId>();
    move || match id.get() {
        Some(id) => view! { <Found id /> }.into_any(),
        None => crate::refused::NotFound().into_any(),
    }
}

#[component]
fn Found(id: RepresentativeId) -> impl IntoView {
    let asked = Asked::new(
        move || RepresentativeVariables { id },
        |variables| async move { Ok(api::run(RepresentativeQuery::build(variables)).await?.representative) },
    );
    asked.view(move |record| detail(record, asked))
}

fn detail(record: Record, asked: Asked<Record>) -> AnyView {
    let (id, version) = (record.id, record.version);
    let lead = [record.unit.as_ref().map(|unit| unit.name.clone()), record.post.clone()];
    let lead = dotted(lead);
    let archive = move |reason| async move {
        let variables = ArchiveRepresentativeVariables { id, input: ArchiveInput { version, reason } };
        asked.put(api::run(ArchiveRepresentative::build(variables)).await?.archive_representative);
        Ok(())
    };
    let restore = move || async move {
        let variables = RestoreRepresentativeVariables { id, version };
        asked.put(api::run(RestoreRepresentative::build(variables)).await?.restore_representative);
        Ok(())
    };
    // Whether others may record for a leader is asked when they do.
    let own = session::viewer().and_then(|viewer| viewer.leader_id);
    let links_own =
        in_force(&record).any(|link| own.is_some() && link.leader.as_ref().map(|leader| leader.id) == own);
    let acts = {
        let (actions, name) = (record.actions.clone(), record.name.clone());
        let current = record.status == RecordStatus::Active;
        move || {
            let (actions, name) = (actions.clone(), name.clone());
            view! {
                <ContactsOf side="representative" id=id.to_string() />
                {links_own.then(|| view! {
                    <a class="btn" href=format!("/plans/new?representative={id}")><Icon glyph=Glyph::Calendar />{t(PlanText::New)}</a>
                    <a class="btn primary" href=format!("/contacts/new?representative={id}")><Icon glyph=Glyph::Plus />{t(ContactText::Record)}</a>
                })}
                <AccountEntry holder=Holder::Representative(id) current />
                <RecordActs actions edit_href=format!("/representatives/{id}/edit") name archive restore />
            }
        }
    };
    let above = vec![Crumb {
        title: t(ShellText::Representatives).into(),
        href: Some("/representatives".to_owned()),
    }];
    let links = u32::try_from(record.links.len()).ok();
    let tabs = vec![
        Tab::new("overview", t(PeopleText::Overview)),
        Tab { count: links, ..Tab::new("links", t(PeopleText::Pairings)) },
    ];
    let tab = chosen_tab("overview");
    let name = record.name.clone();
    let chips = {
        let record = record.clone();
        move || chips(&record)
    };
    let body = {
        let record = record.clone();
        move || {
            match tab.get().as_str() {
            "links" => linked_leaders(record.links.clone()),
            _ => view! {
                <div class="two person">
                    <div class="next">{notes(&record)}</div>
                    <div class="tl"><History entries=record.timeline.clone() /></div>
                    <aside class="about" aria-label=t(PeopleText::Facts)>{care(&record)}{facts(&record)}</aside>
                </div>
            }
            .into_any(),
        }
        }
    };
    view! {
        <Page title=name lead chips acts above>
            <Tabs label=t(PeopleText::Parts) tabs />
            {body}
        </Page>
    }
    .into_any()
}

/// The pairings that link the person now.
fn in_force(record: &Record) -> impl Iterator<Item = &LinkedLeader> {
    record.links.iter().filter(|link| link.status == PairingStatus::Active)
}

fn chips(record: &Record) -> AnyView {
    let linked = in_force(record).next().is_some();
    let affiliation = record.affiliation.as_ref().map(|coded| coded.label.clone());
    let stage = record.stage;
    view! {
        <ArchivedChip status=record.status />
        {affiliation.map(|label| view! { <Chip label /> })}
        {stage.map(|stage| view! { <Chip label=move || stage.label(lang()) /> })}
        {(record.key_cultivation == Some(true)).then(|| view! { <Chip label=t(PeopleText::KeyCultivation) /> })}
        {record.retired.then(|| view! { <Chip label=t(PeopleText::IsRetired) /> })}
        {(!linked).then(|| view! { <Chip tone=Tone::Warn shape=Shape::Empty label=t(PeopleText::LinkedByNobody) /> })}
    }
    .into_any()
}

/// What needs a look: warnings of the record, an archived person who is still linked, the reason of the archive.
fn notes(record: &Record) -> AnyView {
    let archived = record.status == RecordStatus::Archived;
    let still_linked = archived && in_force(record).next().is_some();
    let warnings = record.warnings.clone().unwrap_or_default();
    view! {
        {warnings.into_iter().map(|warning| view! { <Banner tone=Tone::Warn>{move || warning.label(lang())}</Banner> }).collect_view()}
        <ArchivedNote status=record.status reason=record.archive_reason.clone() />
        {still_linked.then(|| view! { <Banner tone=Tone::Warn>{t(PeopleText::ArchivedStillLinked)}</Banner> })}
    }
    .into_any()
}

/// Reasons to visit the person, for those who care for them.
fn care(record: &Record) -> Option<impl IntoView + use<>> {
    let (id, name) = (record.id, record.name.clone());
    record.actions.contains(&RecordAction::Care).then(|| view! { <Care id name /> })
}

/// Everything the record holds, group by group, restricted fields masked.
pub(super) fn facts(record: &Record) -> AnyView {
    let masked = |group: FieldGroup| record.masked_fields.contains(&group);
    let hidden = || view! { <span class="muted">{t(PeopleText::NotForYou)}</span> }.into_any();
    let shown = |group, value: Option<String>| if masked(group) { hidden() } else { or_dash(value) };
    let leaders: Vec<String> =
        in_force(record).filter_map(|link| Some(link.leader.as_ref()?.name.clone())).collect();
    let sex = record.sex;
    let stage = record.stage;
    let categories = record.categories.as_deref().map(words::categories);
    let may_reveal = record.actions.contains(&RecordAction::Reveal);
    let basic = vec![
        fact_named(PeopleText::LinkingLeader, or_dash((!leaders.is_empty()).then(|| listed(&leaders)))),
        fact(RecordField::StaffNumber, or_dash(record.staff_number.clone())),
        fact(RecordField::Sex, move || sex.map_or("—", |sex| sex.label(lang()))),
        fact(RecordField::Unit, or_dash(record.unit.as_ref().map(|unit| unit.name.clone()))),
        fact(RecordField::Post, or_dash(record.post.clone())),
        fact(RecordField::SocialPosts, or_dash(record.social_posts.clone())),
        fact(RecordField::Phone, shown(FieldGroup::ContactDetails, record.phone.clone())),
        fact(RecordField::Email, shown(FieldGroup::ContactDetails, record.email.clone())),
        fact(
            RecordField::Affiliation,
            shown(FieldGroup::Political, record.affiliation.as_ref().map(|coded| coded.label.clone())),
        ),
        fact(
            RecordField::AffiliatedSince,
            if masked(FieldGroup::Political) {
                hidden()
            } else {
                month(record.affiliated_since.clone()).into_any()
            },
        ),
        fact(RecordField::Categories, shown(FieldGroup::Political, categories)),
        fact(
            RecordField::Stage,
            if masked(FieldGroup::Cultivation) {
                hidden()
            } else {
                (move || stage.map_or("—", |stage| stage.label(lang()))).into_any()
            },
        ),
        fact(RecordField::Remarks, shown(FieldGroup::Cultivation, record.remarks.clone())),
    ];
    let (id, name) = (record.id, record.name.clone());
    view! {
        <Section title=t(PeopleText::Facts)>
            <dl class="facts">{basic}</dl>
        </Section>
        <Section title=move || FieldGroup::Sensitive.label(lang())>
            <SensitiveFacts id name may_reveal />
        </Section>
    }
    .into_any()
}
