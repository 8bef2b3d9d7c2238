//! What every operation is given: who asks, in which request, and the means to work.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::error::Reason;
use lianyi_shared::text::Lang;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::access::keys::Keys;
use crate::access::viewer::{Assigned, Viewer};
use crate::attachment::store::Store;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::units::tree::{UnitTree, UnitTrees};
use crate::work::Work;

/// What the process holds for its whole life.
#[derive(Debug)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The contents of files.
    pub files: Store,
    /// The keys that sign tokens.
    pub keys: Keys,
    /// The scope tree, read again when it has changed.
    pub trees: UnitTrees,
    /// Grants by account, read again when any grant has changed.
    pub viewers: crate::access::viewer::Viewers,
    /// Wakes the task that seals the audit log.
    pub sealer: tokio::sync::Notify,
    /// Who is told of changes.
    pub live: crate::live::Live,
    /// Who carries mail; set by whoever serves, if mail is configured.
    pub mail: std::sync::OnceLock<crate::notice::mail::Mailer>,
    /// This process among those of the database: who holds what one does at a time.
    pub process: Uuid,
    /// Whether the data is the demonstration college.
    pub demo: bool,
}

impl App {
    /// A fresh id, ordered by time.
    #[expect(clippy::disallowed_methods, reason = "this is the one place where ids are made")]
    pub fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// One request before anybody is known: what sign-in works with.
#[derive(Clone, Debug)]
pub struct Request {
    /// The process.
    pub app: Arc<App>,
    /// The request's id, in every error and log line.
    pub id: Arc<str>,
    /// The language of the answer's words.
    pub lang: Lang,
}

impl Request {
    /// Work that the program does for its operator; the name stands in the audit log in place of an id.
    pub fn of_program(app: &Arc<App>, name: &str) -> Self {
        Self { app: Arc::clone(app), id: name.into(), lang: Lang::Zh }
    }
}

/// One request of somebody signed in: the first parameter of every slice function.
#[derive(Debug)]
pub struct Op {
    /// The request.
    pub request: Request,
    /// Who asks, with their grants as they are now.
    pub viewer: Arc<Viewer>,
    assigned: OnceCell<Assigned>,
    tree: OnceCell<Arc<UnitTree>>,
}

impl Op {
    /// The operation of a viewer.
    pub fn new(request: Request, viewer: Arc<Viewer>) -> Self {
        Self { request, viewer, assigned: OnceCell::new(), tree: OnceCell::new() }
    }

    /// The process.
    pub fn app(&self) -> &App {
        &self.request.app
    }

    /// The database, for queries.
    pub fn db(&self) -> &crate::db::Reads {
        &self.request.app.db.read
    }

    /// The present moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.app().clock.now()
    }

    /// The present day.
    pub fn today(&self) -> NaiveDate {
        self.app().clock.today()
    }

    /// Begins the one transaction of a mutation.
    pub async fn begin(&self) -> Result<Work> {
        Work::begin(&self.request, Some(&self.viewer)).await
    }

    /// Begins the one transaction of an import.
    pub async fn begin_long(&self) -> Result<Work> {
        Work::begin_long(&self.request, Some(&self.viewer)).await
    }

    /// The scope tree as it is now.
    pub async fn tree(&self) -> Result<&Arc<UnitTree>> {
        if let Some(tree) = self.tree.get() {
            return Ok(tree);
        }
        let read = || self.app().trees.current(&self.app().db, self.viewer.units_revision);
        Box::pin(self.tree.get_or_try_init(read)).await
    }

    /// Whom the viewer is paired with; read once per request.
    pub async fn assigned(&self) -> Result<&Assigned> {
        if let Some(assigned) = self.assigned.get() {
            return Ok(assigned);
        }
        Box::pin(self.assigned.get_or_try_init(|| Assigned::read(self.db(), &self.viewer))).await
    }
}

/// Reads the operation out of the GraphQL context.
pub trait ContextExt {
    /// The operation, or `UNAUTHENTICATED` where nobody is signed in.
    fn op(&self) -> Result<&Arc<Op>>;
    /// The bare request, for what may be asked before signing in.
    fn request(&self) -> Result<&Request>;
}

impl ContextExt for async_graphql::Context<'_> {
    fn op(&self) -> Result<&Arc<Op>> {
        self.data_opt::<Arc<Op>>().ok_or_else(|| Error::Unauthenticated(Reason::SignInRequired.into()))
    }

    fn request(&self) -> Result<&Request> {
        self.data_opt::<Request>()
            .ok_or_else(|| Error::Internal(anyhow::anyhow!("a request without its data")))
    }
}
