//! Planned meetings, as the people who agree on them: leaders, those who plan for them, and representatives.

use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi_shared::access::Role;
use lianyi_shared::api::accounts::{CloseAccount, CloseAccountInput, CloseAccountVariables};
use lianyi_shared::api::audit::{AuditEvents, AuditEventsVariables};
use lianyi_shared::api::contacts::*;
use lianyi_shared::api::plans::meetings::*;
use lianyi_shared::api::plans::*;
use lianyi_shared::api::units::{CloseUnit, CloseUnitInput, CloseUnitVariables};
use lianyi_shared::api::{Day, PageInput};
use lianyi_shared::contact::{ContactMode, ContactStatus};
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{LeaderId, PairingId, PlanId, RepresentativeId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::plan::{PlanAction, PlanReach, PlanRepeat, PlanStatus};
use lianyi_shared::roster::{PairingStatus, RosterRoute};
use lianyi_tests::app::TestApp;
use lianyi_tests::college::College;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, Refused, User};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};

/// A leader with two people, a colleague with one, and those around them.
struct Liaison {
    college: College,
    leader: LeaderId,
    person: RepresentativeId,
    pairing: PairingId,
    second: PairingId,
    /// Of the colleague.
    other: PairingId,
    me: User,
    them: User,
    representative: User,
    secretary: User,
    stranger: User,
    officer: User,
    member: User,
}

async fn liaison(app: &TestApp) -> Liaison {
    let college = app.db_college().await;
    let (school, branch) = (college.school, college.school_branch);
    let leader = app.db_leader("任平", LeaderTier::School, school, branch).await;
    let colleague = app.db_leader("石雪", LeaderTier::Department, school, branch).await;
    let person = app.db_representative("徐丽", school).await;
    let second = app.db_representative("何静", school).await;
    let other = app.db_representative("汪慧", school).await;
    let roster = app.db_roster(RosterRoute::School, college.root).await;
    let secretary_of = |branch| As::role_at(Role::BranchSecretary, branch);
    Liaison {
        pairing: app.db_pairing(roster, leader, person).await,
        second: app.db_pairing(roster, leader, second).await,
        other: app.db_pairing(roster, colleague, other).await,
        me: app.db_signed_in(As::role(Role::Leader).leader(leader)).await,
        them: app.db_signed_in(As::role(Role::Leader).leader(colleague)).await,
        representative: app.db_signed_in(As::role(Role::Representative).representative(person)).await,
        secretary: app.db_signed_in(secretary_of(branch)).await,
        stranger: app.db_signed_in(secretary_of(college.office_branch)).await,
        officer: app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await,
        member: app.db_signed_in(As::role(Role::CommitteeMember)).await,
        college,
        leader,
        person,
    }
}

/// So many days from today.
fn later(app: &TestApp, days: i64) -> Day {
    Day((app.app.clock.today() + chrono::TimeDelta::days(days)).to_string())
}

fn talk(pairing: PairingId, day: Day) -> PlanContentInput {
    PlanContentInput {
        pairings: vec![pairing],
        day,
        from: Some("09:30".to_owned()),
        until: Some("10:30".to_owned()),
        place: Some("行政楼".to_owned()),
        mode: ContactMode::Talk,
        note: Some("带上课题材料".to_owned()),
    }
}

async fn make(
    user: &User,
    content: PlanContentInput,
    series: Option<PlanSeriesInput>,
) -> Result<Plan, Refused> {
    let input = MakePlanInput { id: None, content, series };
    Ok(user.run(MakePlan::build(MakePlanVariables { input })).await?.make_plan)
}

const fn times(repeat: PlanRepeat, times: i32) -> Option<PlanSeriesInput> {
    Some(PlanSeriesInput { repeat, until: None, times: Some(times) })
}

async fn plan(user: &User, id: PlanId) -> Result<Plan, Refused> {
    Ok(user.run(PlanQuery::build(PlanVariables { id })).await?.plan)
}

async fn change(
    user: &User,
    plan: &Plan,
    reach: PlanReach,
    content: PlanContentInput,
) -> Result<Plan, Refused> {
    let input = ChangePlanInput { id: plan.id, version: plan.version, reach, content };
    Ok(user.run(ChangePlan::build(ChangePlanVariables { input })).await?.change_plan)
}

async fn move_to(user: &User, plan: &Plan, reach: PlanReach, day: Day) -> Result<Plan, Refused> {
    let input = MovePlanInput { id: plan.id, version: plan.version, reach, day };
    Ok(user.run(MovePlan::build(MovePlanVariables { input })).await?.move_plan)
}

async fn cancel(user: &User, plan: &Plan, reach: PlanReach) -> Result<Plan, Refused> {
    let input =
        CancelPlanInput { id: plan.id, version: plan.version, reach, reason: "当天有会".to_owned() };
    Ok(user.run(CancelPlan::build(CancelPlanVariables { input })).await?.cancel_plan)
}

async fn listed(user: &User, filter: PlanFilter) -> Result<Vec<PlanRow>, Refused> {
    let variables = PlansVariables { filter, page: PageInput::first(100) };
    Ok(user.run(Plans::build(variables)).await?.plans.nodes)
}

/// The days of all plans that a user sees, with their first time.
async fn days(user: &User) -> Vec<(String, Option<String>)> {
    let rows = listed(user, PlanFilter::default()).await.unwrap();
    rows.into_iter().map(|row| (row.day.0, row.from)).collect()
}

async fn meetings(user: &User) -> Vec<Meeting> {
    user.run(MyMeetings::build(())).await.unwrap().my_meetings
}

async fn propose(user: &User, pairing: PairingId, day: Day) -> Result<Meeting, Refused> {
    let input = ProposeMeetingInput {
        pairing,
        day,
        from: Some("15:00".to_owned()),
        words: Some("想谈谈实验室".to_owned()),
    };
    Ok(user.run(ProposeMeeting::build(ProposeMeetingVariables { input })).await?.propose_meeting)
}

on_both_databases! {
    async fn who_plans_and_who_sees_it(app) {
        let l = liaison(&app).await;
        let made = make(&l.me, talk(l.pairing, later(&app, 3)), None).await.unwrap();
        assert_eq!((made.status, made.in_question, made.repeat), (PlanStatus::Planned, false, None));
        assert_eq!(made.capacity.role, "LEADER");
        assert_eq!(made.actions, [PlanAction::Change, PlanAction::Cancel, PlanAction::Hold]);
        for reader in [&l.secretary, &l.officer] {
            assert_eq!(plan(reader, made.id).await.unwrap().actions, made.actions);
        }
        // The committee reads; colleague, other branch and the representative do not, nor do administrators.
        assert_eq!(plan(&l.member, made.id).await.unwrap().actions, []);
        for nobody in [&l.them, &l.stranger, &l.representative] {
            assert_eq!(plan(nobody, made.id).await.unwrap_err().code, ErrorCode::NotFound);
            assert_eq!(cancel(nobody, &made, PlanReach::This).await.unwrap_err().code, ErrorCode::NotFound);
        }
        assert_eq!(cancel(&l.member, &made, PlanReach::This).await.unwrap_err().code, ErrorCode::Forbidden);
        // A leader plans for nobody else, a secretary for their branch, the department for all.
        let foreign = make(&l.me, talk(l.other, later(&app, 3)), None).await.unwrap_err();
        assert_eq!((foreign.code, foreign.paths()), (ErrorCode::BadUserInput, vec!["input.content.pairings.0"]));
        make(&l.secretary, talk(l.other, later(&app, 3)), None).await.unwrap();
        make(&l.officer, talk(l.other, later(&app, 3)), None).await.unwrap();
        let outside = make(&l.stranger, talk(l.other, later(&app, 3)), None).await.unwrap_err();
        assert_eq!(outside.reason, foreign.reason);
        let denied = make(&l.representative, talk(l.pairing, later(&app, 3)), None).await.unwrap_err();
        assert_eq!(denied.code, ErrorCode::Forbidden);
        assert_eq!(listed(&l.me, PlanFilter::default()).await.unwrap().len(), 1);
        assert_eq!(listed(&l.secretary, PlanFilter { mine: true, ..PlanFilter::default() }).await.unwrap(), []);
        let of_me = PlanFilter { leader: Some(l.leader), ..PlanFilter::default() };
        assert_eq!(listed(&l.officer, of_me).await.unwrap().len(), 1);
        let of_person = PlanFilter { representative: Some(l.person), ..PlanFilter::default() };
        assert_eq!(listed(&l.officer, of_person).await.unwrap().len(), 1);
        let of_branch = PlanFilter { branch: Some(l.college.office_branch), ..PlanFilter::default() };
        assert_eq!(listed(&l.officer, of_branch).await.unwrap(), []);
    }

    async fn what_cannot_be_planned(app) {
        let l = liaison(&app).await;
        let good = || talk(l.pairing, later(&app, 3));
        let bad: [(PlanContentInput, Option<PlanSeriesInput>, &str); 8] = [
            (PlanContentInput { day: later(&app, -1), ..good() }, None, "input.content.day"),
            (PlanContentInput { from: Some("9:30".to_owned()), ..good() }, None, "input.content.from"),
            (PlanContentInput { until: Some("09:30".to_owned()), ..good() }, None, "input.content.until"),
            (PlanContentInput { from: None, ..good() }, None, "input.content.until"),
            (PlanContentInput { pairings: Vec::new(), ..good() }, None, "input.content.pairings"),
            (good(), times(PlanRepeat::Weekly, 61), "input.series.times"),
            (good(), times(PlanRepeat::Weekly, 1), "input.series.times"),
            (
                good(),
                Some(PlanSeriesInput { repeat: PlanRepeat::Weekly, until: Some(later(&app, 9)), times: Some(3) }),
                "input.series.until",
            ),
        ];
        for (content, series, path) in bad {
            let refused = make(&l.me, content, series).await.unwrap_err();
            assert_eq!((refused.code, refused.paths()), (ErrorCode::BadUserInput, vec![path]));
        }
        assert_eq!(days(&l.me).await, []);
    }

    async fn a_series_is_changed_here_from_here_on_and_everywhere(app) {
        let l = liaison(&app).await;
        let first = make(&l.me, talk(l.pairing, later(&app, 7)), times(PlanRepeat::Weekly, 4)).await.unwrap();
        assert_eq!(first.repeat, Some(PlanRepeat::Weekly));
        let at = |after: i64, from: &str| (later(&app, after).0, Some(from.to_owned()));
        assert_eq!(days(&l.me).await, [7, 14, 21, 28].map(|after| at(after, "09:30")));
        let row = |n: usize| { let me = l.me.clone(); async move {
            let id = listed(&me, PlanFilter::default()).await.unwrap()[n].id;
            plan(&me, id).await.unwrap()
        }};
        // This one alone moves.
        let second = row(1).await;
        let moved = move_to(&l.me, &second, PlanReach::This, later(&app, 15)).await.unwrap();
        assert_eq!(moved.version, second.version + 1);
        // Who read it before somebody changed it is told so, and nothing happens.
        let stale = move_to(&l.me, &second, PlanReach::All, later(&app, 16)).await.unwrap_err();
        assert_eq!(stale.code, ErrorCode::Conflict);
        assert_eq!(days(&l.me).await, [7, 15, 21, 28].map(|after| at(after, "09:30")));
        // From the third on: another time, and a day later each; the note is not touched.
        let third = row(2).await;
        let content = PlanContentInput { from: Some("10:00".to_owned()), ..talk(l.pairing, later(&app, 22)) };
        change(&l.me, &third, PlanReach::Following, content).await.unwrap();
        assert_eq!(days(&l.me).await, [at(7, "09:30"), at(15, "09:30"), at(22, "10:00"), at(29, "10:00")]);
        // All meet somebody else too.
        let first = row(0).await;
        let content = PlanContentInput { pairings: vec![l.pairing, l.second], ..talk(l.pairing, later(&app, 7)) };
        change(&l.me, &first, PlanReach::All, content).await.unwrap();
        for n in 0..4 {
            assert_eq!(row(n).await.counterparts.len(), 2);
        }
        // Nothing moves into the past.
        let back = move_to(&l.me, &row(3).await, PlanReach::All, later(&app, 20)).await.unwrap_err();
        assert_eq!((back.code, back.paths()), (ErrorCode::BadUserInput, vec!["input.reach"]));
        cancel(&l.me, &row(1).await, PlanReach::Following).await.unwrap();
        assert_eq!(days(&l.me).await, [at(7, "09:30")]);
        let off = PlanFilter { statuses: vec![PlanStatus::Cancelled], ..PlanFilter::default() };
        let off = listed(&l.me, off).await.unwrap();
        assert_eq!(off.len(), 3);
        assert!(off.iter().all(|row| row.actions.is_empty()));
        let again = cancel(&l.me, &plan(&l.me, off[0].id).await.unwrap(), PlanReach::This).await.unwrap_err();
        assert_eq!(again.code, ErrorCode::Conflict);
    }

    async fn a_plan_whose_answer_was_lost_is_made_once(app) {
        let l = liaison(&app).await;
        let id = PlanId(app.app.new_id());
        let asked = async |user: &User| {
            let content = talk(l.pairing, later(&app, 3));
            let input = MakePlanInput { id: Some(id), content, series: times(PlanRepeat::Weekly, 3) };
            user.run(MakePlan::build(MakePlanVariables { input })).await.map(|made| made.make_plan.id)
        };
        assert_eq!((asked(&l.me).await.unwrap(), asked(&l.me).await.unwrap()), (id, id));
        assert_eq!(listed(&l.me, PlanFilter::default()).await.unwrap().len(), 3);
        assert!(asked(&l.officer).await.is_err(), "it is not theirs");
    }

    async fn what_of_a_series_was_given_to_others_is_theirs(app) {
        let l = liaison(&app).await;
        let first = make(&l.officer, talk(l.pairing, later(&app, 3)), times(PlanRepeat::Weekly, 3)).await.unwrap();
        let rows = listed(&l.officer, PlanFilter::default()).await.unwrap();
        let second = plan(&l.officer, rows[1].id).await.unwrap();
        change(&l.officer, &second, PlanReach::This, talk(l.other, later(&app, 10))).await.unwrap();
        let first = plan(&l.me, first.id).await.unwrap();
        cancel(&l.me, &first, PlanReach::All).await.unwrap();
        assert_eq!(plan(&l.them, rows[1].id).await.unwrap().status, PlanStatus::Planned);
        assert_eq!(plan(&l.me, rows[2].id).await.unwrap().status, PlanStatus::Cancelled);
    }

    async fn open_plans_go_with_their_leader_to_another_branch(app) {
        let l = liaison(&app).await;
        let made = make(&l.me, talk(l.pairing, later(&app, 3)), None).await.unwrap();
        let input = CloseUnitInput { version: 1, successor: l.college.office_branch, closed_on: None };
        let variables = CloseUnitVariables { id: l.college.school_branch, input };
        l.officer.run(CloseUnit::build(variables)).await.unwrap();
        assert_eq!(plan(&l.stranger, made.id).await.unwrap().id, made.id);
        assert_eq!(plan(&l.secretary, made.id).await.unwrap_err().code, ErrorCode::NotFound);
    }

    async fn a_held_plan_becomes_a_record_and_stays_held(app) {
        let l = liaison(&app).await;
        let made = make(&l.me, talk(l.pairing, later(&app, 0)), None).await.unwrap();
        let other = make(&l.me, talk(l.second, later(&app, 0)), None).await.unwrap();
        let content = |planned: PlanId| ContactContentInput {
            leaders: vec![l.leader],
            counterparts: vec![ContactCounterpartInput { representative: Some(l.person), group: None }],
            held_on: Some(later(&app, 0)),
            mode: Some(ContactMode::Talk),
            summary: Some("交流学院发展".to_owned()),
            nothing_raised: true,
            plan: Some(planned),
            ..ContactContentInput::default()
        };
        let record = async |planned: PlanId| {
            let input = SaveContactDraftInput {
                id: None,
                version: 0,
                editor: planned.to_string(),
                content: content(planned),
            };
            let saved = l.me.run(SaveContactDraft::build(SaveContactDraftVariables { input })).await.unwrap();
            let draft = saved.save_contact_draft;
            let input = RecordContactInput { id: draft.id, version: draft.version };
            l.me.run(RecordContact::build(RecordContactVariables { input })).await.unwrap().record_contact
        };
        let recorded = record(made.id).await;
        assert_eq!((recorded.status, recorded.content.plan), (ContactStatus::Confirmed, Some(made.id)));
        let held = plan(&l.me, made.id).await.unwrap();
        assert_eq!((held.status, held.contact_id), (PlanStatus::Held, Some(recorded.id)));
        let input = VoidContactInput { id: recorded.id, version: recorded.version, reason: "重复".to_owned() };
        l.me.run(VoidContact::build(VoidContactVariables { input })).await.unwrap();
        assert_eq!(plan(&l.me, made.id).await.unwrap().status, PlanStatus::Held);
        // A plan that is held already, or that was for somebody else, does not stand in the way of a record.
        record(made.id).await;
        assert_eq!(plan(&l.me, made.id).await.unwrap().contact_id, Some(recorded.id));
        record(other.id).await;
        assert_eq!(plan(&l.me, other.id).await.unwrap().status, PlanStatus::Planned);
    }

    async fn a_representative_proposes_and_is_answered(app) {
        let l = liaison(&app).await;
        let proposed = propose(&l.representative, l.pairing, later(&app, 5)).await.unwrap();
        assert_eq!((proposed.status, proposed.proposed), (PlanStatus::Proposed, true));
        let second = propose(&l.representative, l.pairing, later(&app, 6)).await.unwrap_err();
        assert_eq!((second.code, second.reason.as_str()), (ErrorCode::Conflict, "ProposalOpen"));
        // To whom they are not linked they propose nothing, and nobody else proposes.
        let foreign = propose(&l.representative, l.other, later(&app, 5)).await.unwrap_err();
        assert_eq!(foreign.code, ErrorCode::NotFound);
        let not_theirs = propose(&l.me, l.pairing, later(&app, 5)).await.unwrap_err();
        assert_eq!(not_theirs.code, ErrorCode::Forbidden);
        let asked = plan(&l.me, proposed.id).await.unwrap();
        assert_eq!(asked.actions, [PlanAction::Accept, PlanAction::Decline]);
        assert_eq!(asked.words.as_deref(), Some("想谈谈实验室"));
        let input = DeclineMeetingInput { id: asked.id, version: asked.version, reason: "周四是否方便".to_owned() };
        l.me.run(DeclineMeeting::build(DeclineMeetingVariables { input })).await.unwrap();
        let answered = meetings(&l.representative).await;
        assert_eq!(answered[0].reason.as_deref(), Some("周四是否方便"));
        let again = propose(&l.representative, l.pairing, later(&app, 8)).await.unwrap();
        let taken_back = |version| WithdrawMeetingVariables { input: WithdrawMeetingInput { id: again.id, version } };
        let refused = l.me.run(WithdrawMeeting::build(taken_back(1))).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound);
        l.representative.run(WithdrawMeeting::build(taken_back(1))).await.unwrap();
        let third = propose(&l.representative, l.pairing, later(&app, 9)).await.unwrap();
        let input = AcceptMeetingInput { id: third.id, version: third.version };
        let accepted = l.me.run(AcceptMeeting::build(AcceptMeetingVariables { input })).await.unwrap();
        assert_eq!(accepted.accept_meeting.status, PlanStatus::Planned);
        // They see when, where and with whom; the note is not theirs.
        make(&l.me, talk(l.pairing, later(&app, 2)), None).await.unwrap();
        let mine = meetings(&l.representative).await;
        let seen: Vec<_> = mine.iter().map(|meeting| (meeting.day.clone(), meeting.status)).collect();
        assert_eq!(seen, [
            (later(&app, 2), PlanStatus::Planned),
            (later(&app, 5), PlanStatus::Declined),
            (later(&app, 9), PlanStatus::Planned),
        ]);
        assert_eq!(mine[0].leaders[0].name, "任平");
        assert_eq!(meetings(&l.me).await, []);
    }

    async fn what_a_representative_wrote_is_shown_to_them_alone(app) {
        let l = liaison(&app).await;
        let second = lianyi::entity::pairing::Entity::find_by_id(l.second).one(&app.app.db.read).await.unwrap().unwrap();
        let other = As::role(Role::Representative).representative(second.representative_id.unwrap());
        let other = app.db_signed_in(other).await;
        let proposed = propose(&l.representative, l.pairing, later(&app, 5)).await.unwrap();
        let asked = plan(&l.me, proposed.id).await.unwrap();
        let mut both = talk(l.pairing, later(&app, 5));
        both.pairings.push(l.second);
        let input = AcceptMeetingInput { id: asked.id, version: asked.version };
        let accepted = l.me.run(AcceptMeeting::build(AcceptMeetingVariables { input })).await.unwrap().accept_meeting;
        change(&l.me, &accepted, PlanReach::This, both).await.unwrap();
        assert_eq!(meetings(&l.representative).await[0].words.as_deref(), Some("想谈谈实验室"));
        let theirs = meetings(&other).await;
        assert_eq!((theirs[0].id, theirs[0].words.as_deref()), (proposed.id, None));
    }

    async fn a_pairing_that_ends_leaves_its_plans_in_question(app) {
        let l = liaison(&app).await;
        let made = make(&l.me, talk(l.pairing, later(&app, 3)), None).await.unwrap();
        let ended = lianyi::entity::pairing::ActiveModel {
            id: Set(l.pairing),
            status: Set(PairingStatus::Ended),
            ..Default::default()
        };
        ended.update(app.app.db.writer()).await.unwrap();
        let found = plan(&l.me, made.id).await.unwrap();
        assert_eq!((found.status, found.in_question), (PlanStatus::Planned, true));
        assert_eq!(meetings(&l.representative).await, []);
        let kept = change(&l.me, &found, PlanReach::This, talk(l.pairing, later(&app, 4))).await.unwrap_err();
        assert_eq!(kept.paths(), ["input.content.pairings.0"]);
        let other = change(&l.me, &found, PlanReach::This, talk(l.second, later(&app, 4))).await.unwrap();
        assert!(!other.in_question);
    }

    async fn a_calendar_link_says_little_and_dies_when_it_should(app) {
        let l = liaison(&app).await;
        make(&l.me, talk(l.pairing, later(&app, 3)), None).await.unwrap();
        let off = make(&l.me, talk(l.second, later(&app, 4)), None).await.unwrap();
        cancel(&l.me, &off, PlanReach::This).await.unwrap();
        let open = async |user: &User, names| {
            let opened = user.run(OpenCalendarFeed::build(CalendarNamesVariables { names })).await;
            opened.map(|opened| opened.open_calendar_feed)
        };
        assert_eq!(open(&l.officer, false).await.unwrap_err().reason, "NoCalendar");
        let opened = open(&l.me, false).await.unwrap();
        assert_eq!((opened.feed.reads, opened.feed.read_at), (0, None));
        let read = async |path: &str| {
            let answer = reqwest::get(app.url(path)).await.unwrap();
            let status = answer.status().as_u16();
            let cache = answer.headers().get("cache-control").and_then(|value| value.to_str().ok());
            assert!(status != 200 || cache.is_some_and(|cache| cache.contains("private")));
            (status, answer.text().await.unwrap().replace("\r\n ", ""))
        };
        // What was only proposed, and taken back, never was a meeting.
        let proposed = propose(&l.representative, l.pairing, later(&app, 9)).await.unwrap();
        let input = WithdrawMeetingInput { id: proposed.id, version: proposed.version };
        l.representative.run(WithdrawMeeting::build(WithdrawMeetingVariables { input })).await.unwrap();
        let (status, text) = read(&opened.path).await;
        assert_eq!(status, 200);
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
        assert_eq!(text.matches("STATUS:CANCELLED").count(), 1);
        assert!(text.contains("SUMMARY:联谊联系\r\n"));
        for hidden in ["徐丽", "何静", "行政楼", "课题", "任平"] {
            assert!(!text.contains(hidden), "{hidden}");
        }
        let feed = l.me.run(CalendarFeedQuery::build(())).await.unwrap().calendar_feed.unwrap();
        assert_eq!((feed.reads, feed.read_at.is_some()), (1, true));
        assert_eq!(l.them.run(CalendarFeedQuery::build(())).await.unwrap().calendar_feed, None);
        // Names and places if the owner says so; the note never.
        l.me.run(SetCalendarFeedNames::build(CalendarNamesVariables { names: true })).await.unwrap();
        let (_, text) = read(&opened.path).await;
        assert!(text.contains("SUMMARY:联谊联系：徐丽\r\n") && text.contains("LOCATION:行政楼\r\n"));
        assert!(!text.contains("课题"));
        // A new link ends the old one, ending it ends it, and nothing like a link reads anything.
        let renewed = open(&l.me, false).await.unwrap();
        assert_eq!(read(&opened.path).await.0, 404);
        assert_eq!(read(&renewed.path).await.0, 200);
        assert_eq!(read(&renewed.path.replace(".ics", "")).await.0, 404);
        assert_eq!(read("/api/calendar/x.ics").await.0, 404);
        l.me.run(RevokeCalendarFeed::build(())).await.unwrap();
        assert_eq!(read(&renewed.path).await.0, 404);
        assert_eq!(l.me.run(RevokeCalendarFeed::build(())).await.unwrap_err().code, ErrorCode::NotFound);
        // A representative's says who comes; it ends with the account.
        let of_person = open(&l.representative, true).await.unwrap();
        assert!(read(&of_person.path).await.1.contains("SUMMARY:联谊联系：任平\r\n"));
        let input = CloseAccountInput {
            id: l.representative.account.unwrap(),
            version: 1,
            reason: "不再使用".to_owned(),
        };
        l.officer.run(CloseAccount::build(CloseAccountVariables { input })).await.unwrap();
        assert_eq!(read(&of_person.path).await.0, 404);
    }

    async fn the_log_has_no_words_of_plans(app) {
        let l = liaison(&app).await;
        let made = make(&l.me, talk(l.pairing, later(&app, 3)), times(PlanRepeat::Monthly, 3)).await.unwrap();
        cancel(&l.me, &made, PlanReach::All).await.unwrap();
        let auditor = app.db_signed_in(As::role(Role::AuditAdministrator)).await;
        let lines = auditor.run(AuditEvents::build(AuditEventsVariables { page: PageInput::first(9) })).await.unwrap();
        let text = format!("{lines:?}");
        assert!(text.contains("PlanMake") && text.contains("PlanCancel"));
        for word in ["行政楼", "课题", "徐丽", "当天有会"] {
            assert!(!text.contains(word), "{word}");
        }
    }
}
