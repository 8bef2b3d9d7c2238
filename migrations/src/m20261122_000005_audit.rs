//! The audit log, sealed in order into a hash chain, and the leases of background work.

use crate::{migration, prelude::*};
use sea_orm_migration::prelude::{Expr, ExprTrait as _};

migration! {
    up(manager) {
        table("audit_event")
            .column(uuid("id").not_null())
            .column(moment("at").not_null())
            .column(uuid("account_id"))
            .column(text("capacity"))
            .column(text("action").not_null())
            .column(text("subject").not_null())
            .column(text("details").not_null())
            .column(text("request_id").not_null())
            .column(big_integer("sequence"))
            .column(text("hash"))
            .key(&["id"])
            .create(manager).await?;
        unique(manager, "uq_audit_event_sequence", "audit_event", &["sequence"], None).await?;
        unique(manager, "uq_audit_event_unsealed", "audit_event", &["id"], Some(Expr::col("sequence").is_null())).await?;
        index(manager, "audit_event", &["subject", "id"]).await?;
        table("lease")
            .column(text("name").not_null())
            .column(uuid("holder").not_null())
            .column(moment("until").not_null())
            .key(&["name"])
            .create(manager).await
    }
    down(manager) {
        drop(manager, &["lease", "audit_event"]).await
    }
}
