//! `lianyi backup` and `lianyi restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::{DEFAULT_DATABASE, open, say, start};
use crate::audit::chain::{self, Verdict};
use crate::backup::check::Found;
use crate::backup::restore::{Restoring, close};
use crate::backup::take;
use crate::config::{Options, sqlite_file};
use crate::db::Db;

const BACKUP: &str = "\
Examples:
  lianyi backup /var/backups/lianyi-2026-11-22.db
  lianyi backup --database sqlite:///var/lib/lianyi/lianyi.db nightly.db

Exit codes: 0 taken and checked, 1 it failed and no file was left, 2 wrong usage.";

const RESTORE: &str = "\
Examples:
  lianyi restore /var/backups/lianyi-2026-11-22.db
  lianyi restore --check /var/backups/lianyi-2026-11-22.db

Exit codes: 0 restored (or, with --check, good), 1 refused and nothing was changed, 2 wrong usage.";

/// Take a backup of the embedded database while the server works.
///
/// The copy is consistent and is checked before it gets its name. It does not contain the key file: keep a copy of
/// that beside it, or the signing keys in the backup cannot be opened. Nor does it contain uploaded files (`--files`):
/// copy their folder after the backup; what is in it never changes. With PostgreSQL use `pg_dump`.
#[derive(Args, Debug)]
#[command(after_long_help = BACKUP)]
pub(super) struct Backup {
    /// The new file.
    file: PathBuf,
}

/// Put a backup in the place of the embedded database.
///
/// First the backup is checked: its pages and references, its audit chain, and whether the key file opens its keys.
/// The server must be stopped. The database that was there is kept beside it under another name. Everybody signs in
/// again, and links and codes that were open are good no more. With PostgreSQL use `pg_restore` and `lianyi restored`.
#[derive(Args, Debug)]
#[command(after_long_help = RESTORE)]
pub(super) struct Restore {
    /// The backup.
    file: PathBuf,
    /// Only check the backup.
    #[arg(long)]
    check: bool,
}

impl Backup {
    pub(super) async fn run(self, options: &Options) -> anyhow::Result<ExitCode> {
        let url = embedded(options, "pg_dump")?;
        let found = take::take(&url, &self.file).await?;
        say(&format!("已备份并检查： Taken and checked:  {}", self.file.display()));
        say_found(&found);
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    pub(super) async fn run(self, options: &Options) -> anyhow::Result<ExitCode> {
        let url = embedded(options, "pg_restore")?;
        let target = sqlite_file(&url).context("the database is not a file")?;
        let key = options.key_path(&url)?;
        // A new key would open nothing of the backup.
        anyhow::ensure!(key.exists(), "{} is missing; put the key file of the backup there", key.display());
        let restoring = Restoring::prepare(&self.file, &target).await?;
        let found = restoring.found.clone();
        if let Err(error) = finish(options, &restoring, &url, &found).await {
            restoring.abandon();
            return Err(error);
        }
        say_found(&found);
        if self.check {
            restoring.abandon();
            say("备份完好，未做改动。 The backup is good; nothing was changed.");
            return Ok(ExitCode::SUCCESS);
        }
        let kept = restoring.replace().await?;
        say(&format!("已恢复： Restored:  {}", target.display()));
        if let Some(kept) = kept {
            say(&format!("原数据库保留在 The database that was there is kept as  {}", kept.display()));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Does for a database that `pg_restore` put back what a restore of the embedded one does by itself.
pub(super) async fn restored(options: &Options) -> anyhow::Result<ExitCode> {
    let app = open(options, DEFAULT_DATABASE, false).await?;
    chain::seal_all(&app).await?;
    let Verdict::Intact { last } = chain::verify(&app.db.read, None).await? else {
        anyhow::bail!("the audit chain is broken; `lianyi audit verify` says where");
    };
    close(&app, &last).await?;
    chain::seal_all(&app).await?;
    say(
        "审计链完整；所有登录、链接和验证码均已失效。 The chain is intact; every sign-in, link and code has ended.",
    );
    Ok(ExitCode::SUCCESS)
}

/// Brings the copy up to date with the keys that will serve it, so that whatever does not fit shows before anything
/// is replaced.
async fn finish(options: &Options, restoring: &Restoring, url: &str, found: &Found) -> anyhow::Result<()> {
    let db = Db::open(&restoring.url()).await?;
    let app = start(options, db.clone(), url, false).await;
    let done = async {
        let app = app?;
        close(&app, &found.last).await?;
        chain::seal_all(&app).await?;
        anyhow::Ok(())
    };
    let done = done.await;
    db.close().await?;
    done
}

/// The URL of the embedded database, or who else does it.
fn embedded(options: &Options, otherwise: &str) -> anyhow::Result<String> {
    let url = options.database_url(DEFAULT_DATABASE)?;
    anyhow::ensure!(
        sqlite_file(&url).is_some(),
        "this is for the embedded database; for PostgreSQL use {otherwise}"
    );
    Ok(url)
}

fn say_found(found: &Found) {
    say(&format!("人员 People  {}", found.people));
    say(&format!("审计末条 Last audit line  {}", found.last));
}
