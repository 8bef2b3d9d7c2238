//! The built-in roles and the revisions, put into a database that has none yet; what a newer version lets them do, added.

use std::sync::Arc;

use lianyi_shared::access::{BUILT_IN, Grant, Role};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::RoleId;
use lianyi_shared::text::Lang;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};

use crate::audit::event::AuditEvent;
use crate::entity::{revision, role, role_grant};
use crate::error::Result;
use crate::op::{App, Request};
use crate::work::{Revision, Work};

/// Adds what is missing.
pub async fn seed(app: &Arc<App>) -> Result<()> {
    begin(app).await?;
    extend(app).await
}

/// Adds the revisions and the built-in roles that are missing; leaves every role that exists as
/// the college has set it.
async fn begin(app: &App) -> Result<()> {
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
        let grants = BUILT_IN.iter().filter(|grant| grant.role == *built_in);
        let rows = grants.map(|grant| row(app, id, *grant));
        role_grant::Entity::insert_many(rows).exec(&*transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Gives the built-in roles the permissions that no role has: they came with a newer version of the program.
async fn extend(app: &Arc<App>) -> Result<()> {
    let work = Work::begin(&Request::of_program(app, "upgrade"), None).await?;
    let granted = role_grant::Entity::find().all(&*work).await?;
    let roles = role::Entity::find().all(&*work).await?;
    let new = BUILT_IN.iter().filter(|new| !granted.iter().any(|row| row.permission == new.permission));
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for grant in new {
        let Some(role) = roles.iter().find(|role| role.code == grant.role.code()) else { continue };
        rows.push(row(app, role.id, *grant));
        let line = AuditEvent::new(AuditAction::RoleExtend, role.id);
        lines.push(line.with("permission", grant.permission.code()));
    }
    if rows.is_empty() {
        return Ok(());
    }
    role_grant::Entity::insert_many(rows).exec(&*work).await?;
    work.raise(Revision::Access).await?;
    work.commit_each(lines).await
}

fn row(app: &App, role: RoleId, grant: Grant) -> role_grant::ActiveModel {
    role_grant::ActiveModel {
        id: Set(app.new_id()),
        role_id: Set(role),
        permission: Set(grant.permission),
        scope: Set(grant.scope),
        fields: Set(grant.fields),
    }
}
