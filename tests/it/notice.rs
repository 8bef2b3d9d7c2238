//! Notices: who is told what and once, that nobody reads another's, urging, and the mail that tells of them.

use chrono::{DateTime, TimeDelta, Utc};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use lianyi::entity::{lease, mail_box, outbox};
use lianyi::notice::{daily, send};
use lianyi_shared::access::Role;
use lianyi_shared::api::accounts::{CloseAccount, CloseAccountInput, CloseAccountVariables};
use lianyi_shared::api::cadence::{DuePairing, DuePairings, DuePairingsVariables};
use lianyi_shared::api::calendar::{LoadCalendarYear, LoadCalendarYearInput, LoadCalendarYearVariables};
use lianyi_shared::api::contacts::{
    ConfirmContact, ConfirmContactInput, ConfirmContactVariables, Contact, ContactCounterpartInput,
};
use lianyi_shared::api::notices::*;
use lianyi_shared::api::plans::meetings::{ProposeMeeting, ProposeMeetingInput, ProposeMeetingVariables};
use lianyi_shared::api::plans::{
    CancelPlan, CancelPlanInput, CancelPlanVariables, ChangePlan, ChangePlanInput, ChangePlanVariables,
    DeclineMeeting, DeclineMeetingInput, DeclineMeetingVariables, MakePlan, MakePlanInput, MakePlanVariables,
    MovePlan, MovePlanInput, MovePlanVariables, Plan, PlanContentInput,
};
use lianyi_shared::api::roster::{MyPairings, UrgeBranch, UrgeBranchVariables};
use lianyi_shared::api::{Day, PageInput};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::ContactMode;
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{NoticeId, PairingId, PlanId};
use lianyi_shared::notice::{MailFrequency, NoticeKind};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::plan::PlanReach;
use lianyi_tests::app::TestApp;
use lianyi_tests::on_both_databases;
use lianyi_tests::smtp::{self, MailServer, SITE};
use lianyi_tests::user::{As, Refused, User};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::json;

use crate::contact::{Liaison, correct, liaison, lines, recorded, talk, with_person};

async fn notices(user: &User) -> Vec<Notice> {
    let variables = NoticesVariables { page: PageInput::first(100) };
    user.run(Notices::build(variables)).await.unwrap().notices.nodes
}

pub async fn unread(user: &User) -> i32 {
    user.run(UnreadNotices::build(())).await.unwrap().unread_notices
}

/// What the unread notices of somebody are, newest first.
pub async fn told(user: &User) -> Vec<(NoticeKind, Option<String>, Option<i32>)> {
    let unread = notices(user).await.into_iter().filter(|notice| notice.read_at.is_none());
    unread.map(|notice| (notice.kind, notice.about, notice.count)).collect()
}

async fn read(user: &User, id: NoticeId) -> Result<Notice, Refused> {
    Ok(user.run(ReadNotice::build(NoticeVariables { id })).await?.read_notice)
}

async fn read_all(user: &User) -> i32 {
    user.run(ReadAllNotices::build(())).await.unwrap().read_all_notices
}

async fn urge(user: &User, pairing: PairingId) -> Result<DuePairing, Refused> {
    Ok(user.run(UrgeContact::build(UrgeContactVariables { pairing })).await?.urge_contact)
}

/// The pairing of a leader with a counterpart.
async fn pairing(leader: &User, side: ContactCounterpartInput) -> PairingId {
    let pairings = leader.run(MyPairings::build(())).await.unwrap().my_pairings;
    let found = pairings.into_iter().find(|one| one.counterpart.representative_id == side.representative);
    found.unwrap().id
}

/// A pairing as the board shows it to somebody.
async fn on_board(user: &User, all: &Liaison, pairing: PairingId) -> DuePairing {
    let variables = DuePairingsVariables { branch: all.college.school_branch, state: None };
    let pairings = user.run(DuePairings::build(variables)).await.unwrap().due_pairings;
    pairings.into_iter().find(|one| one.id == pairing).unwrap()
}

async fn confirm(user: &User, contact: &Contact) {
    let input = ConfirmContactInput { id: contact.id, version: contact.version };
    user.run(ConfirmContact::build(ConfirmContactVariables { input })).await.unwrap();
}

/// The department enters a talk of the leader on their behalf.
async fn entered(app: &TestApp, all: &Liaison) -> Contact {
    recorded(&again(app, &all.officer).await, &talk(all.leader, with_person(all.person), "2026-09-20")).await
}

async fn planned(user: &User, pairing: PairingId, day: &str) -> Plan {
    let content = PlanContentInput {
        pairings: vec![pairing],
        day: Day(day.to_owned()),
        from: None,
        until: None,
        place: None,
        mode: ContactMode::Talk,
        note: None,
    };
    let input = MakePlanInput { id: None, content, series: None };
    user.run(MakePlan::build(MakePlanVariables { input })).await.unwrap().make_plan
}

/// The subject of a mail that tells of so many notices.
fn subject(count: usize) -> String {
    format!("您有{count}项待办 / Items that wait for you: {count}")
}

async fn holidays(officer: &User, days: &str) {
    let file = format!(r#"{{"year": 2026, "days": [{days}]}}"#);
    let input = LoadCalendarYearInput { file };
    officer.run(LoadCalendarYear::build(LoadCalendarYearVariables { input })).await.unwrap();
}

/// Goes to a moment of the college's clock.
fn go_to(app: &TestApp, moment: &str) {
    let at: DateTime<Utc> = format!("{moment}+08:00").parse().unwrap();
    app.app.clock.advance(at - app.app.clock.now());
}

async fn make(app: &TestApp) -> Option<usize> {
    daily::make(&app.app).await.unwrap()
}

/// The same person with a fresh token: one is good for ten minutes.
async fn again(app: &TestApp, user: &User) -> User {
    app.db_sign_in_again(user.account.unwrap()).await
}

on_both_databases! {
    async fn what_is_entered_on_behalf_is_told_to_the_leader_and_to_nobody_else(app) {
        let all = liaison(&app).await;
        recorded(&all.me, &talk(all.leader, with_person(all.person), "2026-09-19")).await;
        assert_eq!(unread(&all.me).await, 0, "what one does oneself one knows");
        let contact = entered(&app, &all).await;
        let about = Some(contact.id.to_string());
        assert_eq!(told(&all.me).await, [(NoticeKind::Awaiting, about.clone(), None)]);
        for other in [&all.them, &all.secretary, &all.officer, &all.stranger, &all.auditor] {
            assert_eq!((notices(other).await, unread(other).await), (vec![], 0));
        }
        let notice = notices(&all.me).await.remove(0);
        for other in [&all.them, &all.officer, &all.auditor] {
            assert_eq!(read(other, notice.id).await.unwrap_err().code, ErrorCode::NotFound);
            assert_eq!(read_all(other).await, 0);
        }
        assert_eq!(unread(&all.me).await, 1, "nobody read it for them");
        assert!(read(&all.me, notice.id).await.unwrap().read_at.is_some());
        let first = notices(&all.me).await.remove(0).read_at;
        assert_eq!((unread(&all.me).await, read(&all.me, notice.id).await.unwrap().read_at), (0, first));

        let content = talk(all.leader, with_person(all.person), "2026-09-18");
        let corrected = correct(&all.officer, &contact, &content).await.unwrap();
        assert_eq!(told(&all.me).await, [(NoticeKind::Awaiting, about, None)], "it waits again");
        confirm(&all.me, &corrected).await;
        assert_eq!(unread(&all.me).await, 0, "what was done need not be read");
        assert_eq!(notices(&all.me).await.len(), 2);
    }

    async fn a_leader_is_urged_once_in_seven_days_by_whoever_may_record_for_them(app) {
        let all = liaison(&app).await;
        let pairing = pairing(&all.me, with_person(all.person)).await;
        let member = app.db_signed_in(As::role(Role::CommitteeMember)).await;
        for (who, code) in [
            (&all.me, ErrorCode::NotFound),
            (&all.them, ErrorCode::NotFound),
            (&all.stranger, ErrorCode::NotFound),
            (&all.auditor, ErrorCode::NotFound),
            (&member, ErrorCode::Forbidden),
        ] {
            assert_eq!(urge(who, pairing).await.unwrap_err().code, code);
        }
        assert_eq!(unread(&all.me).await, 0);
        assert!(on_board(&all.secretary, &all, pairing).await.can_urge);
        assert!(!on_board(&member, &all, pairing).await.can_urge);

        let urged = urge(&all.officer, pairing).await.unwrap();
        assert_eq!((urged.urged_on, urged.can_urge), (Some(Day("2026-09-23".to_owned())), false));
        assert_eq!(told(&all.me).await, [(NoticeKind::Urged, Some(pairing.to_string()), None)]);
        assert_eq!(unread(&all.them).await, 0);
        assert_eq!(lines(&all.auditor, AuditAction::ContactUrge).await, 1);
        assert_eq!(on_board(&member, &all, pairing).await.urged_on, None, "it is not theirs to know");
        let asked = "{ myPairings { urgedOn canUrge } }";
        let own = all.me.ask(asked, json!({})).await["data"]["myPairings"].clone();
        assert_eq!(own[0], json!({ "urgedOn": null, "canUrge": false }));
        for who in [&all.officer, &all.secretary] {
            let refused = urge(who, pairing).await.unwrap_err();
            assert_eq!((refused.code, &*refused.reason), (ErrorCode::Conflict, "UrgedThisWeek"));
        }
        // Six days and some hours later it still rests, on the seventh day no more.
        go_to(&app, "2026-09-29T23:00:00");
        let secretary = again(&app, &all.secretary).await;
        assert_eq!(urge(&secretary, pairing).await.unwrap_err().reason, "UrgedThisWeek");
        go_to(&app, "2026-09-30T00:10:00");
        let (secretary, me) = (again(&app, &secretary).await, again(&app, &all.me).await);
        assert!(on_board(&secretary, &all, pairing).await.can_urge);
        urge(&secretary, pairing).await.unwrap();
        assert_eq!(unread(&me).await, 2);
        let contact = recorded(&secretary, &talk(all.leader, with_person(all.person), "2026-09-29")).await;
        assert_eq!(unread(&me).await, 3, "it counts once the leader has confirmed it");
        confirm(&me, &contact).await;
        assert_eq!(unread(&me).await, 0, "they got in touch");
    }

    async fn nobody_urges_themselves_or_who_cannot_be_told(app) {
        let all = liaison(&app).await;
        let branch = all.college.school_branch;
        let head = app.db_leader("高燕", LeaderTier::Department, all.college.school, branch).await;
        let own = app.db_pairing(all.roster, head, all.person).await;
        let unheard = urge(&all.secretary, own).await.unwrap_err();
        assert_eq!((unheard.code, &*unheard.reason), (ErrorCode::Conflict, "NoAccount"));
        let mut person = As::role(Role::Leader).leader(head);
        person.roles.push((Role::BranchSecretary, Some(branch)));
        let secretary = app.db_signed_in(person).await;
        assert_eq!(urge(&secretary, own).await.unwrap_err().code, ErrorCode::Forbidden);
        assert!(!on_board(&secretary, &all, own).await.can_urge);
        assert_eq!(lines(&all.auditor, AuditAction::ContactUrge).await, 0);
        urge(&all.secretary, own).await.unwrap();
        assert_eq!(unread(&secretary).await, 1);
    }

    async fn a_branch_is_told_that_it_is_waited_for(app) {
        let all = liaison(&app).await;
        let branch = all.college.school_branch;
        all.officer.run(UrgeBranch::build(UrgeBranchVariables { branch })).await.unwrap();
        assert_eq!(told(&all.secretary).await, [(NoticeKind::RosterUrged, Some(branch.to_string()), None)]);
        for other in [&all.stranger, &all.me, &all.officer] {
            assert_eq!(unread(other).await, 0);
        }
    }

    async fn both_sides_are_told_of_a_time_that_is_proposed_and_answered(app) {
        let all = liaison(&app).await;
        let representative = As::role(Role::Representative).representative(all.person);
        let representative = app.db_signed_in(representative).await;
        let pairing = pairing(&all.me, with_person(all.person)).await;
        let input = ProposeMeetingInput {
            pairing,
            day: Day("2026-10-12".to_owned()),
            from: None,
            words: Some("想谈谈实验室".to_owned()),
        };
        let variables = ProposeMeetingVariables { input };
        let meeting = representative.run(ProposeMeeting::build(variables)).await.unwrap().propose_meeting;
        let about = Some(PlanId(meeting.id.0).to_string());
        assert_eq!(told(&all.me).await, [(NoticeKind::MeetingProposed, about.clone(), None)]);
        assert_eq!(unread(&representative).await, 0);
        let input =
            DeclineMeetingInput { id: meeting.id, version: meeting.version, reason: "当天出差".to_owned() };
        all.me.run(DeclineMeeting::build(DeclineMeetingVariables { input })).await.unwrap();
        assert_eq!(told(&representative).await, [(NoticeKind::MeetingAnswered, about, None)]);
        assert_eq!(unread(&all.me).await, 0, "it was answered");
        assert_eq!(unread(&all.them).await, 0);
    }

    async fn both_sides_are_told_of_what_somebody_else_arranges(app) {
        let all = liaison(&app).await;
        let representative = As::role(Role::Representative).representative(all.person);
        let representative = app.db_signed_in(representative).await;
        let with = pairing(&all.me, with_person(all.person)).await;
        let plan = planned(&all.officer, with, "2026-10-12").await;
        let about = Some(plan.id.to_string());
        let leader_told = [(NoticeKind::PlanChanged, about.clone(), None)];
        let person_told = [(NoticeKind::MeetingChanged, about, None)];
        assert_eq!(told(&all.me).await, leader_told);
        assert_eq!(told(&representative).await, person_told);
        for nobody in [&all.officer, &all.them, &all.secretary] {
            assert_eq!(unread(nobody).await, 0);
        }
        // Who moves it is not told, and nobody is told the same twice.
        let (id, reach) = (plan.id, PlanReach::This);
        let input = MovePlanInput { id, version: plan.version, reach, day: Day("2026-10-13".to_owned()) };
        let plan = all.me.run(MovePlan::build(MovePlanVariables { input })).await.unwrap().move_plan;
        assert_eq!((told(&all.me).await, told(&representative).await), (vec![], person_told.to_vec()));
        assert_eq!(notices(&representative).await.len(), 2);
        // A note of one's own is nobody's business.
        read_all(&representative).await;
        let content = PlanContentInput {
            pairings: vec![with],
            day: plan.day.clone(),
            from: None,
            until: None,
            place: None,
            mode: plan.mode,
            note: Some("带上实验室的材料".to_owned()),
        };
        let input = ChangePlanInput { id, version: plan.version, reach, content };
        let plan = all.officer.run(ChangePlan::build(ChangePlanVariables { input })).await.unwrap().change_plan;
        assert_eq!((told(&all.me).await, unread(&representative).await), (vec![], 0));
        let input = CancelPlanInput { id, version: plan.version, reach, reason: "当天有会".to_owned() };
        all.officer.run(CancelPlan::build(CancelPlanVariables { input })).await.unwrap();
        assert_eq!(told(&all.me).await, leader_told);
        assert_eq!(told(&representative).await, person_told);
    }

    async fn the_day_is_told_once_and_only_on_working_days(app) {
        let all = liaison(&app).await;
        let with = pairing(&all.me, with_person(all.person)).await;
        // Thursday; Monday; and Tuesday, which is too far away.
        for day in ["2026-09-24", "2026-09-28", "2026-09-29"] {
            planned(&all.me, with, day).await;
        }
        let off = r#"{"name": "中秋节", "date": "2026-09-25", "isOffDay": true}"#;
        holidays(&all.officer, off).await;
        let other = app.beside().await;
        assert_eq!(make(&app).await, Some(3), "two leaders are due, and one has a meeting");
        assert_eq!((make(&app).await, make(&other).await), (None, None), "once, by one node");
        let mut first = told(&all.me).await;
        first.sort();
        assert_eq!(first, [(NoticeKind::Due, None, Some(2)), (NoticeKind::Plan, None, Some(1))]);
        assert_eq!(told(&all.them).await, [(NoticeKind::Due, None, Some(1))]);
        for nobody in [&all.secretary, &all.officer] {
            assert_eq!(unread(nobody).await, 0);
        }
        // Even if the lease were lost.
        lease::Entity::delete_many().exec(app.app.db.writer()).await.unwrap();
        assert_eq!((make(&app).await, unread(&all.me).await), (Some(0), 2));

        for quiet in ["2026-09-23T23:30:00", "2026-09-24T07:59:00"] {
            go_to(&app, quiet);
            assert_eq!(make(&app).await, None, "{quiet}");
        }
        go_to(&app, "2026-09-24T08:00:00");
        assert_eq!(make(&app).await, Some(1), "until Monday, the next working day; who is due was told this week");
        let me = again(&app, &all.me).await;
        let mut told_now = told(&me).await;
        told_now.sort();
        assert_eq!(told_now, [(NoticeKind::Due, None, Some(2)), (NoticeKind::Plan, None, Some(2))]);
        for quiet in ["2026-09-25T10:00:00", "2026-09-26T10:00:00", "2026-09-27T10:00:00"] {
            go_to(&app, quiet);
            assert_eq!(make(&app).await, None, "{quiet}");
        }
        go_to(&app, "2026-09-30T09:00:00");
        assert_eq!(make(&app).await, Some(2));
        let me = again(&app, &all.me).await;
        assert_eq!(told(&me).await, [(NoticeKind::Due, None, Some(2))], "the newer takes the place of the older");
        assert_eq!(lines(&again(&app, &all.auditor).await, AuditAction::NoticeMake).await, 4);
        assert_eq!(notices(&me).await.len(), 4);
        go_to(&app, "2026-12-29T09:00:00");
        make(&app).await.unwrap();
        let me = again(&app, &all.me).await;
        assert_eq!(notices(&me).await.len(), 2, "those of September are gone but for the last");
    }

    async fn without_mail_and_without_an_address_nothing_waits_to_be_mailed(app) {
        let app = app.alone();
        let all = liaison(&app).await;
        entered(&app, &all).await;
        make(&app).await.unwrap();
        assert_eq!(send::send(&app.app).await.unwrap(), 0);
        let refused = set_address(&all.me, "me@example.edu").await.unwrap_err();
        assert_eq!((refused.code, &*refused.reason), (ErrorCode::Conflict, "MailOff"));
        assert!(!settings(&all.me).await.available);
        assert_eq!(waiting(&app).await, 0);
        smtp::carry_nowhere(&app);
        entered(&app, &all).await;
        // Who has named an address and not proved it gets no mail either.
        set_address(&all.them, "them@example.edu").await.unwrap();
        recorded(&all.officer, &talk(all.colleague, with_person(all.other), "2026-09-20")).await;
        assert_eq!((unread(&all.them).await, waiting(&app).await), (2, 0));
    }

    async fn an_address_counts_once_its_code_was_copied(app) {
        let app = app.alone();
        let server = MailServer::start().await;
        server.carry_for(&app);
        let all = liaison(&app).await;
        // At any hour: somebody waits for it.
        go_to(&app, "2026-09-23T22:00:00");
        let me = again(&app, &all.me).await;
        for bad in ["", "me", "me@", "me@example", "a b@example.edu", "me@example.edu\r\nBcc: x@example.edu"] {
            assert_eq!(set_address(&me, bad).await.unwrap_err().paths(), ["address"], "{bad}");
        }
        set_address(&me, "me@example.edu").await.unwrap();
        assert_eq!(set_address(&me, "you@example.edu").await.unwrap_err().reason, "CodeLately");
        let settings_now = settings(&me).await;
        assert_eq!((settings_now.address.as_deref(), settings_now.confirmed), (Some("me@example.edu"), false));
        assert_eq!(send::send(&app.app).await.unwrap(), 1);
        assert_eq!(send::send(&app.app).await.unwrap(), 0, "once");
        let mail = server.taken().remove(0);
        let code = mail.text.chars().filter(char::is_ascii_digit).take(6).collect::<String>();
        let wanted = format!(
            "确认码：{code}\n\n30分钟内有效，请在下面的网站填写。如果不是您本人操作，请不必理会。\n\n{SITE}\n\n\
             Code: {code}\n\nGood for 30 minutes; enter it on this site. If it was not you who asked, take no notice.\n\n{SITE}\n"
        );
        let subject = "邮箱确认码 / Code for your mail address";
        assert_eq!((&*mail.to, &*mail.subject, mail.text), ("me@example.edu", subject, wanted));
        assert_eq!(confirm_address(&again(&app, &all.them).await, &code).await.unwrap_err().code, ErrorCode::NotFound);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            assert_eq!(confirm_address(&me, wrong).await.unwrap_err().paths(), ["code"]);
        }
        assert_eq!(confirm_address(&me, &code).await.unwrap_err().reason, "Invalid", "nobody tries them all");

        app.app.clock.advance(TimeDelta::minutes(2));
        let proved = prove(&app, &server, &me, "me@example.edu").await;
        assert_eq!((proved.confirmed, proved.frequency), (true, MailFrequency::AtOnce));
        for action in [AuditAction::MailAddressSet, AuditAction::MailAddressConfirm] {
            assert!(lines(&again(&app, &all.auditor).await, action).await > 0);
        }
        // A code is good for half an hour.
        app.app.clock.advance(TimeDelta::minutes(2));
        set_address(&me, "other@example.edu").await.unwrap();
        send::send(&app.app).await.unwrap();
        app.app.clock.advance(TimeDelta::minutes(31));
        let me = again(&app, &me).await;
        let code = server.taken().remove(0).text.chars().filter(char::is_ascii_digit).take(6).collect::<String>();
        assert_eq!(confirm_address(&me, &code).await.unwrap_err().paths(), ["code"]);
        // An address that is refused is said to be.
        server.refuse("nobody@example.edu");
        set_address(&me, "nobody@example.edu").await.unwrap();
        assert_eq!(send::send(&app.app).await.unwrap(), 0);
        assert!(settings(&me).await.refused);
        let gone = me.run(RemoveMailAddress::build(())).await.unwrap().remove_mail_address;
        assert_eq!((gone.address, gone.confirmed), (None, false));
        assert_eq!(me.run(RemoveMailAddress::build(())).await.unwrap_err().code, ErrorCode::NotFound);
        assert_eq!(set_address(&me, "you@example.edu").await.unwrap_err().reason, "CodeLately");
    }

    async fn what_comes_together_is_one_mail_by_day_and_says_nothing_of_it(app) {
        let app = app.alone();
        let (server, all) = mailed(&app).await;
        entered(&app, &all).await;
        entered(&app, &all).await;
        assert_eq!(send::send(&app.app).await.unwrap(), 0, "it gathers");
        app.app.clock.advance(TimeDelta::minutes(5));
        assert_eq!(send::send(&app.app).await.unwrap(), 1);
        assert_eq!(send::send(&app.app).await.unwrap(), 0, "once");
        assert_eq!(waiting(&app).await, 0);
        let mail = server.taken().remove(0);
        let wanted = format!(
            "您有2项待办。\n\n{SITE}\n\n如不想再收到邮件，请登录后在“我的”页面关闭邮件提醒。\n\n\
             Items that wait for you: 2\n\n{SITE}\n\n\
             To end these mails, sign in and turn reminders by mail off on your own page.\n"
        );
        assert_eq!((&*mail.to, mail.subject, mail.text), ("me@example.edu", subject(2), wanted));

        // What was read meanwhile is not counted, and what is not unread any more makes no mail.
        let contact = entered(&app, &all).await;
        entered(&app, &all).await;
        confirm(&again(&app, &all.me).await, &contact).await;
        app.app.clock.advance(TimeDelta::minutes(5));
        send::send(&app.app).await.unwrap();
        assert_eq!(server.taken().remove(0).subject, subject(1));
        entered(&app, &all).await;
        read_all(&again(&app, &all.me).await).await;
        app.app.clock.advance(TimeDelta::minutes(5));
        assert_eq!((send::send(&app.app).await.unwrap(), waiting(&app).await), (0, 0));

        // In the evening, at night and on a holiday it waits.
        let off = r#"{"name": "校庆", "date": "2026-09-24", "isOffDay": true}"#;
        holidays(&again(&app, &all.officer).await, off).await;
        go_to(&app, "2026-09-23T20:00:00");
        entered(&app, &all).await;
        for quiet in ["2026-09-23T20:10:00", "2026-09-24T10:00:00", "2026-09-25T07:59:00"] {
            go_to(&app, quiet);
            assert_eq!(send::send(&app.app).await.unwrap(), 0, "{quiet}");
        }
        go_to(&app, "2026-09-25T08:00:00");
        assert_eq!(send::send(&app.app).await.unwrap(), 1);
        assert_eq!(server.taken().remove(0).subject, subject(1));
    }

    async fn somebody_is_mailed_as_often_as_they_want(app) {
        let app = app.alone();
        let (server, all) = mailed(&app).await;
        let frequency = async |user: &User, frequency: MailFrequency| {
            let variables = SetMailFrequencyVariables { frequency };
            user.run(SetMailFrequency::build(variables)).await.unwrap().set_mail_frequency
        };
        assert_eq!(frequency(&all.me, MailFrequency::Daily).await.frequency, MailFrequency::Daily);
        let mails = async || {
            app.app.clock.advance(TimeDelta::minutes(5));
            send::send(&app.app).await.unwrap();
            server.taken().into_iter().map(|mail| mail.subject).collect::<Vec<_>>()
        };
        entered(&app, &all).await;
        assert_eq!(mails().await, [subject(1)]);
        entered(&app, &all).await;
        entered(&app, &all).await;
        assert_eq!((mails().await, waiting(&app).await), (vec![], 2));
        go_to(&app, "2026-09-24T07:50:00");
        assert!(mails().await.is_empty());
        go_to(&app, "2026-09-24T08:00:00");
        assert_eq!(mails().await, [subject(2)]);
        let me = again(&app, &all.me).await;
        entered(&app, &all).await;
        frequency(&me, MailFrequency::Off).await;
        assert_eq!(waiting(&app).await, 0, "what waited is dropped");
        entered(&app, &all).await;
        assert_eq!(waiting(&app).await, 0);
        // Nor does anything go to an account that was closed.
        frequency(&me, MailFrequency::AtOnce).await;
        entered(&app, &all).await;
        assert_eq!(waiting(&app).await, 1);
        let administrator = app.db_signed_in(As::role(Role::SystemAdministrator)).await;
        let input =
            CloseAccountInput { id: me.account.unwrap(), version: 1, reason: "已调离学校".to_owned() };
        administrator.run(CloseAccount::build(CloseAccountVariables { input })).await.unwrap();
        assert_eq!((waiting(&app).await, mailboxes(&app).await), (0, 0), "the address is forgotten with it");
        entered(&app, &all).await;
        assert!(mails().await.is_empty());
    }

    async fn a_mail_that_fails_is_tried_again_and_stops_nobody_elses(app) {
        let app = app.alone();
        let (server, all) = mailed(&app).await;
        app.app.clock.advance(TimeDelta::minutes(2));
        prove(&app, &server, &all.them, "them@example.edu").await;
        let both = async || {
            entered(&app, &all).await;
            let officer = again(&app, &all.officer).await;
            recorded(&officer, &talk(all.colleague, with_person(all.other), "2026-09-20")).await;
        };
        let after = async |minutes: i64| {
            app.app.clock.advance(TimeDelta::minutes(minutes));
            send::send(&app.app).await.unwrap();
            server.taken().into_iter().map(|mail| mail.to).collect::<Vec<_>>()
        };
        server.be_busy(true);
        both().await;
        assert_eq!((after(5).await, waiting(&app).await), (vec![], 2));
        server.be_busy(false);
        assert!(after(4).await.is_empty(), "not before its time");
        assert_eq!(after(1).await.len(), 2);
        assert_eq!(waiting(&app).await, 0);

        server.refuse("me@example.edu");
        both().await;
        assert_eq!(after(5).await, ["them@example.edu"], "the other's goes");
        assert_eq!((after(5).await, waiting(&app).await), (vec![], 1));
        assert!(!settings(&again(&app, &all.me).await).await.refused);
        assert_eq!((after(10).await, waiting(&app).await), (vec![], 0), "three times is enough");
        assert!(settings(&again(&app, &all.me).await).await.refused, "they see why no mail comes");
        both().await;
        assert_eq!(waiting(&app).await, 1);
        assert_eq!(after(5).await, ["them@example.edu"]);
    }

    async fn a_mail_server_that_was_gone_for_long_has_turned_nobodys_mail_off(app) {
        let app = app.alone();
        let (server, all) = mailed(&app).await;
        entered(&app, &all).await;
        server.be_gone(true);
        for _ in 0..20 {
            app.app.clock.advance(TimeDelta::minutes(10));
            assert_eq!(send::send(&app.app).await.unwrap(), 0);
        }
        server.be_gone(false);
        app.app.clock.advance(TimeDelta::minutes(10));
        assert_eq!((send::send(&app.app).await.unwrap(), waiting(&app).await), (1, 0));
        assert!(!settings(&again(&app, &all.me).await).await.refused);
    }

    async fn one_node_sends_at_a_time_and_another_goes_on_when_it_is_gone(app) {
        let app = app.alone();
        let (server, all) = mailed(&app).await;
        let other = app.beside().await;
        server.carry_for(&other);
        entered(&app, &all).await;
        app.app.clock.advance(TimeDelta::minutes(4));
        // The first has just renewed its lease for another's code.
        set_address(&again(&app, &all.them).await, "them@example.edu").await.unwrap();
        assert_eq!(send::send(&app.app).await.unwrap(), 1);
        server.taken();
        app.app.clock.advance(TimeDelta::minutes(1));
        assert_eq!(send::send(&other.app).await.unwrap(), 0);
        app.app.clock.advance(TimeDelta::minutes(5));
        assert_eq!(send::send(&other.app).await.unwrap(), 1);
        assert_eq!(server.taken().len(), 1);
    }
}

/// A mail server that is not reached is tried again for everybody, one mail a time.
#[tokio::test]
async fn a_server_that_is_gone_stops_the_round_and_counts_for_nobody() {
    let app = TestApp::start(lianyi_tests::db::Engine::Sqlite).await;
    let all = liaison(&app).await;
    smtp::carry_nowhere(&app);
    for user in [&all.me, &all.them] {
        let row = mail_box::Model {
            account_id: user.account.unwrap(),
            address: "a@example.edu".to_owned(),
            frequency: MailFrequency::AtOnce,
            code: None,
            code_made_at: None,
            code_sent_at: None,
            tries: 0,
            confirmed_at: Some(app.app.clock.now()),
            mailed_at: None,
            refused_at: None,
        };
        mail_box::Entity::insert(mail_box::ActiveModel::from(row))
            .exec_without_returning(app.app.db.writer())
            .await
            .unwrap();
    }
    make(&app).await.unwrap();
    app.app.clock.advance(TimeDelta::minutes(5));
    let mut put_off = Vec::new();
    for _ in 0..2 {
        assert_eq!(send::send(&app.app).await.unwrap(), 0);
        let rows = outbox::Entity::find().all(&app.app.db.read).await.unwrap();
        put_off.push(rows.iter().filter(|row| row.next_at > app.app.clock.now()).count());
        assert!(rows.iter().all(|row| row.attempts == 0));
    }
    assert_eq!((put_off, waiting(&app).await), (vec![1, 2], 2));
}

async fn settings(user: &User) -> MailSettings {
    user.run(MailSettingsQuery::build(())).await.unwrap().mail_settings
}

async fn set_address(user: &User, address: &str) -> Result<MailSettings, Refused> {
    let variables = SetMailAddressVariables { address: address.to_owned() };
    Ok(user.run(SetMailAddress::build(variables)).await?.set_mail_address)
}

async fn confirm_address(user: &User, code: &str) -> Result<MailSettings, Refused> {
    let variables = ConfirmMailAddressVariables { code: code.to_owned() };
    Ok(user.run(ConfirmMailAddress::build(variables)).await?.confirm_mail_address)
}

/// Names an address and proves it.
async fn prove(app: &TestApp, server: &MailServer, user: &User, address: &str) -> MailSettings {
    set_address(user, address).await.unwrap();
    send::send(&app.app).await.unwrap();
    let mail = server.taken().into_iter().find(|mail| mail.to == address).expect("a code");
    let code: String = mail.text.chars().filter(char::is_ascii_digit).take(6).collect();
    confirm_address(user, &code).await.unwrap()
}

/// A leader who wants mail, and the server that carries it.
async fn mailed(app: &TestApp) -> (MailServer, Liaison) {
    let server = MailServer::start().await;
    server.carry_for(app);
    let all = liaison(app).await;
    prove(app, &server, &all.me, "me@example.edu").await;
    (server, all)
}

/// How many notices wait to be mailed.
async fn waiting(app: &TestApp) -> u64 {
    outbox::Entity::find().count(&app.app.db.read).await.unwrap()
}

async fn mailboxes(app: &TestApp) -> u64 {
    mail_box::Entity::find().count(&app.app.db.read).await.unwrap()
}
