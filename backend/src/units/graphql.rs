//! Units as GraphQL.

use std::sync::Arc;

use async_graphql::{Context, Object};
use lianyi_shared::access::Permission;
use lianyi_shared::id::UnitId;
use lianyi_shared::units::UnitKind;

use crate::access::branch_post::{BranchPost, PostOf};
use crate::entity::unit;
use crate::error::Result;
use crate::loaders;
use crate::op::ContextExt as _;
use crate::page::{List, PageInput};
use crate::units::close::{self, CloseUnitInput};
use crate::units::input::UnitInput;
use crate::units::inside::{Below, Headcount};
use crate::units::read::{self, UnitFilter};
use crate::units::{create, edit};

/// A unit of the college, or a branch.
#[derive(Clone)]
pub struct Unit(pub Arc<unit::Model>);

impl From<unit::Model> for Unit {
    fn from(row: unit::Model) -> Self {
        Self(Arc::new(row))
    }
}

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

    /// The unit to which its people and units went when it was closed.
    async fn successor(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::optional_unit(ctx, self.0.successor_id).await
    }

    /// The open units directly below it in the scope tree (unit → branch → committee), by code.
    async fn children(&self, ctx: &Context<'_>) -> Result<Vec<Unit>> {
        let units = loaders::directory(ctx, Below(self.0.id)).await?.unwrap_or_default();
        Ok(units.into_iter().map(Unit::from).collect())
    }

    /// Who is secretary of a branch, or acts for one; null for what is no open branch.
    async fn post(&self, ctx: &Context<'_>) -> Result<Option<BranchPost>> {
        if !self.0.kind.is_branch() || self.0.closed_on.is_some() {
            return Ok(None);
        }
        loaders::directory(ctx, PostOf(self.0.id)).await
    }

    /// How many current leaders of the unit itself you may see; null without `LEADER_READ`.
    async fn leader_count(&self, ctx: &Context<'_>) -> Result<Option<i32>> {
        if !ctx.op()?.viewer.holds(Permission::LeaderRead) {
            return Ok(None);
        }
        let count = loaders::directory(ctx, Headcount::Leaders(self.0.id)).await?;
        Ok(Some(count.unwrap_or(0)))
    }

    /// How many current representatives of the unit itself you may see; null without
    /// `REPRESENTATIVE_READ`.
    async fn representative_count(&self, ctx: &Context<'_>) -> Result<Option<i32>> {
        if !ctx.op()?.viewer.holds(Permission::RepresentativeRead) {
            return Ok(None);
        }
        let count = loaders::directory(ctx, Headcount::Representatives(self.0.id)).await?;
        Ok(Some(count.unwrap_or(0)))
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

    /// One unit. Permission `UNIT_READ`.
    async fn unit(&self, ctx: &Context<'_>, id: UnitId) -> Result<Unit> {
        let op = ctx.op()?;
        Ok(Unit::from(read::visible(op, op.db(), id).await?))
    }
}

/// Changes of units.
#[derive(Default)]
pub struct UnitsMutation;

#[Object]
impl UnitsMutation {
    /// Adds a unit. Permission `UNIT_WRITE`.
    async fn create_unit(&self, ctx: &Context<'_>, input: UnitInput) -> Result<Unit> {
        Ok(Unit::from(create::create(ctx.op()?, input).await?))
    }

    /// Corrects a unit. Permission `UNIT_WRITE`.
    async fn edit_unit(&self, ctx: &Context<'_>, id: UnitId, version: i32, input: UnitInput) -> Result<Unit> {
        Ok(Unit::from(edit::edit(ctx.op()?, id, version, input).await?))
    }

    /// Closes a unit and moves its people and units to the successor. Permission `UNIT_WRITE`.
    async fn close_unit(&self, ctx: &Context<'_>, id: UnitId, input: CloseUnitInput) -> Result<Unit> {
        Ok(Unit::from(close::close(ctx.op()?, id, input).await?))
    }
}
