//! Contact records, their revisions and sides, and drafts.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        // What lists and figures look at; the words are in the revisions.
        table("contact")
            .column(uuid("id").not_null())
            .column(text("status").not_null())
            .column(day("held_on").not_null())
            .column(text("mode").not_null())
            .column(text("kinds").not_null())
            .column(integer("lines").not_null())
            .column(day("next_on"))
            .column(flag("late"))
            // The branch of the leader named first.
            .column(uuid("branch_id").not_null())
            .column(uuid("author_id").not_null())
            .column(text("capacity").not_null())
            .column(moment("recorded_at").not_null())
            .column(uuid("confirmed_by"))
            .column(moment("confirmed_at"))
            .column(text("void_reason"))
            .column(integer("revision").not_null())
            .column(integer("version").not_null())
            .key(&["id"])
            .references("branch_id", "unit")
            .references("author_id", "account")
            .references("confirmed_by", "account")
            .create(manager).await?;
        index(manager, "contact", &["held_on", "id"]).await?;
        index(manager, "contact", &["branch_id", "held_on", "id"]).await?;
        index(manager, "contact", &["status", "held_on", "id"]).await?;
        // What was recorded, as it was recorded: rows are added and never changed.
        table("contact_revision")
            .column(uuid("contact_id").not_null())
            .column(integer("number").not_null())
            .column(text("content").not_null())
            .column(uuid("account_id").not_null())
            .column(text("capacity").not_null())
            .column(moment("at").not_null())
            .column(text("reason"))
            .key(&["contact_id", "number"])
            .references("contact_id", "contact")
            .references("account_id", "account")
            .create(manager).await?;
        table("contact_leader")
            .column(uuid("contact_id").not_null())
            .column(uuid("leader_id").not_null())
            .column(integer("position").not_null())
            .key(&["contact_id", "leader_id"])
            .references("contact_id", "contact")
            .references("leader_id", "leader")
            .create(manager).await?;
        index(manager, "contact_leader", &["leader_id", "contact_id"]).await?;
        table("contact_counterpart")
            .column(uuid("contact_id").not_null())
            .column(integer("position").not_null())
            .column(uuid("representative_id"))
            .column(uuid("group_id"))
            .key(&["contact_id", "position"])
            .references("contact_id", "contact")
            .references("representative_id", "representative")
            .references("group_id", "liaison_group")
            .create(manager).await?;
        index(manager, "contact_counterpart", &["representative_id", "contact_id"]).await?;
        index(manager, "contact_counterpart", &["group_id", "contact_id"]).await?;
        // Confirmed contacts by the pairing in force on their day; cadence counts from the last.
        table("contact_pairing")
            .column(uuid("pairing_id").not_null())
            .column(day("held_on").not_null())
            .column(uuid("contact_id").not_null())
            .key(&["pairing_id", "held_on", "contact_id"])
            .references("contact_id", "contact")
            .references("pairing_id", "pairing")
            .create(manager).await?;
        index(manager, "contact_pairing", &["contact_id"]).await?;
        // What somebody is writing; seen by them alone, and gone when it is recorded.
        table("contact_draft")
            .column(uuid("id").not_null())
            .column(uuid("account_id").not_null())
            .column(text("editor").not_null())
            .column(text("content").not_null())
            .column(integer("version").not_null())
            .column(moment("updated_at").not_null())
            .key(&["id"])
            .references("account_id", "account")
            .create(manager).await?;
        index(manager, "contact_draft", &["account_id", "updated_at"]).await
    }
    down(manager) {
        drop(manager, &["contact_draft", "contact_pairing", "contact_counterpart", "contact_leader", "contact_revision", "contact"]).await
    }
}
