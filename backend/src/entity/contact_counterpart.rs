//! A counterpart of a contact record. Written by `contact`.

use lianyi_shared::id::{ContactId, GroupId, RepresentativeId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_counterpart")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contact_id: ContactId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub representative_id: Option<RepresentativeId>,
    pub group_id: Option<GroupId>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
