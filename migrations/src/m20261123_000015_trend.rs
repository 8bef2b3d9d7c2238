//! Trends of thought: the reports and their named readers.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        table("trend")
            .column(uuid("id").not_null())
            .column(text("status").not_null())
            // The leader who reports, and the account under which they did.
            .column(uuid("leader_id").not_null())
            .column(uuid("author_id").not_null())
            // The leader's branch when it was reported.
            .column(uuid("branch_id").not_null())
            .column(uuid("representative_id"))
            .column(uuid("group_id"))
            // The record from which it was reported, if any.
            .column(uuid("contact_id"))
            .column(text("words").not_null())
            .column(moment("reported_at").not_null())
            .column(uuid("read_by"))
            .column(moment("read_at"))
            .column(uuid("noted_by"))
            .column(moment("noted_at"))
            .column(text("note"))
            .column(day("review_on").not_null())
            .column(integer("version").not_null())
            .key(&["id"])
            .references("leader_id", "leader")
            .references("author_id", "account")
            .references("branch_id", "unit")
            .references("representative_id", "representative")
            .references("group_id", "liaison_group")
            .references("contact_id", "contact")
            .references("read_by", "account")
            .references("noted_by", "account")
            .create(manager).await?;
        index(manager, "trend", &["branch_id", "reported_at", "id"]).await?;
        index(manager, "trend", &["author_id", "reported_at", "id"]).await?;
        index(manager, "trend", &["contact_id"]).await?;
        table("trend_reader")
            .column(uuid("trend_id").not_null())
            .column(uuid("account_id").not_null())
            .column(uuid("named_by").not_null())
            .column(moment("at").not_null())
            .key(&["trend_id", "account_id"])
            .references("trend_id", "trend")
            .references("account_id", "account")
            .references("named_by", "account")
            .create(manager).await?;
        index(manager, "trend_reader", &["account_id", "trend_id"]).await
    }
    down(manager) {
        drop(manager, &["trend_reader", "trend"]).await
    }
}
