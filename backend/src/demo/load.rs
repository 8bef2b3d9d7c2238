//! Storing the demonstration college.

use std::sync::Arc;

use lianyi_shared::audit::AuditAction;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};
use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait, IntoActiveModel, PaginatorTrait as _, Set};
use sea_orm_migration::SchemaManager;

use super::accounts::{self, Signatories};
use super::book::Book;
use super::college::College;
use super::{
    Inventor, branch_rosters, contacts, occasions, plans, posts, representatives, school_roster, trends,
};
use crate::access::{account, password};
use crate::audit::event::AuditEvent;
use crate::calendar;
use crate::contact::{met, tally};
use crate::db::Db;
use crate::entity;
use crate::op::{App, Request};
use crate::units::save::rebuild_closure;
use crate::work::Work;

/// The setting that says that a database holds the demonstration college, and since when.
const MARK: &str = "demo.loaded";

/// The holidays and make-up working days that the demonstration knows.
const HOLIDAYS: [&str; 2] = [include_str!("holidays2026.json"), include_str!("holidays2027.json")];

/// Rows per statement; both databases limit the values of one.
const CHUNK: usize = 200;

/// What the database holds before a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing yet.
    Empty,
    /// The demonstration college, as people have left it.
    Demonstration,
    /// A college of its own, which must not be shown as a demonstration.
    Other,
}

/// Says what the database holds, whatever its state: nothing is changed, and it need not be ours.
pub async fn look(db: &Db) -> crate::error::Result<Found> {
    if tables(db).await? == 0 {
        return Ok(Found::Empty);
    }
    let schema = SchemaManager::new(db.writer());
    let db = &db.read;
    for table in ["setting", "account", "unit"] {
        if !schema.has_table(table).await? {
            return Ok(Found::Other);
        }
    }
    if entity::setting::Entity::find_by_id(MARK).one(db).await?.is_some() {
        return Ok(Found::Demonstration);
    }
    let rows =
        entity::account::Entity::find().count(db).await? + entity::unit::Entity::find().count(db).await?;
    Ok(if rows == 0 { Found::Empty } else { Found::Other })
}

/// How many tables there are, whoever made them.
async fn tables(db: &Db) -> crate::error::Result<i64> {
    let mut count = Query::select();
    count.expr_as(Func::count(Expr::val(1)), "n");
    match db.backend() {
        DbBackend::Sqlite => count.from("sqlite_master").and_where(Expr::col("type").eq("table")),
        _ => count
            .from(("information_schema", "tables"))
            .and_where(Expr::cust("table_schema = current_schema()")),
    };
    let row = db.read.query_one(&count).await?;
    Ok(row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0))
}

/// Invents the college and stores it in one transaction.
pub async fn load(app: &Arc<App>) -> anyhow::Result<()> {
    let request = Request::of_program(app, "demo");
    let hash = password::hash(accounts::PASSWORD.to_owned()).await?;
    let ids = || app.new_id();
    let mut inventor = Inventor::new(&app.clock, &ids);
    let college = College::invent(&mut inventor)?;
    let plan = accounts::plan(&mut inventor, &college, &hash)?;

    let work = Work::begin(&request, None).await?;
    insert::<entity::unit::Entity>(&work, &college.units).await?;
    rebuild_closure(&work).await?;
    insert::<entity::leader::Entity>(&work, &college.leaders.rows).await?;
    insert::<entity::representative::Entity>(&work, &college.representatives).await?;
    insert::<entity::representative_category::Entity>(&work, &categories(&college)).await?;
    insert::<entity::liaison_group::Entity>(&work, &college.groups).await?;
    let mut opened = Vec::new();
    for account in plan {
        let (id, _) = account::open(app, &work, account.clone()).await?;
        opened.push((account, id));
    }
    let signatories = Signatories::among(&opened)?;
    let mut book = Book::default();
    school_roster::write(&mut book, &inventor, &college, &signatories)?;
    branch_rosters::write(&mut book, &inventor, &college, &signatories)?;
    insert::<entity::roster::Entity>(&work, &book.rosters).await?;
    insert::<entity::roster_version::Entity>(&work, &book.versions).await?;
    insert::<entity::pairing::Entity>(&work, &book.pairings).await?;
    insert::<entity::roster_line::Entity>(&work, &book.lines).await?;
    insert::<entity::quota_exception::Entity>(&work, &book.exceptions).await?;
    insert::<entity::roster_decision::Entity>(&work, &book.decisions).await?;
    let contacts = contacts::invent(&mut inventor, &college, &book, &opened)?;
    insert::<entity::contact::Entity>(&work, &contacts.rows).await?;
    tally::Change::added(&contacts.rows).write(&work).await?;
    insert::<entity::contact_revision::Entity>(&work, &contacts.revisions).await?;
    insert::<entity::contact_leader::Entity>(&work, &contacts.leaders).await?;
    insert::<entity::contact_counterpart::Entity>(&work, &contacts.counterparts).await?;
    met::add(&work, contacts.pairings).await?;
    insert::<entity::trend::Entity>(&work, &trends::invent(&mut inventor, &college, &book, &opened)).await?;
    let plans = plans::invent(&inventor, &college, &book, &opened);
    insert::<entity::plan_series::Entity>(&work, &plans.series).await?;
    insert::<entity::plan::Entity>(&work, &plans.rows).await?;
    insert::<entity::plan_pairing::Entity>(&work, &plans.pairings).await?;
    let (events, festivals) = occasions::invent(&inventor, &book, &opened);
    insert::<entity::care_event::Entity>(&work, &events).await?;
    insert::<entity::chosen_festival::Entity>(&work, &festivals).await?;
    posts::write(app, &work, &college, &opened).await?;
    for file in HOLIDAYS {
        let year = calendar::file::read("file", file)?;
        calendar::load::write(&work, &year, None, app.clock.now()).await?;
    }
    let mark = entity::setting::ActiveModel {
        name: Set(MARK.to_owned()),
        value: Set(app.clock.today().to_string()),
    };
    entity::setting::Entity::insert(mark).exec_without_returning(&*work).await?;
    let loaded = AuditEvent::new(AuditAction::DemoLoad, MARK)
        .with("units", college.units.len())
        .with("leaders", college.leaders.rows.len())
        .with("representatives", college.representatives.len())
        .with("contacts", contacts.rows.len())
        .with("accounts", opened.len());
    Ok(work.commit(loaded).await?)
}

/// One row per category of each representative.
fn categories(college: &College) -> Vec<entity::representative_category::Model> {
    let rows = college.representatives.iter().flat_map(|person| {
        representatives::categories(person)
            .into_iter()
            .map(|category| entity::representative_category::Model { representative_id: person.id, category })
    });
    rows.collect()
}

async fn insert<E>(work: &Work, rows: &[E::Model]) -> crate::error::Result<()>
where
    E: EntityTrait,
    E::Model: Clone + IntoActiveModel<E::ActiveModel>,
{
    for part in rows.chunks(CHUNK) {
        let rows = part.iter().cloned().map(IntoActiveModel::into_active_model);
        E::insert_many(rows).exec_without_returning(&**work).await?;
    }
    Ok(())
}
