//! How many confirmed contacts a branch had. Written by `contact`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_tally")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub branch_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub aspect: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub records: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
