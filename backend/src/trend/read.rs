//! Reading of reports everything but their words.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::InputObject;
use async_graphql::dataloader::Loader;
use lianyi_shared::access::{FieldGroup, FieldGroups, Permission};
use lianyi_shared::id::{AccountId, ContactId, TrendId};
use lianyi_shared::trend::TrendStatus;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SimpleExpr};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::access::scope::{self, Scoped};
use crate::access::viewer::Viewer;
use crate::db::{Find as _, Source};
use crate::entity::trend::{Entity, Model};
use crate::entity::{leader, trend_reader};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;
use crate::page::{self, KeyKind, List, PageInput, Sort};
use crate::roster::contents::Counterpart;
use crate::roster::sides;
use crate::trend::graphql::Trend;
use crate::trend::readers;

/// How reports stand in scopes: by the branch to which they were made; one's own are those that one made, and those
/// of which one was named a reader, as long as one can be.
pub const SCOPED: Scoped = Scoped {
    table: "trend",
    read: Permission::TrendRead,
    unit: Some("branch_id"),
    mine: of_viewer,
    assigned: scope::none,
};

#[expect(clippy::unnecessary_wraps, reason = "of other tables a viewer may have none of their own")]
fn of_viewer(viewer: &Viewer) -> Option<SimpleExpr> {
    Some(Expr::col("author_id").eq(viewer.account).or(named(viewer)))
}

/// The reports of which the viewer is a named reader.
fn named(viewer: &Viewer) -> SimpleExpr {
    if !readers::can_be_named(viewer) {
        return scope::nothing();
    }
    let ids = Query::select()
        .column("trend_id")
        .from("trend_reader")
        .and_where(Expr::col("account_id").eq(viewer.account))
        .to_owned();
    Expr::col("id").in_subquery(ids)
}

/// Narrows the list of reports. There is no search.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TrendFilter {
    /// Only those that wait for you to read them or to take note.
    #[graphql(default)]
    pub waiting: bool,
    /// Only those that were made from this record.
    pub contact: Option<ContactId>,
    /// Only those of which it must be asked whether they are kept.
    #[graphql(default)]
    pub for_review: bool,
}

impl TrendFilter {
    fn compile(&self, op: &Op) -> Condition {
        let (status, viewer) = (|one: TrendStatus| Expr::col("status").eq(one), &op.viewer);
        let waiting = status(TrendStatus::Reported)
            .or(status(TrendStatus::Read))
            .or(status(TrendStatus::ReportedUp).and(named(viewer)))
            .and(Expr::col("author_id").ne(viewer.account));
        Condition::all()
            .add_option(self.waiting.then_some(waiting))
            .add_option(self.contact.map(|id| Expr::col("contact_id").eq(id)))
            .add_option(self.for_review.then(|| Expr::col("review_on").lte(op.today())))
    }
}

/// The reports that the viewer may see, last reported first.
pub async fn list(op: &Op, filter: TrendFilter, page: PageInput) -> Result<List<Trend>> {
    let listing = page::Listing {
        scoped: &SCOPED,
        filter: filter.compile(op),
        fields: FieldGroups::of(&[FieldGroup::Thought]),
        sort: Sort { column: "reported_at", kind: KeyKind::Moment, descending: true },
    };
    let (page, rows) = listing.rows::<Entity>(op, &page.check()?).await?;
    Ok(page.connection(rows.into_iter().map(Trend)))
}

/// One report that the viewer may see.
pub async fn visible(op: &Op, db: &impl Source, id: TrendId) -> Result<Model> {
    Entity::find_by_id(id).filter(SCOPED.visible(&op.viewer)).first_in(db).await?.ok_or(Error::NotFound)
}

/// The accounts that were named readers, first named first.
pub async fn readers_of(db: &impl Source, id: TrendId) -> Result<Vec<AccountId>> {
    let rows = trend_reader::Entity::find()
        .filter(trend_reader::Column::TrendId.eq(id))
        .order_by_asc(trend_reader::Column::At)
        .order_by_asc(trend_reader::Column::AccountId)
        .find_in(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.account_id).collect())
}

/// Who reports of whom, and who was named a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AboutTrend(pub TrendId);

/// The people of a report.
#[derive(Clone, Debug)]
pub struct About {
    /// Who reports.
    pub leader: Arc<leader::Model>,
    /// Of whom.
    pub counterpart: Counterpart,
    /// Named readers.
    pub readers: Vec<AccountId>,
}

impl Loader<AboutTrend> for Directory {
    type Value = Arc<About>;
    type Error = Shared;

    async fn load(&self, keys: &[AboutTrend]) -> Result<HashMap<AboutTrend, Arc<About>>, Shared> {
        Ok(load_about(&self.0, keys).await?)
    }
}

/// Five statements, however many reports.
async fn load_about(op: &Op, keys: &[AboutTrend]) -> Result<HashMap<AboutTrend, Arc<About>>> {
    let (db, ids) = (op.db(), || keys.iter().map(|key| key.0));
    let rows = Entity::find().filter(crate::entity::trend::Column::Id.is_in(ids())).find_in(db).await?;
    let readers = trend_reader::Entity::find()
        .filter(trend_reader::Column::TrendId.is_in(ids()))
        .order_by_asc(trend_reader::Column::At)
        .order_by_asc(trend_reader::Column::AccountId)
        .find_in(db)
        .await?;
    let named = sides::Sides::read(
        db,
        rows.iter().map(|row| row.leader_id),
        rows.iter().filter_map(|row| row.representative_id),
        rows.iter().filter_map(|row| row.group_id),
    )
    .await?;
    let mut found = HashMap::new();
    for row in rows {
        let sides = named.leader(row.leader_id).zip(named.counterpart(row.representative_id, row.group_id));
        let Some((leader, counterpart)) = sides else { continue };
        let counterpart = sides::by_name(op, counterpart).await?;
        let readers = readers.iter().filter(|one| one.trend_id == row.id).map(|one| one.account_id).collect();
        found.insert(AboutTrend(row.id), Arc::new(About { leader, counterpart, readers }));
    }
    Ok(found)
}
