//! The day of the last confirmed contact of a pairing. Written by `contact`.

use lianyi_shared::id::PairingId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_last")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub pairing_id: PairingId,
    pub held_on: Date,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
