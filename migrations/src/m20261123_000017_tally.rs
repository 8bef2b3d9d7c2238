//! How many contacts there were, kept while they are written; and pairings with the branch of their leader.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::sea_orm::prelude::Uuid;

use crate::{migration, prelude::*};

/// Stands for the whole college.
const COLLEGE: Uuid = Uuid::nil();

migration! {
    up(manager) {
        table("contact_tally")
            // The branch with which the contacts stand, or the nil id for the whole college.
            .column(uuid("branch_id").not_null())
            .column(text("aspect").not_null())
            // The day itself, or the first day of the month.
            .column(day("day").not_null())
            .column(big_integer("records").not_null())
            .key(&["branch_id", "aspect", "day"])
            .create(manager).await?;
        count_what_is_there(manager).await?;
        // As a contact record, a pairing stands with the branch of its leader.
        let view = "CREATE VIEW pairing_standing AS SELECT pairing.id, pairing.leader_id, pairing.representative_id, \
            pairing.group_id, pairing.status, pairing.since, pairing.until, leader.branch_id, leader.name_key \
            FROM pairing JOIN leader ON leader.id = pairing.leader_id";
        manager.get_connection().execute_unprepared(view).await?;
        Ok(())
    }
    down(manager) {
        manager.get_connection().execute_unprepared("DROP VIEW pairing_standing").await?;
        drop(manager, &["contact_tally"]).await
    }
}

async fn count_what_is_there(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let first_of_month = match manager.get_database_backend() {
        DbBackend::Postgres => "CAST(date_trunc('month', held_on) AS date)",
        _ => "strftime('%Y-%m-01', held_on)",
    };
    let month = || Expr::cust(first_of_month);
    add(manager, confirmed(Expr::val("DAY"), Expr::col("held_on"))).await?;
    add(manager, confirmed(Expr::val("MONTH"), month())).await?;
    add(manager, confirmed(Expr::col("mode"), month())).await?;
    for kind in ["EXCHANGE", "OPINIONS", "CARE"] {
        let mut of_kind = confirmed(Expr::val(kind), month());
        of_kind.and_where(Expr::col("kinds").like(format!("%{kind}%")));
        add(manager, of_kind).await?;
    }
    let college = Query::select()
        .expr(Expr::val(COLLEGE))
        .columns(["aspect", "day"])
        .expr(Expr::cust("CAST(SUM(records) AS bigint)"))
        .from("contact_tally")
        .group_by_columns(["aspect", "day"])
        .to_owned();
    add(manager, college).await
}

/// Confirmed contacts by branch, some aspect and some day.
fn confirmed(aspect: SimpleExpr, day: SimpleExpr) -> SelectStatement {
    Query::select()
        .column("branch_id")
        .expr_as(aspect, "aspect")
        .expr_as(day, "day")
        .expr(Func::count(Expr::col("id")))
        .from("contact")
        .and_where(Expr::col("status").eq("CONFIRMED"))
        .add_group_by([Expr::col("branch_id"), Expr::cust("2"), Expr::cust("3")])
        .to_owned()
}

async fn add(manager: &SchemaManager<'_>, counted: SelectStatement) -> Result<(), DbErr> {
    let mut insert = Query::insert();
    insert.into_table("contact_tally").columns(["branch_id", "aspect", "day", "records"]);
    insert.select_from(counted).map_err(|error| DbErr::Migration(error.to_string()))?;
    manager.execute(insert).await
}
