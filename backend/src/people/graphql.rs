//! The directory as GraphQL.

use async_graphql::{Context, Object};
use lianyi_shared::access::{FieldGroup, FieldGroups};
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::people::{RecordStatus, Stage};

use crate::entity::representative;
use crate::error::Result;
use crate::loaders;
use crate::op::ContextExt as _;
use crate::page::{List, PageInput};
use crate::people::representatives::{self, RepresentativeFilter, RepresentativeOrder};
use crate::units::graphql::Unit;

/// A representative figure outside the Party.
pub struct Representative {
    /// The row.
    pub row: representative::Model,
    /// The field groups that the viewer reads on it.
    pub fields: FieldGroups,
}

impl Representative {
    /// A value of a field group, if the viewer reads the group.
    fn only<T>(&self, group: FieldGroup, value: T) -> Option<T> {
        self.fields.contains(group).then_some(value)
    }
}

#[Object]
impl Representative {
    /// The id, `rep_…`.
    pub async fn id(&self) -> RepresentativeId {
        self.row.id
    }

    /// The name. Field group `BASIC`.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The unit. Field group `BASIC`.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::unit(ctx, self.row.unit_id).await
    }

    /// Post and title. Field group `BASIC`.
    async fn post(&self) -> Option<&str> {
        self.row.post.as_deref()
    }

    /// The political affiliation, a code of GB/T 4762. Field group `POLITICAL`.
    async fn affiliation(&self) -> Option<&str> {
        self.only(FieldGroup::Political, &*self.row.affiliation)
    }

    /// The categories (P3), 1 to 9. Field group `POLITICAL`.
    async fn categories(&self) -> Option<Vec<i32>> {
        let numbers = self.row.categories.split(' ').filter_map(|number| number.parse().ok()).collect();
        self.only(FieldGroup::Political, numbers)
    }

    /// The stage of growth (P4). Field group `CULTIVATION`.
    async fn stage(&self) -> Option<Stage> {
        self.only(FieldGroup::Cultivation, self.row.stage).flatten()
    }

    /// Current or archived.
    async fn status(&self) -> RecordStatus {
        self.row.status
    }

    /// The field groups that are null here because the viewer may not read them.
    async fn masked_fields(&self) -> Vec<FieldGroup> {
        [FieldGroup::ContactDetails, FieldGroup::Political, FieldGroup::Cultivation]
            .into_iter()
            .filter(|group| !self.fields.contains(*group))
            .collect()
    }

    /// Rises with every change; give it back when editing.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

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
}
