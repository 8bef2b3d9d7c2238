//! Planned meetings that were made as one and repeat. Written by `plan`.

use lianyi_shared::{id::PlanSeriesId, plan::PlanRepeat};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_series")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanSeriesId,
    pub repeat: PlanRepeat,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
