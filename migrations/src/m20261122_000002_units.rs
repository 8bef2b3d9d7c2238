//! Units and the closure of the scope tree (unit → branch → committee).

use crate::{migration, prelude::*};

migration! {
    up(manager) {
        table("unit")
            .column(uuid("id").not_null())
            .column(text("code").not_null())
            .column(text("name").not_null())
            .column(sort_key(manager, "name_key"))
            .column(text("name_pinyin").not_null())
            .column(text("name_initials").not_null())
            .column(text("kind").not_null())
            .column(uuid("parent_id"))
            .column(uuid("branch_id"))
            .column(text("head_name"))
            .column(day("closed_on"))
            .column(uuid("successor_id"))
            .column(moment("created_at").not_null())
            .column(moment("updated_at").not_null())
            .column(integer("version").not_null())
            .key(&["id"])
            .references("parent_id", "unit")
            .references("branch_id", "unit")
            .references("successor_id", "unit")
            .create(manager).await?;
        unique(manager, "uq_unit_code", "unit", &["code"], None).await?;
        index(manager, "unit", &["name_key", "id"]).await?;
        index(manager, "unit", &["branch_id"]).await?;
        table("unit_closure")
            .column(uuid("ancestor_id").not_null())
            .column(uuid("descendant_id").not_null())
            .column(integer("depth").not_null())
            .key(&["ancestor_id", "descendant_id"])
            .references("ancestor_id", "unit")
            .references("descendant_id", "unit")
            .create(manager).await?;
        index(manager, "unit_closure", &["descendant_id", "ancestor_id"]).await
    }
    down(manager) {
        drop(manager, &["unit_closure", "unit"]).await
    }
}
