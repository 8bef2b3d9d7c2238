//! Files of contact records; their contents are kept outside of the database.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        table("attachment")
            .column(uuid("id").not_null())
            // The record, or the draft that will become one under the same id: so it refers to no table.
            .column(uuid("contact_id").not_null())
            .column(text("name").not_null())
            .column(text("kind").not_null())
            .column(integer("size").not_null())
            .column(text("sha256").not_null())
            // Where the content is kept; files of the same content share it.
            .column(text("location").not_null())
            .column(uuid("account_id").not_null())
            .column(moment("uploaded_at").not_null())
            // Named in a record; what is not is dropped after a while.
            .column(flag("kept"))
            .key(&["id"])
            .references("account_id", "account")
            .create(manager).await?;
        index(manager, "attachment", &["contact_id"]).await?;
        index(manager, "attachment", &["sha256"]).await?;
        index(manager, "attachment", &["kept", "uploaded_at"]).await
    }
    down(manager) {
        drop(manager, &["attachment"]).await
    }
}
