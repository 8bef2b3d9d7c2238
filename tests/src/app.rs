//! A running server of a test's own.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::dev::ServerHandle;
use chrono::{DateTime, Utc};
use lianyi::attachment::store::Store;
use lianyi::clock::Clock;
use lianyi::db::Db;
use lianyi::http::{self, documents::Documents};
use lianyi::op::App;

use crate::db::{self, Engine, SECRET};

/// The moment at which every test begins: a Wednesday in the first term.
pub fn start_of_tests() -> DateTime<Utc> {
    "2026-09-23T02:00:00Z".parse().expect("a moment")
}

/// After how many requests the second of two nodes is stopped.
const LIFE_OF_THE_SECOND: usize = 9;

/// A server with its database.
pub struct TestApp {
    /// The process's state, for the clock and `db_` helpers.
    pub app: Arc<App>,
    /// Where it listens.
    pub address: SocketAddr,
    /// Where its metrics are.
    pub metrics: SocketAddr,
    /// The URL of its database.
    pub database: String,
    /// The engine underneath.
    pub engine: Engine,
    /// Who answers the next request of a test's people.
    pub(crate) balancer: Arc<Balancer>,
    server: ServerHandle,
}

/// One or two nodes that take turns, until the second is stopped.
pub(crate) struct Balancer {
    first: SocketAddr,
    second: Mutex<Option<TestApp>>,
    asked: AtomicUsize,
}

impl Balancer {
    /// The node whose turn it is.
    pub(crate) fn next(&self) -> SocketAddr {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        let mut second = self.second.lock().unwrap_or_else(PoisonError::into_inner);
        if asked == LIFE_OF_THE_SECOND {
            *second = None;
        }
        second.as_ref().filter(|_| asked % 2 == 1).map_or(self.first, |second| second.address)
    }

    /// The node that stays.
    pub(crate) const fn first(&self) -> SocketAddr {
        self.first
    }
}

impl TestApp {
    /// Starts a server on a fresh database with a frozen clock.
    pub async fn start(engine: Engine) -> Self {
        Self::start_with(engine, Documents::default()).await
    }

    /// The same, with registered documents.
    pub async fn start_with(engine: Engine, documents: Documents) -> Self {
        let clock = Clock::frozen(start_of_tests());
        let database = db::fresh(engine).await;
        Self::serve(engine, database, documents, clock, Store::memory(), http::POINTS_PER_SECOND).await
    }

    /// The same, with a place for files.
    pub async fn start_keeping(engine: Engine, files: Store) -> Self {
        let clock = Clock::frozen(start_of_tests());
        let database = db::fresh(engine).await;
        Self::serve(engine, database, Documents::default(), clock, files, http::POINTS_PER_SECOND).await
    }

    /// The same, where an account gets so many points back each second.
    pub async fn start_granting(engine: Engine, points: u64) -> Self {
        let clock = Clock::frozen(start_of_tests());
        let database = db::fresh(engine).await;
        Self::serve(engine, database, Documents::default(), clock, Store::memory(), points).await
    }

    /// Two servers on a fresh PostgreSQL database, which answer in turns, until one of them is stopped.
    pub async fn start_two() -> Self {
        let mut app = Self::start(Engine::Postgres).await;
        let second = Mutex::new(Some(app.beside().await));
        app.balancer = Arc::new(Balancer { first: app.address, second, asked: AtomicUsize::new(0) });
        app
    }

    /// Stops the second of two nodes, for what a node has to itself.
    #[must_use]
    pub fn alone(self) -> Self {
        *self.balancer.second.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self
    }

    /// Another node on the same database.
    pub async fn beside(&self) -> Self {
        let clock = self.app.clock.clone();
        let (files, database) = (self.app.files.clone(), self.database.clone());
        Self::serve(self.engine, database, Documents::default(), clock, files, http::POINTS_PER_SECOND).await
    }

    async fn serve(
        engine: Engine,
        database: String,
        documents: Documents,
        clock: Clock,
        files: Store,
        points: u64,
    ) -> Self {
        let db = Db::open(&database).await.expect("the test's database");
        let app = App::start(db, clock, SECRET, files, false).await.expect("the app");
        let (tell, told) = tokio::sync::oneshot::channel();
        let serving = Arc::clone(&app);
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let any = SocketAddr::from(([127, 0, 0, 1], 0));
                let state = http::State::new(serving, documents, points);
                let (server, address) = http::serve(state.clone(), any, 1).expect("a free port");
                let (counts, metrics) = http::serve_metrics(state, any).expect("a free port");
                tell.send((server.handle(), address, metrics)).ok();
                actix_web::rt::spawn(counts);
                server.await.ok();
            });
        });
        let (server, address, metrics) = told.await.expect("a running server");
        let balancer = Balancer { first: address, second: Mutex::default(), asked: AtomicUsize::new(0) };
        Self { app, address, metrics, database, engine, balancer: Arc::new(balancer), server }
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // Stopping needs no waiting: the connections belong to this test.
        drop(self.server.stop(false));
    }
}

/// Defines tests that run on `SQLite`, and on PostgreSQL with two nodes of which one is stopped half-way.
#[macro_export]
macro_rules! on_both_databases {
    ($( $(#[$meta:meta])* async fn $name:ident($app:ident) $body:block )+) => {
        $(
            $(#[$meta])*
            async fn $name($app: $crate::app::TestApp) $body

            // A function and a module may have the same name.
            mod $name {
                #[tokio::test]
                async fn sqlite() {
                    super::$name($crate::app::TestApp::start($crate::db::Engine::Sqlite).await).await;
                }

                #[tokio::test]
                async fn postgres() {
                    super::$name($crate::app::TestApp::start_two().await).await;
                }
            }
        )+
    };
}
