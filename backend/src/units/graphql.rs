//! Units as GraphQL.

use async_graphql::{Context, Object};
use lianyi_shared::id::UnitId;
use lianyi_shared::units::UnitKind;

use crate::entity::unit;
use crate::error::Result;
use crate::loaders;
use crate::op::ContextExt as _;
use crate::page::{List, PageInput};
use crate::units::read::{self, UnitFilter};

/// A unit of the college, or a branch.
pub struct Unit(pub unit::Model);

#[Object]
impl Unit {
    /// The id, `uni_…`.
    pub async fn id(&self) -> UnitId {
        self.0.id
    }

    /// The code that the college gives it.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The full name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is.
    async fn kind(&self) -> UnitKind {
        self.0.kind
    }

    /// The branch that it belongs to (所属党组织).
    async fn branch(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::optional_unit(ctx, self.0.branch_id).await
    }

    /// The unit above it (上级单位), for display.
    async fn parent(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::optional_unit(ctx, self.0.parent_id).await
    }

    /// The name of its head.
    async fn head_name(&self) -> Option<&str> {
        self.0.head_name.as_deref()
    }

    /// The day from which it no longer exists.
    async fn closed_on(&self) -> Option<chrono::NaiveDate> {
        self.0.closed_on
    }

    /// Rises with every change; give it back when editing.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// Queries about units.
#[derive(Default)]
pub struct UnitsQuery;

#[Object]
impl UnitsQuery {
    /// Units and branches. Permission `UNIT_READ`.
    async fn units(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: UnitFilter,
        page: PageInput,
    ) -> Result<List<Unit>> {
        read::list(ctx.op()?, filter, page).await
    }
}
