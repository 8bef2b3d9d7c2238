//! The database schema, one migration per slice's tables.
//!
//! Every migration has its way down, names its constraints and indexes (errors are mapped by
//! those names), and runs in one transaction on both databases. It never imports entities: a
//! migration says what was true when it was written. Never edit one after a release.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::MigrationTrait;

mod m20261122_000001_access;
mod m20261122_000002_units;
mod m20261122_000003_people;
mod m20261122_000004_roster;
mod m20261122_000005_audit;
mod m20261122_000006_import;
mod m20261123_000007_contact;
mod m20261123_000008_attachment;
mod m20261123_000009_calendar;
mod m20261123_000011_ledger;
mod m20261123_000013_plan;
mod m20261123_000015_trend;
mod m20261123_000017_tally;
mod m20261123_000019_notice;
mod m20261123_000021_occasion;
mod m20261123_000023_last;
mod prelude;

/// All migrations in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_access::Migration),
            Box::new(m20261122_000002_units::Migration),
            Box::new(m20261122_000003_people::Migration),
            Box::new(m20261122_000004_roster::Migration),
            Box::new(m20261122_000005_audit::Migration),
            Box::new(m20261122_000006_import::Migration),
            Box::new(m20261123_000007_contact::Migration),
            Box::new(m20261123_000008_attachment::Migration),
            Box::new(m20261123_000009_calendar::Migration),
            Box::new(m20261123_000011_ledger::Migration),
            Box::new(m20261123_000013_plan::Migration),
            Box::new(m20261123_000015_trend::Migration),
            Box::new(m20261123_000017_tally::Migration),
            Box::new(m20261123_000019_notice::Migration),
            Box::new(m20261123_000021_occasion::Migration),
            Box::new(m20261123_000023_last::Migration),
        ]
    }
}
