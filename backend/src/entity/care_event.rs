//! That somebody is ill, bereaved or retires, and the day. Written by `occasion`.

use lianyi_shared::id::{AccountId, CareEventId, RepresentativeId};
use lianyi_shared::occasion::CareKind;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "care_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CareEventId,
    pub representative_id: RepresentativeId,
    pub kind: CareKind,
    pub day: Date,
    pub entered_by: AccountId,
    pub entered_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
