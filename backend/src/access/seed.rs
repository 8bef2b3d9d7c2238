//! The built-in roles and the revisions, put into a database that has none yet.

use lianyi_shared::access::{BUILT_IN, Role};
use lianyi_shared::id::RoleId;
use lianyi_shared::text::Lang;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};

use crate::entity::{revision, role, role_grant};
use crate::error::Result;
use crate::op::App;
use crate::work::Revision;

/// Adds the revisions and the built-in roles that are missing; leaves every role that exists as
/// the college has set it.
pub async fn seed(app: &App) -> Result<()> {
    let transaction = app.db.begin().await?;
    for revision in [Revision::Access, Revision::Units] {
        if revision::Entity::find_by_id(revision.name()).one(&*transaction).await?.is_none() {
            // A process that has read nothing yet stands at zero.
            revision::ActiveModel { name: Set(revision.name().to_owned()), value: Set(1) }
                .insert(&*transaction)
                .await?;
        }
    }
    let present: Vec<String> =
        role::Entity::find().all(&*transaction).await?.into_iter().map(|role| role.code).collect();
    for built_in in Role::ALL.iter().filter(|role| !present.iter().any(|code| code == role.code())) {
        let id = RoleId(app.new_id());
        role::ActiveModel {
            id: Set(id),
            code: Set(built_in.code().to_owned()),
            name_zh: Set(built_in.label(Lang::Zh).to_owned()),
            name_en: Set(built_in.label(Lang::En).to_owned()),
            built_in: Set(true),
        }
        .insert(&*transaction)
        .await?;
        let grants =
            BUILT_IN.iter().filter(|grant| grant.role == *built_in).map(|grant| role_grant::ActiveModel {
                id: Set(app.new_id()),
                role_id: Set(id),
                permission: Set(grant.permission),
                scope: Set(grant.scope),
                fields: Set(grant.fields),
            });
        role_grant::Entity::insert_many(grants).exec(&*transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}
