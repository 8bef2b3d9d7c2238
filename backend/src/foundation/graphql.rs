//! The foundation, as GraphQL.

use async_graphql::{Context, Object};
use lianyi_shared::foundation::FoundationStep;

use crate::error::Result;
use crate::foundation::read::{self, Progress};
use crate::op::ContextExt as _;

/// How far one step of a new college's foundation has come.
pub struct FoundationProgress(Progress);

#[Object]
impl FoundationProgress {
    /// The step.
    async fn step(&self) -> FoundationStep {
        self.0.step
    }

    /// Whether the next step can build on it.
    async fn done(&self) -> bool {
        self.0.done
    }

    /// How many there are, at most 1,000. Null where there are fewer than five and you may not open them.
    async fn count(&self) -> Option<i64> {
        self.0.count
    }
}

/// Queries about the foundation.
#[derive(Default)]
pub struct FoundationQuery;

#[Object]
impl FoundationQuery {
    /// What a new college still lacks, step by step. Permission `IMPORT_RUN` or `ACCOUNT_MANAGE`.
    async fn foundation(&self, ctx: &Context<'_>) -> Result<Vec<FoundationProgress>> {
        Ok(read::steps(ctx.op()?).await?.into_iter().map(FoundationProgress).collect())
    }
}
