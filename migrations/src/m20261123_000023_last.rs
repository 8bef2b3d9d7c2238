//! The last contact of each pairing, kept while contacts are written; counts of all branches by month.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        table("contact_last")
            .column(uuid("pairing_id").not_null())
            .column(day("held_on").not_null())
            .key(&["pairing_id"])
            .references("pairing_id", "pairing")
            .create(manager).await?;
        let last = Query::select()
            .column("pairing_id")
            .expr(Func::max(Expr::col("held_on")))
            .from("contact_pairing")
            .group_by_columns(["pairing_id"])
            .to_owned();
        let mut insert = Query::insert();
        insert.into_table("contact_last").columns(["pairing_id", "held_on"]);
        insert.select_from(last).map_err(|error| DbErr::Migration(error.to_string()))?;
        manager.execute(insert).await?;
        index(manager, "contact_tally", &["aspect", "day", "branch_id"]).await
    }
    down(manager) {
        let index = Index::drop().name("ix_contact_tally_aspect_day_branch_id").table("contact_tally").to_owned();
        manager.drop_index(index).await?;
        drop(manager, &["contact_last"]).await
    }
}
