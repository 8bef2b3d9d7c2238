//! The lasting list of one owner: the college or a branch. Written by `roster`.

use lianyi_shared::{
    id::{RosterId, UnitId},
    roster::RosterRoute,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RosterId,
    pub route: RosterRoute,
    pub owner_id: UnitId,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
