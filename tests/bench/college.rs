//! A database as large as no college: a hundred thousand people, a million pairings.

use std::collections::HashMap;

use chrono::TimeDelta;
use lianyi::audit::event::AuditEvent;
use lianyi::contact::met;
use lianyi::contact::tally::Change;
use lianyi::entity::{
    contact, contact_counterpart, contact_leader, contact_pairing, leader, pairing, representative,
    representative_category,
};
use lianyi::units::save::{self, UnitFields};
use lianyi::work::Work;
use lianyi_shared::access::Role;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::contact::{ContactContentKind, ContactMode, ContactStatus};
use lianyi_shared::id::{AccountId, ContactId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{PairingStatus, RosterRoute};
use lianyi_shared::units::UnitKind;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::Engine;
use lianyi_tests::user::As;
use sea_orm::sqlx::{self, Row as _};
use sea_orm::{
    ActiveModelTrait, ColumnTrait as _, ConnectionTrait as _, EntityTrait, IntoActiveModel, QueryFilter as _,
    Set,
};

use crate::works::Dice;

const BRANCHES: usize = 40;
const UNITS_OF_A_BRANCH: usize = 25;
/// Pairings of one person, of which some are in force.
const PAIRINGS: usize = 10;
const IN_FORCE: usize = 3;
/// Contacts of one transaction.
const CONTACTS_AT_ONCE: usize = 10_000;
/// Rows of one statement.
const CHUNK: usize = 1_000;

const FAMILIES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文志国春梅海燕玲飞云峰鹏辉";

/// How much of the college somebody may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// Everybody: an officer of the department.
    All,
    /// A tenth: the secretary of a large branch.
    Tenth,
    /// A thousandth: the secretary of a small one.
    Thousandth,
    /// Whom a leader is paired with, about thirty.
    Paired,
}

/// A filled database.
pub(crate) struct Filled {
    pub(crate) app: TestApp,
    /// A unit in which representatives are created.
    pub(crate) unit: UnitId,
    viewers: Vec<(Breadth, AccountId, String)>,
}

/// A name, always another one.
fn name(number: usize) -> String {
    let pick = |list: &str, at: usize| list.chars().nth(at % list.chars().count()).unwrap_or('某');
    let given = GIVEN.chars().count();
    let mut name: String =
        [pick(FAMILIES, number * 7), pick(GIVEN, number), pick(GIVEN, number / given)].iter().collect();
    if number >= given * given {
        name.push(pick(GIVEN, number / given / given));
    }
    name
}

impl Filled {
    pub(crate) async fn fill(engine: Engine, people: usize) -> Self {
        let app = TestApp::start(engine).await;
        let (root, branches) = units(&app).await;
        let first_unit = |branch: usize| branches[branch].1[0];
        let mut dice = Dice::new(1);
        let mut leaders = Vec::new();
        for number in 0..people / 10 {
            let (branch, units) = &branches[number % BRANCHES];
            leaders.push(app.leader(
                &name(number),
                LeaderTier::Department,
                units[number % units.len()],
                *branch,
            ));
        }
        let leader_ids: Vec<LeaderId> = leaders.iter().filter_map(|row| row.id.clone().take()).collect();
        insert::<leader::Entity>(&app, leaders).await;

        let mut rows = Vec::new();
        for number in 0..people {
            // The first branch has a tenth of all, the second a thousandth, the others share the rest.
            let branch = match number % 1_000 {
                part if part < 100 => 0,
                100 => 1,
                part => 2 + part % (BRANCHES - 2),
            };
            let units = &branches[branch].1;
            rows.push(app.representative(&name(number), units[dice.below(units.len())]));
        }
        let people_ids: Vec<RepresentativeId> = rows.iter().filter_map(|row| row.id.clone().take()).collect();
        insert::<representative::Entity>(&app, rows).await;
        let categories = people_ids
            .iter()
            .map(|id| representative_category::ActiveModel { representative_id: Set(*id), category: Set(9) });
        insert::<representative_category::Entity>(&app, categories.collect()).await;

        let roster = app.db_roster(RosterRoute::School, root).await;
        for chunk in people_ids.chunks(5_000) {
            let mut pairings = Vec::new();
            for person in chunk {
                let first = dice.below(leader_ids.len());
                for number in 0..PAIRINGS {
                    let mut pairing =
                        app.pairing(roster, leader_ids[(first + number) % leader_ids.len()], *person);
                    if number >= IN_FORCE {
                        pairing.status = Set(PairingStatus::Ended);
                        pairing.until = Set(Some(app.app.clock.today()));
                    }
                    pairings.push(pairing);
                }
            }
            insert::<pairing::Entity>(&app, pairings).await;
        }
        // A real database has been looked over since it was filled.
        let analyze = app.app.db.writer().execute_unprepared("ANALYZE");
        analyze.await.expect("statistics");

        let leader = leader_ids[0];
        let secretary = |branch: usize, leader| As {
            roles: vec![(Role::BranchSecretary, Some(branches[branch].0)), (Role::Leader, None)],
            leader: Some(leader),
            ..As::default()
        };
        let mut viewers = Vec::new();
        for (breadth, person) in [
            (Breadth::All, As::role(Role::UnitedFrontOfficer)),
            (Breadth::Tenth, secretary(0, leader_ids[1])),
            (Breadth::Thousandth, secretary(1, leader_ids[2])),
            (Breadth::Paired, As::role(Role::Leader).leader(leader)),
        ] {
            let (account, username) = app.db_account(person).await;
            viewers.push((breadth, account, username));
        }
        Self { unit: first_unit(2), app, viewers }
    }

    /// Adds confirmed contacts of the pairings in force, over the last five years.
    pub(crate) async fn contacts(&self, count: usize) {
        let app = &self.app;
        let paired = pairing::Entity::find()
            .filter(pairing::Column::Status.eq(PairingStatus::Active))
            .all(&app.app.db.read)
            .await
            .expect("pairings");
        let leaders = leader::Entity::find().all(&app.app.db.read).await.expect("leaders");
        let branches: HashMap<LeaderId, UnitId> =
            leaders.into_iter().map(|leader| (leader.id, leader.branch_id)).collect();
        let author = self.viewer(Breadth::All).0;
        let mut dice = Dice::new(5);
        for _ in 0..count.div_ceil(CONTACTS_AT_ONCE) {
            let (mut rows, mut led, mut met, mut counted) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            for _ in 0..CONTACTS_AT_ONCE.min(count) {
                let pairing = &paired[dice.below(paired.len())];
                let ago = i64::try_from(dice.below(5 * 365)).expect("days");
                let held_on = app.app.clock.today() - TimeDelta::days(ago);
                let id = ContactId(app.app.new_id());
                let kind = ContactContentKind::ALL[dice.below(ContactContentKind::ALL.len())];
                rows.push(contact::Model {
                    id,
                    status: ContactStatus::Confirmed,
                    held_on,
                    mode: ContactMode::ALL[dice.below(ContactMode::ALL.len())],
                    kinds: kind.code().to_owned(),
                    lines: 0,
                    next_on: None,
                    late: false,
                    imported: true,
                    branch_id: branches[&pairing.leader_id],
                    author_id: author,
                    capacity: "UNITED_FRONT_OFFICER".to_owned(),
                    recorded_at: app.app.clock.now(),
                    confirmed_by: None,
                    confirmed_at: None,
                    void_reason: None,
                    revision: 1,
                    version: 1,
                });
                led.push(contact_leader::Model { contact_id: id, leader_id: pairing.leader_id, position: 0 });
                met.push(contact_counterpart::Model {
                    contact_id: id,
                    position: 0,
                    representative_id: pairing.representative_id,
                    group_id: None,
                });
                counted.push(contact_pairing::Model { pairing_id: pairing.id, held_on, contact_id: id });
            }
            let work = Work::begin(&app.request(), None).await.expect("a transaction");
            Change::added(&rows).write(&work).await.expect("the tally");
            work.insert_all::<contact::Entity>(rows).await.expect("contacts");
            work.insert_all::<contact_leader::Entity>(led).await.expect("leaders");
            work.insert_all::<contact_counterpart::Entity>(met).await.expect("counterparts");
            met::add(&work, counted).await.expect("pairings");
            work.commit(AuditEvent::new(AuditAction::ImportApply, author)).await.expect("committed");
        }
        // A database at rest: PostgreSQL does so by itself, within minutes, and would while it is measured.
        let statements: &[&str] = match app.engine {
            Engine::Sqlite => &["ANALYZE"],
            Engine::Postgres => &["VACUUM (ANALYZE)", "CHECKPOINT"],
        };
        for statement in statements {
            app.app.db.writer().execute_unprepared(statement).await.expect("a database at rest");
        }
    }

    /// Account and user name of the viewer who sees so much.
    pub(crate) fn viewer(&self, breadth: Breadth) -> (AccountId, &str) {
        let found = self.viewers.iter().find(|(of, _, _)| *of == breadth);
        found.map(|(_, account, username)| (*account, username.as_str())).expect("a viewer of every breadth")
    }

    /// The process of the cluster, where there is one.
    pub(crate) async fn postgres(&self) -> Option<u32> {
        if self.app.engine == Engine::Sqlite {
            return None;
        }
        let pool = self.app.app.db.writer().get_postgres_connection_pool();
        let row = sqlx::query("SELECT pg_backend_pid()").fetch_one(pool).await.expect("a process");
        let backend: i32 = row.get(0);
        Some(crate::machine::parent(backend.unsigned_abs()))
    }

    /// Removes the file of the database; the cluster goes as a whole.
    pub(crate) async fn remove(self) {
        if let Some(file) = self.app.database.strip_prefix("sqlite://") {
            for suffix in ["", "-wal", "-shm"] {
                std::fs::remove_file(format!("{file}{suffix}")).ok();
            }
        }
    }
}

async fn units(app: &TestApp) -> (UnitId, Vec<(UnitId, Vec<UnitId>)>) {
    let work = Work::begin(&app.request(), None).await.expect("a transaction");
    let add = async |code: String, kind, branch| {
        let fields = UnitFields {
            name: format!("单位{code}"),
            code,
            kind,
            parent: None,
            branch,
            head_name: None,
            closed_on: None,
        };
        save::insert(&app.app, &work, fields).await.expect("a unit").id
    };
    let root = add("A01".to_owned(), UnitKind::College, None).await;
    let mut branches = Vec::new();
    for number in 0..BRANCHES {
        let branch = add(format!("P{number:02}"), UnitKind::GeneralBranch, None).await;
        let mut units = Vec::new();
        for below in 0..UNITS_OF_A_BRANCH {
            units.push(add(format!("C{number:02}{below:02}"), UnitKind::School, Some(branch)).await);
        }
        branches.push((branch, units));
    }
    save::rebuild_closure(&work).await.expect("the scope tree");
    work.commit(AuditEvent::new(AuditAction::UnitCreate, root)).await.expect("committed");
    (root, branches)
}

async fn insert<E: EntityTrait>(app: &TestApp, rows: Vec<E::ActiveModel>)
where
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let work = app.app.db.begin().await.expect("a transaction");
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<_> = rows.by_ref().take(CHUNK).collect();
        E::insert_many(chunk).exec_without_returning(&*work).await.expect("rows");
    }
    work.commit().await.expect("committed");
}
