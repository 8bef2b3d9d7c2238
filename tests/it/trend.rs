//! Trends of thought: who reports, who reads, and that nobody else learns of them.

use chrono::TimeDelta;
use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi_shared::access::Role;
use lianyi_shared::api::PageInput;
use lianyi_shared::api::accounts::{HeldRoleVariables, RevokeRole};
use lianyi_shared::api::contacts::ContactCounterpartInput;
use lianyi_shared::api::trends::*;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{AccountId, ContactId, TrendId};
use lianyi_shared::notice::NoticeKind;
use lianyi_shared::people::LeaderTier;
use lianyi_shared::trend::{TrendAction, TrendStatus};
use lianyi_shared::units::UnitKind;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::db_digest;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, Refused, User};
use serde_json::json;

use crate::contact::{Liaison, liaison, lines, recorded, talk, with_person};
use crate::notice::{told, unread};

const WORDS: &str = "对职称评审办法有顾虑";

async fn report(
    user: &User,
    counterpart: ContactCounterpartInput,
    contact: Option<ContactId>,
    readers: &[AccountId],
) -> Result<Trend, Refused> {
    let input = ReportTrendInput {
        id: None,
        counterpart,
        contact,
        words: WORDS.to_owned(),
        readers: readers.to_vec(),
    };
    Ok(user.run(ReportTrend::build(ReportTrendVariables { input })).await?.report_trend)
}

async fn read(user: &User, id: TrendId) -> Result<Trend, Refused> {
    Ok(user.run(TrendQuery::build(TrendVariables { id })).await?.trend)
}

async fn open(user: &User, id: TrendId) -> Result<OpenedTrend, Refused> {
    Ok(user.run(OpenTrend::build(TrendVariables { id })).await?.open_trend)
}

async fn note(user: &User, trend: &Trend, word: &str) -> Result<Trend, Refused> {
    let input = NoteTrendInput { id: trend.id, version: trend.version, note: Some(word.to_owned()) };
    Ok(user.run(NoteTrend::build(NoteTrendVariables { input })).await?.note_trend)
}

async fn report_up(user: &User, trend: &Trend, readers: &[AccountId]) -> Result<Trend, Refused> {
    let input = ReportTrendUpInput { id: trend.id, version: trend.version, readers: readers.to_vec() };
    Ok(user.run(ReportTrendUp::build(ReportTrendUpVariables { input })).await?.report_trend_up)
}

fn version(trend: &Trend) -> TrendVersionInput {
    TrendVersionInput { id: trend.id, version: trend.version }
}

async fn take_back(user: &User, trend: &Trend) -> Result<bool, Refused> {
    let variables = EndTrendVariables { input: version(trend) };
    Ok(user.run(TakeBackTrend::build(variables)).await?.take_back_trend)
}

async fn delete(user: &User, trend: &Trend) -> Result<bool, Refused> {
    let variables = EndTrendVariables { input: version(trend) };
    Ok(user.run(DeleteTrend::build(variables)).await?.delete_trend)
}

async fn keep(user: &User, trend: &Trend) -> Result<Trend, Refused> {
    let variables = KeepTrendVariables { input: version(trend) };
    Ok(user.run(KeepTrend::build(variables)).await?.keep_trend)
}

/// How many the viewer finds, and how many wait for them.
async fn found(user: &User) -> (usize, usize) {
    let listed = async |filter| {
        let page = PageInput::first(100);
        user.run(Trends::build(TrendsVariables { filter, page })).await.unwrap().trends.nodes.len()
    };
    (
        listed(TrendFilter::default()).await,
        listed(TrendFilter { waiting: true, ..TrendFilter::default() }).await,
    )
}

/// An officer with an account whose id is known.
async fn reader(app: &TestApp, role: Role) -> (AccountId, User) {
    let (account, _) = app.db_account(As::role(role)).await;
    (account, app.db_sign_in_again(account).await)
}

async fn nobody_else_sees(all: &Liaison, trend: &Trend) {
    for user in [&all.them, &all.stranger, &all.officer] {
        assert_eq!(read(user, trend.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(open(user, trend.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(found(user).await, (0, 0));
    }
}

/// Who was told of a report and has not read it: its author, the secretary, a named reader.
async fn told_of(trend: &Trend, users: [&User; 3]) -> [Vec<NoticeKind>; 3] {
    let mut kinds = [const { Vec::new() }; 3];
    for (user, kinds) in users.into_iter().zip(&mut kinds) {
        for (kind, about, _) in told(user).await {
            assert_eq!(about, Some(trend.id.to_string()));
            kinds.push(kind);
        }
    }
    kinds
}

on_both_databases! {
    async fn whoever_it_lies_before_is_told_and_the_author_when_note_is_taken(app) {
        let all = liaison(&app).await;
        let (officer, named) = reader(&app, Role::UnitedFrontOfficer).await;
        let users = [&all.me, &all.secretary, &named];
        let to_read = || vec![NoticeKind::TrendReported];
        let trend = report(&all.me, with_person(all.person), None, &[]).await.unwrap();
        assert_eq!(told_of(&trend, users).await, [vec![], to_read(), vec![]]);
        let opened = open(&all.secretary, trend.id).await.unwrap().trend;
        assert_eq!(unread(&all.secretary).await, 0, "it was read");
        let up = report_up(&all.secretary, &opened, &[officer]).await.unwrap();
        assert_eq!(told_of(&trend, users).await, [vec![], vec![], to_read()]);
        open(&all.secretary, trend.id).await.unwrap();
        assert_eq!(unread(&named).await, 1, "another read it");
        note(&named, &up, "已阅").await.unwrap();
        assert_eq!(told_of(&trend, users).await, [vec![NoticeKind::TrendNoted], vec![], vec![]]);
        for other in [&all.them, &all.stranger, &all.officer] {
            assert_eq!(unread(other).await, 0);
        }
    }

    async fn a_leader_reports_to_the_secretary_and_nobody_else_sees_it(app) {
        let all = liaison(&app).await;
        let contact = recorded(&all.me, &talk(all.leader, with_person(all.person), "2026-09-20")).await;
        let trend = report(&all.me, with_person(all.person), Some(contact.id), &[]).await.unwrap();
        assert_eq!((trend.status, trend.counterpart.name.as_str()), (TrendStatus::Reported, "徐丽"));
        assert_eq!((trend.own, trend.contact, &*trend.review_on.0), (true, Some(contact.id), "2027-09-23"));
        assert_eq!(trend.actions, [TrendAction::ReportUp, TrendAction::TakeBack]);
        nobody_else_sees(&all, &trend).await;
        assert_eq!((found(&all.me).await, found(&all.secretary).await), ((1, 0), (1, 1)));

        let opened = open(&all.secretary, trend.id).await.unwrap();
        assert_eq!((&*opened.words, opened.trend.status), (WORDS, TrendStatus::Read));
        assert_eq!(opened.trend.actions, [TrendAction::Read, TrendAction::Note, TrendAction::ReportUp]);
        assert_eq!(take_back(&all.me, &opened.trend).await.unwrap_err().code, ErrorCode::Conflict);
        assert_eq!(note(&all.me, &opened.trend, "好").await.unwrap_err().code, ErrorCode::Forbidden);
        let noted = note(&all.secretary, &opened.trend, "已约其谈话").await.unwrap();
        assert_eq!(noted.status, TrendStatus::Noted);
        assert_eq!(found(&all.secretary).await, (1, 0));
        let own = open(&all.me, trend.id).await.unwrap();
        assert_eq!((&*own.words, own.note.as_deref()), (WORDS, Some("已约其谈话")));
        assert_eq!(lines(&all.auditor, AuditAction::TrendOpen).await, 2, "every reading");
        nobody_else_sees(&all, &trend).await;
    }

    async fn whoever_is_named_reads_and_nobody_beside_them(app) {
        let all = liaison(&app).await;
        let (officer, named) = reader(&app, Role::UnitedFrontOfficer).await;
        let (_, member) = reader(&app, Role::CommitteeMember).await;
        let trend = report(&all.me, with_person(all.person), None, &[officer]).await.unwrap();
        assert_eq!(found(&named).await, (0, 0), "it goes to the branch first");
        let up = report_up(&all.me, &trend, &[officer]).await.unwrap();
        assert_eq!((up.status, up.readers.len()), (TrendStatus::ReportedUp, 1));
        assert_eq!((found(&named).await, found(&member).await), ((1, 1), (0, 0)));
        nobody_else_sees(&all, &trend).await;
        // The secretary reads it still; note is taken by whom it went to.
        assert_eq!(open(&all.secretary, trend.id).await.unwrap().words, WORDS);
        assert_eq!(note(&all.secretary, &up, "好").await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(report_up(&named, &up, &[officer]).await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(open(&named, trend.id).await.unwrap().trend.status, TrendStatus::ReportedUp);
        assert_eq!(note(&named, &up, "已阅").await.unwrap().status, TrendStatus::Noted);
        assert_eq!(note(&named, &up, "已阅").await.unwrap_err().code, ErrorCode::Conflict, "somebody was first");
    }

    async fn whoever_was_named_reads_for_as_long_as_they_can_be_named(app) {
        let all = liaison(&app).await;
        let third = app.db_leader("高燕", LeaderTier::School, all.college.department, all.college.office_branch).await;
        let both = As { roles: vec![(Role::Leader, None), (Role::CommitteeMember, None)], ..As::default() };
        let (member, _) = app.db_account(both.leader(third)).await;
        let named = app.db_sign_in_again(member).await;
        let trend = report(&all.me, with_person(all.person), None, &[]).await.unwrap();
        let up = report_up(&all.me, &trend, &[member]).await.unwrap();
        assert_eq!(found(&named).await, (1, 1));
        let security = app.db_signed_in(As::role(Role::SecurityAdministrator)).await;
        for id in app.db_held_roles(member).await {
            // That of a leader is evident and stays.
            let _ = security.run(RevokeRole::build(HeldRoleVariables { id })).await;
        }
        assert_eq!(found(&named).await, (0, 0));
        assert_eq!(open(&named, trend.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(note(&named, &up, "已阅").await.unwrap_err().code, ErrorCode::NotFound);
    }

    async fn past_a_branch_that_has_nobody_else_readers_are_named_at_once(app) {
        let all = liaison(&app).await;
        let (officer, named) = reader(&app, Role::UnitedFrontOfficer).await;
        let lone = app.db_unit("P09", "离退休党总支", UnitKind::GeneralBranch, Some(all.college.root)).await;
        let in_branch = async |name: &str| {
            let leader = app.db_leader(name, LeaderTier::Department, all.college.school, lone).await;
            app.db_pairing(all.roster, leader, all.other).await;
            leader
        };
        // First the branch has no secretary; then a leader of its own is.
        let one = As::role(Role::Leader).leader(in_branch("高燕").await);
        let mut secretary = As::role_at(Role::BranchSecretary, lone).leader(in_branch("白露").await);
        secretary.roles.push((Role::Leader, None));
        for (count, person) in [(1, one), (2, secretary)] {
            let user = app.db_signed_in(person).await;
            let refused = report(&user, with_person(all.other), None, &[]).await.unwrap_err();
            assert_eq!((refused.code, refused.paths()), (ErrorCode::BadUserInput, vec!["input.readers"]));
            let trend = report(&user, with_person(all.other), None, &[officer]).await.unwrap();
            assert_eq!((trend.status, found(&named).await), (TrendStatus::ReportedUp, (count, count)));
            assert_eq!(note(&user, &trend, "好").await.unwrap_err().code, ErrorCode::Forbidden, "their own");
        }
    }

    async fn what_was_taken_back_or_deleted_is_gone(app) {
        let all = liaison(&app).await;
        let before = db_digest(&app.app).await;
        let trend = report(&all.me, with_person(all.person), None, &[]).await.unwrap();
        assert_eq!(take_back(&all.secretary, &trend).await.unwrap_err().code, ErrorCode::Forbidden);
        assert!(take_back(&all.me, &trend).await.unwrap());
        assert_eq!(read(&all.me, trend.id).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(db_digest(&app.app).await, before, "nothing is left");
        assert_eq!(lines(&all.auditor, AuditAction::TrendTakeBack).await, 1);

        let trend = report(&all.me, with_person(all.person), None, &[]).await.unwrap();
        let opened = open(&all.secretary, trend.id).await.unwrap().trend;
        assert_eq!(delete(&all.secretary, &opened).await.unwrap_err().code, ErrorCode::Conflict, "too early");
        app.app.clock.advance(TimeDelta::days(366));
        let (secretary, _) = app.db_account(As::role_at(Role::BranchSecretary, all.college.school_branch)).await;
        let secretary = app.db_sign_in_again(secretary).await;
        let me = app.db_sign_in_again(app.db_account_of(all.leader).await).await;
        let due = TrendFilter { for_review: true, ..TrendFilter::default() };
        let page = PageInput::first(9);
        let variables = TrendsVariables { filter: due, page };
        assert_eq!(secretary.run(Trends::build(variables)).await.unwrap().trends.total_count, 1);
        assert_eq!(delete(&me, &opened).await.unwrap_err().code, ErrorCode::Forbidden, "the author decides not");
        let kept = keep(&secretary, &opened).await.unwrap();
        assert_eq!(&*kept.review_on.0, "2028-09-24");
        assert_eq!(delete(&secretary, &kept).await.unwrap_err().code, ErrorCode::Conflict);
    }

    async fn only_of_whom_one_is_paired_with_and_only_to_who_can_be_named(app) {
        let all = liaison(&app).await;
        let refused = report(&all.me, with_person(all.other), None, &[]).await.unwrap_err();
        assert_eq!((refused.code, refused.paths()), (ErrorCode::BadUserInput, vec!["input.counterpart"]));
        assert_eq!(report(&all.secretary, with_person(all.person), None, &[]).await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(report(&all.officer, with_person(all.person), None, &[]).await.unwrap_err().code, ErrorCode::Forbidden);
        let empty = json!({ "input": { "counterpart": { "representative": all.person }, "words": "  " } });
        let answer = all.me.ask("mutation($input: ReportTrendInput!) { reportTrend(input: $input) { id } }", empty).await;
        assert_eq!(answer["errors"][0]["extensions"]["fields"][0]["path"], "input.words");
        let trend = report(&all.me, with_person(all.person), None, &[]).await.unwrap();
        let (handler, _) = reader(&app, Role::Handler).await;
        for readers in [vec![], vec![handler]] {
            let refused = report_up(&all.me, &trend, &readers).await.unwrap_err();
            assert_eq!(refused.code, ErrorCode::BadUserInput);
            assert!(refused.paths()[0].starts_with("input.readers"), "{refused:?}");
        }
        // A record of somebody else is none from which one reports.
        let theirs = recorded(&all.them, &talk(all.colleague, with_person(all.other), "2026-09-20")).await;
        let refused = report(&all.me, with_person(all.person), Some(theirs.id), &[]).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound);
    }
}
