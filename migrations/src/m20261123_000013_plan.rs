//! Planned meetings, their series, and personal calendar links.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        table("plan_series")
            .column(uuid("id").not_null())
            .column(text("repeat").not_null())
            .key(&["id"])
            .create(manager).await?;
        table("plan")
            .column(uuid("id").not_null())
            // An occurrence keeps the day for which it was made, wherever it is moved.
            .column(uuid("series_id"))
            .column(day("made_for").not_null())
            .column(text("status").not_null())
            .column(day("day").not_null())
            .column(text("time_from"))
            .column(text("time_until"))
            .column(text("place"))
            .column(text("mode").not_null())
            .column(text("note"))
            // What the representative wrote who proposed it.
            .column(text("words"))
            .column(uuid("proposer_id"))
            .column(text("reason"))
            .column(uuid("contact_id"))
            // The branch of the leader named first.
            .column(uuid("branch_id").not_null())
            .column(uuid("author_id").not_null())
            .column(text("capacity").not_null())
            .column(moment("made_at").not_null())
            .column(moment("changed_at").not_null())
            .column(integer("version").not_null())
            .key(&["id"])
            .references("series_id", "plan_series")
            .references("contact_id", "contact")
            .references("proposer_id", "representative")
            .references("branch_id", "unit")
            .references("author_id", "account")
            .create(manager).await?;
        index(manager, "plan", &["day", "id"]).await?;
        index(manager, "plan", &["branch_id", "day", "id"]).await?;
        index(manager, "plan", &["series_id", "made_for"]).await?;
        // Who meets whom: the pairings for which it was planned.
        table("plan_pairing")
            .column(uuid("plan_id").not_null())
            .column(uuid("pairing_id").not_null())
            .column(integer("position").not_null())
            .key(&["plan_id", "pairing_id"])
            .references("plan_id", "plan")
            .references("pairing_id", "pairing")
            .create(manager).await?;
        index(manager, "plan_pairing", &["pairing_id", "plan_id"]).await?;
        table("calendar_feed")
            .column(uuid("account_id").not_null())
            .column(text("digest").not_null())
            .column(flag("names"))
            .column(moment("made_at").not_null())
            .column(moment("read_at"))
            .column(integer("reads").not_null())
            .key(&["account_id"])
            .references("account_id", "account")
            .create(manager).await?;
        unique(manager, "uq_calendar_feed_digest", "calendar_feed", &["digest"], None).await
    }
    down(manager) {
        drop(manager, &["calendar_feed", "plan_pairing", "plan", "plan_series"]).await
    }
}
