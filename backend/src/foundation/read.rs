//! How far the foundation has come.

use lianyi_shared::access::{AccountStatus, Permission, Scope};
use lianyi_shared::error::Reason;
use lianyi_shared::foundation::FoundationStep;
use lianyi_shared::people::RecordStatus;
use lianyi_shared::roster::RosterStatus;
use lianyi_shared::units::UnitKind;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query, SelectStatement, SimpleExpr};

use crate::error::{Error, Result};
use crate::op::Op;

/// More than this is not counted: the page only says that there is plenty.
const COUNTED: u64 = 1000;

/// Fewer than this are not told to those who may not open what is counted.
const SMALL: i64 = 5;

/// One step and what there is of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The step.
    pub step: FoundationStep,
    /// Whether the next step can build on it.
    pub done: bool,
    /// How many there are; `None` where the viewer may not know.
    pub count: Option<i64>,
}

/// Every step in order: one statement.
pub async fn steps(op: &Op) -> Result<Vec<Progress>> {
    if !op.viewer.holds(Permission::ImportRun) && !op.viewer.holds(Permission::AccountManage) {
        return Err(Error::forbidden(Reason::NotPermitted));
    }
    let mut counts = Query::select();
    for step in FoundationStep::ALL {
        counts.expr_as(Expr::SubQuery(None, Box::new(counted(*step).into())), step.code());
    }
    let row = op.db().query_one(&counts).await?.ok_or_else(|| anyhow::anyhow!("counts without a row"))?;
    FoundationStep::ALL
        .iter()
        .map(|step| {
            let count: i64 = row.try_get("", step.code())?;
            let told = count == 0 || count >= SMALL || reads_all(op, *step);
            Ok(Progress { step: *step, done: count >= needed(*step), count: told.then_some(count) })
        })
        .collect()
}

/// How many make a step done; the account of the one who asks does not count.
const fn needed(step: FoundationStep) -> i64 {
    match step {
        FoundationStep::Accounts => 2,
        _ => 1,
    }
}

/// Whether the viewer may open all of what a step counts.
fn reads_all(op: &Op, step: FoundationStep) -> bool {
    let permission = match step {
        FoundationStep::Units => Permission::UnitRead,
        FoundationStep::Leaders => Permission::LeaderRead,
        FoundationStep::Representatives => Permission::RepresentativeRead,
        FoundationStep::Groups => Permission::GroupRead,
        FoundationStep::Roster => Permission::RosterRead,
        FoundationStep::Accounts => Permission::AccountManage,
    };
    op.viewer.atoms(permission).iter().any(|atom| atom.scope == Scope::All)
}

fn counted(step: FoundationStep) -> SelectStatement {
    let status = || Expr::col("status");
    let (table, which): (&'static str, SimpleExpr) = match step {
        FoundationStep::Units => {
            ("unit", Expr::col("kind").ne(UnitKind::College).and(Expr::col("closed_on").is_null()))
        }
        FoundationStep::Leaders => ("leader", status().eq(RecordStatus::Active)),
        FoundationStep::Representatives => ("representative", status().eq(RecordStatus::Active)),
        FoundationStep::Groups => ("liaison_group", status().eq(RecordStatus::Active)),
        FoundationStep::Roster => ("roster_version", status().eq(RosterStatus::InForce)),
        FoundationStep::Accounts => ("account", status().ne(AccountStatus::Closed)),
    };
    let some = Query::select().column("id").from(table).and_where(which).limit(COUNTED).to_owned();
    Query::select().expr(Func::count(Expr::col("id"))).from_subquery(some, "counted").to_owned()
}
