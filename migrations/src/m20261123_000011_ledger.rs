//! Ledgers of the past: records that were imported, and whom rosters named who had left.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        let imported = flag("imported").default(false).take();
        manager.alter_table(Table::alter().table("contact").add_column(imported).take()).await?;
        table("contact_import")
            .column(uuid("contact_id").not_null())
            // No reference: the command line adds the batch when it knows how much was taken.
            .column(uuid("batch_id").not_null())
            .column(text("sheet").not_null())
            .column(integer("row").not_null())
            // Of day, names and summary as they were written: the same row is not imported twice.
            .column(text("digest").not_null())
            .column(text("unlinked"))
            .column(text("handling"))
            .column(text("feedback"))
            .column(text("recorder"))
            .key(&["contact_id"])
            .references("contact_id", "contact")
            .create(manager).await?;
        index(manager, "contact_import", &["digest"]).await?;
        table("roster_departed")
            .column(uuid("id").not_null())
            .column(uuid("version_id").not_null())
            .column(uuid("leader_id").not_null())
            .column(text("name").not_null())
            .column(text("unit"))
            .key(&["id"])
            .references("version_id", "roster_version")
            .references("leader_id", "leader")
            .create(manager).await?;
        index(manager, "roster_departed", &["version_id"]).await
    }
    down(manager) {
        drop(manager, &["roster_departed", "contact_import"]).await?;
        manager.alter_table(Table::alter().table("contact").drop_column("imported").take()).await
    }
}
