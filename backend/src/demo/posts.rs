//! Branches whose secretary has gone to other work: for one the committee has named who acts, for one it
//! has yet to.

use anyhow::Context as _;
use chrono::TimeDelta;
use lianyi_shared::access::Role;
use lianyi_shared::id::AccountId;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use super::accounts::{DEPUTY, DEPUTY_OF};
use super::college::College;
use super::units;
use crate::access::account::{Holding, NewAccount, hold};
use crate::op::App;
use crate::work::{Revision, Work};

/// The branch for which nobody acts yet.
const VACANT: &str = "D22";

/// Takes the secretaries away and lets the deputy act.
pub(super) async fn write(
    app: &App,
    work: &Work,
    college: &College,
    opened: &[(NewAccount, AccountId)],
) -> anyhow::Result<()> {
    for code in [VACANT, DEPUTY_OF] {
        let branch = units::by_code(&college.units, code)?.id;
        let gone =
            Query::delete().from_table("account_role").and_where(Expr::col("unit_id").eq(branch)).to_owned();
        work.execute(&gone).await?;
    }
    let deputy = opened.iter().find(|(account, _)| account.username == DEPUTY).context("no deputy")?.1;
    let today = app.clock.today();
    let holding = Holding {
        role: Role::BranchSecretary,
        unit: Some(units::by_code(&college.units, DEPUTY_OF)?.id),
        since: Some(today - TimeDelta::days(9)),
        until: Some(today + TimeDelta::days(80)),
        reason: Some("书记已调任，继任者尚未任命".to_owned()),
    };
    hold(app, work, deputy, holding).await?;
    work.raise(Revision::Access).await?;
    Ok(())
}
