//! The days that differ from Monday to Friday, and how often counterparts should be met.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        // A year is loaded whole; a year without a row is counted by its weekends.
        table("calendar_year")
            .column(integer("year").not_null())
            .column(flag("sample"))
            .column(text("note"))
            .column(uuid("account_id"))
            .column(moment("loaded_at").not_null())
            .key(&["year"])
            .references("account_id", "account")
            .create(manager).await?;
        table("calendar_day")
            .column(day("day").not_null())
            .column(integer("year").not_null())
            .column(text("name").not_null())
            .column(text("kind").not_null())
            .key(&["day"])
            .create(manager).await?;
        index(manager, "calendar_day", &["year"]).await?;
        // What the department set; everything else is as a college begins. Category 0 is that of groups.
        table("cadence_rule")
            .column(text("tier").not_null())
            .column(integer("category").not_null())
            .column(integer("ideal").not_null())
            .column(integer("maximum").not_null())
            .column(uuid("account_id").not_null())
            .column(moment("changed_at").not_null())
            .key(&["tier", "category"])
            .references("account_id", "account")
            .create(manager).await
    }
    down(manager) {
        drop(manager, &["cadence_rule", "calendar_day", "calendar_year"]).await
    }
}
