//! What a unit is made of, as the department enters it.

use lianyi_shared::error::Reason;
use lianyi_shared::id::UnitId;
use lianyi_shared::units::UnitKind;
use lianyi_shared::validate::NAME_MAX;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use crate::entity::{leader, unit};
use crate::error::Result;
use crate::people::check::{Checks, filled};
use crate::people::name::{NameKeys, tidy};

/// The longest code of a unit.
const CODE_MAX: usize = 20;

/// A unit as it shall be.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct UnitInput {
    /// The code that the college gives it, unique.
    pub code: String,
    /// The full name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The unit above it (上级单位), for display.
    pub parent: Option<UnitId>,
    /// The branch that it belongs to (所属党组织); branches and the college have none that counts.
    pub branch: Option<UnitId>,
    /// The name of its head.
    pub head_name: Option<String>,
}

impl UnitInput {
    /// The input with its texts as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.code = self.code.trim().to_owned();
        self.name = tidy(&self.name);
        self.head_name = filled(self.head_name).map(|name| tidy(&name));
        self
    }

    /// Checks all fields; `before` is the row being edited.
    pub async fn check(
        &self,
        checks: &mut Checks,
        db: &impl ConnectionTrait,
        before: Option<&unit::Model>,
    ) -> Result<()> {
        checks.name("name", &self.name);
        checks.required("code", filled(Some(self.code.clone())).as_ref());
        checks.text("code", Some(&self.code), CODE_MAX);
        checks.text("headName", self.head_name.as_deref(), NAME_MAX);
        let same_code = unit::Entity::find().filter(unit::Column::Code.eq(&*self.code)).one(db).await?;
        if same_code.is_some_and(|other| before.is_none_or(|before| before.id != other.id)) {
            checks.fault("code", Reason::CodeTaken);
        }
        self.check_kind(checks, db, before).await?;
        if let Some(branch) = self.branch
            && before.is_none_or(|before| before.branch_id != Some(branch))
        {
            checks.open_branch(db, "branch", branch).await?;
        }
        if let Some(parent) = self.parent
            && before.is_none_or(|before| before.parent_id != Some(parent))
        {
            checks.open_unit(db, "parent", parent).await?;
        }
        if let Some(before) = before
            && self.is_below_itself(db, before.id).await?
        {
            checks.fault("parent", Reason::UnitCycle);
        }
        Ok(())
    }

    /// There is exactly one college, and a branch to which something belongs stays a branch.
    async fn check_kind(
        &self,
        checks: &mut Checks,
        db: &impl ConnectionTrait,
        before: Option<&unit::Model>,
    ) -> Result<()> {
        let college = unit::Entity::find().filter(unit::Column::Kind.eq(UnitKind::College)).one(db).await?;
        let was_college = before.is_some_and(|before| before.kind == UnitKind::College);
        let becomes_college = self.kind == UnitKind::College;
        if was_college != becomes_college && (was_college || college.is_some()) {
            checks.fault("kind", Reason::OneCollege);
        }
        if let Some(before) = before
            && before.kind.is_branch()
            && !self.kind.is_branch()
        {
            let units = unit::Entity::find().filter(unit::Column::BranchId.eq(before.id)).count(db).await?;
            let leaders =
                leader::Entity::find().filter(leader::Column::BranchId.eq(before.id)).count(db).await?;
            if units + leaders > 0 {
                checks.fault("kind", Reason::UnitInUse);
            }
        }
        Ok(())
    }

    /// Whether the chain of 上级单位 would come back to the unit.
    async fn is_below_itself(&self, db: &impl ConnectionTrait, id: UnitId) -> Result<bool> {
        let parents = Query::select()
            .columns(["id", "parent_id"])
            .from("unit")
            .and_where(Expr::col("parent_id").is_not_null())
            .to_owned();
        let mut above = std::collections::HashMap::new();
        for row in db.query_all(&parents).await? {
            above.insert(row.try_get::<UnitId>("", "id")?, row.try_get::<UnitId>("", "parent_id")?);
        }
        above.remove(&id);
        let chain = std::iter::successors(self.parent, |unit| above.get(unit).copied());
        Ok(chain.take(above.len() + 2).any(|unit| unit == id))
    }

    /// Puts the input into a row.
    pub fn write_to(self, row: &mut unit::Model) {
        let keys = NameKeys::of(&self.name);
        row.code = self.code;
        row.name = self.name;
        row.name_key = keys.key;
        row.name_pinyin = keys.pinyin;
        row.name_initials = keys.initials;
        row.kind = self.kind;
        row.parent_id = self.parent;
        row.branch_id = self.branch;
        row.head_name = self.head_name;
    }
}
