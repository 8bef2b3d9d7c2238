//! Where a record of a ledger came from, and what of it a record has no place for. Written by `import`.

use lianyi_shared::id::{ContactId, ImportId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contact_id: ContactId,
    pub batch_id: ImportId,
    pub sheet: String,
    pub row: i32,
    pub digest: String,
    pub unlinked: Option<String>,
    pub handling: Option<String>,
    pub feedback: Option<String>,
    pub recorder: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
