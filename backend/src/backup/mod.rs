//! Backups of an embedded database, and their way back.
//!
//! A backup is one `SQLite` file: a consistent copy taken while the server works. Nothing is kept or put back
//! unchecked: the pages and references of the file, its place among the migrations, and the audit chain. PostgreSQL has
//! its own tools for both, and the commands say so.
//!
//! Invariants: a file that exists is never written over; a restore replaces the database in one step, keeps the old
//! one beside it, ends every sign-in of the restored state, and is itself a line of the audit log.

pub mod check;
pub mod restore;
pub mod take;

use std::fs::File;
use std::path::Path;

use anyhow::Context as _;

/// Makes a file durable under its name.
fn sync(file: &Path) -> anyhow::Result<()> {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    for path in [file, folder] {
        File::open(path).and_then(|open| open.sync_all()).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// Removes a database file with whatever lies beside it.
fn remove(file: &Path) {
    for beside in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(beside);
        std::fs::remove_file(name).ok();
    }
}
