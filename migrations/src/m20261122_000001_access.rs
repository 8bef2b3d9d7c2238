//! Accounts, roles, grants, sessions, keys, and the revisions by which caches notice changes.

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        // A revision is raised in the transaction that changes what it stands for.
        table("revision")
            .column(text("name").not_null())
            .column(big_integer("value").not_null())
            .key(&["name"])
            .create(manager).await?;
        table("account")
            .column(uuid("id").not_null())
            .column(text("username").not_null())
            .column(text("name").not_null())
            .column(sort_key(manager, "name_key"))
            .column(text("name_pinyin").not_null())
            .column(text("name_initials").not_null())
            .column(uuid("unit_id"))
            .column(uuid("leader_id"))
            .column(uuid("representative_id"))
            .column(text("password_hash"))
            .column(text("status").not_null())
            .column(integer("failed_attempts").not_null())
            .column(moment("locked_until"))
            .column(text("setup_hash"))
            .column(moment("setup_until"))
            .column(text("close_reason"))
            .column(moment("closed_at"))
            .column(moment("created_at").not_null())
            .column(integer("version").not_null())
            .key(&["id"])
            .create(manager).await?;
        unique(manager, "uq_account_username", "account", &["username"], None).await?;
        unique(manager, "uq_account_leader", "account", &["leader_id"], None).await?;
        unique(manager, "uq_account_representative", "account", &["representative_id"], None).await?;
        index(manager, "account", &["name_key", "id"]).await?;
        table("role")
            .column(uuid("id").not_null())
            .column(text("code").not_null())
            .column(text("name_zh").not_null())
            .column(text("name_en").not_null())
            .column(flag("built_in"))
            .key(&["id"])
            .create(manager).await?;
        unique(manager, "uq_role_code", "role", &["code"], None).await?;
        table("role_grant")
            .column(uuid("id").not_null())
            .column(uuid("role_id").not_null())
            .column(text("permission").not_null())
            .column(text("scope").not_null())
            .column(text("fields").not_null())
            .key(&["id"])
            .references("role_id", "role")
            .create(manager).await?;
        unique(manager, "uq_role_grant", "role_grant", &["role_id", "permission", "scope"], None).await?;
        table("account_role")
            .column(uuid("id").not_null())
            .column(uuid("account_id").not_null())
            .column(uuid("role_id").not_null())
            .column(uuid("unit_id"))
            .column(day("since"))
            .column(day("until"))
            // Dated, for the holder who is missing; with the reason for it.
            .column(flag("acting"))
            .column(text("reason"))
            .key(&["id"])
            .references("account_id", "account")
            .references("role_id", "role")
            .create(manager).await?;
        index(manager, "account_role", &["account_id"]).await?;
        index(manager, "account_role", &["unit_id"]).await?;
        table("session")
            .column(uuid("id").not_null())
            .column(uuid("account_id").not_null())
            .column(text("handle_hash").not_null())
            .column(text("previous_hash"))
            .column(moment("rotated_at").not_null())
            .column(moment("created_at").not_null())
            .column(moment("expires_at").not_null())
            .column(moment("revoked_at"))
            .key(&["id"])
            .references("account_id", "account")
            .create(manager).await?;
        index(manager, "session", &["account_id"]).await?;
        table("signing_key")
            .column(text("kid").not_null())
            .column(bytes("public_key").not_null())
            .column(bytes("sealed_private_key").not_null())
            .column(moment("created_at").not_null())
            .column(moment("retired_at"))
            .key(&["kid"])
            .create(manager).await?;
        table("setting")
            .column(text("name").not_null())
            .column(text("value").not_null())
            .key(&["name"])
            .create(manager).await
    }
    down(manager) {
        drop(manager, &[
            "setting", "signing_key", "session", "account_role", "role_grant", "role", "account", "revision",
        ]).await
    }
}
