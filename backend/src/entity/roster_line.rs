//! A pairing as it stands in one version, with its difference to the version before. Written by `roster`.

use lianyi_shared::{
    id::{PairingId, RosterVersionId},
    roster::LineChange,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version_id: RosterVersionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub pairing_id: PairingId,
    pub change: LineChange,
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
