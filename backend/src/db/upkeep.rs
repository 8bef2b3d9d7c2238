//! What an `SQLite` file needs from time to time.
//!
//! Its log is folded into the file by one task, instead of by whoever happens to commit when it has grown, and the
//! statistics by which statements are planned are renewed.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::PATIENCE;

/// How often the log is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// From what length on it is folded, in bytes. Longer logs make reading slower; shorter ones are folded for little.
const LONG: u64 = 8 << 20;
/// How often the statistics are looked over; the first time a little after the start.
const STATISTICS: Duration = Duration::from_hours(6);
const FIRST_STATISTICS: Duration = Duration::from_mins(5);

/// Keeps a file, for ever.
pub(super) async fn keep(file: PathBuf) {
    let mut log = file.clone().into_os_string();
    log.push("-wal");
    let log = PathBuf::from(log);
    let mut statistics_at = Instant::now() + FIRST_STATISTICS;
    loop {
        tokio::time::sleep(LOOK).await;
        if std::fs::metadata(&log).is_ok_and(|log| log.len() > LONG) {
            run(&file, "PRAGMA wal_checkpoint(PASSIVE)").await;
        }
        if Instant::now() >= statistics_at {
            run(&file, "PRAGMA optimize").await;
            statistics_at = Instant::now() + STATISTICS;
        }
    }
}

/// Runs a command on a connection of its own: it may take long.
async fn run(file: &Path, command: &'static str) {
    let file = file.to_owned();
    let done = tokio::task::spawn_blocking(move || {
        let connection = Connection::open(file)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.query_row(command, (), |_| Ok(())).or_else(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Ok(()),
            error => Err(error),
        })
    });
    match done.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, command, "upkeep of the database failed"),
        Err(error) => tracing::error!(%error, command, "upkeep of the database failed"),
    }
}
