//! One run of an import. Written by `import`.

use lianyi_shared::id::{AccountId, ImportId};
use lianyi_shared::import::{ImportKind, ImportStatus};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_batch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    pub kind: ImportKind,
    pub file_name: String,
    pub parameters: String,
    pub status: ImportStatus,
    pub file: Option<Vec<u8>>,
    pub report: String,
    pub account_id: Option<AccountId>,
    pub created_at: DateTimeUtc,
    pub applied_at: Option<DateTimeUtc>,
    pub undone_at: Option<DateTimeUtc>,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
