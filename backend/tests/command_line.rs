//! The command line as an operator uses it: run as a process, on a database in a temporary folder.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection};
use serde_json::Value;

/// A folder with a database.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn url(&self) -> String {
        format!("sqlite://{}", self.path("lianyi.db").display())
    }

    async fn db(&self) -> DatabaseConnection {
        Database::connect(format!("{}?mode=rwc", self.url())).await.unwrap()
    }

    /// How many rows a table has.
    async fn count(&self, table: &str) -> i64 {
        let count = format!("SELECT count(*) AS n FROM {table}");
        let db = self.db().await;
        let row = db.query_one_raw(statement(&count)).await.unwrap().unwrap();
        db.close().await.unwrap();
        row.try_get("", "n").unwrap()
    }

    /// Runs `lianyi` in the folder; answers its exit code and all that it said.
    fn run(&self, words: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lianyi"));
        command.current_dir(self.folder.path()).env_clear().env("DATABASE_URL", self.url()).args(words);
        let Output { status, stdout, stderr } = command.output().unwrap();
        let said = [stdout, stderr].map(|said| String::from_utf8(said).unwrap()).concat();
        (status.code().unwrap(), said)
    }

    /// Runs `lianyi import` on a fixture.
    fn import(&self, kind: &str, name: &str, words: &[&str]) -> (i32, String) {
        let file = fixture(name);
        let mut all = vec!["import", kind, file.to_str().unwrap()];
        all.extend(words);
        self.run(&all)
    }
}

fn statement(text: &str) -> sea_orm::Statement {
    sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, text)
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/import").join(name)
}

const UNITS: &str = "组织机构.xlsx";
const LEADERS: &str = "党员领导干部名册.xlsx";
const REPRESENTATIVES: &str = "党外代表人士信息表.xlsx";
const GROUPS: &str = "统战团体与民主党派基层组织.xlsx";
const ROSTER: &str = "2025-2026学年联谊交友结对名单.xlsx";

#[tokio::test]
async fn a_college_is_imported_kind_by_kind() {
    let place = Place::new();
    let report = place.path("report.json");
    let report = report.to_str().unwrap();

    // A dry run with an error: code 1, a report, nothing stored.
    let (code, said) = place.import("units", UNITS, &["--report", report]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("仅核对，没有写入"), "{said}");
    let lines: Value = serde_json::from_slice(&std::fs::read(report).unwrap()).unwrap();
    let errors: Vec<&Value> =
        lines.as_array().unwrap().iter().filter(|line| line["severity"] == "error").collect();
    assert_eq!(errors.len(), 1);
    assert_eq!((errors[0]["row"].as_i64(), errors[0]["column"].as_str()), (Some(50), Some("A")));
    for field in ["sheet", "row", "column", "severity", "code", "message"] {
        assert!(errors[0].get(field).is_some(), "{field}");
    }
    assert_eq!(place.count("unit").await, 0);

    // With errors it is refused, unless only the clean rows are wanted.
    let (code, said) = place.import("units", UNITS, &["--apply"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("没有写入"), "{said}");
    assert_eq!((place.count("unit").await, place.count("import_batch").await), (0, 0));
    let (code, said) = place.import("units", UNITS, &["--apply", "--clean-rows"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("已导入67行，无变化0行，未导入1行"), "{said}");
    assert_eq!(place.count("unit").await, 67);

    // Once more nothing changes, and the counts say so.
    let (code, said) = place.import("units", UNITS, &["--apply", "--clean-rows"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("新增0，更新0，无变化67，疑似重复待定0"), "{said}");
    assert!(said.contains("已导入0行，无变化67行，未导入1行"), "{said}");

    for (kind, name, words) in [
        ("leaders", LEADERS, &["--apply", "--clean-rows"][..]),
        ("representatives", REPRESENTATIVES, &["--apply", "--clean-rows", "--as-of", "2026-09-01"]),
        ("groups", GROUPS, &["--apply", "--clean-rows"]),
        ("roster", ROSTER, &["--apply", "--clean-rows", "--year", "2025", "--historic"]),
    ] {
        let (code, said) = place.import(kind, name, words);
        assert_eq!(code, 0, "{kind}: {said}");
    }
    let counts = [("leader", 103), ("representative", 415), ("liaison_group", 12), ("roster_version", 7)];
    for (table, expected) in counts {
        assert_eq!(place.count(table).await, expected, "{table}");
    }
}

#[tokio::test]
async fn ages_are_judged_on_the_day_asked_for() {
    let place = Place::new();
    let (code, said) = place.import("units", UNITS, &["--apply", "--clean-rows"]);
    assert_eq!(code, 0, "{said}");
    let file = place.path("人员.csv");
    let text = "姓名,出生年月,政治面貌,所在单位,人士类别\n赵静,2001.05,群众,图书馆,9\n";
    std::fs::write(&file, text).unwrap();
    let check = |day| place.run(&["import", "representatives", file.to_str().unwrap(), "--as-of", day]);
    let (code, said) = check("2001-04-30");
    assert_eq!(code, 1, "not born yet: {said}");
    let (code, said) = check("2026-09-01");
    assert_eq!(code, 0, "{said}");
}

#[test]
fn wrong_usage_is_exit_code_two_and_a_refused_file_one() {
    let place = Place::new();
    for words in [
        &["import"][..],
        &["import", "stars", "x.xlsx"],
        &["import", "roster", "x.xlsx"],
        &["import", "units", "x.xlsx", "--clean-rows"],
        &["import", "representatives", "x.xlsx", "--as-of", "yesterday"],
        &["audit", "verify", "--expect", "newest"],
        &["fly"],
    ] {
        let (code, said) = place.run(words);
        assert_eq!(code, 2, "{words:?}: {said}");
    }
    let (code, said) = place.run(&["import", "units", "missing.xlsx"]);
    assert_eq!(code, 1, "{said}");
    let picture = place.path("picture.xlsx");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let (code, said) = place.run(&["import", "units", picture.to_str().unwrap()]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("不是Excel工作簿"), "{said}");
    assert_eq!(place.run(&["--help"]).0, 0);
}

#[tokio::test]
async fn the_newest_lines_of_the_audit_log_are_missed_by_who_noted_them() {
    let place = Place::new();
    for number in 1..=3 {
        let name = format!("admin{number}");
        let words = ["account", "create", &name, "--name", "管理员", "--role", "system_administrator"];
        let (code, said) = place.run(&words);
        assert_eq!(code, 0, "{said}");
    }
    let (code, said) = place.run(&["audit", "verify"]);
    assert_eq!(code, 0, "{said}");
    let (_, anchor) = said.trim().rsplit_once(' ').unwrap();
    assert!(anchor.starts_with("3:"), "{said}");
    let expecting = ["audit", "verify", "--expect", anchor];
    assert_eq!(place.run(&expecting).0, 0);

    // The chain goes on, and still contains the line.
    let more = ["account", "create", "later", "--name", "管理员", "--role", "system_administrator"];
    assert_eq!(place.run(&more).0, 0);
    assert_eq!(place.run(&expecting).0, 0);

    let cut = "DELETE FROM audit_event WHERE sequence >= 3";
    place.db().await.execute_raw(statement(cut)).await.unwrap();
    assert_eq!(place.run(&["audit", "verify"]).0, 0, "the chain alone cannot tell");
    let (code, said) = place.run(&expecting);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("cut off"), "{said}");

    let change = "UPDATE audit_event SET subject = 'x' WHERE sequence = 1";
    place.db().await.execute_raw(statement(change)).await.unwrap();
    let (code, said) = place.run(&["audit", "verify"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("broken at line 1"), "{said}");
}

#[tokio::test]
async fn a_demonstration_leaves_foreign_data_as_it_is() {
    let place = Place::new();
    let foreign = "CREATE TABLE invoice (id INTEGER PRIMARY KEY)";
    place.db().await.execute_raw(statement(foreign)).await.unwrap();
    let (code, said) = place.run(&["demo", "--listen", "127.0.0.1:0"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("left as it is"), "{said}");
    assert_eq!(place.count("sqlite_master WHERE type = 'table'").await, 1, "nothing was migrated");

    // So is a college of its own, even by an older version.
    let place = Place::new();
    let words = ["account", "create", "admin", "--name", "管理员", "--role", "system_administrator"];
    assert_eq!(place.run(&words).0, 0);
    let older = "DELETE FROM seaql_migrations WHERE version LIKE '%import%'";
    place.db().await.execute_raw(statement(older)).await.unwrap();
    let before = place.count("seaql_migrations").await;
    assert_eq!(place.run(&["demo", "--listen", "127.0.0.1:0"]).0, 1);
    assert_eq!(place.count("seaql_migrations").await, before);
}

/// Opens an account; the smallest change that an operator can make.
fn open_account(place: &Place, name: &str) {
    let words = ["account", "create", name, "--name", "管理员", "--role", "system_administrator"];
    let (code, said) = place.run(&words);
    assert_eq!(code, 0, "{said}");
}

/// Gives the account everything that lets somebody in.
async fn let_in(place: &Place) {
    let db = place.db().await;
    let later = "'2999-01-01T00:00:00+00:00'";
    for text in [
        format!("UPDATE account SET setup_hash = 'x', setup_until = {later}"),
        format!(
            "INSERT INTO session (id, account_id, handle_hash, rotated_at, created_at, expires_at) SELECT randomblob(16), id, hex(randomblob(8)), {later}, {later}, {later} FROM account"
        ),
        format!(
            "INSERT INTO calendar_feed (account_id, digest, names, made_at, reads) SELECT id, 'x', 0, {later}, 0 FROM account"
        ),
        format!(
            "INSERT INTO download_ticket (digest, subject, account_id, session_id, expires_at) SELECT 'x', 'x', account_id, id, {later} FROM session WHERE revoked_at IS NULL"
        ),
        "INSERT INTO mail_box (account_id, address, frequency, code, tries) SELECT id, 'a@example.edu', 'AT_ONCE', '123456', 0 FROM account WHERE true ON CONFLICT DO UPDATE SET code = '123456'".to_owned(),
    ] {
        db.execute_raw(statement(&text)).await.unwrap();
    }
    db.close().await.unwrap();
}

/// How many one-time links, sign-ins, calendar links, download tickets and mail codes are good.
async fn open_doors(place: &Place) -> [i64; 5] {
    [
        place.count("account WHERE setup_hash IS NOT NULL").await,
        place.count("session WHERE revoked_at IS NULL").await,
        place.count("calendar_feed").await,
        place.count("download_ticket").await,
        place.count("mail_box WHERE code IS NOT NULL").await,
    ]
}

#[tokio::test]
async fn a_backup_is_put_back_and_the_database_that_was_there_is_kept() {
    let place = Place::new();
    assert_eq!(place.import("units", UNITS, &["--apply", "--clean-rows"]).0, 0);
    open_account(&place, "before");
    let_in(&place).await;
    assert_eq!(open_doors(&place).await, [1, 1, 1, 1, 1]);
    let backup = place.path("nightly.db");
    let backup = backup.to_str().unwrap();
    let (code, said) = place.run(&["backup", backup]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = place.run(&["backup", backup]);
    assert!(code == 1 && said.contains("exists already"), "{said}");

    open_account(&place, "after");
    assert_eq!(place.run(&["restore", "--check", backup]).0, 0);
    assert_eq!(place.count("account").await, 2, "only checked");
    let (code, said) = place.run(&["restore", backup]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(place.count("account").await, 1, "as it was at the backup");
    assert_eq!(open_doors(&place).await, [0; 5], "what was revoked since stays revoked");
    assert_eq!(place.count("audit_event WHERE action = 'DATABASE_RESTORE'").await, 1);
    assert_eq!(place.run(&["audit", "verify"]).0, 0);
    assert!(place.path("lianyi.before-restore-1").exists(), "{said}");
    let kept = format!("sqlite://{}", place.path("lianyi.before-restore-1").display());
    assert_eq!(place.run(&["audit", "verify", "--database", &kept, "--key-file", "lianyi.key"]).0, 0);
}

#[tokio::test]
async fn what_another_program_put_back_lets_nobody_in_either() {
    let place = Place::new();
    open_account(&place, "admin");
    let_in(&place).await;
    let (code, said) = place.run(&["restored"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(open_doors(&place).await, [0; 5]);
    assert_eq!(place.count("audit_event WHERE action = 'DATABASE_RESTORE'").await, 1);
    assert_eq!(place.run(&["audit", "verify"]).0, 0);
    place.db().await.execute_raw(statement("DELETE FROM audit_event WHERE sequence = 1")).await.unwrap();
    let_in(&place).await;
    assert_eq!(place.run(&["restored"]).0, 1);
    assert_eq!(open_doors(&place).await, [1; 5], "nothing was changed");
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_changes_nothing() {
    let place = Place::new();
    assert_eq!(place.import("units", UNITS, &["--apply", "--clean-rows"]).0, 0);
    open_account(&place, "admin");
    assert_eq!(place.run(&["audit", "verify"]).0, 0, "what was written is sealed");
    let good = place.path("good.db");
    assert_eq!(place.run(&["backup", good.to_str().unwrap()]).0, 0);
    let good = std::fs::read(good).unwrap();
    let changed = async |name: &str, statements: &[&str]| {
        let file = place.path(name);
        std::fs::write(&file, &good).unwrap();
        let db = Database::connect(format!("sqlite://{}", file.display())).await.unwrap();
        for text in statements {
            db.execute_raw(statement(text)).await.unwrap();
        }
        db.close().await.unwrap();
        std::fs::read(&file).unwrap()
    };
    let half = good.get(..good.len() / 2).unwrap().to_vec();
    let mut flipped = good.clone();
    let middle = flipped.len() / 2 / 4096 * 4096;
    flipped.iter_mut().skip(middle).take(64).for_each(|byte| *byte = !*byte);
    let damaged = [
        ("nothing", Vec::new(), "no college"),
        (
            "no database",
            b"this is no database, and long enough to be read as one".repeat(100),
            "not a good backup",
        ),
        ("half", half, "not a good backup"),
        ("flipped", flipped, "not a good backup"),
        (
            "tampered",
            changed("1.db", &["UPDATE audit_event SET subject = 'x' WHERE sequence = 1"]).await,
            "chain is broken",
        ),
        (
            "removed",
            changed("2.db", &["DELETE FROM audit_event WHERE sequence = 1"]).await,
            "chain is broken",
        ),
        (
            "orphans",
            changed("3.db", &["PRAGMA foreign_keys = off", "DELETE FROM unit"]).await,
            "refer to something",
        ),
        (
            "newer",
            changed("4.db", &["INSERT INTO seaql_migrations VALUES ('m20990101_000001_x', 1)"]).await,
            "newer version",
        ),
    ];
    let before = std::fs::read(place.path("lianyi.db")).unwrap();
    for (name, bytes, why) in damaged {
        let file = place.path("damaged.db");
        std::fs::write(&file, bytes).unwrap();
        let (code, said) = place.run(&["restore", file.to_str().unwrap()]);
        assert!(code == 1 && said.contains(why), "{name}: {code} {said}");
        assert_eq!(std::fs::read(place.path("lianyi.db")).unwrap(), before, "{name}");
        let left: Vec<_> = std::fs::read_dir(place.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("restor"))
            .collect();
        assert!(left.is_empty(), "{name}: {left:?}");
    }
    // Under another key nobody could sign in.
    std::fs::write(place.path("other.key"), "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc\n").unwrap();
    let (code, said) = place.run(&["restore", "good.db", "--key-file", "other.key"]);
    assert!(code == 1 && said.contains("another key file"), "{said}");
}

#[tokio::test]
async fn a_backup_is_taken_while_a_server_works_and_a_restore_is_not() {
    let place = Place::new();
    open_account(&place, "admin");
    let mut serving = Command::new(env!("CARGO_BIN_EXE_lianyi"))
        .args(["serve", "--listen", "127.0.0.1:0", "--database", &place.url()])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(serving.stdout.take().unwrap()), &mut said)
        .unwrap();
    assert!(said.contains("http://127.0.0.1:"), "{said}");
    let (taken, words) = place.run(&["backup", "live.db"]);
    let (refused, why) = place.run(&["restore", "live.db"]);
    serving.kill().unwrap();
    serving.wait().unwrap();
    assert_eq!(taken, 0, "{words}");
    assert!(refused == 1 && why.contains("stop it first"), "{why}");
    let (code, said) = place.run(&["restore", "live.db"]);
    assert_eq!(code, 0, "{said}");
}
