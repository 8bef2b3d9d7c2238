//! Writing.
//!
//! PostgreSQL has a pool of writing connections. `SQLite` has one, and what costs time there is to make a commit
//! durable. So transactions that wait behind each other become one: each is a savepoint of the transaction that is
//! open, and all are told of their success when that has become durable. Who writes alone waits for nobody.
//!
//! A transaction that fails closes the group: the engine may have undone all of it, and then those who were in it
//! before are told that they [lost](UNDONE), as after a lost race, and are tried again.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{
    ConnAcquireErr, ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait as _,
};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use super::{PATIENCE, WRITING_LIMIT};

/// What a transaction is told that was undone for the fault of another.
pub const UNDONE: &str = "the group of this transaction was undone";

/// Where everything is written.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    pub(super) connection: DatabaseConnection,
    /// Who holds it writes. In the order in which they asked.
    turn: Arc<Mutex<Option<Group>>>,
    waiting: Arc<AtomicU64>,
}

/// The transaction that is open, and those whose part of it is complete.
#[derive(Debug)]
struct Group {
    transaction: DatabaseTransaction,
    complete: Vec<oneshot::Sender<Result<(), DbErr>>>,
    has_failed: bool,
}

/// A transaction that may write. Dropping it undoes everything.
#[derive(Debug)]
pub struct Transaction {
    own: DatabaseTransaction,
    turn: Option<Turn>,
}

/// Somebody who waits to begin, or gives up waiting.
struct Waits<'a>(&'a AtomicU64);

impl<'a> Waits<'a> {
    fn among(waiting: &'a AtomicU64) -> Self {
        waiting.fetch_add(1, Ordering::Relaxed);
        Self(waiting)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The place at the one writing connection. Whoever leaves it without having completed the work has failed.
#[derive(Debug)]
struct Turn {
    group: OwnedMutexGuard<Option<Group>>,
    is_complete: bool,
}

impl Deref for Transaction {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.own
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(group) = self.group.as_mut() {
            group.has_failed |= !self.is_complete;
        }
    }
}

impl Writer {
    pub(super) fn new(connection: DatabaseConnection) -> Self {
        Self { connection, turn: Arc::default(), waiting: Arc::default() }
    }

    /// How many transactions wait to begin.
    pub(super) fn waiting(&self) -> u64 {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Begins a transaction; one that may take long lets nobody before it wait for its end.
    pub(super) async fn begin(&self, takes_long: bool) -> Result<Transaction, DbErr> {
        let _waits = Waits::among(&self.waiting);
        if self.connection.get_database_backend() == DbBackend::Sqlite {
            self.begin_in_group(takes_long).await
        } else {
            self.begin_alone(takes_long).await
        }
    }

    async fn begin_alone(&self, takes_long: bool) -> Result<Transaction, DbErr> {
        let own = self.connection.begin().await?;
        if takes_long {
            let limit = WRITING_LIMIT.as_millis();
            own.execute_unprepared(&format!("SET LOCAL statement_timeout = {limit}")).await?;
        }
        Ok(Transaction { own, turn: None })
    }

    async fn begin_in_group(&self, takes_long: bool) -> Result<Transaction, DbErr> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turn).lock_owned()).await;
        let mut turn = turn.map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?;
        if takes_long || turn.as_ref().is_some_and(|group| group.has_failed) {
            close(&mut turn).await;
        }
        let mut turn = Turn { group: turn, is_complete: false };
        let group = match &mut *turn.group {
            Some(group) => group,
            none => none.insert(self.open_group().await?),
        };
        let own = group.transaction.begin().await?;
        Ok(Transaction { own, turn: Some(turn) })
    }

    async fn open_group(&self) -> Result<Group, DbErr> {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.connection.begin_with_options(immediate).await?;
        // It has its turn after all who wait now.
        let turn = Arc::clone(&self.turn);
        tokio::spawn(async move { close(&mut turn.lock_owned().await).await });
        Ok(Group { transaction, complete: Vec::new(), has_failed: false })
    }

    /// Closes the connections when everything that was begun has ended.
    pub(super) async fn close(self) -> Result<(), DbErr> {
        close(&mut self.turn.lock_owned().await).await;
        self.connection.close().await
    }
}

/// Makes a group durable and tells all who are in it.
async fn close(turn: &mut OwnedMutexGuard<Option<Group>>) {
    let Some(Group { transaction, complete, has_failed }) = turn.take() else { return };
    let ended = match (has_failed, complete.is_empty()) {
        (false, _) => transaction.commit().await,
        (true, true) => transaction.rollback().await,
        // By its name: what the driver takes for the end of all may be the end of the part that failed. The driver
        // then does not know that the transaction is over, and the pool replaces the connection.
        (true, false) => transaction.execute_unprepared("COMMIT").await.map(drop).map_err(|_| undone()),
    };
    for member in complete {
        // Whoever does not wait any more has no use for it.
        member.send(ended.clone()).ok();
    }
}

fn undone() -> DbErr {
    DbErr::Custom(UNDONE.to_owned())
}

impl Transaction {
    /// Makes everything durable.
    pub async fn commit(self) -> Result<(), DbErr> {
        let Self { own, turn } = self;
        own.commit().await?;
        let Some(mut turn) = turn else { return Ok(()) };
        let (told, durable) = oneshot::channel();
        if let Some(group) = turn.group.as_mut() {
            group.complete.push(told);
        }
        turn.is_complete = true;
        drop(turn);
        durable.await.unwrap_or_else(|_| Err(undone()))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::db::Db;

    struct File {
        db: Db,
        url: String,
        _folder: tempfile::TempDir,
    }

    async fn file() -> File {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        let db = Db::open(&url).await.unwrap();
        db.writer().execute_unprepared("CREATE TABLE thing (n INTEGER PRIMARY KEY)").await.unwrap();
        File { db, url, _folder: folder }
    }

    impl File {
        async fn add(&self, n: i64) -> Transaction {
            let work = self.db.begin().await.unwrap();
            work.execute_unprepared(&format!("INSERT INTO thing VALUES ({n})")).await.unwrap();
            work
        }

        async fn things(&self) -> i64 {
            let count = sea_orm::sea_query::Query::select()
                .expr(sea_orm::sea_query::Expr::cust("count(*)"))
                .from("thing")
                .to_owned();
            self.db.read.numbers::<1>(&count).await.unwrap().unwrap()[0]
        }
    }

    #[tokio::test]
    async fn what_fails_takes_nothing_with_it() {
        let file = file().await;
        let before = file.add(0).await;
        let (first, (), second, ()) = tokio::join!(
            async { file.add(1).await.commit().await },
            async { drop(file.add(2).await) },
            async { file.add(3).await.commit().await },
            async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                assert_eq!(file.things().await, 0);
                drop(before);
            },
        );
        first.unwrap();
        second.unwrap();
        assert_eq!(file.things().await, 2);
    }

    #[tokio::test]
    async fn whoever_was_undone_for_another_is_told_so() {
        let file = file().await;
        let before = file.add(0).await;
        let (kept, (), ()) = tokio::join!(
            async { file.add(1).await.commit().await },
            async {
                // As the engine does when a write of this one fails: everything that is not durable is gone.
                let fatal = file.add(2).await;
                fatal.execute_unprepared("ROLLBACK").await.unwrap();
            },
            async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                drop(before);
            },
        );
        assert_eq!(kept.unwrap_err().to_string(), DbErr::Custom(UNDONE.to_owned()).to_string());
        file.add(3).await.commit().await.unwrap();
        assert_eq!(file.things().await, 1, "only what came after it is there");
    }

    #[tokio::test]
    async fn nobody_waits_for_the_end_of_an_import() {
        let file = file().await;
        let first = file.add(1).await;
        let (durable, import) = tokio::join!(first.commit(), async {
            let import = file.db.begin_long().await.unwrap();
            assert_eq!(file.things().await, 1);
            import
        });
        durable.unwrap();
        import.commit().await.unwrap();
    }

    #[tokio::test]
    async fn what_was_given_up_leaves_the_file_to_others() {
        let file = file().await;
        drop(file.add(1).await);
        file.db.begin().await.unwrap().commit().await.unwrap();
        let other = Db::open(&file.url).await.unwrap();
        other.begin().await.unwrap().commit().await.unwrap();
        assert_eq!(file.things().await, 0);
    }
}
