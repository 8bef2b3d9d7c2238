//! Who holds the post of a branch: its secretary, or until a date somebody acting for one (代行).

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, Object};
use chrono::NaiveDate;
use lianyi_shared::access::{AccountStatus, Permission, Role};
use lianyi_shared::id::{HeldRoleId, LeaderId, UnitId};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult};

use crate::access::viewer::Place;
use crate::error::Result;
use crate::loaders::{Directory, Shared};
use crate::op::{ContextExt as _, Op};

/// The post of a branch.
#[derive(Clone, Debug)]
pub struct BranchPost {
    branch: UnitId,
    /// The name of the secretary, if there is one.
    pub secretary: Option<String>,
    /// Who acts, or will act, for a missing secretary.
    pub deputy: Option<ActingDeputy>,
}

/// Somebody who acts for a missing secretary.
#[derive(Clone, Debug)]
pub struct ActingDeputy {
    /// The role as it is held.
    pub id: HeldRoleId,
    branch: UnitId,
    name: String,
    leader: Option<LeaderId>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    reason: Option<String>,
}

impl BranchPost {
    /// Whether somebody must be named: there is no secretary, and nobody acts or will act.
    pub const fn is_empty(&self) -> bool {
        self.secretary.is_none() && self.deputy.is_none()
    }
}

/// Everybody who is secretary of some branches today, or acts for one today or later.
fn holders(branches: impl IntoIterator<Item = UnitId>, today: NaiveDate) -> SelectStatement {
    let held = |column: &'static str| Expr::col(("account_role", column));
    let begun = held("since").is_null().or(held("since").lte(today));
    Query::select()
        .columns(
            ["id", "unit_id", "since", "until", "acting", "reason"].map(|column| ("account_role", column)),
        )
        .columns([("account", "name"), ("account", "leader_id")])
        .from("account_role")
        .inner_join("account", Expr::col(("account", "id")).equals(("account_role", "account_id")))
        .inner_join("role", Expr::col(("role", "id")).equals(("account_role", "role_id")))
        .and_where(Expr::col(("role", "code")).eq(Role::BranchSecretary.code()))
        .and_where(held("unit_id").is_in(branches))
        .and_where(held("until").is_null().or(held("until").gte(today)))
        .and_where(held("acting").eq(true).or(begun))
        .and_where(Expr::col(("account", "status")).ne(AccountStatus::Closed))
        .order_by(("account_role", "id"), sea_orm::Order::Asc)
        .to_owned()
}

/// The posts of branches: one statement, however many.
pub async fn posts(
    db: &impl ConnectionTrait,
    branches: &[UnitId],
    today: NaiveDate,
) -> Result<HashMap<UnitId, BranchPost>> {
    let empty = |branch: &UnitId| (*branch, BranchPost { branch: *branch, secretary: None, deputy: None });
    let mut posts: HashMap<UnitId, BranchPost> = branches.iter().map(empty).collect();
    for row in db.query_all(&holders(branches.iter().copied(), today)).await? {
        let Some(post) = posts.get_mut(&row.try_get("", "unit_id")?) else { continue };
        if row.try_get("", "acting")? {
            post.deputy = Some(acting(&row)?);
        } else {
            post.secretary = Some(row.try_get("", "name")?);
        }
    }
    Ok(posts)
}

fn acting(row: &QueryResult) -> Result<ActingDeputy> {
    Ok(ActingDeputy {
        id: row.try_get("", "id")?,
        branch: row.try_get("", "unit_id")?,
        name: row.try_get("", "name")?,
        leader: row.try_get("", "leader_id")?,
        from: row.try_get("", "since")?,
        until: row.try_get("", "until")?,
        reason: row.try_get("", "reason")?,
    })
}

/// Whether the viewer names who acts for a branch.
pub async fn names_deputy(op: &Op, branch: UnitId) -> Result<bool> {
    let place = Place::of_unit(branch);
    Ok(op.viewer.require(Permission::DeputyName, place, op.tree().await?).is_ok())
}

/// The post of a branch, as objects ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PostOf(pub UnitId);

impl Loader<PostOf> for Directory {
    type Value = BranchPost;
    type Error = Shared;

    async fn load(&self, keys: &[PostOf]) -> Result<HashMap<PostOf, BranchPost>, Shared> {
        let branches: Vec<UnitId> = keys.iter().map(|key| key.0).collect();
        let posts = posts(self.0.db(), &branches, self.0.today()).await?;
        Ok(posts.into_iter().map(|(branch, post)| (PostOf(branch), post)).collect())
    }
}

#[Object]
impl BranchPost {
    /// The name of the secretary, if there is one.
    async fn secretary(&self) -> Option<&str> {
        self.secretary.as_deref()
    }

    /// Who acts, or will act, for a missing secretary.
    async fn deputy(&self) -> Option<&ActingDeputy> {
        self.deputy.as_ref()
    }

    /// Whether you may name an acting deputy now.
    async fn can_name(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.is_empty() && names_deputy(ctx.op()?, self.branch).await?)
    }

    /// Whether you may end what the acting deputy holds.
    async fn can_end(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.deputy.is_some() && names_deputy(ctx.op()?, self.branch).await?)
    }
}

#[Object]
impl ActingDeputy {
    /// The id, `hro_…`.
    async fn id(&self) -> HeldRoleId {
        self.id
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.name
    }

    /// The leader that the person is.
    async fn leader_id(&self) -> Option<LeaderId> {
        self.leader
    }

    /// The first day.
    async fn from(&self) -> Option<NaiveDate> {
        self.from
    }

    /// The last day.
    async fn until(&self) -> Option<NaiveDate> {
        self.until
    }

    /// Why; null unless you may name one here.
    async fn reason(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        let may = names_deputy(ctx.op()?, self.branch).await?;
        Ok(self.reason.as_deref().filter(|_| may))
    }
}
