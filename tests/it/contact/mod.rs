//! Contact records, as the people who keep them: leaders, secretaries on their behalf, the department.

use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi::entity::{leader, pairing};
use lianyi_shared::access::Role;
use lianyi_shared::api::accounts::{HeldRoleVariables, RevokeRole};
use lianyi_shared::api::audit::{AuditEvents, AuditEventsVariables};
use lianyi_shared::api::contacts::*;
use lianyi_shared::api::roster::MyPairings;
use lianyi_shared::api::{Day, PageInput};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::{
    ContactAction, ContactContentKind, ContactMode, ContactStatus, Lamp, MatterKind,
};
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{ContactId, GroupId, LeaderId, RepresentativeId, RosterId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{PairingStatus, RosterRoute};
use lianyi_shared::text::Lang;
use lianyi_shared::validate::TEXT_MAX;
use lianyi_tests::app::TestApp;
use lianyi_tests::college::College;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, Refused, User};
use sea_orm::sea_query::Query;
use sea_orm::{ActiveModelTrait as _, ConnectionTrait as _, Set};
use serde_json::{Value, json};

mod confirm;
mod lists;
mod record;

/// A leader with a person and a group, a colleague in the same branch, and those around them.
pub(crate) struct Liaison {
    pub(crate) college: College,
    pub(crate) roster: RosterId,
    pub(crate) leader: LeaderId,
    pub(crate) colleague: LeaderId,
    /// Paired with the leader since March.
    pub(crate) person: RepresentativeId,
    /// Paired with the colleague since March.
    pub(crate) other: RepresentativeId,
    /// Paired with the leader since March.
    pub(crate) group: GroupId,
    /// The leader.
    pub(crate) me: User,
    /// The colleague.
    pub(crate) them: User,
    /// The secretary of their branch.
    pub(crate) secretary: User,
    /// The secretary of another.
    pub(crate) stranger: User,
    pub(crate) officer: User,
    pub(crate) auditor: User,
}

pub(crate) async fn liaison(app: &TestApp) -> Liaison {
    let college = app.db_college().await;
    let leader = app.db_leader("任平", LeaderTier::School, college.school, college.school_branch).await;
    let colleague =
        app.db_leader("石雪", LeaderTier::Department, college.school, college.school_branch).await;
    let person = app.db_representative("徐丽", college.school).await;
    let other = app.db_representative("汪慧", college.school).await;
    let group = app.db_group("民盟支部").await;
    let roster = app.db_roster(RosterRoute::School, college.root).await;
    paired(app, roster, leader, with_person(person), "2026-03-01", None).await;
    paired(app, roster, leader, with_group(group), "2026-03-01", None).await;
    paired(app, roster, colleague, with_person(other), "2026-03-01", None).await;
    let secretary_of = |branch| As::role_at(Role::BranchSecretary, branch);
    Liaison {
        me: app.db_signed_in(As::role(Role::Leader).leader(leader)).await,
        them: app.db_signed_in(As::role(Role::Leader).leader(colleague)).await,
        secretary: app.db_signed_in(secretary_of(college.school_branch)).await,
        stranger: app.db_signed_in(secretary_of(college.office_branch)).await,
        officer: app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await,
        auditor: app.db_signed_in(As::role(Role::AuditAdministrator)).await,
        college,
        roster,
        leader,
        colleague,
        person,
        other,
        group,
    }
}

/// Links a leader and a counterpart from a day on; with an end the pairing is over.
pub(crate) async fn paired(
    app: &TestApp,
    roster: RosterId,
    leader: LeaderId,
    side: ContactCounterpartInput,
    since: &str,
    until: Option<&str>,
) {
    let nobody = RepresentativeId(app.app.new_id());
    let mut row = app.pairing(roster, leader, nobody);
    row.representative_id = Set(side.representative);
    row.group_id = Set(side.group);
    row.since = Set(Some(since.parse().unwrap()));
    row.until = Set(until.map(|day| day.parse().unwrap()));
    if until.is_some() {
        row.status = Set(PairingStatus::Ended);
    }
    row.insert(app.app.db.writer()).await.unwrap();
}

fn day(text: &str) -> Day {
    Day(text.to_owned())
}

pub(crate) const fn with_person(id: RepresentativeId) -> ContactCounterpartInput {
    ContactCounterpartInput { representative: Some(id), group: None }
}

const fn with_group(id: GroupId) -> ContactCounterpartInput {
    ContactCounterpartInput { representative: None, group: Some(id) }
}

/// A talk in which nothing was raised, and it is said so.
pub(crate) fn talk(leader: LeaderId, side: ContactCounterpartInput, on: &str) -> ContactContentInput {
    ContactContentInput {
        leaders: vec![leader],
        counterparts: vec![side],
        held_on: Some(day(on)),
        mode: Some(ContactMode::Talk),
        place: Some("行政楼".to_owned()),
        kinds: vec![ContactContentKind::Exchange],
        summary: Some("交流学院发展".to_owned()),
        nothing_raised: true,
        ..ContactContentInput::default()
    }
}

/// What makes a content faulty.
type Change = fn(&mut ContactContentInput);

fn raised(kind: MatterKind, text: &str) -> ContactLineInput {
    ContactLineInput { kind, text: text.to_owned(), solved: false }
}

pub(crate) async fn save(
    user: &User,
    id: Option<ContactId>,
    version: i32,
    editor: &str,
    content: &ContactContentInput,
) -> Result<SavedContactDraft, Refused> {
    let input = SaveContactDraftInput { id, version, editor: editor.to_owned(), content: content.clone() };
    Ok(user.run(SaveContactDraft::build(SaveContactDraftVariables { input })).await?.save_contact_draft)
}

/// Saves a new draft.
pub(crate) async fn drafted(user: &User, content: &ContactContentInput) -> SavedContactDraft {
    save(user, None, 0, "桌面", content).await.unwrap()
}

pub(crate) async fn draft(user: &User, id: ContactId) -> Result<ContactDraft, Refused> {
    Ok(user.run(ContactDraftQuery::build(ContactVariables { id })).await?.contact_draft)
}

pub(crate) async fn discard(user: &User, id: ContactId) -> Result<bool, Refused> {
    Ok(user.run(DiscardContactDraft::build(ContactVariables { id })).await?.discard_contact_draft)
}

pub(crate) async fn record(user: &User, id: ContactId, version: i32) -> Result<Contact, Refused> {
    let input = RecordContactInput { id, version };
    Ok(user.run(RecordContact::build(RecordContactVariables { input })).await?.record_contact)
}

/// Drafts and records.
pub(crate) async fn recorded(user: &User, content: &ContactContentInput) -> Contact {
    let draft = drafted(user, content).await;
    record(user, draft.id, draft.version).await.unwrap()
}

/// Drafts what cannot be recorded; the draft survives the refusal, and is thrown away.
async fn refused(user: &User, content: &ContactContentInput) -> Refused {
    let saved = drafted(user, content).await;
    let refused = record(user, saved.id, saved.version).await.unwrap_err();
    let kept = draft(user, saved.id).await.unwrap();
    assert_eq!((ContactContentInput::from(kept.content), kept.version), (content.clone(), saved.version));
    assert!(discard(user, saved.id).await.unwrap());
    refused
}

/// The faulty fields of what cannot be recorded.
async fn faults(user: &User, content: &ContactContentInput) -> Vec<String> {
    let refused = refused(user, content).await;
    assert_eq!(refused.code, ErrorCode::BadUserInput);
    refused.fields.into_iter().map(|fault| fault.path).collect()
}

pub(crate) async fn confirm(user: &User, contact: &Contact) -> Result<Contact, Refused> {
    let input = ConfirmContactInput { id: contact.id, version: contact.version };
    Ok(user.run(ConfirmContact::build(ConfirmContactVariables { input })).await?.confirm_contact)
}

pub(crate) async fn correct(
    user: &User,
    contact: &Contact,
    content: &ContactContentInput,
) -> Result<Contact, Refused> {
    let input = CorrectContactInput {
        id: contact.id,
        version: contact.version,
        content: content.clone(),
        reason: "核对日程后更正".to_owned(),
    };
    Ok(user.run(CorrectContact::build(CorrectContactVariables { input })).await?.correct_contact)
}

pub(crate) async fn void(user: &User, contact: &Contact, reason: &str) -> Result<Contact, Refused> {
    let input = VoidContactInput { id: contact.id, version: contact.version, reason: reason.to_owned() };
    Ok(user.run(VoidContact::build(VoidContactVariables { input })).await?.void_contact)
}

pub(crate) async fn read(user: &User, id: ContactId) -> Result<Contact, Refused> {
    Ok(user.run(ContactQuery::build(ContactVariables { id })).await?.contact)
}

async fn page(user: &User, filter: ContactFilter, page: PageInput) -> ContactConnection {
    user.run(Contacts::build(ContactsVariables { filter, page })).await.unwrap().contacts
}

/// The ids of a list, which its total agrees with.
async fn listed(user: &User, filter: ContactFilter) -> Vec<ContactId> {
    let list = page(user, filter, PageInput::first(50)).await;
    assert_eq!(usize::try_from(list.total_count).unwrap(), list.nodes.len());
    list.nodes.into_iter().map(|row| row.id).collect()
}

/// The day of the last contact with a counterpart, and the lamp, as the leader sees them.
async fn cadence(leader: &User, side: ContactCounterpartInput) -> (Option<String>, Option<Lamp>) {
    let pairings = leader.run(MyPairings::build(())).await.unwrap().my_pairings;
    let of_side = |pairing: &lianyi_shared::api::roster::Pairing| {
        let counterpart = &pairing.counterpart;
        counterpart.representative_id == side.representative && counterpart.group_id == side.group
    };
    let pairing = pairings.into_iter().find(of_side).unwrap();
    (pairing.last_contact_on.map(|day| day.0), pairing.lamp)
}

/// Whom a record for a leader may name.
async fn offered(
    user: &User,
    leader: LeaderId,
) -> Result<Vec<(Option<RepresentativeId>, PairingStatus)>, Refused> {
    let asked = PairingsForContact::build(PairingsForContactVariables { leader });
    let pairings = user.run(asked).await?.pairings_for_contact;
    Ok(pairings.into_iter().map(|one| (one.counterpart.representative_id, one.status)).collect())
}

async fn last_contact(leader: &User, side: ContactCounterpartInput) -> Option<String> {
    cadence(leader, side).await.0
}

/// How many lines of an action the log has.
pub(crate) async fn lines(auditor: &User, action: AuditAction) -> usize {
    let page = PageInput::first(100);
    let events = auditor.run(AuditEvents::build(AuditEventsVariables { page })).await.unwrap().audit_events;
    events.nodes.iter().filter(|line| line.action == action).count()
}
