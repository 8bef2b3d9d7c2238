//! Pairings with the branch and the name of their leader: a view, which nobody writes.

use lianyi_shared::{
    id::{GroupId, LeaderId, PairingId, RepresentativeId, UnitId},
    roster::PairingStatus,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pairing_standing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PairingId,
    pub leader_id: LeaderId,
    pub representative_id: Option<RepresentativeId>,
    pub group_id: Option<GroupId>,
    pub status: PairingStatus,
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub branch_id: UnitId,
    pub name_key: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
