//! Every pair of a unit and what lies below it in the scope tree, itself included. Written by `units`.

use lianyi_shared::id::UnitId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_closure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ancestor_id: UnitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub descendant_id: UnitId,
    pub depth: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
