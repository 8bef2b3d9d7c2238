//! The directory as GraphQL.

pub mod coded;
pub mod group;
pub mod leader;
pub mod link;
pub mod representative;
pub mod timeline;

use async_graphql::{Context, InputObject, Object};
use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId};

use crate::error::Result;
use crate::op::ContextExt as _;
use crate::page::{List, PageInput};
use crate::people::group_input::GroupInput;
use crate::people::groups::{self, GroupFilter};
use crate::people::leader_input::LeaderInput;
use crate::people::leaders::{self, LeaderFilter};
use crate::people::representative_input::RepresentativeInput;
use crate::people::representatives::{self, RepresentativeFilter, RepresentativeOrder};
use crate::people::reveal::{self, RevealInput};
use crate::people::set_stage::{self, SetStageInput};
use crate::people::{
    archive, create_group, create_leader, create_representative, edit_group, edit_leader,
    edit_representative, restore,
};

pub use group::Group;
pub use leader::Leader;
pub use representative::Representative;

/// Queries about people.
#[derive(Default)]
pub struct PeopleQuery;

#[Object]
impl PeopleQuery {
    /// Representatives. Permission `REPRESENTATIVE_READ`.
    async fn representatives(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: RepresentativeFilter,
        #[graphql(default)] order: RepresentativeOrder,
        page: PageInput,
    ) -> Result<List<Representative>> {
        representatives::list(ctx.op()?, filter, order, page).await
    }

    /// One representative. Permission `REPRESENTATIVE_READ`.
    async fn representative(&self, ctx: &Context<'_>, id: RepresentativeId) -> Result<Representative> {
        let op = ctx.op()?;
        representatives::masked(op, representatives::visible(op, op.db(), id).await?).await
    }

    /// What is held about the person who asks; null for whoever is no representative. Anyone
    /// signed in.
    async fn representative_self(&self, ctx: &Context<'_>) -> Result<Option<Representative>> {
        let op = ctx.op()?;
        let Some(id) = op.viewer.representative else { return Ok(None) };
        Ok(Some(representatives::masked(op, representatives::visible(op, op.db(), id).await?).await?))
    }

    /// Leaders, by name in pinyin order. Permission `LEADER_READ`.
    async fn leaders(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: LeaderFilter,
        page: PageInput,
    ) -> Result<List<Leader>> {
        leaders::list(ctx.op()?, filter, page).await
    }

    /// One leader. Permission `LEADER_READ`.
    async fn leader(&self, ctx: &Context<'_>, id: LeaderId) -> Result<Leader> {
        let op = ctx.op()?;
        leaders::masked(op, leaders::visible(op, op.db(), id).await?).await
    }

    /// Groups, by name in pinyin order. Permission `GROUP_READ`.
    async fn groups(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: GroupFilter,
        page: PageInput,
    ) -> Result<List<Group>> {
        groups::list(ctx.op()?, filter, page).await
    }

    /// One group. Permission `GROUP_READ`.
    async fn group(&self, ctx: &Context<'_>, id: GroupId) -> Result<Group> {
        let op = ctx.op()?;
        groups::masked(op, groups::visible(op, op.db(), id).await?).await
    }

    /// The code lists of the directory. Anyone signed in.
    async fn code_tables(&self, ctx: &Context<'_>) -> Result<coded::CodeTables> {
        coded::tables(ctx)
    }
}

/// Why a record is archived.
#[derive(Clone, Debug, InputObject)]
pub struct ArchiveInput {
    /// The version that was read.
    version: i32,
    /// The reason, in words; no state secrets.
    reason: String,
}

/// Changes of the directory.
#[derive(Default)]
pub struct PeopleMutation;

#[Object]
impl PeopleMutation {
    /// Adds a representative. `CONFLICT PossibleDuplicate` if the unit has somebody of that name,
    /// unless `confirmDistinct`. Permission `REPRESENTATIVE_WRITE`.
    async fn create_representative(
        &self,
        ctx: &Context<'_>,
        input: RepresentativeInput,
        #[graphql(default)] confirm_distinct: bool,
    ) -> Result<Representative> {
        let op = ctx.op()?;
        let row = create_representative::create(op, input, confirm_distinct).await?;
        representatives::masked(op, row).await
    }

    /// Corrects a representative; groups of fields that are left out stay as they are. Permission
    /// `REPRESENTATIVE_WRITE`.
    async fn edit_representative(
        &self,
        ctx: &Context<'_>,
        id: RepresentativeId,
        version: i32,
        input: RepresentativeInput,
    ) -> Result<Representative> {
        let op = ctx.op()?;
        let row = edit_representative::edit(op, id, version, input).await?;
        representatives::masked(op, row).await
    }

    /// Archives a representative; pairings go on. Permission `REPRESENTATIVE_WRITE`.
    async fn archive_representative(
        &self,
        ctx: &Context<'_>,
        id: RepresentativeId,
        input: ArchiveInput,
    ) -> Result<Representative> {
        let op = ctx.op()?;
        archive::representative(op, id, input.version, &input.reason).await?;
        representatives::masked(op, representatives::visible(op, op.db(), id).await?).await
    }

    /// Restores an archived representative. Permission `REPRESENTATIVE_WRITE`.
    async fn restore_representative(
        &self,
        ctx: &Context<'_>,
        id: RepresentativeId,
        version: i32,
    ) -> Result<Representative> {
        let op = ctx.op()?;
        restore::representative(op, id, version).await?;
        representatives::masked(op, representatives::visible(op, op.db(), id).await?).await
    }

    /// Sets the stage of several representatives at once: of all of them or of nobody. Permission
    /// `REPRESENTATIVE_WRITE`.
    async fn set_representatives_stage(
        &self,
        ctx: &Context<'_>,
        input: SetStageInput,
    ) -> Result<Vec<Representative>> {
        let op = ctx.op()?;
        let mut objects = Vec::new();
        for row in set_stage::set_stage(op, input).await? {
            objects.push(representatives::masked(op, row).await?);
        }
        Ok(objects)
    }

    /// Reveals restricted fields for a stated purpose; noted in the audit log, and the person sees
    /// it. Permission `REPRESENTATIVE_REVEAL`.
    async fn reveal(&self, ctx: &Context<'_>, input: RevealInput) -> Result<representative::Revealed> {
        Ok(representative::Revealed(reveal::reveal(ctx.op()?, input).await?))
    }

    /// Adds a leader. `CONFLICT PossibleDuplicate` if the unit has somebody of that name, unless
    /// `confirmDistinct`. Permission `LEADER_WRITE`.
    async fn create_leader(
        &self,
        ctx: &Context<'_>,
        input: LeaderInput,
        #[graphql(default)] confirm_distinct: bool,
    ) -> Result<Leader> {
        let op = ctx.op()?;
        leaders::masked(op, create_leader::create(op, input, confirm_distinct).await?).await
    }

    /// Corrects a leader. Permission `LEADER_WRITE`.
    async fn edit_leader(
        &self,
        ctx: &Context<'_>,
        id: LeaderId,
        version: i32,
        input: LeaderInput,
    ) -> Result<Leader> {
        let op = ctx.op()?;
        leaders::masked(op, edit_leader::edit(op, id, version, input).await?).await
    }

    /// Archives a leader, who has left. Permission `LEADER_WRITE`.
    async fn archive_leader(&self, ctx: &Context<'_>, id: LeaderId, input: ArchiveInput) -> Result<Leader> {
        let op = ctx.op()?;
        archive::leader(op, id, input.version, &input.reason).await?;
        leaders::masked(op, leaders::visible(op, op.db(), id).await?).await
    }

    /// Restores an archived leader. Permission `LEADER_WRITE`.
    async fn restore_leader(&self, ctx: &Context<'_>, id: LeaderId, version: i32) -> Result<Leader> {
        let op = ctx.op()?;
        restore::leader(op, id, version).await?;
        leaders::masked(op, leaders::visible(op, op.db(), id).await?).await
    }

    /// Adds a group. Permission `GROUP_WRITE`.
    async fn create_group(&self, ctx: &Context<'_>, input: GroupInput) -> Result<Group> {
        let op = ctx.op()?;
        groups::masked(op, create_group::create(op, input).await?).await
    }

    /// Corrects a group. Permission `GROUP_WRITE`.
    async fn edit_group(
        &self,
        ctx: &Context<'_>,
        id: GroupId,
        version: i32,
        input: GroupInput,
    ) -> Result<Group> {
        let op = ctx.op()?;
        groups::masked(op, edit_group::edit(op, id, version, input).await?).await
    }

    /// Archives a group; pairings go on. Permission `GROUP_WRITE`.
    async fn archive_group(&self, ctx: &Context<'_>, id: GroupId, input: ArchiveInput) -> Result<Group> {
        let op = ctx.op()?;
        archive::group(op, id, input.version, &input.reason).await?;
        groups::masked(op, groups::visible(op, op.db(), id).await?).await
    }

    /// Restores an archived group. Permission `GROUP_WRITE`.
    async fn restore_group(&self, ctx: &Context<'_>, id: GroupId, version: i32) -> Result<Group> {
        let op = ctx.op()?;
        restore::group(op, id, version).await?;
        groups::masked(op, groups::visible(op, op.db(), id).await?).await
    }
}
