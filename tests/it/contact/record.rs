//! Drafts and records: what is entered, and what cannot be.

use super::*;

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
