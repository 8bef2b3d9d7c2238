//! Who can be named a reader: officers of the department and members of the committee.

use std::collections::HashSet;

use lianyi_shared::access::{AccountStatus, Role};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, TrendId};
use lianyi_shared::notice::NoticeKind;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _,
};

use crate::access::viewer::{Viewer, held_on};
use crate::db::{Find as _, Source};
use crate::entity::{account, trend_reader};
use crate::error::{Error, Refusal, Result};
use crate::notice::tell;
use crate::op::Op;
use crate::work::Work;

/// The most readers that are named at once.
const MANY: usize = 10;

/// The roles whose holders can be named.
const NAMED: [Role; 2] = [Role::UnitedFrontOfficer, Role::CommitteeMember];

/// Whether the viewer can be a named reader. Whoever was named and holds neither role any more reads nothing of it.
pub fn can_be_named(viewer: &Viewer) -> bool {
    NAMED.iter().any(|role| viewer.is(*role))
}

/// Everybody who can be named a reader, but the viewer.
pub async fn candidates(op: &Op, db: &impl Source) -> Result<Vec<account::Model>> {
    let holders = Query::select()
        .column("account_id")
        .from("account_role")
        .inner_join("role", Expr::col(("role", "id")).equals(("account_role", "role_id")))
        .and_where(Expr::col(("role", "code")).is_in(NAMED.map(Role::code)))
        .cond_where(held_on(op.today()))
        .to_owned();
    Ok(account::Entity::find()
        .filter(Expr::col("id").in_subquery(holders))
        .filter(account::Column::Status.ne(AccountStatus::Closed))
        .filter(account::Column::Id.ne(op.viewer.account))
        .order_by_asc(account::Column::Name)
        .order_by_asc(account::Column::Id)
        .find_in(db)
        .await?)
}

/// Checks who is to be named: at least one, and nobody who cannot be.
pub async fn check(op: &Op, db: &impl Source, named: &[AccountId]) -> Result<()> {
    if named.is_empty() {
        return Err(Error::invalid("input.readers", Reason::Required));
    }
    if named.len() > MANY {
        return Err(Error::invalid("input.readers", Refusal::from(Reason::TooMany).with("max", MANY)));
    }
    let known: HashSet<AccountId> = candidates(op, db).await?.into_iter().map(|account| account.id).collect();
    match named.iter().position(|id| !known.contains(id)) {
        Some(at) => Err(Error::invalid(format!("input.readers.{at}"), Reason::NotAReader)),
        None => Ok(()),
    }
}

/// Names readers, and tells them.
pub async fn name(op: &Op, work: &Work, trend: TrendId, named: &[AccountId]) -> Result<()> {
    let distinct: HashSet<AccountId> = named.iter().copied().collect();
    let rows = distinct.into_iter().map(|account_id| {
        let row =
            trend_reader::Model { trend_id: trend, account_id, named_by: op.viewer.account, at: op.now() };
        row.into_active_model().reset_all()
    });
    trend_reader::Entity::insert_many(rows).exec_without_returning(&**work).await?;
    tell::tell(op, work, tell::accounts(named), NoticeKind::TrendReported, trend).await?;
    Ok(())
}
