//! A database as large as no college: a hundred thousand people, a million pairings.

use lianyi::audit::event::AuditEvent;
use lianyi::entity::{leader, pairing, representative, representative_category};
use lianyi::units::save::{self, UnitFields};
use lianyi::work::Work;
use lianyi_shared::access::Role;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::{AccountId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::{PairingStatus, RosterRoute};
use lianyi_shared::units::UnitKind;
use lianyi_tests::app::TestApp;
use lianyi_tests::db::Engine;
use lianyi_tests::user::As;
use sea_orm::sqlx::{self, Row as _};
use sea_orm::{ActiveModelTrait, ConnectionTrait as _, EntityTrait, IntoActiveModel, Set};

use crate::works::Dice;

const BRANCHES: usize = 40;
const UNITS_OF_A_BRANCH: usize = 25;
/// Pairings of one person, of which some are in force.
const PAIRINGS: usize = 10;
const IN_FORCE: usize = 3;
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
