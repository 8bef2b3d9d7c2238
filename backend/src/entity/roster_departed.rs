//! Somebody whom an imported roster named and who was no longer in the register. Written by `import`.

use lianyi_shared::id::{LeaderId, RosterVersionId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster_departed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version_id: RosterVersionId,
    pub leader_id: LeaderId,
    pub name: String,
    pub unit: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
