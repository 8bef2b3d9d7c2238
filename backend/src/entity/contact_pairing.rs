//! A confirmed contact of the pairing in force on its day. Written by `contact`.

use lianyi_shared::id::{ContactId, PairingId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_pairing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub pairing_id: PairingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub held_on: Date,
    #[sea_orm(primary_key, auto_increment = false)]
    pub contact_id: ContactId,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
