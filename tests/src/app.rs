//! A running server of a test's own.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use lianyi::clock::Clock;
use lianyi::db::Db;
use lianyi::http::{self, documents::Documents};
use lianyi::op::App;

use crate::db::{self, Engine, SECRET};

/// The moment at which every test begins: a Wednesday in the first term.
pub fn start_of_tests() -> DateTime<Utc> {
    "2026-09-23T02:00:00Z".parse().expect("a moment")
}

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
    server: actix_web::dev::ServerHandle,
}

impl TestApp {
    /// Starts a server on a fresh database with a frozen clock.
    pub async fn start(engine: Engine) -> Self {
        Self::start_with(engine, Documents::default()).await
    }

    /// The same, with registered documents.
    pub async fn start_with(engine: Engine, documents: Documents) -> Self {
        Self::serve(engine, db::fresh(engine).await, documents).await
    }

    /// Another node on the same database.
    pub async fn beside(&self) -> Self {
        Self::serve(self.engine, self.database.clone(), Documents::default()).await
    }

    async fn serve(engine: Engine, database: String, documents: Documents) -> Self {
        let db = Db::open(&database).await.expect("the test's database");
        let app = App::start(db, Clock::frozen(start_of_tests()), SECRET, false).await.expect("the app");
        let (tell, told) = tokio::sync::oneshot::channel();
        let serving = Arc::clone(&app);
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let any = SocketAddr::from(([127, 0, 0, 1], 0));
                let state = http::State::new(serving, documents, http::POINTS_PER_SECOND);
                let (server, address) = http::serve(state.clone(), any, 1).expect("a free port");
                let (counts, metrics) = http::serve_metrics(state, any).expect("a free port");
                tell.send((server.handle(), address, metrics)).ok();
                actix_web::rt::spawn(counts);
                server.await.ok();
            });
        });
        let (server, address, metrics) = told.await.expect("a running server");
        Self { app, address, metrics, database, engine, server }
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

/// Defines tests that run on `SQLite` and on PostgreSQL.
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
                    super::$name($crate::app::TestApp::start($crate::db::Engine::Postgres).await).await;
                }
            }
        )+
    };
}
