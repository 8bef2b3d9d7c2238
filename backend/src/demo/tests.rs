use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use lianyi_shared::access::Role;
use lianyi_shared::id::AccountId;
use lianyi_shared::people::{LeaderTier, Stage};
use lianyi_shared::roster::{
    FilingAction, FilingStatus, LineChange, PairingStatus, RosterAction, RosterRoute, RosterStatus,
};
use lianyi_shared::validate;
use uuid::Uuid;

use super::accounts::{self, SHOWN, Signatories};
use super::book::Book;
use super::college::College;
use super::{Inventor, branch_rosters, representatives, school_roster};
use crate::access::account::NewAccount;
use crate::clock::Clock;

/// The college as it is invented on a day, with ids that count from one.
fn invented(day: &str) -> (College, Vec<NewAccount>, Book) {
    let now: DateTime<Utc> = format!("{day}T03:00:00Z").parse().unwrap();
    let count = AtomicU64::new(0);
    let ids = || Uuid::from_u128(u128::from(count.fetch_add(1, Ordering::Relaxed)) + 1);
    let mut inventor = Inventor::new(&Clock::frozen(now), &ids);
    let college = College::invent(&mut inventor).unwrap();
    let plan = accounts::plan(&mut inventor, &college, "hash").unwrap();
    let opened: Vec<_> = plan.iter().map(|account| (account.clone(), AccountId(ids()))).collect();
    let signatories = Signatories::among(&opened).unwrap();
    let mut book = Book::default();
    school_roster::write(&mut book, &inventor, &college, &signatories).unwrap();
    branch_rosters::write(&mut book, &inventor, &college, &signatories).unwrap();
    (college, plan, book)
}

#[test]
fn the_college_is_the_same_at_every_load() {
    let (college, accounts, book) = invented("2026-11-22");
    let (again, accounts_again, book_again) = invented("2026-11-22");
    assert_eq!(college.units, again.units);
    assert_eq!(college.leaders.rows, again.leaders.rows);
    assert_eq!(college.representatives, again.representatives);
    assert_eq!(college.groups, again.groups);
    assert_eq!(format!("{accounts:?}"), format!("{accounts_again:?}"));
    assert_eq!(book, book_again);

    let (later, ..) = invented("2027-03-01");
    let names = |college: &College| -> Vec<String> {
        college.representatives.iter().map(|person| person.name.clone()).collect()
    };
    assert_eq!(names(&college), names(&later));
}

#[test]
fn every_state_of_every_workflow_occurs() {
    for day in ["2026-11-22", "2026-09-01", "2027-08-31", "2028-02-29"] {
        let (_, _, book) = invented(day);
        let done = |code: &str| book.decisions.iter().any(|decision| decision.action == code);
        for status in RosterStatus::ALL {
            // No roster waits for the committee: to propose one is where a visitor begins.
            let occurs = match status {
                RosterStatus::Proposed => done(RosterAction::Propose.code()),
                _ => book.versions.iter().any(|version| version.status == *status),
            };
            assert!(occurs, "{status} on {day}");
        }
        for status in FilingStatus::ALL {
            assert!(book.versions.iter().any(|version| version.filing == Some(*status)), "{status} on {day}");
        }
        for status in PairingStatus::ALL {
            assert!(book.pairings.iter().any(|pairing| pairing.status == *status), "{status} on {day}");
        }
        for change in LineChange::ALL {
            assert!(book.lines.iter().any(|line| line.change == *change), "{change} on {day}");
        }
        for action in RosterAction::ALL.iter().filter(|action| **action != RosterAction::Supersede) {
            assert!(done(action.code()), "{action} on {day}");
        }
        for action in FilingAction::ALL {
            assert!(done(action.code()), "{action} on {day}");
        }
    }
}

#[test]
fn nothing_happens_after_today() {
    for day in ["2026-11-22", "2026-09-01", "2027-08-31", "2028-02-29"] {
        let (college, _, book) = invented(day);
        let today = day.parse().unwrap();
        for version in &book.versions {
            assert!(version.created_at <= version.status_since, "{day}");
            assert!(version.status_since.date_naive() <= today, "{day}");
            assert!(version.effective_from.is_none_or(|from| from <= today), "{day}");
        }
        for pairing in &book.pairings {
            assert!(pairing.until.is_none_or(|until| until <= today), "{day}");
            assert!(pairing.since.zip(pairing.until).is_none_or(|(since, until)| since <= until), "{day}");
        }
        assert!(college.leaders.rows.iter().all(|leader| leader.left_on.is_none_or(|left| left <= today)));
    }
}

#[test]
fn the_school_roster_of_last_year_is_carried_on() {
    let (college, _, book) = invented("2026-11-22");
    let school = book.rosters.iter().find(|roster| roster.route == RosterRoute::School).unwrap();
    let states: Vec<(i32, i32, RosterStatus)> = book
        .versions
        .iter()
        .filter(|version| version.roster_id == school.id)
        .map(|version| (version.number, version.year, version.status))
        .collect();
    assert_eq!(
        states,
        [
            (1, 2023, RosterStatus::Superseded),
            (2, 2024, RosterStatus::Superseded),
            (3, 2025, RosterStatus::InForce),
            (4, 2025, RosterStatus::Withdrawn),
        ]
    );
    let on_both = college.on_both_rosters().unwrap().id;
    let rosters: BTreeSet<_> = book
        .pairings
        .iter()
        .filter(|pairing| {
            pairing.representative_id == Some(on_both) && pairing.status == PairingStatus::Active
        })
        .map(|pairing| pairing.roster_id == school.id)
        .collect();
    assert_eq!(rosters.len(), 2, "one person stands on the school and on a branch roster");
}

#[test]
fn a_roster_has_one_version_in_force_and_no_two_open() {
    let (college, _, book) = invented("2026-11-22");
    let branches = college.units.iter().filter(|unit| unit.kind.is_branch()).count();
    assert_eq!(book.rosters.len(), 1 + branches);
    for roster in &book.rosters {
        let of = |state: fn(RosterStatus) -> bool| {
            let own = book.versions.iter().filter(|version| version.roster_id == roster.id);
            own.filter(|version| state(version.status)).count()
        };
        assert_eq!(of(|status| status == RosterStatus::InForce), 1);
        assert!(of(RosterStatus::is_open) <= 1);
    }
}

#[test]
fn representatives_are_outside_the_party_and_of_every_kind() {
    let (college, _, book) = invented("2026-11-22");
    let people = &college.representatives;
    assert_eq!(people.len(), 420);
    assert!(people.iter().all(|person| !matches!(person.affiliation.as_str(), "01" | "02")));
    for category in 1..=9 {
        assert!(people.iter().any(|person| representatives::categories(person).contains(&category)));
    }
    for stage in Stage::ALL {
        assert!(people.iter().any(|person| person.stage == Some(*stage)));
    }
    assert!(people.iter().any(|person| person.name.contains('·')));
    assert!(people.iter().any(|person| person.name.chars().any(|character| character > '\u{ffff}')));
    let linked = |person: &crate::entity::representative::Model| {
        book.pairings.iter().any(|pairing| pairing.representative_id == Some(person.id))
    };
    assert!(people.iter().any(|person| !person.retired && !linked(person)), "some are linked by nobody");
    for person in people {
        validate::name(&person.name).unwrap();
        person.staff_number.iter().for_each(|number| validate::staff_number(number).unwrap());
        person.phone.iter().for_each(|phone| validate::phone(phone).unwrap());
        person.email.iter().for_each(|email| validate::email(email).unwrap());
    }
}

#[test]
fn the_directory_is_as_large_as_a_college() {
    let (college, ..) = invented("2026-11-22");
    assert_eq!(college.units.len(), 45 + 22);
    assert_eq!(college.leaders.of_tier(LeaderTier::School).count(), 9);
    assert_eq!(college.leaders.of_tier(LeaderTier::Department).count(), 95);
    assert_eq!(college.groups.len(), 12);
    assert!(college.groups.iter().all(|group| group.head_id.is_some()));
    assert!(college.units.iter().all(|unit| unit.head_name.is_some()));
    let numbers: Vec<&str> = college
        .leaders
        .rows
        .iter()
        .map(|leader| leader.staff_number.as_str())
        .chain(college.representatives.iter().filter_map(|person| person.staff_number.as_deref()))
        .collect();
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
    assert!(numbers.iter().any(|number| number.starts_with("00")));
}

#[test]
fn every_role_has_an_account_that_is_shown() {
    let (_, accounts, _) = invented("2026-11-22");
    for role in Role::ALL {
        assert!(SHOWN.iter().any(|shown| shown.role == *role), "{role}");
    }
    for shown in SHOWN {
        let account = accounts.iter().find(|account| account.username == shown.username).unwrap();
        assert!(account.roles.iter().any(|(role, _)| *role == shown.role), "{}", shown.username);
    }
}
