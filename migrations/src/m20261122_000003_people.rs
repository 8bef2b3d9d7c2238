//! Leaders, representatives and groups.

use sea_orm_migration::prelude::*;

use crate::{migration, prelude::*};

/// The columns that every person and group has.
fn record(table: NewTable) -> NewTable {
    table
        .column(text("status").not_null())
        .column(text("archive_reason"))
        .column(moment("created_at").not_null())
        .column(moment("updated_at").not_null())
        .column(integer("version").not_null())
        .key(&["id"])
}

/// A name with what it is sorted and found by: full pinyin, and initials (zs → 张三).
fn named(manager: &SchemaManager<'_>, table: NewTable) -> NewTable {
    table
        .column(uuid("id").not_null())
        .column(text("name").not_null())
        .column(sort_key(manager, "name_key"))
        .column(sort_key(manager, "name_pinyin"))
        .column(sort_key(manager, "name_initials"))
}

migration! {
    up(manager) {
        let leader = named(manager, table("leader"))
            .column(text("staff_number").not_null())
            .column(text("sex"))
            .column(text("birth_month"))
            .column(text("tier").not_null())
            .column(text("post").not_null())
            .column(uuid("unit_id").not_null())
            .column(uuid("branch_id").not_null())
            .column(text("phone"))
            .column(text("email"))
            .column(day("left_on"));
        record(leader).references("unit_id", "unit").references("branch_id", "unit").create(manager).await?;
        unique(manager, "uq_leader_staff_number", "leader", &["staff_number"], None).await?;
        index(manager, "leader", &["name_key", "id"]).await?;
        index(manager, "leader", &["unit_id", "name_key", "id"]).await?;
        index(manager, "leader", &["branch_id", "name_key", "id"]).await?;
        index(manager, "leader", &["name_pinyin"]).await?;
        index(manager, "leader", &["name_initials"]).await?;

        let representative = named(manager, table("representative"))
            .column(text("staff_number"))
            .column(text("sex"))
            .column(uuid("unit_id").not_null())
            .column(text("post"))
            .column(text("social_posts"))
            .column(text("phone"))
            .column(text("email"))
            .column(text("affiliation").not_null())
            .column(text("affiliated_since"))
            .column(text("categories").not_null())
            .column(text("stage"))
            .column(flag("key_cultivation"))
            .column(flag("retired"))
            .column(text("remarks"))
            .column(text("ethnicity"))
            .column(text("birth_month"))
            .column(text("overseas"))
            .column(text("overseas_remark"))
            .column(text("home_address"))
            .column(text("health"));
        record(representative).references("unit_id", "unit").create(manager).await?;
        unique(manager, "uq_representative_staff_number", "representative", &["staff_number"], None).await?;
        // With what nearly every list looks at, so that only the rows of the page itself are read.
        index(manager, "representative", &["name_key", "id", "status", "unit_id"]).await?;
        index(manager, "representative", &["unit_id", "name_key", "id", "status"]).await?;
        index(manager, "representative", &["updated_at", "id", "status", "unit_id"]).await?;
        index(manager, "representative", &["unit_id", "updated_at", "id", "status"]).await?;
        index(manager, "representative", &["name_pinyin"]).await?;
        index(manager, "representative", &["name_initials"]).await?;
        // One row per category (P3), so that a filter by category has an index.
        table("representative_category")
            .column(uuid("representative_id").not_null())
            .column(integer("category").not_null())
            .key(&["representative_id", "category"])
            .references("representative_id", "representative")
            .create(manager).await?;
        index(manager, "representative_category", &["category", "representative_id"]).await?;

        let group = named(manager, table("liaison_group"))
            .column(text("kind").not_null())
            .column(text("head_name"))
            .column(uuid("head_id"))
            .column(integer("member_count"))
            .column(text("phone"))
            .column(text("founded"));
        record(group).references("head_id", "representative").create(manager).await?;
        unique(manager, "uq_liaison_group_name", "liaison_group", &["name"], None).await?;
        index(manager, "liaison_group", &["name_key", "id"]).await
    }
    down(manager) {
        drop(manager, &["liaison_group", "representative_category", "representative", "leader"]).await
    }
}
