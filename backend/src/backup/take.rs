//! Taking a backup while the server works.

use std::path::Path;
use std::str::FromStr as _;

use anyhow::{Context as _, ensure};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{self, Connection as _};

use super::check::{Found, check};
use super::sync;

/// Copies the database of a URL into a new file and checks the copy. Writers are not held up.
pub async fn take(url: &str, file: &Path) -> anyhow::Result<Found> {
    ensure!(!file.exists(), "{} exists already; name a new file", file.display());
    let unfinished = file.with_extension("unfinished");
    if unfinished.exists() {
        std::fs::remove_file(&unfinished)?;
    }
    let taken = copy(url, &unfinished).await;
    let checked = match taken {
        Ok(()) => check(&unfinished).await,
        Err(error) => Err(error),
    };
    if checked.is_err() {
        // What cannot be relied on is not left lying about.
        std::fs::remove_file(&unfinished).ok();
        return checked;
    }
    sync(&unfinished)?;
    std::fs::rename(&unfinished, file)?;
    sync(file)?;
    checked
}

/// One reading transaction over the whole file; it has no limit of time.
async fn copy(url: &str, to: &Path) -> anyhow::Result<()> {
    let to = to.to_str().context("the name of the file is not UTF-8")?;
    let options = SqliteConnectOptions::from_str(url)?.create_if_missing(false);
    let mut database = SqliteConnection::connect_with(&options).await.context("there is no such database")?;
    sqlx::query("VACUUM INTO ?").bind(to).execute(&mut database).await?;
    database.close().await?;
    Ok(())
}
