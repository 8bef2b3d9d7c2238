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

on_both_databases! {
    async fn a_leader_records_a_contact_and_it_counts(app) {
        let all = liaison(&app).await;
        let (person, group) = (with_person(all.person), with_group(all.group));
        assert_eq!(cadence(&all.me, person).await, (None, Some(Lamp::Overdue)), "206 days, at most 150");
        assert_eq!(cadence(&all.me, group).await, (None, Some(Lamp::Due)), "206 days, ideally 180");

        let content = talk(all.leader, person, "2026-09-20");
        let saved = drafted(&all.me, &content).await;
        assert_eq!(last_contact(&all.me, person).await, None, "a draft counts nowhere");
        let drafts = all.me.run(ContactDrafts::build(())).await.unwrap().contact_drafts;
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].leaders.iter().map(|leader| leader.id).collect::<Vec<_>>(), [all.leader]);

        let contact = record(&all.me, saved.id, saved.version).await.unwrap();
        assert_eq!((contact.id, contact.status), (saved.id, ContactStatus::Confirmed));
        assert_eq!(ContactContentInput::from(contact.content.clone()), content);
        assert_eq!(contact.leaders[0].id, all.leader);
        assert_eq!(contact.counterparts[0].representative_id, Some(all.person));
        assert_eq!(contact.branch.as_ref().map(|branch| branch.id), Some(all.college.school_branch));
        assert!(contact.confirmed_at.is_some() && !contact.late);
        assert_eq!(draft(&all.me, saved.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(all.me.run(ContactDrafts::build(())).await.unwrap().contact_drafts, []);
        let counted = (Some("2026-09-20".to_owned()), Some(Lamp::InTouch));
        assert_eq!(cadence(&all.me, person).await, counted);
        assert_eq!(last_contact(&all.me, group).await, None, "who was not met was not met");

        // The answer was lost, and the page asks again.
        assert_eq!(record(&all.me, saved.id, saved.version).await.unwrap(), contact);
        assert_eq!(listed(&all.me, ContactFilter::default()).await, [contact.id]);
        assert_eq!(contact.revisions.len(), 1);
        assert_eq!(lines(&all.auditor, AuditAction::ContactRecord).await, 1);
        assert_eq!(record(&all.officer, saved.id, 1).await.unwrap_err().code, ErrorCode::NotFound);
    }

    async fn a_group_that_was_met_does_not_reset_who_was_present(app) {
        let all = liaison(&app).await;
        let mut content = talk(all.leader, with_group(all.group), "2026-09-20");
        content.mode = Some(ContactMode::Symposium);
        content.present = Some("徐丽、汪慧".to_owned());
        recorded(&all.me, &content).await;
        assert_eq!(last_contact(&all.me, with_group(all.group)).await.as_deref(), Some("2026-09-20"));
        assert_eq!(cadence(&all.me, with_person(all.person)).await, (None, Some(Lamp::Overdue)));
    }

    async fn an_older_contact_entered_later_does_not_take_the_place_of_the_last(app) {
        let all = liaison(&app).await;
        for on in ["2026-09-18", "2026-04-01"] {
            recorded(&all.me, &talk(all.leader, with_person(all.person), on)).await;
        }
        recorded(&all.me, &talk(all.leader, with_group(all.group), "2026-09-20")).await;
        assert_eq!(last_contact(&all.me, with_person(all.person)).await.as_deref(), Some("2026-09-18"));
        assert_eq!(last_contact(&all.me, with_group(all.group)).await.as_deref(), Some("2026-09-20"));
    }

    async fn a_draft_is_its_authors_alone_and_never_overwritten_unseen(app) {
        let all = liaison(&app).await;
        let typed = |summary: &str| ContactContentInput {
            leaders: vec![all.leader],
            summary: Some(summary.to_owned()),
            ..ContactContentInput::default()
        };
        let saved = save(&all.me, None, 0, "桌面", &typed("开头")).await.unwrap();
        let id = saved.id;
        // The page did not hear the answer to its first save.
        let unheard = save(&all.me, None, 0, "桌面", &typed("开头")).await.unwrap();
        assert_eq!((unheard.id, unheard.version), (id, saved.version));
        for user in [&all.them, &all.secretary, &all.officer] {
            assert_eq!(draft(user, id).await.unwrap_err().code, ErrorCode::NotFound);
            let over = save(user, Some(id), saved.version, "桌面", &typed("别人")).await.unwrap_err();
            assert_eq!(over.code, ErrorCode::NotFound);
            assert_eq!(record(user, id, saved.version).await.unwrap_err().code, ErrorCode::NotFound);
            assert_eq!(discard(user, id).await.unwrap_err().code, ErrorCode::NotFound);
            assert_eq!(user.run(ContactDrafts::build(())).await.unwrap().contact_drafts, []);
        }

        let phone = save(&all.me, Some(id), saved.version, "手机", &typed("路上补充")).await.unwrap();
        assert_eq!(phone.version, saved.version + 1);
        let stale = save(&all.me, Some(id), saved.version, "桌面", &typed("不知有补充")).await.unwrap_err();
        assert_eq!((stale.code, stale.reason.as_str()), (ErrorCode::Conflict, "DraftElsewhere"));
        let kept = draft(&all.me, id).await.unwrap();
        assert_eq!(kept.content.summary.as_deref(), Some("路上补充"));
        // What is there already can be said by anybody who writes it.
        let same = save(&all.me, Some(id), saved.version, "桌面", &typed("路上补充")).await.unwrap();
        assert_eq!(same.version, phone.version);
        // The telephone did not hear the answer to its last save.
        let again = save(&all.me, Some(id), saved.version, "手机", &typed("路上再补充")).await.unwrap();
        assert_eq!(again.version, phone.version + 1);
        let stale = record(&all.me, id, phone.version).await.unwrap_err();
        assert_eq!((stale.code, stale.reason.as_str()), (ErrorCode::Conflict, "DraftElsewhere"));

        assert!(discard(&all.me, id).await.unwrap());
        assert_eq!(discard(&all.me, id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(save(&all.me, Some(id), 3, "手机", &typed("末尾")).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(listed(&all.officer, ContactFilter::default()).await, []);
        assert_eq!(lines(&all.auditor, AuditAction::ContactRecord).await, 0);
    }

    async fn a_record_names_whom_one_may_not_see_and_says_no_more(app) {
        let all = liaison(&app).await;
        // Of a unit that the leader's branch has nothing to do with, on a roster that its secretary does not see.
        let far = app.db_representative("白磊", all.college.department).await;
        paired(&app, all.roster, all.leader, with_person(far), "2026-03-01", None).await;
        let contact = recorded(&all.me, &talk(all.leader, with_person(far), "2026-09-20")).await;
        assert!(!contact.counterparts[0].categories.is_empty());
        assert!(!read(&all.officer, contact.id).await.unwrap().counterparts[0].categories.is_empty());
        let seen = read(&all.secretary, contact.id).await.unwrap().counterparts.remove(0);
        assert_eq!((seen.name.as_str(), seen.unit, seen.post, seen.categories), ("白磊", None, None, vec![]));
        let variables = PairingsForContactVariables { leader: all.leader };
        let pairings = all.secretary.run(PairingsForContact::build(variables)).await.unwrap();
        for pairing in pairings.pairings_for_contact {
            let side = pairing.counterpart;
            assert_eq!(side.categories.is_empty(), side.representative_id != Some(all.person), "{side:?}");
        }
    }

    async fn what_is_entered_on_behalf_counts_when_the_leader_confirms(app) {
        let all = liaison(&app).await;
        let person = with_person(all.person);
        let content = talk(all.leader, person, "2026-09-20");
        let contact = recorded(&all.secretary, &content).await;
        assert_eq!((contact.status, &contact.confirmed_at), (ContactStatus::AwaitingConfirmation, &None));
        let capacity = app.db_last_capacity(AuditAction::ContactRecord).await;
        assert!(capacity.starts_with(Role::BranchSecretary.code()), "{capacity}");
        use ContactAction::{Confirm, Correct, CorrectOnBehalf, Void};
        assert_eq!(contact.actions, [CorrectOnBehalf, Void]);
        assert_eq!(read(&all.me, contact.id).await.unwrap().actions, [Confirm, Correct, Void]);
        assert_eq!(cadence(&all.me, person).await, (None, Some(Lamp::Overdue)));

        for user in [&all.secretary, &all.officer] {
            assert_eq!(confirm(user, &contact).await.unwrap_err().code, ErrorCode::Forbidden);
        }
        for user in [&all.stranger, &all.them] {
            assert_eq!(read(user, contact.id).await.unwrap_err().code, ErrorCode::NotFound);
            assert_eq!(confirm(user, &contact).await.unwrap_err().code, ErrorCode::NotFound);
            assert_eq!(correct(user, &contact, &content).await.unwrap_err().code, ErrorCode::NotFound);
            assert_eq!(void(user, &contact, "重复").await.unwrap_err().code, ErrorCode::NotFound);
            assert_eq!(listed(user, ContactFilter::default()).await, []);
            assert_eq!(refused(user, &content).await.code, ErrorCode::Forbidden, "nor do they record it");
        }

        let confirmed = confirm(&all.me, &contact).await.unwrap();
        assert_eq!(confirmed.status, ContactStatus::Confirmed);
        assert!(confirmed.confirmed_at.is_some());
        assert_eq!(confirmed.revisions.len(), 1, "confirming writes nothing anew");
        assert_eq!(last_contact(&all.me, person).await.as_deref(), Some("2026-09-20"));
        assert_eq!(confirm(&all.me, &contact).await.unwrap_err().code, ErrorCode::Conflict);
        assert_eq!(confirm(&all.me, &confirmed).await.unwrap_err().code, ErrorCode::Conflict);
        assert_eq!(lines(&all.auditor, AuditAction::ContactConfirm).await, 1);
    }

    async fn a_record_entered_before_the_printed_date_can_be_confirmed_after_it(app) {
        let all = liaison(&app).await;
        let late = app.db_representative("何静", all.college.school).await;
        // The decision took force at once; its paper says October.
        paired(&app, all.roster, all.leader, with_person(late), "2026-10-01", None).await;
        let content = talk(all.leader, with_person(late), "2026-09-22");
        let contact = recorded(&all.secretary, &content).await;
        app.app.clock.advance(chrono::TimeDelta::days(10));
        let me = app.db_sign_in_again(all.me.account.unwrap()).await;
        let confirmed = confirm(&me, &contact).await.unwrap();
        assert_eq!(confirmed.status, ContactStatus::Confirmed);
        assert_eq!(last_contact(&me, with_person(late)).await.as_deref(), Some("2026-09-22"));
        correct(&me, &confirmed, &content).await.unwrap();
    }

    async fn a_correction_is_a_further_revision(app) {
        let all = liaison(&app).await;
        let person = with_person(all.person);
        let first = recorded(&all.me, &talk(all.leader, person, "2026-09-10")).await;
        let moved = talk(all.leader, person, "2026-09-18");
        let second = correct(&all.me, &first, &moved).await.unwrap();
        assert_eq!((second.status, second.held_on.0.as_str()), (ContactStatus::Confirmed, "2026-09-18"));
        assert_eq!(last_contact(&all.me, person).await.as_deref(), Some("2026-09-18"));
        let told = read(&all.officer, first.id).await.unwrap().revisions;
        let of = |at: usize| {
            let revision = &told[at];
            (revision.number, revision.content.held_on.as_ref().map(|day| day.0.as_str()), revision.reason.as_deref())
        };
        assert_eq!(told.len(), 2);
        assert_eq!(of(0), (2, Some("2026-09-18"), Some("核对日程后更正")));
        assert_eq!(of(1), (1, Some("2026-09-10"), None));

        let stale = correct(&all.me, &first, &moved).await.unwrap_err();
        assert_eq!((stale.code, stale.reason.as_str()), (ErrorCode::Conflict, "VersionChanged"));
        let input = CorrectContactInput {
            id: second.id,
            version: second.version,
            content: moved.clone(),
            reason: "  ".to_owned(),
        };
        let bare = all.me.run(CorrectContact::build(CorrectContactVariables { input })).await.unwrap_err();
        assert_eq!(bare.paths(), ["input.reason"]);
        let nobody = ContactContentInput { leaders: Vec::new(), ..moved.clone() };
        assert_eq!(correct(&all.me, &second, &nobody).await.unwrap_err().paths(), ["content.leaders"]);
        // Nobody hands a record to somebody who did not say so.
        let away = talk(all.colleague, with_person(all.other), "2026-09-18");
        assert_eq!(correct(&all.me, &second, &away).await.unwrap_err().code, ErrorCode::Forbidden);

        let earlier = correct(&all.me, &second, &talk(all.leader, person, "2026-09-05")).await.unwrap();
        assert_eq!(last_contact(&all.me, person).await.as_deref(), Some("2026-09-05"));
        let by_officer = correct(&all.officer, &earlier, &moved).await.unwrap();
        assert_eq!(by_officer.status, ContactStatus::AwaitingConfirmation);
        assert_eq!((by_officer.revisions.len(), by_officer.confirmed_at), (4, None));
        assert_eq!(last_contact(&all.me, person).await, None, "what awaits confirmation does not count");
        let seen = read(&all.me, first.id).await.unwrap();
        assert_eq!(confirm(&all.me, &seen).await.unwrap().status, ContactStatus::Confirmed);
        assert_eq!(last_contact(&all.me, person).await.as_deref(), Some("2026-09-18"));
        assert_eq!(lines(&all.auditor, AuditAction::ContactCorrect).await, 3);
    }

    async fn a_secretary_who_is_a_leader_does_not_speak_for_another(app) {
        let all = liaison(&app).await;
        let third = app.db_leader("高燕", LeaderTier::Department, all.college.school, all.college.school_branch).await;
        paired(&app, all.roster, third, with_person(all.other), "2026-03-01", None).await;
        let both = As {
            roles: vec![(Role::Leader, None), (Role::BranchSecretary, Some(all.college.school_branch))],
            ..As::default()
        };
        let both = app.db_signed_in(both.leader(third)).await;
        let own = recorded(&both, &talk(third, with_person(all.other), "2026-09-20")).await;
        assert_eq!(own.status, ContactStatus::Confirmed);
        let for_me = talk(all.leader, with_person(all.person), "2026-09-20");
        let handed = correct(&both, &own, &for_me).await.unwrap();
        assert_eq!(handed.status, ContactStatus::AwaitingConfirmation);
        assert_eq!(last_contact(&all.me, with_person(all.person)).await, None);
    }

    async fn a_voided_record_counts_nowhere_and_stays_readable(app) {
        let all = liaison(&app).await;
        let person = with_person(all.person);
        let kept = recorded(&all.me, &talk(all.leader, person, "2026-09-10")).await;
        let wrong = recorded(&all.me, &talk(all.leader, person, "2026-09-18")).await;
        assert_eq!(void(&all.me, &wrong, " ").await.unwrap_err().paths(), ["input.reason"]);
        let stale = Contact { version: wrong.version + 1, ..wrong.clone() };
        assert_eq!(void(&all.me, &stale, "重复录入").await.unwrap_err().reason, "VersionChanged");
        let voided = void(&all.me, &wrong, "重复录入").await.unwrap();
        assert_eq!((voided.status, voided.void_reason.as_deref()), (ContactStatus::Voided, Some("重复录入")));
        assert_eq!(voided.actions, []);
        assert_eq!(last_contact(&all.me, person).await.as_deref(), Some("2026-09-10"));
        assert_eq!(listed(&all.officer, ContactFilter::default()).await, [kept.id]);
        let only_voided = ContactFilter { status: Some(ContactStatus::Voided), ..ContactFilter::default() };
        assert_eq!(listed(&all.officer, only_voided).await, [wrong.id]);
        assert_eq!(read(&all.officer, wrong.id).await.unwrap().revisions.len(), 1);

        let content = talk(all.leader, person, "2026-09-18");
        assert_eq!(confirm(&all.me, &voided).await.unwrap_err().code, ErrorCode::Conflict);
        for user in [&all.me, &all.secretary] {
            assert_eq!(correct(user, &voided, &content).await.unwrap_err().code, ErrorCode::Conflict);
            assert_eq!(void(user, &voided, "再次").await.unwrap_err().code, ErrorCode::Conflict);
        }
        assert_eq!(lines(&all.auditor, AuditAction::ContactVoid).await, 1);
    }

    async fn what_is_missing_or_cannot_be_is_told_field_by_field(app) {
        let all = liaison(&app).await;
        let me = &all.me;
        let whole = || talk(all.leader, with_person(all.person), "2026-09-20");
        let everything = [
            "content.leaders", "content.counterparts", "content.heldOn", "content.mode", "content.summary",
            "content.nothingRaised",
        ];
        assert_eq!(faults(me, &ContactContentInput::default()).await, everything);
        let without: [(&str, Change); 7] = [
            ("content.leaders", |content| content.leaders.clear()),
            ("content.counterparts", |content| content.counterparts.clear()),
            ("content.heldOn", |content| content.held_on = None),
            ("content.mode", |content| content.mode = None),
            ("content.summary", |content| content.summary = None),
            ("content.summary", |content| content.summary = Some("  ".to_owned())),
            ("content.nothingRaised", |content| content.nothing_raised = false),
        ];
        for (path, take) in without {
            let mut content = whole();
            take(&mut content);
            assert_eq!(faults(me, &content).await, [path]);
        }
        let line = raised(MatterKind::Opinion, "增设实验课");
        let content = ContactContentInput { lines: vec![line.clone()], ..whole() };
        assert_eq!(faults(me, &content).await, ["content.nothingRaised"]);
        let blank = raised(MatterKind::Opinion, " ");
        let content = ContactContentInput { lines: vec![blank], nothing_raised: false, ..whole() };
        assert_eq!(faults(me, &content).await, ["content.nothingRaised"], "an empty line says nothing");
        let content = ContactContentInput { held_on: Some(day("2026-09-24")), ..whole() };
        assert_eq!(faults(me, &content).await, ["content.heldOn"], "tomorrow");
        let content = ContactContentInput { next_on: Some(day("2026-09-19")), ..whole() };
        assert_eq!(faults(me, &content).await, ["content.nextOn"]);
        let nobody = ContactCounterpartInput { representative: None, group: None };
        let two = ContactCounterpartInput { representative: Some(all.person), group: Some(all.group) };
        for side in [nobody, two] {
            let content = ContactContentInput { counterparts: vec![with_group(all.group), side], ..whole() };
            assert_eq!(faults(me, &content).await, ["content.counterparts.1"]);
        }

        // What is too long is no draft either; everything else may wait.
        let long = ContactContentInput { summary: Some("长".repeat(TEXT_MAX + 1)), ..whole() };
        assert_eq!(save(me, None, 0, "桌面", &long).await.unwrap_err().paths(), ["content.summary"]);
        let many = ContactContentInput { lines: vec![line; 31], nothing_raised: false, ..whole() };
        assert_eq!(save(me, None, 0, "桌面", &many).await.unwrap_err().paths(), ["content.lines"]);
        assert_eq!(listed(&all.officer, ContactFilter::default()).await, []);
    }

    async fn only_who_was_paired_on_the_day_was_met(app) {
        let all = liaison(&app).await;
        let former = app.db_representative("何静", all.college.school).await;
        paired(&app, all.roster, all.leader, with_person(former), "2026-03-01", Some("2026-09-10")).await;
        let mut left = app.leader("高燕", LeaderTier::School, all.college.school, all.college.school_branch);
        left.left_on = Set(Some("2026-08-31".parse().unwrap()));
        let left = left.insert(app.app.db.writer()).await.unwrap().id;
        paired(&app, all.roster, left, with_person(all.other), "2026-03-01", None).await;

        let with = |side, on: &str| talk(all.leader, side, on);
        let unpaired = with(with_person(all.other), "2026-09-20");
        assert_eq!(faults(&all.me, &unpaired).await, ["content.counterparts.0"]);
        let mut second = unpaired;
        second.counterparts.insert(0, with_person(all.person));
        assert_eq!(faults(&all.me, &second).await, ["content.counterparts.1"]);
        let before = with(with_person(all.person), "2026-02-28");
        assert_eq!(faults(&all.me, &before).await, ["content.counterparts.0"]);
        let after = with(with_person(former), "2026-09-11");
        assert_eq!(faults(&all.me, &after).await, ["content.counterparts.0"]);
        let gone = talk(left, with_person(all.other), "2026-09-01");
        assert_eq!(faults(&all.officer, &gone).await, ["content.leaders.0"]);

        recorded(&all.me, &with(with_person(all.person), "2026-03-01")).await;
        recorded(&all.me, &with(with_person(former), "2026-09-10")).await;
        recorded(&all.officer, &talk(left, with_person(all.other), "2026-08-31")).await;
        // Each of the counterparts was paired with one of the leaders; who that is, nobody learns by trying.
        second.leaders.push(all.colleague);
        assert_eq!(faults(&all.me, &second).await, ["content.counterparts.1"]);
        let together = recorded(&all.secretary, &second).await;
        assert_eq!(together.leaders.len(), 2);
        confirm(&all.me, &together).await.unwrap();
        assert_eq!(last_contact(&all.them, with_person(all.other)).await.as_deref(), Some("2026-09-20"));
    }

    async fn a_leader_beside_another_does_not_speak_for_them(app) {
        let all = liaison(&app).await;
        let third = app.db_leader("高燕", LeaderTier::Department, all.college.school, all.college.school_branch).await;
        let own = app.db_representative("何静", all.college.school).await;
        paired(&app, all.roster, third, with_person(own), "2026-03-01", None).await;
        let both = As {
            roles: vec![(Role::Leader, None), (Role::BranchSecretary, Some(all.college.school_branch))],
            ..As::default()
        };
        let both = app.db_signed_in(both.leader(third)).await;
        let mut content = talk(all.leader, with_person(all.person), "2026-09-20");
        content.leaders.push(third);
        content.counterparts.push(with_person(own));
        let joint = recorded(&both, &content).await;
        assert_eq!(joint.status, ContactStatus::AwaitingConfirmation);
        assert!(!joint.actions.contains(&ContactAction::Confirm), "{:?}", joint.actions);
        assert_eq!(confirm(&both, &joint).await.unwrap_err().code, ErrorCode::Forbidden);
        let waiting = || ContactFilter { to_confirm: true, ..ContactFilter::default() };
        assert_eq!(listed(&both, waiting()).await, []);
        assert_eq!(listed(&all.me, waiting()).await, [joint.id]);
        confirm(&all.me, &joint).await.unwrap();
        assert_eq!(listed(&all.me, waiting()).await, []);
        assert_eq!(last_contact(&all.me, with_person(all.person)).await.as_deref(), Some("2026-09-20"));
        assert_eq!(last_contact(&both, with_person(own)).await.as_deref(), Some("2026-09-20"));
    }

    async fn a_pairing_that_was_ended_afterwards_leaves_its_records_to_be_confirmed_and_corrected(app) {
        let all = liaison(&app).await;
        let person = with_person(all.person);
        let content = talk(all.leader, person, "2026-09-20");
        let waiting = recorded(&all.secretary, &content).await;
        // The decision was of a meeting before.
        let ended = Query::update()
            .table("pairing")
            .value("until", "2026-09-10".parse::<chrono::NaiveDate>().unwrap())
            .value("status", PairingStatus::Ended)
            .and_where(sea_orm::ColumnTrait::eq(&pairing::Column::RepresentativeId, all.person))
            .to_owned();
        app.app.db.writer().execute(&ended).await.unwrap();
        let confirmed = confirm(&all.me, &waiting).await.unwrap();
        let corrected = correct(&all.me, &confirmed, &talk(all.leader, person, "2026-09-19")).await.unwrap();
        assert_eq!(corrected.status, ContactStatus::Confirmed);
        assert_eq!(faults(&all.me, &content).await, ["content.counterparts.0"], "but nothing new");
        let offered = offered(&all.me, all.leader).await.unwrap();
        assert!(offered.contains(&(Some(all.person), PairingStatus::Ended)), "{offered:?}");
    }

    async fn a_correction_leaves_a_record_with_the_branch_of_its_day(app) {
        let all = liaison(&app).await;
        let person = with_person(all.person);
        let record = recorded(&all.me, &talk(all.leader, person, "2026-09-20")).await;
        let moved = Query::update()
            .table("leader")
            .value("branch_id", all.college.office_branch)
            .and_where(sea_orm::ColumnTrait::eq(&leader::Column::Id, all.leader))
            .to_owned();
        app.app.db.writer().execute(&moved).await.unwrap();
        let corrected = correct(&all.me, &record, &talk(all.leader, person, "2026-09-19")).await.unwrap();
        correct(&all.secretary, &corrected, &talk(all.leader, person, "2026-09-18")).await.unwrap();
        assert_eq!(listed(&all.stranger, ContactFilter::default()).await, []);
    }

    async fn an_entry_after_more_than_fourteen_days_is_late(app) {
        let all = liaison(&app).await;
        let person = with_person(all.person);
        let in_time = recorded(&all.me, &talk(all.leader, person, "2026-09-09")).await;
        let late = recorded(&all.me, &talk(all.leader, person, "2026-09-08")).await;
        assert_eq!((in_time.late, late.late), (false, true));
        // A correction of the day does not make a late entry one in time, nor the reverse.
        let earlier = correct(&all.me, &in_time, &talk(all.leader, person, "2026-09-01")).await.unwrap();
        assert!(earlier.late, "recorded on the 23rd, held on the 1st");
        let later = correct(&all.me, &late, &talk(all.leader, person, "2026-09-12")).await.unwrap();
        assert!(!later.late, "recorded on the 23rd, held on the 12th");
    }

    async fn lists_are_newest_first_in_pages_and_narrowed(app) {
        let all = liaison(&app).await;
        let far = app.db_representative("何静", all.college.department).await;
        let office =
            app.db_leader("高燕", LeaderTier::School, all.college.department, all.college.office_branch).await;
        paired(&app, all.roster, office, with_person(far), "2026-03-01", None).await;
        let (person, group) = (with_person(all.person), with_group(all.group));
        let late = recorded(&all.me, &talk(all.leader, person, "2026-09-01")).await.id;
        let mut call = talk(all.leader, group, "2026-09-10");
        call.mode = Some(ContactMode::Telephone);
        let call = recorded(&all.me, &call).await.id;
        let theirs = recorded(&all.them, &talk(all.colleague, with_person(all.other), "2026-09-15")).await.id;
        let same_day = recorded(&all.me, &talk(all.leader, person, "2026-09-15")).await.id;
        let away = recorded(&all.officer, &talk(office, with_person(far), "2026-09-20")).await.id;
        let voided = recorded(&all.me, &talk(all.leader, person, "2026-09-22")).await;
        void(&all.me, &voided, "重复录入").await.unwrap();

        let any = ContactFilter::default;
        let order = [away, same_day, theirs, call, late];
        assert_eq!(listed(&all.officer, any()).await, order);
        let ids = |list: &ContactConnection| list.nodes.iter().map(|row| row.id).collect::<Vec<_>>();
        let first = page(&all.officer, any(), PageInput::first(2)).await;
        assert_eq!((ids(&first), first.total_count), (order[..2].to_vec(), 5));
        assert!(first.page_info.has_next_page && !first.page_info.has_previous_page);
        let after = PageInput { first: Some(2), after: first.page_info.end_cursor, ..PageInput::default() };
        let second = page(&all.officer, any(), after).await;
        assert_eq!(ids(&second), order[2..4]);
        assert!(second.page_info.has_next_page && second.page_info.has_previous_page);
        let after = PageInput { first: Some(2), after: second.page_info.end_cursor, ..PageInput::default() };
        let third = page(&all.officer, any(), after).await;
        assert_eq!(ids(&third), order[4..]);
        assert!(!third.page_info.has_next_page);
        let before =
            PageInput { last: Some(2), before: second.page_info.start_cursor, ..PageInput::default() };
        assert_eq!(ids(&page(&all.officer, any(), before).await), order[..2]);
        let last = PageInput { last: Some(2), ..PageInput::default() };
        assert_eq!(ids(&page(&all.officer, any(), last).await), order[3..]);

        let awaiting = Some(ContactStatus::AwaitingConfirmation);
        let narrowed: Vec<(ContactFilter, Vec<ContactId>)> = vec![
            (ContactFilter { status: awaiting, ..any() }, vec![away]),
            (ContactFilter { status: Some(ContactStatus::Voided), ..any() }, vec![voided.id]),
            (ContactFilter { from: Some(day("2026-09-15")), ..any() }, order[..3].to_vec()),
            (ContactFilter { until: Some(day("2026-09-10")), ..any() }, order[3..].to_vec()),
            (
                ContactFilter { from: Some(day("2026-09-10")), until: Some(day("2026-09-15")), ..any() },
                order[1..4].to_vec(),
            ),
            (ContactFilter { mode: Some(ContactMode::Telephone), ..any() }, vec![call]),
            (ContactFilter { leader: Some(all.colleague), ..any() }, vec![theirs]),
            (ContactFilter { representative: Some(all.person), ..any() }, vec![same_day, late]),
            (ContactFilter { group: Some(all.group), ..any() }, vec![call]),
            (ContactFilter { branch: Some(all.college.office_branch), ..any() }, vec![away]),
            (ContactFilter { late: Some(true), ..any() }, vec![late]),
            (ContactFilter { late: Some(false), ..any() }, order[..4].to_vec()),
            (ContactFilter { mine: true, ..any() }, vec![]),
        ];
        for (filter, expected) in narrowed {
            assert_eq!(listed(&all.officer, filter.clone()).await, expected, "{filter:?}");
        }
        let mine = ContactFilter { mine: true, ..any() };
        assert_eq!(listed(&all.me, mine).await, [same_day, call, late]);
        assert_eq!(listed(&all.me, any()).await, [same_day, call, late]);
        assert_eq!(listed(&all.secretary, any()).await, order[1..]);
        assert_eq!(listed(&all.stranger, any()).await, [away]);
        let member = app.db_signed_in(As::role(Role::CommitteeMember)).await;
        assert_eq!(listed(&member, any()).await, order);

        let myself = As::role(Role::Representative).representative(all.person);
        let mut others = vec![app.db_signed_in(myself).await, all.auditor.clone()];
        for role in [Role::SystemAdministrator, Role::SecurityAdministrator] {
            others.push(app.db_signed_in(As::role(role)).await);
        }
        for user in others {
            assert_eq!(listed(&user, any()).await, []);
            let of_person = ContactFilter { representative: Some(all.person), ..any() };
            assert_eq!(listed(&user, of_person).await, []);
            assert_eq!(read(&user, late).await.unwrap_err().code, ErrorCode::NotFound);
        }
    }

    async fn of_two_who_confirm_at_once_one_does(app) {
        let all = liaison(&app).await;
        let mut content = talk(all.leader, with_person(all.person), "2026-09-20");
        content.leaders.push(all.colleague);
        content.counterparts.push(with_person(all.other));
        let contact = recorded(&all.secretary, &content).await;
        let (mine, theirs) = tokio::join!(confirm(&all.me, &contact), confirm(&all.them, &contact));
        let (done, lost): (Vec<_>, Vec<_>) = [mine, theirs].into_iter().partition(Result::is_ok);
        assert_eq!((done.len(), lost.len()), (1, 1));
        for lost in lost {
            assert_eq!(lost.unwrap_err().code, ErrorCode::Conflict);
        }
        assert_eq!(lines(&all.auditor, AuditAction::ContactConfirm).await, 1);
        let seen = read(&all.officer, contact.id).await.unwrap();
        assert_eq!((seen.status, seen.version), (ContactStatus::Confirmed, contact.version + 1));
        assert_eq!(last_contact(&all.me, with_person(all.person)).await.as_deref(), Some("2026-09-20"));
        assert_eq!(last_contact(&all.them, with_person(all.other)).await.as_deref(), Some("2026-09-20"));
    }

    async fn a_draft_sent_twice_at_once_is_recorded_once(app) {
        let all = liaison(&app).await;
        for on in ["2026-09-11", "2026-09-12", "2026-09-13", "2026-09-14"] {
            let saved = drafted(&all.me, &talk(all.leader, with_person(all.person), on)).await;
            let once = || record(&all.me, saved.id, saved.version);
            let (one, other) = tokio::join!(once(), once());
            assert_eq!(one.unwrap(), other.unwrap());
        }
        assert_eq!(listed(&all.me, ContactFilter::default()).await.len(), 4);
        assert_eq!(lines(&all.auditor, AuditAction::ContactRecord).await, 4);
    }

    async fn repeating_a_record_is_no_way_in_after_the_role_is_gone(app) {
        let all = liaison(&app).await;
        let contact = recorded(&all.secretary, &talk(all.leader, with_person(all.person), "2026-09-20")).await;
        let security = app.db_signed_in(As::role(Role::SecurityAdministrator)).await;
        let held = app.db_held_roles(all.secretary.account.unwrap()).await;
        security.run(RevokeRole::build(HeldRoleVariables { id: held[0] })).await.unwrap();
        assert_eq!(read(&all.secretary, contact.id).await.unwrap_err().code, ErrorCode::NotFound);
        let again = record(&all.secretary, contact.id, 1).await.unwrap_err();
        assert_eq!(again.code, ErrorCode::NotFound);
    }

    async fn what_was_said_stands_in_the_record_alone(app) {
        let all = liaison(&app).await;
        const SAID: &str = "鹧鸪密语";
        let said = || Some(format!("说到{SAID}"));
        let content = ContactContentInput {
            place: said(),
            summary: said(),
            policy: said(),
            present: said(),
            lines: vec![raised(MatterKind::Difficulty, SAID), raised(MatterKind::MajorMatter, SAID)],
            nothing_raised: false,
            next_step: said(),
            next_on: Some(day("2026-10-20")),
            ..talk(all.leader, with_person(all.person), "2026-09-20")
        };
        let contact = recorded(&all.me, &content).await;
        let input = CorrectContactInput {
            id: contact.id,
            version: contact.version,
            content: content.clone(),
            reason: SAID.to_owned(),
        };
        let corrected = all.officer.run(CorrectContact::build(CorrectContactVariables { input })).await;
        let confirmed = confirm(&all.me, &corrected.unwrap().correct_contact).await.unwrap();
        assert_eq!(confirmed.content.lines.len(), 2);
        assert_eq!(void(&all.me, &confirmed, SAID).await.unwrap().void_reason.as_deref(), Some(SAID));
        let text = |answer: Value| {
            assert!(answer["errors"].is_null(), "{answer}");
            answer.to_string()
        };

        for status in [None, Some(ContactStatus::Voided)] {
            recorded(&all.me, &content).await;
            let filter = ContactFilter { status, ..ContactFilter::default() };
            let asked = Contacts::build(ContactsVariables { filter, page: PageInput::first(50) });
            let list = text(all.officer.post(&serde_json::to_value(&asked).unwrap(), Lang::Zh).await);
            assert!(list.contains("con_") && list.contains("\"lineCount\":2"), "{list}");
            assert!(!list.contains(SAID), "{list}");
        }
        let asked = AuditEvents::build(AuditEventsVariables { page: PageInput::first(100) });
        let log = text(all.auditor.post(&serde_json::to_value(&asked).unwrap(), Lang::Zh).await);
        assert!(log.contains("CONTACT_VOID") && !log.contains(SAID), "{log}");

        // Neither do refusals repeat what they refuse.
        let future = ContactContentInput { held_on: Some(day("2026-12-01")), ..content.clone() };
        let refusal = refused(&all.me, &future).await;
        assert!(!format!("{refusal:?}").contains(SAID), "{refusal:?}");
        let long = ContactContentInput { policy: Some(SAID.repeat(TEXT_MAX)), ..content };
        let refusal = save(&all.me, None, 0, "桌面", &long).await.unwrap_err();
        assert!(!format!("{refusal:?}").contains(SAID), "{refusal:?}");
        let document = "mutation($input: SaveContactDraftInput!) { saveContactDraft(input: $input) { id } }";
        let unknown = json!({ "editor": "桌面", "content": { "summary": SAID, "mode": "NO_SUCH_FORM" } });
        let answer = all.me.ask(document, json!({ "input": unknown })).await;
        assert!(answer["errors"].is_array(), "{answer}");
        assert!(!answer.to_string().contains(SAID), "{answer}");
    }

    async fn a_leaders_pairings_are_offered_to_who_records_for_them(app) {
        let all = liaison(&app).await;
        let former = app.db_representative("何静", all.college.school).await;
        paired(&app, all.roster, all.leader, with_person(former), "2024-03-01", Some("2025-09-30")).await;
        let long_ago = app.db_representative("白磊", all.college.school).await;
        paired(&app, all.roster, all.leader, with_person(long_ago), "2024-03-01", Some("2025-09-01")).await;
        for user in [&all.me, &all.secretary, &all.officer] {
            let offered = offered(user, all.leader).await.unwrap();
            assert_eq!(offered.len(), 3, "{offered:?}");
            assert!(offered.contains(&(Some(former), PairingStatus::Ended)), "{offered:?}");
        }
        for user in [&all.them, &all.stranger] {
            assert_eq!(offered(user, all.leader).await.unwrap_err().code, ErrorCode::Forbidden);
        }
    }
}
