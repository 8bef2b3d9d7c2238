//! The database: `SQLite` embedded, or PostgreSQL by its URL.
//!
//! On `SQLite` there is one writing connection, on which every transaction is IMMEDIATE ([`writer`]), and a few reading
//! ones ([`Reads`]), so that readers never wait and writers never fail half-way for a lock.

mod at_once;
mod reads;
mod upkeep;
mod writer;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use lianyi_migrations::Migrator;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _};
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbBackend, DbErr,
    TransactionTrait as _,
};
use sea_orm_migration::MigratorTrait as _;

pub use self::at_once::Plain;
pub use self::reads::{Find, Reads, Source};
use self::writer::Writer;
pub use self::writer::{Transaction, UNDONE};

/// How long a connection may wait for a lock or a free place before the request is refused.
const PATIENCE: Duration = Duration::from_secs(8);
/// How many connections to PostgreSQL a node opens for reading, and as many for writing.
const CONNECTIONS: u32 = 16;
/// How long a statement that only reads may run before the database gives it up.
const STATEMENT_LIMIT: Duration = Duration::from_secs(15);
/// The same for a statement of a transaction that writes: imports write whole workbooks.
const WRITING_LIMIT: Duration = Duration::from_mins(5);
/// After so many steps of a statement `SQLite` looks whether its time is over: about a millisecond.
const STEPS_BETWEEN_LOOKS: i32 = 50_000;

/// Whether a connection's time should begin anew now that it is taken from the pool.
///
/// Arming costs a change of threads, as much as a small query. A connection that is taken again at once is busy
/// hundreds of times a second: it is enough to arm it now and then, long before its time is over.
fn is_worth_arming(idle_for: Duration) -> bool {
    idle_for > Duration::from_millis(1) || rand::random_ratio(1, 32)
}

/// Makes the database give up a statement that still runs when the limit is over.
async fn arm(connection: &mut SqliteConnection, limit: Duration) -> Result<(), sqlx::Error> {
    let end = Instant::now() + limit;
    let mut handle = connection.lock_handle().await?;
    handle.set_progress_handler(STEPS_BETWEEN_LOOKS, move || Instant::now() < end);
    Ok(())
}

/// What some work asked of the database.
#[derive(Debug, Default)]
pub struct Tally {
    statements: AtomicU64,
    commits: AtomicU64,
}

impl Tally {
    /// How many statements it sent.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Whether anything that it wrote is durable.
    pub fn has_committed(&self) -> bool {
        self.commits.load(Ordering::Relaxed) > 0
    }
}

tokio::task_local! {
    static TALLY: Arc<Tally>;
}

/// Does some work; answers what it asked of the database, too.
pub async fn counted<F: Future>(work: F) -> (F::Output, Arc<Tally>) {
    let tally = Arc::<Tally>::default();
    let done = TALLY.scope(Arc::clone(&tally), work).await;
    (done, tally)
}

/// Spawns a task that counts as part of the work that it belongs to.
pub fn spawn_counted(work: impl Future<Output = ()> + Send + 'static) {
    match TALLY.try_with(Arc::clone) {
        Ok(tally) => drop(tokio::spawn(TALLY.scope(tally, work))),
        Err(_) => drop(tokio::spawn(work)),
    }
}

/// Notes a statement of the work that runs now.
fn count_statement() {
    TALLY.try_with(|tally| tally.statements.fetch_add(1, Ordering::Relaxed)).ok();
}

/// Notes that a transaction of the work that runs now has become durable.
pub fn count_commit() {
    TALLY.try_with(|tally| tally.commits.fetch_add(1, Ordering::Relaxed)).ok();
}

/// How a connection to `SQLite` behaves.
fn pragmas(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .busy_timeout(PATIENCE)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("cache_size", "-32000")
        .pragma("temp_store", "memory")
        .pragma("journal_size_limit", "16777216")
        .disable_statement_logging()
}

/// A connection to PostgreSQL that gives up statements that take too long. None of ours runs so long that it would be
/// worth compiling, which takes up to a second.
fn limited(options: PgConnectOptions, statement_limit: Duration) -> PgConnectOptions {
    options
        .options([("statement_timeout", statement_limit.as_millis().to_string()), ("jit", "off".to_owned())])
}

/// The pool of connections that write.
async fn connect(
    url: &str,
    connections: u32,
    statement_limit: Duration,
    statements: &Arc<AtomicU64>,
) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url.to_owned());
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            // Only if the task that does it (`upkeep`) cannot keep up, or does not run.
            let folded_at_the_latest = sqlite.pragma("wal_autocheckpoint", "20000");
            pragmas(folded_at_the_latest).create_if_missing(true).optimize_on_close(true, None)
        })
        .map_sqlx_sqlite_pool_opts(|pool| {
            pool.before_acquire(|connection, meta| {
                Box::pin(async move {
                    // After a failed write the engine has given its transaction up and the driver has not: what came
                    // next would only seem to be committed. Such a connection is replaced.
                    if connection.is_in_transaction() {
                        return Ok(false);
                    }
                    if is_worth_arming(meta.idle_for) {
                        arm(connection, WRITING_LIMIT).await?;
                    }
                    Ok(true)
                })
            })
            .after_connect(|connection, _| Box::pin(arm(connection, WRITING_LIMIT)))
        })
        .map_sqlx_postgres_opts(move |postgres| limited(postgres, statement_limit));
    let mut connection = Database::connect(options).await.context("the database cannot be opened")?;
    let counter = Arc::clone(statements);
    connection.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        count_statement();
    });
    Ok(connection)
}

/// The open database.
#[derive(Clone, Debug)]
pub struct Db {
    /// For queries outside a transaction.
    pub read: Reads,
    write: Writer,
    file: Option<PathBuf>,
    statements: Arc<AtomicU64>,
}

impl Db {
    /// Opens the database of a URL: `sqlite://path` (made if missing) or `postgres://…`.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        Self::open_within(url, STATEMENT_LIMIT).await
    }

    /// The same with another limit for statements that only read.
    pub async fn open_within(url: &str, statement_limit: Duration) -> anyhow::Result<Self> {
        let statements = Arc::new(AtomicU64::new(0));
        let (write, read, file) = if url.starts_with("sqlite:") {
            let write = connect(url, 1, statement_limit, &statements).await?;
            let options: SqliteConnectOptions = url.parse()?;
            let file = options.get_filename().to_owned();
            let options = pragmas(options).create_if_missing(false).pragma("query_only", "on");
            let most = std::thread::available_parallelism().map_or(4, |cores| cores.get().saturating_mul(2));
            (write, Reads::sqlite(options, statement_limit, most, Arc::clone(&statements)), Some(file))
        } else {
            let write = connect(url, CONNECTIONS, statement_limit, &statements).await?;
            let options = limited(url.parse()?, statement_limit).disable_statement_logging();
            let most = usize::try_from(CONNECTIONS)?;
            (write, Reads::postgres(options, most, Arc::clone(&statements)), None)
        };
        Ok(Self { read, write: Writer::new(write), file, statements })
    }

    /// Brings the schema up to date, however long it takes; PostgreSQL does all of it or nothing.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        if self.backend() == DbBackend::Sqlite {
            return Migrator::up(&self.write.connection, None).await;
        }
        let unlimited = self.write.connection.begin().await?;
        unlimited.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
        Migrator::up(&unlimited, None).await?;
        unlimited.commit().await
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Transaction, DbErr> {
        self.write.begin(false).await
    }

    /// Begins a transaction that may take as long as an import.
    pub async fn begin_long(&self) -> Result<Transaction, DbErr> {
        self.write.begin(true).await
    }

    /// How many transactions wait to begin.
    pub fn waiting_writers(&self) -> u64 {
        self.write.waiting()
    }

    /// How many connections for reading are open, and how many of them are free.
    pub fn connections(&self) -> (usize, usize) {
        self.read.count()
    }

    /// Which of the two engines this is.
    pub fn backend(&self) -> DbBackend {
        self.write.connection.get_database_backend()
    }

    /// The writing connection, for migrations and maintenance.
    pub const fn writer(&self) -> &DatabaseConnection {
        &self.write.connection
    }

    /// Does for an `SQLite` file what it needs from time to time, for ever.
    pub async fn keep(self) {
        if let Some(file) = self.file {
            upkeep::keep(file).await;
        }
    }

    /// How many statements have run since the database was opened.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Closes all connections; `SQLite` folds its log into the file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await;
        self.write.close().await
    }
}
