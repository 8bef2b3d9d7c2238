//! The vocabulary of a table definition, so that a migration reads like the table it makes.

use sea_orm_migration::prelude::*;

/// A table under construction.
pub(crate) struct NewTable {
    name: &'static str,
    create: TableCreateStatement,
}

/// Begins a table.
pub(crate) fn table(name: &'static str) -> NewTable {
    let mut create = Table::create();
    create.table(name);
    NewTable { name, create }
}

impl NewTable {
    /// A column with its type: `.column(text("name").not_null())`.
    pub(crate) fn column(mut self, column: impl IntoColumnDef) -> Self {
        self.create.col(column);
        self
    }

    /// The primary key, named `pk_<table>`.
    pub(crate) fn key(mut self, columns: &[&'static str]) -> Self {
        let mut index = Index::create();
        index.name(format!("pk_{}", self.name)).primary();
        for column in columns {
            index.col(*column);
        }
        self.create.primary_key(&mut index);
        self
    }

    /// A reference to another table's `id`, named `fk_<table>_<column>`.
    pub(crate) fn references(mut self, column: &'static str, other: &'static str) -> Self {
        let mut key = ForeignKey::create();
        key.name(format!("fk_{}_{column}", self.name)).from(self.name, column).to(other, "id");
        self.create.foreign_key(&mut key);
        self
    }

    /// Creates the table.
    pub(crate) async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.create).await
    }
}

fn column(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

/// An id or a reference.
pub(crate) fn uuid(name: &'static str) -> ColumnDef {
    column(name).uuid().take()
}

/// Text of any length; limits are the program's.
pub(crate) fn text(name: &'static str) -> ColumnDef {
    column(name).text().take()
}

/// Text that sorts by its bytes on both databases.
pub(crate) fn sort_key(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut definition = text(name);
    definition.not_null();
    if manager.get_database_backend() == sea_orm_migration::sea_orm::DbBackend::Postgres {
        definition.extra("COLLATE \"C\"");
    }
    definition
}

/// A moment in UTC.
pub(crate) fn moment(name: &'static str) -> ColumnDef {
    column(name).timestamp_with_time_zone().take()
}

/// A calendar day.
pub(crate) fn day(name: &'static str) -> ColumnDef {
    column(name).date().take()
}

/// A small or middling whole number.
pub(crate) fn integer(name: &'static str) -> ColumnDef {
    column(name).integer().take()
}

/// A whole number that may grow large.
pub(crate) fn big_integer(name: &'static str) -> ColumnDef {
    column(name).big_integer().take()
}

/// Yes or no.
pub(crate) fn flag(name: &'static str) -> ColumnDef {
    column(name).boolean().not_null().take()
}

/// Bytes.
pub(crate) fn bytes(name: &'static str) -> ColumnDef {
    column(name).binary().take()
}

/// An index named `ix_<table>_<columns>`.
pub(crate) async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut create = Index::create();
    create.name(format!("ix_{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        create.col(*column);
    }
    manager.create_index(create).await
}

/// A unique index named `uq_<table>_<columns>`, over the rows of a condition if there is one.
pub(crate) async fn unique(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
    condition: Option<SimpleExpr>,
) -> Result<(), DbErr> {
    let mut create = Index::create();
    create.name(name).table(table).unique();
    for column in columns {
        create.col(*column);
    }
    if let Some(condition) = condition {
        create.and_where(condition);
    }
    manager.create_index(create).await
}

/// Drops tables in the given order.
pub(crate) async fn drop(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for name in tables {
        manager.drop_table(Table::drop().table(*name).take()).await?;
    }
    Ok(())
}

/// Declares a migration with its two ways, in a transaction on every database.
#[macro_export]
macro_rules! migration {
    (up($up:ident) $up_body:block down($down:ident) $down_body:block) => {
        #[derive(sea_orm_migration::prelude::DeriveMigrationName)]
        pub(crate) struct Migration;

        #[async_trait::async_trait]
        impl sea_orm_migration::prelude::MigrationTrait for Migration {
            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }

            async fn up(
                &self,
                $up: &sea_orm_migration::prelude::SchemaManager,
            ) -> Result<(), sea_orm_migration::prelude::DbErr> {
                $up_body
            }

            async fn down(
                &self,
                $down: &sea_orm_migration::prelude::SchemaManager,
            ) -> Result<(), sea_orm_migration::prelude::DbErr> {
                $down_body
            }
        }
    };
}
