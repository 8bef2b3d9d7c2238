//! One piece of work: a transaction that can only end with its audit line, unless it keeps what is one person's alone.

use std::ops::Deref;

use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait as _, DatabaseTransaction, EntityTrait, IntoActiveModel,
};

use crate::access::viewer::Viewer;
use crate::audit::event::AuditEvent;
use crate::db::{self, Transaction};
use crate::error::Result;
use crate::op::Request;

/// How many rows or ids one statement names; both databases limit a statement's parameters.
pub const PER_STATEMENT: usize = 500;

/// What a cache compares to know whether it is stale; raised inside the transaction that changes
/// the thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revision {
    /// Accounts, roles and grants.
    Access,
    /// The scope tree.
    Units,
}

impl Revision {
    /// The row of the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Units => "units",
        }
    }
}

/// An open transaction. Dropping it undoes everything.
#[derive(Debug)]
pub struct Work {
    request: Request,
    account: Option<lianyi_shared::id::AccountId>,
    transaction: Transaction,
}

impl Deref for Work {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

impl Work {
    /// Begins a transaction for a viewer, or for nobody known yet.
    pub async fn begin(request: &Request, viewer: Option<&Viewer>) -> Result<Self> {
        Ok(Self::of(request, viewer, request.app.db.begin().await?))
    }

    /// The same for work that may take as long as an import.
    pub async fn begin_long(request: &Request, viewer: Option<&Viewer>) -> Result<Self> {
        Ok(Self::of(request, viewer, request.app.db.begin_long().await?))
    }

    fn of(request: &Request, viewer: Option<&Viewer>, transaction: Transaction) -> Self {
        Self { request: request.clone(), account: viewer.map(|viewer| viewer.account), transaction }
    }

    /// Tells caches on every node that something has changed.
    pub async fn raise(&self, revision: Revision) -> Result<()> {
        let update = Query::update()
            .table("revision")
            .value("value", Expr::col("value").add(1))
            .and_where(Expr::col("name").eq(revision.name()))
            .to_owned();
        self.transaction.execute(&update).await?;
        Ok(())
    }

    /// Writes the audit line and makes everything durable.
    pub async fn commit(self, event: AuditEvent) -> Result<()> {
        self.commit_each(vec![event]).await
    }

    /// The same for an act that several things are told of, each with its own line. Without a line nothing is kept.
    pub async fn commit_each(self, events: Vec<AuditEvent>) -> Result<()> {
        if events.is_empty() {
            return Ok(());
        }
        // On the heap, because every write of the product carries this future in its own.
        Box::pin(AuditEvent::write(events, &self.transaction, &self.request, self.account)).await?;
        self.transaction.commit().await?;
        db::count_commit();
        self.request.app.sealer.notify_one();
        Ok(())
    }

    /// Keeps what counts nowhere and nobody else sees: what somebody is still writing, that they have read a notice, that a
    /// code was wrong. It happens every few seconds, and a line for each would say nothing. What a draft becomes has its
    /// line. Ends a transaction that only read, too.
    pub async fn keep_own(self) -> Result<()> {
        self.transaction.commit().await?;
        db::count_commit();
        Ok(())
    }

    /// Inserts rows, however many.
    pub async fn insert_all<E>(&self, rows: Vec<E::Model>) -> Result<()>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
        while rows.peek().is_some() {
            let part: Vec<E::ActiveModel> = rows.by_ref().take(PER_STATEMENT).collect();
            E::insert_many(part).exec_without_returning(&**self).await?;
        }
        Ok(())
    }

    /// Runs a statement that must change exactly one row; no row means that somebody else came
    /// first.
    pub async fn one_row(&self, update: &sea_orm::sea_query::UpdateStatement) -> Result<()> {
        let done = self.transaction.execute(update).await?;
        if done.rows_affected() == 1 {
            Ok(())
        } else {
            Err(crate::error::Error::conflict(lianyi_shared::error::Reason::VersionChanged))
        }
    }
}
