//! Taking a backup while the server works.

use std::path::Path;
use std::str::FromStr as _;

use anyhow::{Context as _, ensure};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{self, Connection as _};

use super::check::{Found, check};
use super::{remove, sync};

/// Copies the database of a URL into a new file and checks the copy. Writers are not held up.
pub async fn take(url: &str, file: &Path) -> anyhow::Result<Found> {
    ensure!(!file.exists(), "{} exists already; name a new file", file.display());
    let unfinished = file.with_extension("unfinished");
    make_private(&unfinished).with_context(|| unfinished.display().to_string())?;
    let checked = async {
        copy(url, &unfinished).await?;
        check(&unfinished).await
    };
    let checked = checked.await;
    if checked.is_err() {
        // What cannot be relied on is not left lying about.
        remove(&unfinished);
        return checked;
    }
    sync(&unfinished)?;
    std::fs::rename(&unfinished, file)?;
    sync(file)?;
    checked
}

/// An empty file that only its owner reads: everything about everybody will stand in it.
fn make_private(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
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
