//! Imports: the batch, and what each row changed, so that a batch can be undone. Tickets for
//! downloads.

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        table("import_batch")
            .column(uuid("id").not_null())
            .column(text("kind").not_null())
            .column(text("file_name").not_null())
            .column(text("parameters").not_null())
            .column(text("status").not_null())
            .column(bytes("file"))
            .column(text("report").not_null())
            .column(uuid("account_id"))
            .column(moment("created_at").not_null())
            .column(moment("applied_at"))
            .column(moment("undone_at"))
            .column(integer("version").not_null())
            .key(&["id"])
            .create(manager).await?;
        index(manager, "import_batch", &["created_at", "id"]).await?;
        // What stood in a record before (null: it was new) and the version the import left it at;
        // undo is possible while every record still has that version.
        table("import_change")
            .column(uuid("id").not_null())
            .column(uuid("batch_id").not_null())
            .column(integer("ordinal").not_null())
            .column(text("sheet").not_null())
            .column(integer("row").not_null())
            .column(text("record_kind").not_null())
            .column(uuid("record_id").not_null())
            .column(text("before"))
            .column(integer("version_after").not_null())
            .key(&["id"])
            .references("batch_id", "import_batch")
            .create(manager).await?;
        index(manager, "import_change", &["batch_id", "ordinal"]).await?;
        table("download_ticket")
            .column(text("digest").not_null())
            .column(text("subject").not_null())
            .column(uuid("account_id").not_null())
            .column(uuid("session_id").not_null())
            .column(moment("expires_at").not_null())
            .key(&["digest"])
            .create(manager).await
    }
    down(manager) {
        drop(manager, &["download_ticket", "import_change", "import_batch"]).await
    }
}
