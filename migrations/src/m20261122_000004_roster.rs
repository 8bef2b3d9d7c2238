//! Rosters, their versions and lines, decisions, filing.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        // The lasting list of one owner: the college (root unit) or a branch.
        table("roster")
            .column(uuid("id").not_null())
            .column(text("route").not_null())
            .column(uuid("owner_id").not_null())
            .key(&["id"])
            .references("owner_id", "unit")
            .create(manager).await?;
        unique(manager, "uq_roster_owner", "roster", &["owner_id"], None).await?;
        table("roster_version")
            .column(uuid("id").not_null())
            .column(uuid("roster_id").not_null())
            .column(integer("number").not_null())
            .column(integer("year").not_null())
            .column(text("status").not_null())
            .column(uuid("based_on_id"))
            .column(flag("historic"))
            .column(day("effective_from"))
            .column(day("effective_until"))
            .column(uuid("drafted_by").not_null())
            .column(uuid("proposed_by"))
            .column(text("filing"))
            .column(moment("filing_since"))
            .column(moment("status_since").not_null())
            .column(moment("created_at").not_null())
            .column(integer("version").not_null())
            .key(&["id"])
            .references("roster_id", "roster")
            .references("based_on_id", "roster_version")
            .create(manager).await?;
        unique(manager, "uq_roster_version_number", "roster_version", &["roster_id", "number"], None).await?;
        // At most one version of an owner is open, and at most one in force.
        unique(
            manager, "uq_roster_version_open", "roster_version", &["roster_id"],
            Some(Expr::col("status").is_in(["DRAFT", "PROPOSED"])),
        ).await?;
        unique(
            manager, "uq_roster_version_in_force", "roster_version", &["roster_id"],
            Some(Expr::col("status").eq("IN_FORCE")),
        ).await?;
        // A pairing keeps its identity across versions and years.
        table("pairing")
            .column(uuid("id").not_null())
            .column(uuid("roster_id").not_null())
            .column(uuid("leader_id").not_null())
            .column(uuid("representative_id"))
            .column(uuid("group_id"))
            .column(text("status").not_null())
            .column(day("since"))
            .column(day("until"))
            .column(text("end_reason"))
            .key(&["id"])
            .references("roster_id", "roster")
            .references("leader_id", "leader")
            .references("representative_id", "representative")
            .references("group_id", "liaison_group")
            .create(manager).await?;
        unique(
            manager, "uq_pairing_representative", "pairing", &["roster_id", "leader_id", "representative_id"],
            Some(Expr::col("status").ne("ENDED").and(Expr::col("representative_id").is_not_null())),
        ).await?;
        unique(
            manager, "uq_pairing_group", "pairing", &["roster_id", "leader_id", "group_id"],
            Some(Expr::col("status").ne("ENDED").and(Expr::col("group_id").is_not_null())),
        ).await?;
        index(manager, "pairing", &["leader_id", "status"]).await?;
        index(manager, "pairing", &["representative_id", "status"]).await?;
        index(manager, "pairing", &["group_id", "status"]).await?;
        index(manager, "pairing", &["roster_id", "status"]).await?;
        table("roster_line")
            .column(uuid("version_id").not_null())
            .column(uuid("pairing_id").not_null())
            .column(text("change").not_null())
            .column(text("reason"))
            .key(&["version_id", "pairing_id"])
            .references("version_id", "roster_version")
            .references("pairing_id", "pairing")
            .create(manager).await?;
        index(manager, "roster_line", &["pairing_id"]).await?;
        // Why a school-level leader stands outside the quota (R2).
        table("quota_exception")
            .column(uuid("version_id").not_null())
            .column(uuid("leader_id").not_null())
            .column(text("reason").not_null())
            .key(&["version_id", "leader_id"])
            .references("version_id", "roster_version")
            .references("leader_id", "leader")
            .create(manager).await?;
        // What was decided, by whom, when: rows are added and never changed.
        table("roster_decision")
            .column(uuid("id").not_null())
            .column(uuid("version_id").not_null())
            .column(text("action").not_null())
            .column(uuid("account_id").not_null())
            .column(text("capacity").not_null())
            .column(moment("at").not_null())
            .column(text("meeting"))
            .column(day("meeting_on"))
            .column(text("minute_number"))
            .column(text("reasons"))
            .key(&["id"])
            .references("version_id", "roster_version")
            .references("account_id", "account")
            .create(manager).await?;
        index(manager, "roster_decision", &["version_id", "at"]).await?;
        // When the department urged a branch about its roster.
        table("roster_urge")
            .column(uuid("id").not_null())
            .column(uuid("branch_id").not_null())
            .column(uuid("account_id").not_null())
            .column(moment("at").not_null())
            .key(&["id"])
            .references("branch_id", "unit")
            .references("account_id", "account")
            .create(manager).await?;
        index(manager, "roster_urge", &["branch_id", "at"]).await
    }
    down(manager) {
        drop(manager, &["roster_urge", "roster_decision", "quota_exception", "roster_line", "pairing", "roster_version", "roster"]).await
    }
}
