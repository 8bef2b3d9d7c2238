//! One of the nine categories (P3) of a representative. Written by `people`.

use lianyi_shared::id::RepresentativeId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "representative_category")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub representative_id: RepresentativeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub category: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
