//! Reasons to visit somebody: care events, and festivals that a person chose for themself.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        // No words, on purpose: that somebody is ill is health data. What has ended is deleted.
        table("care_event")
            .column(uuid("id").not_null())
            .column(uuid("representative_id").not_null())
            .column(text("kind").not_null())
            .column(day("day").not_null())
            .column(uuid("entered_by").not_null())
            .column(moment("entered_at").not_null())
            .key(&["id"])
            .references("representative_id", "representative")
            .references("entered_by", "account")
            .create(manager).await?;
        // One of a kind at a time.
        unique(manager, "uq_care_event_kind", "care_event", &["representative_id", "kind"], None).await?;
        table("chosen_festival")
            .column(uuid("representative_id").not_null())
            .column(text("festival").not_null())
            // The next day of one that is proclaimed.
            .column(day("day"))
            .key(&["representative_id", "festival"])
            .references("representative_id", "representative")
            .create(manager).await
    }
    down(manager) {
        drop(manager, &["chosen_festival", "care_event"]).await
    }
}
