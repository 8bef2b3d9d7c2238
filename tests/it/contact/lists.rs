//! Lists and pages: who finds which record, and what of it.

use super::*;

on_both_databases! {
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
}
