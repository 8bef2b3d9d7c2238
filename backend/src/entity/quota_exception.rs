//! Why a school-level leader stands outside the quota in a version (R2). Written by `roster`.

use lianyi_shared::id::{LeaderId, RosterVersionId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quota_exception")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version_id: RosterVersionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub leader_id: LeaderId,
    pub reason: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
