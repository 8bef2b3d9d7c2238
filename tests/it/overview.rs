//! The overview: every figure opens a list of exactly its length, whoever looks, whatever happened to the records.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use cynic::QueryBuilder as _;
use lianyi::entity::{contact, contact_last, contact_leader, contact_pairing, contact_tally, leader};
use lianyi_shared::access::Role;
use lianyi_shared::api::contacts::{ContactFilter, Contacts, ContactsVariables};
use lianyi_shared::api::overview::*;
use lianyi_shared::api::{Day, PageInput};
use lianyi_shared::contact::{ContactContentKind, ContactMode, ContactStatus};
use lianyi_shared::error::ErrorCode;
use lianyi_shared::id::{PairingId, UnitId};
use lianyi_tests::app::TestApp;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, Refused, User};
use sea_orm::EntityTrait as _;
use uuid::Uuid;

use crate::contact::{confirm, correct, liaison, paired, recorded, talk, void, with_person};
use crate::import::{self, fixture};
use crate::ledger;

async fn overview(user: &User, period: &str, branch: Option<UnitId>) -> Result<ContactOverview, Refused> {
    let variables = ContactOverviewVariables { period: period.to_owned(), branch };
    Ok(user.run(ContactOverviewQuery::build(variables)).await?.contact_overview)
}

/// How long the list of confirmed contacts is that a figure opens.
async fn contacts(user: &User, figures: &ContactOverview, filter: ContactFilter) -> i32 {
    let filter = ContactFilter {
        status: Some(ContactStatus::Confirmed),
        from: filter.from.or(Some(figures.from.clone())),
        until: filter.until.or(Some(figures.until.clone())),
        ..filter
    };
    let variables = ContactsVariables { filter, page: PageInput::first(1) };
    user.run(Contacts::build(variables)).await.unwrap().contacts.total_count
}

/// How long the list of pairings is that a figure opens.
async fn pairings(user: &User, period: &str, branch: Option<UnitId>, filter: OverviewPairingFilter) -> i32 {
    let variables =
        OverviewPairingsVariables { period: period.to_owned(), branch, filter, page: PageInput::first(1) };
    user.run(OverviewPairings::build(variables)).await.unwrap().overview_pairings.total_count
}

/// Opens every figure, and of the days every tenth; answers how many contacts and pairings there are.
async fn opened(user: &User, period: &str, branch: Option<UnitId>) -> (i32, i32) {
    let figures = overview(user, period, branch).await.unwrap();
    let list = |filter: ContactFilter| contacts(user, &figures, ContactFilter { branch, ..filter });
    let standing = |filter: OverviewPairingFilter| pairings(user, period, branch, filter);
    assert_eq!(figures.records, list(ContactFilter::default()).await);
    assert_eq!(figures.days.iter().map(|row| row.records).sum::<i32>(), figures.records);
    for row in figures.days.iter().step_by(10) {
        let day = || Some(row.day.clone());
        assert_eq!(
            row.records,
            list(ContactFilter { from: day(), until: day(), ..Default::default() }).await
        );
    }
    for row in &figures.modes {
        let filter = ContactFilter { mode: Some(row.mode), ..Default::default() };
        assert_eq!(row.records, list(filter).await, "{}", row.mode);
    }
    for row in &figures.kinds {
        let filter = ContactFilter { kind: Some(row.kind), ..Default::default() };
        assert_eq!(row.records, list(filter).await, "{}", row.kind);
    }
    let met = |met: bool| OverviewPairingFilter { met: Some(met), ..Default::default() };
    assert_eq!(figures.pairings, standing(OverviewPairingFilter::default()).await);
    assert_eq!(figures.met, standing(met(true)).await);
    assert_eq!(figures.pairings - figures.met, standing(met(false)).await);
    assert_eq!(figures.branches.iter().map(|row| row.records).sum::<i32>(), figures.records);
    for row in &figures.branches {
        let stands_with = row.branch.as_ref().map(|branch| branch.id);
        assert_eq!(row.records, list(ContactFilter { stands_with, ..Default::default() }).await);
        let of_branch = |met| OverviewPairingFilter { met, stands_with, ..Default::default() };
        assert_eq!(row.pairings, standing(of_branch(None)).await);
        assert_eq!(row.met, standing(of_branch(Some(true))).await);
    }
    for row in &figures.categories {
        let of = |met| OverviewPairingFilter { met, category: Some(row.category), ..Default::default() };
        assert_eq!(row.pairings, standing(of(None)).await, "category {}", row.category);
        assert_eq!(row.met, standing(of(Some(true))).await, "category {}", row.category);
    }
    (figures.records, figures.pairings)
}

/// What is kept while records are written must be what one finds by looking at all of them: the tally, and the last
/// contact of each pairing.
async fn assert_counts_are_true(app: &TestApp) {
    let db = &app.app.db.read;
    let mut expected: BTreeMap<(Uuid, String, NaiveDate), i64> = BTreeMap::new();
    let mut confirmed = BTreeSet::new();
    for row in contact::Entity::find().all(db).await.unwrap() {
        if row.status != ContactStatus::Confirmed {
            continue;
        }
        confirmed.insert(row.id);
        let month = row.held_on.with_day(1).unwrap();
        let mut aspects = vec![("DAY", row.held_on), ("MONTH", month), (row.mode.code(), month)];
        aspects.extend(row.kinds.split(' ').filter(|kind| !kind.is_empty()).map(|kind| (kind, month)));
        for (aspect, day) in aspects {
            for place in [Uuid::nil(), row.branch_id.0] {
                *expected.entry((place, aspect.to_owned(), day)).or_default() += 1;
            }
        }
    }
    let tally = contact_tally::Entity::find().all(db).await.unwrap();
    let found: BTreeMap<_, _> =
        tally.into_iter().map(|row| ((row.branch_id, row.aspect, row.day), row.records)).collect();
    assert_eq!(found, expected);
    let mut last: BTreeMap<PairingId, NaiveDate> = BTreeMap::new();
    for row in contact_pairing::Entity::find().all(db).await.unwrap() {
        assert!(confirmed.contains(&row.contact_id), "a record counts that is not confirmed");
        let day = last.entry(row.pairing_id).or_default();
        *day = row.held_on.max(*day);
    }
    let kept = contact_last::Entity::find().all(db).await.unwrap();
    let kept: BTreeMap<_, _> = kept.into_iter().map(|row| (row.pairing_id, row.held_on)).collect();
    assert_eq!(kept, last);
}

/// Leaders with how many contacts they led, who led most first.
async fn most_busy(app: &TestApp) -> Vec<(leader::Model, i32)> {
    let db = &app.app.db.read;
    let led = contact_leader::Entity::find().all(db).await.unwrap();
    let leaders = leader::Entity::find().all(db).await.unwrap();
    let count = |leader: &leader::Model| led.iter().filter(|row| row.leader_id == leader.id).count();
    let mut busy: Vec<(leader::Model, i32)> = leaders
        .into_iter()
        .map(|leader| (count(&leader), leader))
        .map(|(n, one)| (one, i32::try_from(n).unwrap()))
        .collect();
    busy.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    busy
}

on_both_databases! {
    async fn every_figure_of_last_years_ledger_opens_a_list_of_its_length(app) {
        let officer = ledger::college(&app).await;
        let batch = import::check(&app, &officer, ledger::YEAR, fixture(ledger::LEDGER)).await;
        import::apply(&officer, &batch, true, Vec::new()).await.unwrap();
        assert_counts_are_true(&app).await;
        let (whole, pairs) = opened(&officer, "2025", None).await;
        assert_eq!(whole, 890);
        assert!(pairs > 100, "{pairs} pairings");

        // The secretary of one branch who led contacts that stand with another.
        let busy = most_busy(&app).await;
        let [(one, led), (other, own), ..] = busy.as_slice() else { panic!("two leaders") };
        let branch = busy.iter().map(|(leader, _)| leader.branch_id).find(|branch| *branch != one.branch_id).unwrap();
        let secretary = app.db_signed_in(As {
            roles: vec![(Role::BranchSecretary, Some(branch)), (Role::Leader, None)],
            leader: Some(one.id),
            ..As::default()
        }).await;
        let (of_branch, _) = opened(&secretary, "2025", Some(branch)).await;
        assert!(of_branch > 0);
        assert_eq!(opened(&secretary, "2025", None).await.0, of_branch + led, "their branch's and their own");
        let leader = app.db_signed_in(As::role(Role::Leader).leader(other.id)).await;
        let (of_leader, pairs) = opened(&leader, "2025", None).await;
        assert_eq!(of_leader, *own);
        assert!(pairs > 0 && pairs < 10, "{pairs} pairings of their own");

        // Terms make the year; the branches make the whole.
        let terms = [opened(&officer, "2025-1", None).await.0, opened(&officer, "2025-2", None).await.0];
        assert_eq!(terms.iter().sum::<i32>(), whole);
        assert_eq!(opened(&officer, "2025", Some(branch)).await.0, of_branch);
        opened(&officer, "c2026", None).await;
    }

    async fn what_happens_to_a_record_is_counted_at_once(app) {
        let all = liaison(&app).await;
        let period = "c2026";
        let records = async || opened(&all.officer, period, None).await.0;
        let content = talk(all.leader, with_person(all.person), "2026-09-10");
        let awaiting = recorded(&all.officer, &content).await;
        assert_eq!(records().await, 0, "what nobody confirmed does not count");
        let contact = confirm(&all.me, &awaiting).await.unwrap();
        assert_eq!(records().await, 1);
        let mut moved = content.clone();
        moved.held_on = Some(Day("2026-08-31".to_owned()));
        moved.mode = Some(ContactMode::Telephone);
        moved.kinds = vec![ContactContentKind::Care, ContactContentKind::Opinions];
        let contact = correct(&all.me, &contact, &moved).await.unwrap();
        assert_counts_are_true(&app).await;
        assert_eq!(opened(&all.officer, "2026", None).await.0, 0, "August is of the year before");
        assert_eq!(opened(&all.secretary, "2025-2", None).await, (1, 3));
        assert_eq!(opened(&all.stranger, "2025-2", None).await, (0, 0));
        let again = correct(&all.officer, &contact, &content).await.unwrap();
        assert_eq!(records().await, 0, "until it is confirmed anew");
        let contact = confirm(&all.me, &again).await.unwrap();
        assert_eq!(records().await, 1);
        void(&all.me, &contact, "记错了人").await.unwrap();
        assert_eq!(records().await, 0);
        assert_counts_are_true(&app).await;
        assert_eq!(contact_tally::Entity::find().all(&app.app.db.read).await.unwrap(), []);
    }

    async fn the_last_contact_is_true_whoever_writes_at_once(app) {
        let all = liaison(&app).await;
        let record = async |day: u32| {
            recorded(&all.me, &talk(all.leader, with_person(all.person), &format!("2026-09-{day:02}"))).await
        };
        let mut before = record(20).await;
        for day in [10, 11, 12, 13, 14] {
            let (voided, after) = tokio::join!(void(&all.me, &before, "记错了人"), record(day));
            voided.unwrap();
            assert_counts_are_true(&app).await;
            before = after;
        }
        let (one, other) = (record(15).await, record(16).await);
        let voided = tokio::join!(void(&all.me, &one, "重复"), void(&all.me, &other, "重复"));
        assert!(voided.0.is_ok() && voided.1.is_ok());
        assert_counts_are_true(&app).await;
        // A correction of words alone, and beside it the end of another record of the same pairing.
        for day in [17, 18, 19, 20, 21] {
            let (kept, voided) = (record(day).await, record(9).await);
            let mut words = talk(all.leader, with_person(all.person), &kept.held_on.0);
            words.summary = Some("另有补充".to_owned());
            let done = tokio::join!(correct(&all.me, &kept, &words), void(&all.me, &voided, "重复"));
            assert!(done.0.is_ok() && done.1.is_ok());
            assert_counts_are_true(&app).await;
        }
    }

    async fn pairings_count_where_they_were_in_force(app) {
        let all = liaison(&app).await;
        let person = with_person(all.other);
        paired(&app, all.roster, all.leader, person, "2025-03-01", Some("2026-05-01")).await;
        recorded(&all.me, &talk(all.leader, with_person(all.person), "2026-09-20")).await;
        // Three are in force today; one of them met this year, and none in the year before.
        let figures = overview(&all.officer, "2026", None).await.unwrap();
        assert_eq!((figures.pairings, figures.met), (3, 1));
        let figures = overview(&all.officer, "2025-1", None).await.unwrap();
        assert_eq!((figures.pairings, figures.met), (1, 0), "one was in force in January");
        opened(&all.officer, "2025-1", None).await;
        paired(&app, all.roster, all.colleague, with_person(all.person), "2025-03-01", Some("2026-08-31")).await;
        let figures = overview(&all.officer, "2025", None).await.unwrap();
        assert_eq!(figures.pairings, 4, "the last day of the year is a day of the year");
        let figures = overview(&all.me, "2026", None).await.unwrap();
        assert_eq!((figures.pairings, figures.met), (2, 1), "a leader sees their own");
        let list = OverviewPairingsVariables {
            period: "2026".to_owned(),
            branch: None,
            filter: OverviewPairingFilter { met: Some(true), ..Default::default() },
            page: PageInput::first(10),
        };
        let list = all.me.run(OverviewPairings::build(list)).await.unwrap().overview_pairings;
        assert_eq!(list.nodes[0].counterpart.representative_id, Some(all.person));
        assert_eq!(list.nodes[0].last_contact_on, Some(Day("2026-09-20".to_owned())));
    }

    async fn a_period_that_is_none_is_refused(app) {
        let officer = app.db_signed_in(As::role(Role::UnitedFrontOfficer)).await;
        for period in ["", "本学年", "2025-3", "c", "99999999999"] {
            let refused = overview(&officer, period, None).await.unwrap_err();
            assert_eq!((refused.code, refused.fields[0].path.as_str()), (ErrorCode::BadUserInput, "period"));
        }
    }
}
