//! Festivals that representatives chose for themselves. Written by `occasion`.

use lianyi_shared::id::RepresentativeId;
use lianyi_shared::occasion::OwnFestival;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chosen_festival")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub representative_id: RepresentativeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub festival: OwnFestival,
    /// The next day, of one whose day is proclaimed.
    pub day: Option<Date>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
