//! Reading contact records.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::InputObject;
use async_graphql::dataloader::Loader;
use chrono::NaiveDate;
use lianyi_shared::access::{FieldGroup, FieldGroups, Permission};
use lianyi_shared::contact::{ContactContentKind, ContactMode, ContactStatus};
use lianyi_shared::id::{ContactId, GroupId, LeaderId, RepresentativeId, UnitId};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::access::scope::{self, Scoped};
use crate::access::viewer::Viewer;
use crate::contact::content::ContactContent;
use crate::contact::graphql::Contact;
use crate::db::{Find as _, Source};
use crate::entity::contact::{Entity, Model};
use crate::entity::{contact_counterpart, contact_import, contact_leader, contact_revision, leader};
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};
use crate::op::Op;
use crate::page::{self, KeyKind, List, PageInput, Sort};
use crate::people::representatives;
use crate::roster::contents::Counterpart;
use crate::roster::sides;
use crate::units::tree::within;
use serde::{Deserialize, Serialize};

/// How contact records stand in scopes: by the branch of the leader named first; one's own are those in which one
/// is a leader.
pub const SCOPED: Scoped = Scoped {
    table: "contact",
    read: Permission::ContactRead,
    unit: Some("branch_id"),
    mine: with_viewer,
    assigned: scope::none,
};

fn with_viewer(viewer: &Viewer) -> Option<SimpleExpr> {
    Some(of_side("contact_leader", Expr::col("leader_id").eq(viewer.leader?)))
}

/// The records that have such a side.
fn of_side(table: &'static str, side: SimpleExpr) -> SimpleExpr {
    let ids = Query::select().column("contact_id").from(table).and_where(side).to_owned();
    Expr::col("id").in_subquery(ids)
}

/// Narrows a list of contact records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, InputObject)]
pub struct ContactFilter {
    /// A state; without one, everything but what was voided.
    pub status: Option<ContactStatus>,
    /// Held on this day or later.
    pub from: Option<NaiveDate>,
    /// Held on this day or earlier.
    pub until: Option<NaiveDate>,
    /// The form (M1).
    pub mode: Option<ContactMode>,
    /// One of the leaders.
    pub leader: Option<LeaderId>,
    /// One of the counterparts.
    pub representative: Option<RepresentativeId>,
    /// One of the counterparts.
    pub group: Option<GroupId>,
    /// Records that stand with this branch, or with one below the unit.
    pub branch: Option<UnitId>,
    /// Entered late (补录), or in time.
    pub late: Option<bool>,
    /// Taken over from a ledger of the past, or recorded here.
    pub imported: Option<bool>,
    /// What it was about (M2).
    pub kind: Option<ContactContentKind>,
    /// With somebody of this category (P3). Only persons whose `POLITICAL` fields you read take part.
    pub category: Option<i32>,
    /// Records that stand with exactly this unit.
    pub stands_with: Option<UnitId>,
    /// Only those in which you are a leader.
    #[graphql(default)]
    pub mine: bool,
    /// Only those that wait for your confirmation, as one of their leaders.
    #[graphql(default)]
    pub to_confirm: bool,
}

impl ContactFilter {
    /// The condition, as far as it may look at what the viewer does not read.
    pub fn compile(self, viewer: &Viewer) -> Condition {
        let status = Expr::col("status");
        Condition::all()
            .add(match self.status {
                Some(one) => status.eq(one),
                None => status.ne(ContactStatus::Voided),
            })
            .add_option(self.from.map(|day| Expr::col("held_on").gte(day)))
            .add_option(self.until.map(|day| Expr::col("held_on").lte(day)))
            .add_option(self.mode.map(|mode| Expr::col("mode").eq(mode)))
            .add_option(self.leader.map(|id| of_side("contact_leader", Expr::col("leader_id").eq(id))))
            .add_option(
                self.representative
                    .map(|id| of_side("contact_counterpart", Expr::col("representative_id").eq(id))),
            )
            .add_option(self.group.map(|id| of_side("contact_counterpart", Expr::col("group_id").eq(id))))
            .add_option(self.branch.map(|unit| Expr::col("branch_id").in_subquery(within(unit))))
            .add_option(self.late.map(|late| Expr::col("late").eq(late)))
            .add_option(self.kind.map(|kind| Expr::col("kinds").like(format!("%{}%", kind.code()))))
            .add_option(self.category.map(|category| {
                let readable = of_category(viewer, category);
                readable.map_or_else(scope::nothing, |ids| {
                    of_side("contact_counterpart", Expr::col("representative_id").in_subquery(ids))
                })
            }))
            .add_option(self.stands_with.map(|unit| Expr::col("branch_id").eq(unit)))
            .add_option(self.imported.map(|imported| Expr::col("imported").eq(imported)))
            .add_option(self.mine.then(|| with_viewer(viewer).unwrap_or_else(scope::nothing)))
            .add_option(self.to_confirm.then(|| waiting_for(viewer).unwrap_or_else(scope::nothing)))
    }
}

/// The records that wait for the viewer's word: they are a leader of it, and somebody else wrote it as it stands.
fn waiting_for(viewer: &Viewer) -> Option<SimpleExpr> {
    let by_another = Query::select()
        .expr(Expr::val(1))
        .from("contact_revision")
        .and_where(Expr::col(("contact_revision", "contact_id")).equals((SCOPED.table, "id")))
        .and_where(Expr::col(("contact_revision", "number")).equals((SCOPED.table, "revision")))
        .and_where(Expr::col(("contact_revision", "account_id")).ne(viewer.account))
        .to_owned();
    let awaiting = Expr::col("status").eq(ContactStatus::AwaitingConfirmation);
    Some(awaiting.and(with_viewer(viewer)?).and(Expr::exists(by_another)))
}

/// The persons of a category, of those whose categories the viewer reads.
pub fn of_category(viewer: &Viewer, category: i32) -> Option<SelectStatement> {
    let political = FieldGroups::of(&[FieldGroup::Political]);
    let persons = Query::select()
        .column("representative_id")
        .from("representative_category")
        .and_where(Expr::col("category").eq(category))
        .to_owned();
    let of_category = Condition::all().add(Expr::col("id").in_subquery(persons));
    representatives::SCOPED.union_of_ids(viewer, political, &of_category)
}

/// The records that the viewer may see, last held first.
pub async fn list(op: &Op, filter: ContactFilter, page: PageInput) -> Result<List<Contact>> {
    let sort = Sort { column: "held_on", kind: KeyKind::Day, descending: true };
    let listing = page::Listing {
        scoped: &SCOPED,
        filter: filter.compile(&op.viewer),
        fields: FieldGroups::default(),
        sort,
    };
    let (page, rows) = listing.rows::<Entity>(op, &page.check()?).await?;
    Ok(page.connection(rows.into_iter().map(Contact)))
}

/// One record that the viewer may see.
pub async fn visible(op: &Op, db: &impl Source, id: ContactId) -> Result<Model> {
    Entity::find_by_id(id).filter(SCOPED.visible(&op.viewer)).first_in(db).await?.ok_or(Error::NotFound)
}

/// The leaders of a record, in its order.
pub async fn leaders_of(db: &impl Source, id: ContactId) -> Result<Vec<LeaderId>> {
    let rows = contact_leader::Entity::find()
        .filter(contact_leader::Column::ContactId.eq(id))
        .order_by_asc(contact_leader::Column::Position)
        .find_in(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.leader_id).collect())
}

/// The two sides of a record by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SidesOf(pub ContactId);

/// Leaders and counterparts, in the order of the record.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    /// Who kept liaison.
    pub leaders: Vec<Arc<leader::Model>>,
    /// With whom.
    pub counterparts: Vec<Counterpart>,
}

impl Sides {
    /// Of the names of a ledger that were linked with nobody, those that nobody of the record bears: a correction may
    /// have added who was meant.
    pub fn unlinked(&self, names: &str) -> Option<String> {
        let is_met = |name: &&str| self.counterparts.iter().any(|side| side.name() == *name);
        let left: Vec<&str> = names.split('、').filter(|name| !is_met(name)).collect();
        (!left.is_empty()).then(|| left.join("、"))
    }
}

impl Loader<SidesOf> for Directory {
    type Value = Arc<Sides>;
    type Error = Shared;

    async fn load(&self, keys: &[SidesOf]) -> Result<HashMap<SidesOf, Arc<Sides>>, Shared> {
        Ok(load_sides(&self.0, keys).await?)
    }
}

/// Five statements, however many records.
pub async fn load_sides(op: &Op, keys: &[SidesOf]) -> Result<HashMap<SidesOf, Arc<Sides>>> {
    let (db, ids) = (op.db(), || keys.iter().map(|key| key.0));
    let leaders = contact_leader::Entity::find()
        .filter(contact_leader::Column::ContactId.is_in(ids()))
        .order_by_asc(contact_leader::Column::Position)
        .find_in(db)
        .await?;
    let counterparts = contact_counterpart::Entity::find()
        .filter(contact_counterpart::Column::ContactId.is_in(ids()))
        .order_by_asc(contact_counterpart::Column::Position)
        .find_in(db)
        .await?;
    let named = sides::Sides::read(
        db,
        leaders.iter().map(|row| row.leader_id),
        counterparts.iter().filter_map(|row| row.representative_id),
        counterparts.iter().filter_map(|row| row.group_id),
    )
    .await?;
    let mut found: HashMap<SidesOf, Sides> = HashMap::new();
    for row in leaders {
        found.entry(SidesOf(row.contact_id)).or_default().leaders.extend(named.leader(row.leader_id));
    }
    for row in counterparts {
        let Some(side) = named.counterpart(row.representative_id, row.group_id) else { continue };
        let side = sides::by_name(op, side).await?;
        found.entry(SidesOf(row.contact_id)).or_default().counterparts.push(side);
    }
    Ok(found.into_iter().map(|(key, sides)| (key, Arc::new(sides))).collect())
}

/// One revision of a record, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RevisionsOf(pub ContactId);

/// A revision with its words and who wrote it.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The row.
    pub row: contact_revision::Model,
    /// Its words.
    pub content: ContactContent,
}

impl Loader<RevisionsOf> for Directory {
    type Value = Arc<Vec<Revision>>;
    type Error = Shared;

    /// Newest first.
    async fn load(&self, keys: &[RevisionsOf]) -> Result<HashMap<RevisionsOf, Arc<Vec<Revision>>>, Shared> {
        let rows = contact_revision::Entity::find()
            .filter(contact_revision::Column::ContactId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(contact_revision::Column::Number)
            .find_in(self.0.db())
            .await
            .map_err(Error::from)?;
        let mut found: HashMap<RevisionsOf, Vec<Revision>> = HashMap::new();
        for row in rows {
            let content = ContactContent::of_text(&row.content)?;
            found.entry(RevisionsOf(row.contact_id)).or_default().push(Revision { row, content });
        }
        Ok(found.into_iter().map(|(key, revisions)| (key, Arc::new(revisions))).collect())
    }
}

/// Where an imported record came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OriginOf(pub ContactId);

/// What a ledger said of a contact beside what a record says.
#[derive(Clone, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
pub struct ContactOrigin {
    /// Names of counterparts that are linked with nobody: they have left, or several persons bear the name.
    pub unlinked: Option<String>,
    /// What became of what was raised (办理情况).
    pub handling: Option<String>,
    /// What the person was told (反馈情况).
    pub feedback: Option<String>,
    /// Who kept the ledger (记录人).
    pub recorder: Option<String>,
}

impl Loader<OriginOf> for Directory {
    type Value = ContactOrigin;
    type Error = Shared;

    async fn load(&self, keys: &[OriginOf]) -> Result<HashMap<OriginOf, ContactOrigin>, Shared> {
        let rows = contact_import::Entity::find()
            .filter(contact_import::Column::ContactId.is_in(keys.iter().map(|key| key.0)))
            .find_in(self.0.db())
            .await
            .map_err(Error::from)?;
        let origin = |row: contact_import::Model| ContactOrigin {
            unlinked: row.unlinked,
            handling: row.handling,
            feedback: row.feedback,
            recorder: row.recorder,
        };
        Ok(rows.into_iter().map(|row| (OriginOf(row.contact_id), origin(row))).collect())
    }
}
