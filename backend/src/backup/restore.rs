//! Putting a backup back.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use chrono::{DateTime, Utc};
use lianyi_shared::audit::AuditAction;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{self, Connection as _};
use sea_orm::{ConnectionTrait as _, EntityTrait as _};

use super::check::{Found, check};
use super::{remove, sync};
use crate::audit::chain::Anchor;
use crate::audit::event::AuditEvent;
use crate::entity::{calendar_feed, download_ticket};
use crate::op::{App, Request};
use crate::work::Work;

/// A checked copy of a backup, beside the database that it will replace.
#[derive(Debug)]
pub struct Restoring {
    target: PathBuf,
    copy: PathBuf,
    /// What is in it.
    pub found: Found,
}

impl Restoring {
    /// Copies the backup beside the database and checks the copy; the database itself is not touched.
    pub async fn prepare(backup: &Path, target: &Path) -> anyhow::Result<Self> {
        ensure!(backup.is_file(), "{} is not a file", backup.display());
        let copy = target.with_extension("restoring");
        let checked = async {
            std::fs::copy(backup, &copy).with_context(|| copy.display().to_string())?;
            check(&copy).await
        };
        match checked.await {
            Ok(found) => Ok(Self { target: target.to_owned(), copy, found }),
            Err(error) => {
                remove(&copy);
                // The copy is our affair; the file that was named is what is wrong.
                Err(error.context(format!("{} cannot be restored", backup.display())))
            }
        }
    }

    /// The URL of the checked copy.
    pub fn url(&self) -> String {
        format!("sqlite://{}", self.copy.display())
    }

    /// Gives up; the database stays as it was.
    pub fn abandon(self) {
        remove(&self.copy);
    }

    /// Puts the copy in the place of the database, in one step. Answers where the old one is kept, if there was one.
    pub async fn replace(self) -> anyhow::Result<Option<PathBuf>> {
        let kept = if self.target.exists() {
            match self.set_aside().await {
                Ok(kept) => Some(kept),
                Err(error) => {
                    self.abandon();
                    return Err(error);
                }
            }
        } else {
            None
        };
        sync(&self.copy)?;
        std::fs::rename(&self.copy, &self.target)?;
        sync(&self.target)?;
        Ok(kept)
    }

    /// Gives the old database a second name, after its log has been folded into it.
    async fn set_aside(&self) -> anyhow::Result<PathBuf> {
        let kept = (1..1_000)
            .map(|n| self.target.with_extension(format!("before-restore-{n}")))
            .find(|path| !path.exists())
            .context("no name is free")?;
        let options = SqliteConnectOptions::from_str(&format!("sqlite://{}", self.target.display()))?;
        let options = options.busy_timeout(std::time::Duration::ZERO);
        let mut database = SqliteConnection::connect_with(&options).await?;
        // This needs the file alone: a server that still works on it holds it.
        let alone: Result<String, _> =
            sqlx::query_scalar("PRAGMA journal_mode = DELETE").fetch_one(&mut database).await;
        database.close().await?;
        let alone = alone.is_ok_and(|mode| mode == "delete");
        ensure!(alone, "a server works on {}; stop it first", self.target.display());
        std::fs::hard_link(&self.target, &kept).with_context(|| kept.display().to_string())?;
        Ok(kept)
    }
}

/// Ends whatever lets somebody in, and writes the audit line: sign-ins, links and codes that were revoked or used since
/// the backup must not come back.
pub async fn close(app: &Arc<App>, backup: &Anchor) -> anyhow::Result<()> {
    let (no_text, never) = (Option::<String>::None, Option::<DateTime<Utc>>::None);
    let request = Request::of_program(app, "restore");
    let work = Work::begin(&request, None).await?;
    let revoke = Query::update()
        .table("session")
        .value("revoked_at", app.clock.now())
        .and_where(Expr::col("revoked_at").is_null())
        .to_owned();
    work.execute(&revoke).await?;
    let links = Query::update()
        .table("account")
        .value("setup_hash", no_text.clone())
        .value("setup_until", never)
        .and_where(Expr::col("setup_hash").is_not_null())
        .to_owned();
    work.execute(&links).await?;
    let codes = Query::update()
        .table("mail_box")
        .value("code", no_text)
        .and_where(Expr::col("code").is_not_null())
        .to_owned();
    work.execute(&codes).await?;
    calendar_feed::Entity::delete_many().exec(&*work).await?;
    download_ticket::Entity::delete_many().exec(&*work).await?;
    let event = AuditEvent::new(AuditAction::DatabaseRestore, "database").with("backup", backup.to_string());
    work.commit(event).await?;
    Ok(())
}
