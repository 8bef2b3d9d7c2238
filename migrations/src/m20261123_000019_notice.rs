//! Notices, urgings, the addresses to which mail goes, and the mail that waits to be sent.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        // What somebody is told: a kind and an id, never a name.
        table("notice")
            .column(uuid("id").not_null())
            .column(uuid("account_id").not_null())
            .column(text("kind").not_null())
            // The id of the thing; a digest is about none.
            .column(text("about"))
            .column(integer("count"))
            .column(day("day").not_null())
            .column(moment("made_at").not_null())
            .column(moment("read_at"))
            .key(&["id"])
            .references("account_id", "account")
            .create(manager).await?;
        index(manager, "notice", &["account_id", "made_at", "id"]).await?;
        index(manager, "notice", &["account_id", "read_at"]).await?;
        index(manager, "notice", &["about"]).await?;
        index(manager, "notice", &["day"]).await?;
        // A digest is made once a day.
        unique(
            manager, "uq_notice_digest", "notice", &["account_id", "kind", "day"],
            Some(Expr::col("about").is_null()),
        ).await?;
        table("contact_urge")
            .column(uuid("id").not_null())
            .column(uuid("pairing_id").not_null())
            .column(uuid("account_id").not_null())
            .column(moment("at").not_null())
            .key(&["id"])
            .references("pairing_id", "pairing")
            .references("account_id", "account")
            .create(manager).await?;
        index(manager, "contact_urge", &["pairing_id", "at"]).await?;
        table("mail_box")
            .column(uuid("account_id").not_null())
            .column(text("address").not_null())
            .column(text("frequency").not_null())
            // Proves that the address is the person's own; gone once it did.
            .column(text("code"))
            .column(moment("code_made_at"))
            .column(moment("code_sent_at"))
            .column(integer("tries").not_null())
            .column(moment("confirmed_at"))
            .column(moment("mailed_at"))
            .column(moment("refused_at"))
            .key(&["account_id"])
            .references("account_id", "account")
            .create(manager).await?;
        index(manager, "mail_box", &["code_made_at"]).await?;
        table("outbox")
            .column(uuid("notice_id").not_null())
            .column(uuid("account_id").not_null())
            .column(moment("next_at").not_null())
            .column(integer("attempts").not_null())
            .key(&["notice_id"])
            .references("notice_id", "notice")
            .references("account_id", "account")
            .create(manager).await?;
        index(manager, "outbox", &["next_at"]).await?;
        index(manager, "outbox", &["account_id"]).await
    }
    down(manager) {
        drop(manager, &["outbox", "mail_box", "contact_urge", "notice"]).await
    }
}
