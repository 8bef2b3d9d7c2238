//! Who may be put on a draft: leaders of its route, and counterparts the viewer may see, found by
//! characters, pinyin or initials.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Object;
use lianyi_shared::id::RosterVersionId;
use lianyi_shared::people::RecordStatus;
use lianyi_shared::roster::{CounterpartKind, PairingStatus, RosterRoute};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use crate::entity::{leader, liaison_group, representative};
use crate::error::Result;
use crate::op::Op;
use crate::people::name::matching;
use crate::people::representatives;
use crate::roster::contents::Counterpart;
use crate::roster::coverage::GROUPS;
use crate::roster::graphql_line::{RosterCounterpart, RosterLeader};
use crate::roster::may;
use crate::roster::read::{self, Version};

/// How many are offered at once; typing more narrows them.
const OFFERED: u64 = 20;

/// A counterpart that may be put on a draft.
pub struct Candidate {
    counterpart: Counterpart,
    linked_by: Vec<String>,
}

#[Object(name = "CounterpartCandidate")]
impl Candidate {
    /// The counterpart.
    async fn counterpart(&self) -> RosterCounterpart {
        RosterCounterpart(self.counterpart.clone())
    }

    /// The names of the leaders who link it at present.
    async fn linked_by(&self) -> &[String] {
        &self.linked_by
    }
}

/// The open version that the viewer drafts.
async fn drafted(op: &Op, id: RosterVersionId) -> Result<Version> {
    let version = read::version(op, op.db(), id).await?;
    may::draft(op, op.tree().await?, &version)?;
    Ok(version)
}

fn found(search: &str) -> Condition {
    let current = Condition::all().add(Expr::col("status").eq(RecordStatus::Active));
    if search.trim().is_empty() { current } else { current.add(matching(search)) }
}

/// Leaders who may stand on a draft. Permission to draft on the owner.
pub async fn leaders(op: &Op, id: RosterVersionId, search: &str) -> Result<Vec<RosterLeader>> {
    let version = drafted(op, id).await?;
    let mut of_route = Condition::all()
        .add(leader::Column::Tier.eq(version.roster.route.tier()))
        .add(leader::Column::LeftOn.is_null());
    if version.roster.route == RosterRoute::Branch {
        let within = Query::select()
            .column("descendant_id")
            .from("unit_closure")
            .and_where(Expr::col("ancestor_id").eq(version.roster.owner_id))
            .to_owned();
        of_route = of_route.add(
            Condition::any()
                .add(leader::Column::BranchId.eq(version.roster.owner_id))
                .add(leader::Column::UnitId.in_subquery(within)),
        );
    }
    let rows = leader::Entity::find()
        .filter(found(search))
        .filter(of_route)
        .order_by_asc(leader::Column::NameKey)
        .limit(OFFERED)
        .all(op.db())
        .await?;
    Ok(rows.into_iter().map(|row| RosterLeader(Arc::new(row))).collect())
}

/// Counterparts who may be put on a draft: those that the viewer may see. Permission to draft on the
/// owner.
pub async fn counterparts(
    op: &Op,
    id: RosterVersionId,
    kind: CounterpartKind,
    search: &str,
) -> Result<Vec<Candidate>> {
    drafted(op, id).await?;
    let (column, offered): (&str, Vec<(Uuid, Counterpart)>) = match kind {
        CounterpartKind::Representative => {
            let rows = representative::Entity::find()
                .filter(representatives::SCOPED.visible(&op.viewer))
                .filter(found(search))
                .order_by_asc(representative::Column::NameKey)
                .limit(OFFERED)
                .all(op.db())
                .await?;
            let object = |row: representative::Model| (row.id.0, Counterpart::Representative(Arc::new(row)));
            ("representative_id", rows.into_iter().map(object).collect())
        }
        CounterpartKind::Group => {
            let rows = liaison_group::Entity::find()
                .filter(GROUPS.visible(&op.viewer))
                .filter(found(search))
                .order_by_asc(liaison_group::Column::NameKey)
                .limit(OFFERED)
                .all(op.db())
                .await?;
            let object = |row: liaison_group::Model| (row.id.0, Counterpart::Group(Arc::new(row)));
            ("group_id", rows.into_iter().map(object).collect())
        }
    };
    let mut names = linked_by(op, column, offered.iter().map(|(id, _)| *id).collect()).await?;
    Ok(offered
        .into_iter()
        .map(|(id, counterpart)| Candidate { counterpart, linked_by: names.remove(&id).unwrap_or_default() })
        .collect())
}

/// The names of the leaders who link each of some counterparts at present.
async fn linked_by(op: &Op, column: &'static str, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<String>>> {
    let statement = Query::select()
        .expr_as(Expr::col(("pairing", column)), "other")
        .column(("leader", "name"))
        .from("pairing")
        .inner_join("leader", Expr::col(("leader", "id")).equals(("pairing", "leader_id")))
        .and_where(Expr::col(("pairing", column)).is_in(ids))
        .and_where(Expr::col(("pairing", "status")).eq(PairingStatus::Active))
        .order_by(("leader", "name_key"), sea_orm::sea_query::Order::Asc)
        .to_owned();
    let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in op.db().query_all(&statement).await? {
        names.entry(row.try_get("", "other")?).or_default().push(row.try_get("", "name")?);
    }
    Ok(names)
}
