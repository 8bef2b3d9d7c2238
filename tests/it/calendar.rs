//! Working days, cadence and who is due, as the people who set them and are reminded by them.

use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi::entity::representative;
use lianyi_shared::access::Role;
use lianyi_shared::api::audit::{AuditEvents, AuditEventsVariables};
use lianyi_shared::api::cadence::*;
use lianyi_shared::api::calendar::*;
use lianyi_shared::api::contacts::*;
use lianyi_shared::api::roster::{MyPairings, UrgeBranch, UrgeBranchVariables};
use lianyi_shared::api::{Day, PageInput};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::calendar::{DayKind, Festival};
use lianyi_shared::contact::{ContactContentKind, ContactMode, DueState, Lamp};
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{LeaderId, RepresentativeId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::RosterRoute;
use lianyi_tests::app::TestApp;
use lianyi_tests::college::College;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, Refused, User};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};
use serde_json::{Value, json};

/// The notice of a year with few days.
fn file(year: i32, days: &[(&str, &str, bool)]) -> String {
    let days: Vec<Value> =
        days.iter().map(|(name, date, off)| json!({ "name": name, "date": date, "isOffDay": off })).collect();
    json!({ "year": year, "days": days }).to_string()
}

async fn load(user: &User, file: String) -> Result<Calendar, Refused> {
    let input = LoadCalendarYearInput { file };
    Ok(user.run(LoadCalendarYear::build(LoadCalendarYearVariables { input })).await?.load_calendar_year)
}

async fn officer(app: &TestApp) -> User {
    app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await
}

fn reasons(refused: &Refused) -> Vec<&str> {
    refused.fields.iter().map(|fault| fault.reason.as_str()).collect()
}

/// A school-level leader of the school's branch and the person they have been linked with since a day.
async fn paired(app: &TestApp, college: &College, since: &str) -> (LeaderId, RepresentativeId) {
    let leader = app.db_leader("任平", LeaderTier::School, college.school, college.school_branch).await;
    let person = app.db_representative("徐丽", college.school).await;
    let roster = app.db_roster(RosterRoute::School, college.root).await;
    let mut pairing = app.pairing(roster, leader, person);
    pairing.since = Set(Some(since.parse().unwrap()));
    pairing.insert(app.app.db.writer()).await.unwrap();
    (leader, person)
}

/// Puts a person into one category (P3).
async fn db_category(app: &TestApp, person: RepresentativeId, category: i32) {
    let row = representative::Entity::find_by_id(person).one(&app.app.db.read).await.unwrap().unwrap();
    let mut row: representative::ActiveModel = row.into();
    row.categories = Set(category.to_string());
    row.update(app.app.db.writer()).await.unwrap();
}

/// Records a contact of a leader in which nothing was raised.
async fn meet(me: &User, leader: LeaderId, person: RepresentativeId, mode: ContactMode, on: &str) {
    let content = ContactContentInput {
        leaders: vec![leader],
        counterparts: vec![ContactCounterpartInput { representative: Some(person), group: None }],
        held_on: Some(Day(on.to_owned())),
        mode: Some(mode),
        kinds: vec![ContactContentKind::Care],
        summary: Some("关心身体和工作".to_owned()),
        nothing_raised: true,
        ..ContactContentInput::default()
    };
    let input = SaveContactDraftInput { id: None, version: 0, editor: "桌面".to_owned(), content };
    let draft = me.run(SaveContactDraft::build(SaveContactDraftVariables { input })).await.unwrap();
    let SavedContactDraft { id, version, .. } = draft.save_contact_draft;
    let input = RecordContactInput { id, version };
    me.run(RecordContact::build(RecordContactVariables { input })).await.unwrap();
}

async fn set(
    user: &User,
    category: Option<i32>,
    ideal: i32,
    maximum: i32,
) -> Result<Vec<CadenceRule>, Refused> {
    let input = SetCadenceInput { tier: LeaderTier::School, category, ideal, maximum };
    Ok(user.run(SetCadence::build(SetCadenceVariables { input })).await?.set_cadence)
}

on_both_databases! {
    async fn a_year_is_loaded_whole_and_replaced_whole(app) {
        let officer = officer(&app).await;
        let before = officer.run(CalendarQuery::build(())).await.unwrap().calendar;
        assert_eq!((before.years.len(), before.missing), (0, vec![2026, 2027]));
        let first = [("中秋节", "2026-09-25", true), ("国庆节", "2026-09-20", false), ("国庆节", "2026-10-01", true)];
        let loaded = load(&officer, file(2026, &first)).await.unwrap();
        assert_eq!(loaded.missing, [2027]);
        assert_eq!(loaded.years[0].days.len(), 3);
        assert!(loaded.years[0].loaded_by.is_some());
        let again = load(&officer, file(2026, &[("国庆节", "2026-10-01", true)])).await.unwrap();
        let days: Vec<_> = again.years[0].days.iter().map(|day| (day.day.0.as_str(), day.kind)).collect();
        assert_eq!((again.years.len(), days), (1, vec![("2026-10-01", DayKind::Holiday)]));
        let auditor = app.db_signed_in(As::role(Role::AuditAdministrator)).await;
        let page = PageInput::first(50);
        let lines = auditor.run(AuditEvents::build(AuditEventsVariables { page })).await.unwrap();
        let loads = lines.audit_events.nodes.iter().filter(|line| line.action == AuditAction::CalendarLoad);
        assert_eq!(loads.count(), 2);
    }

    async fn a_notice_may_name_days_of_the_new_year_holiday_in_the_year_beside_it(app) {
        let officer = officer(&app).await;
        let new_year = [("元旦", "2022-12-31", true), ("元旦", "2023-01-01", true), ("元旦", "2023-01-02", true)];
        load(&officer, file(2023, &new_year)).await.unwrap();
        let both = async |text: String| {
            let years = load(&officer, text).await.unwrap().years;
            years.iter().map(|year| (year.year, year.days.len())).collect::<Vec<_>>()
        };
        // The year before is loaded later, once without that day and once with it.
        assert_eq!(both(file(2022, &[("国庆节", "2022-10-01", true)])).await, [(2023, 3), (2022, 1)]);
        assert_eq!(both(file(2022, &[("元旦", "2022-12-31", true)])).await, [(2023, 2), (2022, 1)]);
        assert_eq!(both(file(2023, &new_year)).await, [(2023, 3), (2022, 0)]);
        for far in ["2022-12-19", "2024-01-11"] {
            let refused = load(&officer, file(2023, &[("元旦", far, true)])).await.unwrap_err();
            assert_eq!(reasons(&refused), ["CalendarOtherYear"], "{far}");
        }
    }

    async fn a_faulty_file_is_refused_day_by_day_and_changes_nothing(app) {
        let officer = officer(&app).await;
        load(&officer, file(2026, &[("国庆节", "2026-10-01", true)])).await.unwrap();
        let faulty = [
            ("国庆节", "2026-09-21", false),
            ("国庆节", "2027-10-01", true),
            ("", "2026-10-02", true),
            ("中秋节", "2026-09-25", true),
            ("中秋节", "2026-09-25", true),
        ];
        let refused = load(&officer, file(2026, &faulty)).await.unwrap_err();
        assert_eq!(
            reasons(&refused),
            ["CalendarNotMadeUp", "CalendarOtherYear", "CalendarName", "CalendarTwice"]
        );
        for (text, reason) in [
            ("{".to_owned(), "CalendarFile"),
            ("[]".to_owned(), "CalendarFile"),
            (file(2026, &[("国庆节", "2026-02-30", true)]), "CalendarFile"),
            (file(1026, &[("国庆节", "1026-10-01", true)]), "CalendarYear"),
            (file(2026, &[]), "CalendarNoDays"),
        ] {
            assert_eq!(reasons(&load(&officer, text).await.unwrap_err()), [reason]);
        }
        let after = officer.run(CalendarQuery::build(())).await.unwrap().calendar;
        assert_eq!(after.years[0].days.len(), 1);
    }

    async fn festivals_come_with_the_working_days_until_them(app) {
        // Wednesday 23 September 2026: the 24th is worked, the 25th is the festival itself.
        let officer = officer(&app).await;
        let plain = officer.run(CalendarQuery::build(())).await.unwrap().calendar.festivals;
        assert_eq!((plain[0].festival, plain[0].working_days), (Festival::MidAutumnFestival, 2));
        load(&officer, file(2026, &[("中秋节", "2026-09-25", true)])).await.unwrap();
        let counted = officer.run(CalendarQuery::build(())).await.unwrap().calendar.festivals;
        assert_eq!((counted[0].day.0.as_str(), counted[0].working_days), ("2026-09-25", 1));
        assert_eq!(counted[1].festival, Festival::NationalDay);
        let comes = |festival: &Festival| counted.iter().any(|found| found.festival == *festival);
        assert!(Festival::ALL.iter().all(comes));
    }

    async fn a_branch_has_three_working_days_before_it_is_urged_again(app) {
        let college = app.db_college().await;
        let off = [("中秋节", "2026-09-25", true), ("国庆节", "2026-09-26", false)];
        load(&officer(&app).await, file(2026, &off)).await.unwrap();
        // A sign-in lasts minutes, so each day has its own.
        let urge = || async {
            let variables = UrgeBranchVariables { branch: college.school_branch };
            officer(&app).await.run(UrgeBranch::build(variables)).await
        };
        urge().await.unwrap();
        // Thursday 24, not Friday, Saturday 26, not Sunday, Monday 28: the third.
        app.app.clock.advance(chrono::TimeDelta::days(4));
        assert_eq!(urge().await.unwrap_err().reason, "UrgedLately");
        app.app.clock.advance(chrono::TimeDelta::days(1));
        urge().await.unwrap();
    }

    async fn every_lamp_follows_the_rules_of_the_department(app) {
        let college = app.db_college().await;
        let officer = officer(&app).await;
        let (leader, person) = paired(&app, &college, "2026-06-01").await;
        let me = app.db_signed_in(As::role(Role::Leader).leader(leader)).await;
        let lamp = || async { me.run(MyPairings::build(())).await.unwrap().my_pairings[0].clone() };
        assert_eq!(lamp().await.lamp, Some(Lamp::Due), "114 days, and 90 are the rule at first");
        assert_eq!(lamp().await.due_on, Some(Day("2026-08-30".to_owned())));
        db_category(&app, person, 3).await;
        let rules = set(&officer, Some(3), 30, 60).await.unwrap();
        assert_eq!(rules.len(), 20);
        let changed: Vec<_> = rules.iter().filter(|rule| rule.changed_by.is_some()).collect();
        assert_eq!(changed.len(), 1);
        assert_eq!((changed[0].category, changed[0].ideal, changed[0].maximum), (Some(3), 30, 60));
        assert_eq!(lamp().await.lamp, Some(Lamp::Overdue));
        set(&officer, Some(3), 200, 300).await.unwrap();
        assert_eq!(lamp().await.lamp, Some(Lamp::InTouch));
        for (category, ideal, maximum) in [(Some(3), 0, 30), (Some(3), 30, 30), (None, 30, 2000), (Some(10), 30, 60)] {
            assert!(set(&officer, category, ideal, maximum).await.is_err());
        }
        assert_eq!(set(&me, None, 30, 60).await.unwrap_err().code, ErrorCode::Forbidden);
    }

    async fn the_due_board_counts_by_branch_what_its_list_shows(app) {
        let college = app.db_college().await;
        let officer = officer(&app).await;
        let (leader, person) = paired(&app, &college, "2026-06-01").await;
        let me = app.db_signed_in(As::role(Role::Leader).leader(leader)).await;
        let board = officer.run(DueBoard::build(())).await.unwrap().due_board;
        let row = |board: &[DueBranch]| {
            let row = board.iter().find(|row| row.branch.id == college.school_branch).unwrap();
            (row.overdue, row.due, row.never, row.in_touch)
        };
        assert_eq!(row(&board), (0, 0, 1, 0));
        assert_eq!(board.len(), 1, "branches without a pairing are left out");
        meet(&me, leader, person, ContactMode::Talk, "2026-09-01").await;
        assert_eq!(row(&officer.run(DueBoard::build(())).await.unwrap().due_board), (0, 0, 0, 1));
        app.app.clock.advance(chrono::TimeDelta::days(100));
        // A sign-in lasts minutes.
        let officer = self::officer(&app).await;
        assert_eq!(row(&officer.run(DueBoard::build(())).await.unwrap().due_board), (0, 1, 0, 0));
        let list = |state| {
            let variables = DuePairingsVariables { branch: college.school_branch, state };
            officer.run(DuePairings::build(variables))
        };
        assert_eq!(list(None).await.unwrap().due_pairings.len(), 1);
        assert_eq!(list(Some(DueState::Due)).await.unwrap().due_pairings[0].lamp, Some(Lamp::Due));
        assert!(list(Some(DueState::Overdue)).await.unwrap().due_pairings.is_empty());
        let secretary = |branch| app.db_signed_in(As::role_at(Role::BranchSecretary, branch));
        let (own, stranger) = (secretary(college.school_branch).await, secretary(college.office_branch).await);
        assert_eq!(row(&own.run(DueBoard::build(())).await.unwrap().due_board), (0, 1, 0, 0));
        assert!(stranger.run(DueBoard::build(())).await.unwrap().due_board.is_empty());
        let variables = DuePairingsVariables { branch: college.school_branch, state: None };
        assert_eq!(stranger.run(DuePairings::build(variables)).await.unwrap_err().code, ErrorCode::NotFound);
    }

    async fn a_festival_is_spoken_of_until_everybody_was_visited(app) {
        let college = app.db_college().await;
        let (leader, person) = paired(&app, &college, "2026-06-01").await;
        let me = app.db_signed_in(As::role(Role::Leader).leader(leader)).await;
        let near = || async { me.run(FestivalSuggestions::build(())).await.unwrap().festival_suggestions };
        let festivals = near().await;
        let names: Vec<_> = festivals.iter().map(|found| (found.festival, found.pairings.len())).collect();
        assert_eq!(names, [(Festival::MidAutumnFestival, 1), (Festival::NationalDay, 1)]);
        meet(&me, leader, person, ContactMode::Talk, "2026-09-22").await;
        assert_eq!(near().await.len(), 2, "a talk is no visit");
        meet(&me, leader, person, ContactMode::HolidayVisit, "2026-09-15").await;
        let left: Vec<_> = near().await.iter().map(|found| found.festival).collect();
        assert_eq!(left, [Festival::NationalDay], "too early for the second");
        let officer = officer(&app).await;
        assert!(officer.run(FestivalSuggestions::build(())).await.unwrap().festival_suggestions.is_empty());
    }
}
