//! One leader linked to one counterpart, the same through versions and years. Written by `roster`.

use lianyi_shared::{
    id::{GroupId, LeaderId, PairingId, RepresentativeId, RosterId},
    roster::PairingStatus,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pairing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PairingId,
    pub roster_id: RosterId,
    pub leader_id: LeaderId,
    pub representative_id: Option<RepresentativeId>,
    pub group_id: Option<GroupId>,
    pub status: PairingStatus,
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub end_reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
