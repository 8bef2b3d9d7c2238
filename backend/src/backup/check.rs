//! Whether a file can be relied on.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context as _, ensure};
use lianyi_migrations::{Migrator, MigratorTrait as _};
use sea_orm::{ConnectionTrait, Statement};

use crate::audit::chain::{self, Anchor, Verdict};
use crate::db::Db;

/// What was found in a good file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How many people it knows: leaders and representatives.
    pub people: i64,
    /// The newest sealed line of the audit log.
    pub last: Anchor,
}

/// Checks a database file that nobody works on.
pub async fn check(file: &Path) -> anyhow::Result<Found> {
    let not_good = || format!("{} is not a good backup", file.display());
    let db = Db::open(&format!("sqlite://{}", file.display())).await.with_context(not_good)?;
    let found = found(db.writer()).await;
    db.close().await?;
    found.with_context(not_good)
}

async fn found(db: &impl ConnectionTrait) -> anyhow::Result<Found> {
    let rows =
        async |text: &str| db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await;
    let integrity = rows("PRAGMA integrity_check").await?;
    let first: String = integrity.first().context("the pages cannot be checked")?.try_get_by_index(0)?;
    ensure!(first == "ok", "its pages are damaged: {first}");
    let orphans = rows("PRAGMA foreign_key_check").await?.len();
    ensure!(orphans == 0, "{orphans} rows refer to something that is not there");
    let known: HashSet<String> =
        Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
    for row in rows("SELECT version FROM seaql_migrations").await.context("it holds no college")? {
        let version: String = row.try_get_by_index(0)?;
        ensure!(known.contains(&version), "it was written by a newer version of this program ({version})");
    }
    let people = "SELECT (SELECT count(*) FROM leader) + (SELECT count(*) FROM representative)";
    let people = rows(people).await?.first().context("no count")?.try_get_by_index(0)?;
    match chain::verify(db, None).await? {
        Verdict::Intact { last } => Ok(Found { people, last }),
        Verdict::Lost { last } => anyhow::bail!("its audit chain ends at {last}"),
        Verdict::Broken { sequence } => anyhow::bail!("its audit chain is broken at line {sequence}"),
    }
}
