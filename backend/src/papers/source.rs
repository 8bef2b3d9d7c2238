//! Reads what the papers of a version are made of.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use lianyi_shared::access::{AccountStatus, FieldGroups, Permission, Scope};
use lianyi_shared::id::{LeaderId, RepresentativeId, RosterVersionId, UnitId};
use lianyi_shared::roster::RosterRoute;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{Condition, ConnectionTrait as _};

use crate::access::viewer::held_on;
use crate::entity::unit;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::people::representatives;
use crate::roster::contents::{self, Contents, Counterpart};
use crate::roster::history::{self, Step};
use crate::roster::may;
use crate::roster::read::{self, Version};
use crate::units;

/// Everything that stands on a paper, as one viewer may read it.
#[derive(Debug)]
pub struct Source {
    /// The version.
    pub version: Version,
    /// The college, or the branch.
    pub owner: unit::Model,
    /// Its lines.
    pub contents: Arc<Contents>,
    /// The steps taken so far.
    pub steps: Arc<Vec<Step>>,
    /// The units of the persons on it.
    pub units: HashMap<UnitId, unit::Model>,
    /// What the viewer may read of each person.
    pub fields: HashMap<RepresentativeId, FieldGroups>,
    /// Leaders on standing lines who may take part in the decision.
    pub deciders: HashSet<LeaderId>,
    /// Whether the data is the demonstration college.
    pub demo: bool,
}

/// Reads a version that the viewer may export. Permission `ROSTER_EXPORT` on the owner.
pub async fn read(op: &Op, id: RosterVersionId) -> Result<Source> {
    let db = op.db();
    let version = read::version(op, db, id).await?;
    let owner_id = version.roster.owner_id;
    let tree = op.tree().await?;
    may::export(op, tree, &version)?;
    let contents = contents::of(db, id).await?;
    let steps = history::load(db, &[id]).await?.remove(&id).unwrap_or_default();
    let mut wanted = vec![owner_id];
    let mut fields = HashMap::new();
    for line in &contents.lines {
        if let Counterpart::Representative(person) = &line.counterpart {
            let place = representatives::place(op, person).await?;
            fields.insert(person.id, op.viewer.fields(Permission::RepresentativeRead, place, tree));
            wanted.push(person.unit_id);
        }
    }
    let mut units = units::read::by_ids(db, &wanted).await?;
    let owner = units.remove(&owner_id).ok_or(Error::NotFound)?;
    let deciders = deciders(op, &version).await?;
    Ok(Source { version, owner, contents, steps, units, fields, deciders, demo: op.app().demo })
}

/// Leaders whose account may decide the rosters of the owner today.
async fn deciders(op: &Op, version: &Version) -> Result<HashSet<LeaderId>> {
    let rows = op.db().query_all(&who_may_decide(version, op.today())).await?;
    rows.iter().map(|row| Ok(row.try_get("", "leader_id")?)).collect()
}

fn who_may_decide(version: &Version, today: NaiveDate) -> SelectStatement {
    let permission = match version.roster.route {
        RosterRoute::School => Permission::RosterDecideSchool,
        RosterRoute::Branch => Permission::RosterDecideBranch,
    };
    let reaches_owner = Condition::any()
        .add(Expr::col(("role_grant", "scope")).eq(Scope::All))
        .add(Expr::col(("account_role", "unit_id")).eq(version.roster.owner_id));
    Query::select()
        .distinct()
        .column(("account", "leader_id"))
        .from("account")
        .inner_join("account_role", Expr::col(("account_role", "account_id")).equals(("account", "id")))
        .inner_join("role_grant", Expr::col(("role_grant", "role_id")).equals(("account_role", "role_id")))
        .and_where(Expr::col(("account", "leader_id")).is_not_null())
        .and_where(Expr::col(("account", "status")).ne(AccountStatus::Closed))
        .and_where(Expr::col(("role_grant", "permission")).eq(permission))
        .cond_where(reaches_owner)
        .cond_where(held_on(today))
        .to_owned()
}
