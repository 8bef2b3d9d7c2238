//! Files of contact records; the contents are in the file store. Written by `attachment`.

use lianyi_shared::attachment::AttachmentKind;
use lianyi_shared::id::{AccountId, AttachmentId, ContactId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttachmentId,
    pub contact_id: ContactId,
    pub name: String,
    pub kind: AttachmentKind,
    pub size: i32,
    pub sha256: String,
    pub location: String,
    pub account_id: AccountId,
    pub uploaded_at: DateTimeUtc,
    pub kept: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
