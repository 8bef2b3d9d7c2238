//! The scope as SQL equals a naive judgement row by row, on random trees and grants.
//!
//! A few colleges with fixed seeds, many viewers each. Leaving out one arm of the SQL, or one
//! case of the judgement, fails this test.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use lianyi::access::scope::Scoped;
use lianyi::access::viewer::{Assigned, Atom, HeldRole, Place, Viewer};
use lianyi::contact;
use lianyi::db::Plain;
use lianyi::entity::{contact as contact_row, contact_leader, representative, unit};
use lianyi::op::Op;
use lianyi::page::{KeyKind, Listing, PageInput, Sort};
use lianyi::people::representatives::SCOPED;
use lianyi::units;
use lianyi_shared::access::{FieldGroup, FieldGroups, Permission, Scope};
use lianyi_shared::contact::{ContactMode, ContactStatus};
use lianyi_shared::id::{AccountId, ContactId, LeaderId, RepresentativeId, SessionId, UnitId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::RosterRoute;
use lianyi_shared::units::UnitKind;
use lianyi_tests::app::TestApp;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::As;
use sea_orm::{ActiveModelTrait as _, Condition, ConnectionTrait as _, IntoActiveModel as _, Set};
use uuid::Uuid;

/// A small repeatable source of choices.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

struct Person {
    id: RepresentativeId,
    unit: UnitId,
    leaders: BTreeSet<LeaderId>,
}

/// A contact record with where it stands.
struct Met {
    id: ContactId,
    branch: UnitId,
    leaders: BTreeSet<LeaderId>,
}

struct World {
    units: Vec<UnitId>,
    leaders: Vec<LeaderId>,
    people: Vec<Person>,
    contacts: Vec<Met>,
}

async fn world(app: &TestApp, dice: &mut Dice) -> World {
    let root = app.db_unit("A", "学校党委", UnitKind::College, None).await;
    let mut units = vec![root];
    let mut branches = Vec::new();
    for n in 0..3 {
        branches.push(app.db_unit(&format!("P{n}"), "党总支", UnitKind::GeneralBranch, None).await);
    }
    for n in 0..6 {
        let branch = (dice.roll(4) > 0).then(|| dice.pick(&branches));
        units.push(app.db_unit(&format!("U{n}"), "部门", UnitKind::Department, branch).await);
    }
    units.extend(&branches);
    let roster = app.db_roster(RosterRoute::School, root).await;
    let mut leaders = Vec::new();
    for _ in 0..3 {
        leaders.push(app.db_leader("任平", LeaderTier::School, root, branches[0]).await);
    }
    let mut people = Vec::new();
    for _ in 0..30 {
        let unit = dice.pick(&units);
        let id = app.db_representative("徐丽", unit).await;
        let linked: BTreeSet<LeaderId> = leaders.iter().copied().filter(|_| dice.roll(5) == 0).collect();
        for leader in &linked {
            app.db_pairing(roster, *leader, id).await;
        }
        people.push(Person { id, unit, leaders: linked });
    }
    let (author, _) = app.db_account(As::default()).await;
    let mut contacts = Vec::new();
    for _ in 0..30 {
        let branch = dice.pick(&units);
        let with = leaders.iter().copied().filter(|_| dice.roll(3) == 0).collect();
        let on = app.app.clock.today() - chrono::TimeDelta::days(i64::try_from(dice.roll(9)).unwrap());
        contacts.push(met(app, author, branch, with, on).await);
    }
    World { units, leaders, people, contacts }
}

/// A contact of some leaders that stands with a unit.
async fn met(
    app: &TestApp,
    author: AccountId,
    branch: UnitId,
    leaders: BTreeSet<LeaderId>,
    on: chrono::NaiveDate,
) -> Met {
    let db = app.app.db.writer();
    let row = contact_row::Model {
        id: ContactId(app.app.new_id()),
        status: ContactStatus::Confirmed,
        held_on: on,
        mode: ContactMode::Talk,
        kinds: String::new(),
        lines: 0,
        next_on: None,
        imported: false,
        late: false,
        branch_id: branch,
        author_id: author,
        capacity: "LEADER".to_owned(),
        recorded_at: app.app.clock.now(),
        confirmed_by: None,
        confirmed_at: None,
        void_reason: None,
        revision: 1,
        version: 1,
    };
    let id = row.into_active_model().reset_all().insert(db).await.unwrap().id;
    for (position, leader) in (0..).zip(&leaders) {
        let row = contact_leader::ActiveModel {
            contact_id: Set(id),
            leader_id: Set(*leader),
            position: Set(position),
        };
        row.insert(db).await.unwrap();
    }
    Met { id, branch, leaders }
}

fn viewer(world: &World, dice: &mut Dice) -> Viewer {
    let role = HeldRole { code: "RANDOM".to_owned(), unit: None, acting: false };
    let atoms: Vec<Atom> = (0..=dice.roll(3))
        .map(|_| Atom {
            scope: dice.pick(&[
                Scope::SelfOnly,
                Scope::Assigned,
                Scope::Unit,
                Scope::Subtree,
                Scope::Unit,
                Scope::Subtree,
                Scope::All,
            ]),
            anchor: (dice.roll(6) > 0).then(|| dice.pick(&world.units)),
            fields: dice.pick(&[
                FieldGroups::of(&[FieldGroup::Basic]),
                FieldGroups::of(&[FieldGroup::Basic, FieldGroup::Political]),
            ]),
            role: role.clone(),
        })
        .collect();
    let (of_units, of_contacts) = (Vec::clone(&atoms), Vec::clone(&atoms));
    Viewer {
        account: AccountId(Uuid::nil()),
        session: SessionId(Uuid::nil()),
        name: String::new(),
        leader: (dice.roll(2) > 0).then(|| dice.pick(&world.leaders)),
        representative: (dice.roll(2) > 0)
            .then(|| dice.pick(&world.people.iter().map(|p| p.id).collect::<Vec<_>>())),
        roles: vec![role],
        units_revision: 0,
        atoms: HashMap::new(),
    }
    .with_atoms(HashMap::from([
        (Permission::RepresentativeRead, atoms),
        (Permission::UnitRead, of_units),
        (Permission::ContactRead, of_contacts),
    ]))
}

on_both_databases! {
    async fn sql_equals_the_naive_judgement(app) {
        let mut dice = Dice(42);
        let world = world(&app, &mut dice).await;
        let mut seen = [0_usize; 2];
        for round in 0..150 {
            let mut viewer = viewer(&world, &mut dice);
            // The tree is read by its revision; the nine units above raised it.
            viewer.units_revision = 100;
            let tree = app.app.trees.current(&app.app.db, 100).await.unwrap();
            let fields = dice.pick(&[FieldGroups::default(), FieldGroups::of(&[FieldGroup::Political])]);
            let expected: BTreeSet<Uuid> = world.people.iter().filter(|person| {
                let place = Place {
                    unit: Some(person.unit),
                    mine: viewer.representative == Some(person.id),
                    assigned: viewer.leader.is_some_and(|leader| person.leaders.contains(&leader)),
                };
                viewer.atoms(Permission::RepresentativeRead).iter().any(|atom| {
                    fields.iter().all(|group| atom.fields.contains(group)) && atom.covers(place, &tree)
                })
            }).map(|person| person.id.0).collect();

            let ids = match SCOPED.union_of_ids(&viewer, fields, &Condition::all()) {
                None => BTreeSet::new(),
                Some(statement) => {
                    let rows = app.app.db.read.query_all(&statement).await.unwrap();
                    rows.iter().map(|row| row.try_get::<Uuid>("", "id").unwrap()).collect()
                }
            };
            assert_eq!(ids, expected, "round {round}: {viewer:?}");
            seen[usize::from(!expected.is_empty())] += 1;

            // Contact records stand with a branch and are their leaders' own.
            let expected: BTreeSet<Uuid> = world.contacts.iter().filter(|contact| {
                let mine = viewer.leader.is_some_and(|leader| contact.leaders.contains(&leader));
                let place = Place { unit: Some(contact.branch), mine, assigned: false };
                viewer.atoms(Permission::ContactRead).iter().any(|atom| atom.covers(place, &tree))
            }).map(|contact| contact.id.0).collect();
            let ids = match contact::read::SCOPED.union_of_ids(&viewer, FieldGroups::default(), &Condition::all()) {
                None => BTreeSet::new(),
                Some(statement) => {
                    let rows = app.app.db.read.query_all(&statement).await.unwrap();
                    rows.iter().map(|row| row.try_get::<Uuid>("", "id").unwrap()).collect()
                }
            };
            assert_eq!(ids, expected, "round {round}: {viewer:?}");

            // What the viewer is told about their pairings is the same set as the scope's.
            let assigned = Assigned::read(&app.app.db.read, &viewer).await.unwrap();
            let linked: BTreeSet<RepresentativeId> = world.people.iter()
                .filter(|person| viewer.leader.is_some_and(|leader| person.leaders.contains(&leader)))
                .map(|person| person.id).collect();
            assert_eq!(assigned.representatives.into_iter().collect::<BTreeSet<_>>(), linked);
        }
        assert!(seen.iter().all(|count| *count > 10), "both empty and full scopes occur: {seen:?}");
    }

    async fn every_page_of_every_scope_adds_up(app) {
        let mut dice = Dice(7);
        let world = world(&app, &mut dice).await;
        for _ in 0..20 {
            let mut viewer = viewer(&world, &mut dice);
            viewer.units_revision = 100;
            let op = Op::new(app.request(), Arc::new(viewer));
            let by_name = Sort::by("name_key");
            adds_up::<representative::Entity>(&op, &SCOPED, by_name).await;
            adds_up::<unit::Entity>(&op, &units::read::SCOPED, by_name).await;
            let newest = Sort { column: "held_on", kind: KeyKind::Day, descending: true };
            adds_up::<contact_row::Entity>(&op, &contact::read::SCOPED, newest).await;
        }
    }
}

/// The pages of a list together are all that the viewer may see, each once.
async fn adds_up<E: Plain>(op: &Op, scoped: &Scoped, sort: Sort) {
    let expected = match scoped.union_of_ids(&op.viewer, FieldGroups::default(), &Condition::all()) {
        None => 0,
        Some(statement) => op.db().query_all(&statement).await.unwrap().len(),
    };
    let mut found = Vec::new();
    loop {
        let after = found.last().cloned();
        let page = PageInput { first: Some(4), after, ..PageInput::default() }.check().unwrap();
        let listing = Listing { scoped, filter: Condition::all(), fields: FieldGroups::default(), sort };
        let (around, rows) = listing.rows::<E>(op, &page).await.unwrap();
        let edges = around.connection(rows.iter().map(|_| true)).edges;
        found.extend(edges.iter().map(|edge| edge.cursor.clone()));
        if edges.len() < 4 {
            break;
        }
    }
    let distinct: BTreeSet<&String> = found.iter().collect();
    assert_eq!((found.len(), distinct.len()), (expected, expected));
}
