//! Connections for reading.
//!
//! The pool beneath sea-orm asks the database whether a connection is alive before and after every statement, which
//! makes three round trips of one. Here a connection is only asked after it has rested, and a statement that met a
//! dead one is tried once more on a new one: reading twice does no harm. What `SQLite` can answer [at once](super::at_once)
//! needs no such connection at all.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use sea_orm::sea_query::SelectStatement;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use sea_orm::sqlx::{
    self, Connection as _, Database, Executor, IntoArguments, PgConnection, Postgres, Sqlite,
    SqliteConnection,
};
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, FromQueryResult as _,
    QueryResult, QuerySelect, RuntimeErr, Select, Statement, Values,
};
use sea_query_sqlx::SqlxValues;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::at_once::{AtOnce, Plain};
use super::{PATIENCE, STEPS_BETWEEN_LOOKS};

/// After so long a connection may have died without anybody noticing.
const REST: Duration = Duration::from_secs(1);

/// Where everything is read that no transaction reads.
#[derive(Clone, Debug)]
pub struct Reads {
    pool: Pool,
    at_once: Option<Arc<AtOnce>>,
    statements: Arc<AtomicU64>,
}

#[derive(Clone, Debug)]
enum Pool {
    Sqlite(Arc<Connections<Sqlite>>),
    Postgres(Arc<Connections<Postgres>>),
}

/// When the statement of a connection is given up, in milliseconds since the pool was made. PostgreSQL sees to it
/// itself.
pub(super) type End = Arc<AtomicU64>;

type Connect<C> = Box<dyn Fn() -> BoxFuture<'static, Result<(C, End), sqlx::Error>> + Send + Sync>;

/// A pool of connections of one engine.
struct Connections<D: Database> {
    connect: Connect<D::Connection>,
    limit: Duration,
    start: Instant,
    /// The one used last stands last.
    idle: Mutex<Vec<Idle<D::Connection>>>,
    places: Semaphore,
    open: AtomicUsize,
}

struct Idle<C> {
    connection: C,
    end: End,
    since: Instant,
}

/// A connection in use. Whoever is interrupted while using it drops it, and the connection is closed.
struct Taken<'a, D: Database> {
    connection: Option<Idle<D::Connection>>,
    is_new: bool,
    pool: &'a Connections<D>,
    _place: SemaphorePermit<'a>,
}

impl<D: Database> std::fmt::Debug for Connections<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connections").field("open", &self.open).finish_non_exhaustive()
    }
}

impl<D: Database> Connections<D> {
    fn new(connect: Connect<D::Connection>, most: usize, limit: Duration, start: Instant) -> Arc<Self> {
        Arc::new(Self {
            connect,
            limit,
            start,
            idle: Mutex::default(),
            places: Semaphore::new(most),
            open: AtomicUsize::new(0),
        })
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Idle<D::Connection>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self) -> (usize, usize) {
        (self.open.load(Ordering::Relaxed), self.idle().len())
    }

    async fn take(&self) -> Result<Taken<'_, D>, DbErr> {
        let place = tokio::time::timeout(PATIENCE, self.places.acquire()).await;
        let place = match place {
            Ok(place) => place.map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))?,
            Err(_) => return Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)),
        };
        loop {
            let rested = self.idle().pop();
            let Some(mut rested) = rested else { break };
            if rested.since.elapsed() < REST || rested.connection.ping().await.is_ok() {
                return Ok(Taken { connection: Some(rested), is_new: false, pool: self, _place: place });
            }
            self.open.fetch_sub(1, Ordering::Relaxed);
        }
        let connected = tokio::time::timeout(PATIENCE, (self.connect)()).await;
        let (connection, end) = connected
            .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?
            .map_err(|error| DbErr::Conn(RuntimeErr::SqlxError(error.into())))?;
        self.open.fetch_add(1, Ordering::Relaxed);
        let connection = Idle { connection, end, since: Instant::now() };
        Ok(Taken { connection: Some(connection), is_new: true, pool: self, _place: place })
    }

    async fn close(&self) {
        self.places.close();
        let idle = std::mem::take(&mut *self.idle());
        for idle in idle {
            idle.connection.close().await.ok();
        }
    }
}

impl<D> Connections<D>
where
    D: Database,
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    SqlxValues: IntoArguments<D>,
    QueryResult: From<D::Row>,
{
    /// The rows of a statement; asked once more on a new connection if the one that had rested turns out to be dead.
    async fn query(&self, statement: &Statement) -> Result<Vec<QueryResult>, DbErr> {
        loop {
            let mut taken = self.take().await?;
            let is_new = taken.is_new;
            let Some(used) = taken.connection.as_mut() else { continue };
            let end = (self.start.elapsed().saturating_add(self.limit)).as_millis();
            used.end.store(u64::try_from(end).unwrap_or(u64::MAX), Ordering::Relaxed);
            let values = statement.values.clone().unwrap_or_else(|| Values(Vec::new()));
            let query = sqlx::query_with(sqlx::AssertSqlSafe(statement.sql.as_str()), SqlxValues(values));
            let rows = match used.connection.fetch_all(query).await {
                Err(error) if is_dead(&error) && !is_new => continue,
                Err(error) if is_dead(&error) => Err(error),
                rows => {
                    taken.give_back();
                    rows
                }
            };
            let rows = rows.map_err(|error| DbErr::Query(RuntimeErr::SqlxError(error.into())))?;
            return Ok(rows.into_iter().map(QueryResult::from).collect());
        }
    }
}

/// Whether an error says that the connection is good for nothing any more.
fn is_dead(error: &sqlx::Error) -> bool {
    let ended_by_the_server = |code: &str| code.starts_with("57P");
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| ended_by_the_server(&code)),
        _ => false,
    }
}

impl<D: Database> Taken<'_, D> {
    fn give_back(mut self) {
        if let Some(mut idle) = self.connection.take() {
            idle.since = Instant::now();
            self.pool.idle().push(idle);
        }
    }
}

impl<D: Database> Drop for Taken<'_, D> {
    fn drop(&mut self) {
        if self.connection.is_some() {
            self.pool.open.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl Reads {
    /// Connections to an `SQLite` file; a statement is given up after the limit.
    pub(super) fn sqlite(
        options: SqliteConnectOptions,
        limit: Duration,
        most: usize,
        statements: Arc<AtomicU64>,
    ) -> Self {
        let start = Instant::now();
        let at_once = Some(Arc::new(AtOnce::new(options.get_filename().to_owned())));
        let connect = move || -> BoxFuture<'static, _> {
            let options = options.clone();
            Box::pin(async move {
                let mut connection = SqliteConnection::connect_with(&options).await?;
                let end = End::default();
                let looked_at = Arc::clone(&end);
                let is_in_time =
                    move || start.elapsed() < Duration::from_millis(looked_at.load(Ordering::Relaxed));
                connection.lock_handle().await?.set_progress_handler(STEPS_BETWEEN_LOOKS, is_in_time);
                Ok((connection, end))
            })
        };
        let pool = Connections::new(Box::new(connect), most, limit, start);
        Self { pool: Pool::Sqlite(pool), at_once, statements }
    }

    /// Connections to PostgreSQL, which gives statements up by itself.
    pub(super) fn postgres(options: PgConnectOptions, most: usize, statements: Arc<AtomicU64>) -> Self {
        let connect = move || -> BoxFuture<'static, _> {
            let options = options.clone();
            Box::pin(async move { Ok((PgConnection::connect_with(&options).await?, End::default())) })
        };
        let pool = Connections::new(Box::new(connect), most, Duration::MAX, Instant::now());
        Self { pool: Pool::Postgres(pool), at_once: None, statements }
    }

    /// How many connections are open, and how many of them are free.
    pub(super) fn count(&self) -> (usize, usize) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.count(),
            Pool::Postgres(pool) => pool.count(),
        }
    }

    /// Closes the connections; nobody gets another.
    pub(super) async fn close(&self) {
        self.at_once.iter().for_each(|at_once| at_once.close());
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }

    /// The entities that a query finds. It asks for all their columns in the order of the entity, and for nothing else.
    pub async fn models<E: Plain>(&self, query: &SelectStatement) -> Result<Vec<E::Model>, DbErr> {
        let statement = self.get_database_backend().build(query);
        self.count_statement();
        if let Some(models) = self.at_once.as_ref().and_then(|at_once| at_once.models::<E>(&statement)) {
            return Ok(models);
        }
        let rows = self.ask(&statement).await?;
        rows.iter().map(|row| E::Model::from_query_result(row, "")).collect()
    }

    /// The first row of a query that asks for whole numbers.
    pub async fn numbers<const N: usize>(&self, query: &SelectStatement) -> Result<Option<[i64; N]>, DbErr> {
        let statement = self.get_database_backend().build(query);
        self.count_statement();
        if let Some(numbers) = self.at_once.as_ref().and_then(|at_once| at_once.numbers(&statement)) {
            return Ok(numbers.into_iter().next());
        }
        let Some(row) = self.ask(&statement).await?.into_iter().next() else { return Ok(None) };
        let mut numbers = [0; N];
        for (index, number) in numbers.iter_mut().enumerate() {
            *number = row.try_get_by_index(index)?;
        }
        Ok(Some(numbers))
    }

    async fn ask(&self, statement: &Statement) -> Result<Vec<QueryResult>, DbErr> {
        match &self.pool {
            Pool::Sqlite(pool) => pool.query(statement).await,
            Pool::Postgres(pool) => pool.query(statement).await,
        }
    }

    fn count_statement(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
        super::count_statement();
    }
}

/// Where entities are looked up: the reading connections, or the transaction of a write.
pub trait Source: ConnectionTrait {
    /// The entities that a query finds.
    fn find<E: Plain>(&self, query: Select<E>) -> impl Future<Output = Result<Vec<E::Model>, DbErr>> + Send;
}

impl Source for Reads {
    async fn find<E: Plain>(&self, mut query: Select<E>) -> Result<Vec<E::Model>, DbErr> {
        self.models::<E>(QuerySelect::query(&mut query)).await
    }
}

impl Source for DatabaseTransaction {
    async fn find<E: Plain>(&self, query: Select<E>) -> Result<Vec<E::Model>, DbErr> {
        query.all(self).await
    }
}

/// Ends a query for entities.
pub trait Find<E: Plain> {
    /// All that it finds.
    fn find_in(self, db: &impl Source) -> impl Future<Output = Result<Vec<E::Model>, DbErr>> + Send;
    /// The first that it finds.
    fn first_in(self, db: &impl Source) -> impl Future<Output = Result<Option<E::Model>, DbErr>> + Send;
}

impl<E: Plain> Find<E> for Select<E> {
    async fn find_in(self, db: &impl Source) -> Result<Vec<E::Model>, DbErr> {
        db.find(self).await
    }

    async fn first_in(self, db: &impl Source) -> Result<Option<E::Model>, DbErr> {
        Ok(db.find(self.limit(1)).await?.into_iter().next())
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Reads {
    fn get_database_backend(&self) -> DbBackend {
        match self.pool {
            Pool::Sqlite(_) => DbBackend::Sqlite,
            Pool::Postgres(_) => DbBackend::Postgres,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.count_statement();
        self.ask(&statement).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.query_all_raw(statement).await?.into_iter().next())
    }

    async fn execute_raw(&self, _: Statement) -> Result<ExecResult, DbErr> {
        Err(only_read())
    }

    async fn execute_unprepared(&self, _: &str) -> Result<ExecResult, DbErr> {
        Err(only_read())
    }
}

fn only_read() -> DbErr {
    DbErr::Custom("these connections only read".to_owned())
}
