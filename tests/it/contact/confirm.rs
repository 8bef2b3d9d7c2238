//! Confirming, correcting and voiding: who speaks for whom, and what counts then.

use super::*;

on_both_databases! {
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
}
