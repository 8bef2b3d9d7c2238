//! What a leader is made of.

use lianyi_shared::access::{FieldGroup, FieldGroups};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{LeaderId, UnitId};
use lianyi_shared::people::{LeaderTier, RecordField, Sex};
use lianyi_shared::validate::{self, LINE_MAX};
use sea_orm::ConnectionTrait;

use crate::entity::leader::Model;
use crate::error::{Error, Result};
use crate::people::check::{Checks, filled};
use crate::people::name::{NameKeys, tidy};
use crate::people::representative_input::ContactInput;
use crate::people::staff_number;

/// A leader's record as it shall be.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct LeaderInput {
    /// 1 to 50 characters of any script.
    pub name: String,
    /// Six digits.
    pub staff_number: String,
    /// Sex, GB/T 2261.1.
    pub sex: Option<Sex>,
    /// School or department level (P1).
    pub tier: LeaderTier,
    /// The post.
    pub post: String,
    /// The unit; it must be open.
    pub unit: UnitId,
    /// The branch whose roster the leader stands on, and to which the leader reports (R3, R11).
    pub branch: UnitId,
    /// Field group `CONTACT_DETAILS`; left out, it stays as it is.
    pub contact: Option<ContactInput>,
}

impl LeaderInput {
    /// Refuses groups that the viewer may not write.
    pub fn require_groups(&self, writable: FieldGroups) -> Result<()> {
        if self.contact.is_some() && !writable.contains(FieldGroup::ContactDetails) {
            return Err(Error::forbidden(Reason::NotPermitted));
        }
        Ok(())
    }

    /// Checks all fields; `before` is the row being edited.
    pub async fn check(
        &self,
        checks: &mut Checks,
        db: &impl ConnectionTrait,
        before: Option<&Model>,
    ) -> Result<()> {
        checks.name("name", &self.name);
        checks.optional("staffNumber", Some(&self.staff_number), validate::staff_number);
        checks.required("post", filled(Some(self.post.clone())).as_ref());
        checks.text("post", Some(&self.post), LINE_MAX);
        if let Some(contact) = &self.contact {
            contact.check(checks);
        }
        if before.is_none_or(|before| before.unit_id != self.unit) {
            checks.open_unit(db, "unit", self.unit).await?;
        }
        if before.is_none_or(|before| before.branch_id != self.branch) {
            checks.open_branch(db, "branch", self.branch).await?;
        }
        let own: Option<LeaderId> = before.map(|before| before.id);
        staff_number::check_leader(checks, db, &self.staff_number, own).await
    }

    /// The input with its texts as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.name = tidy(&self.name);
        self.staff_number = self.staff_number.trim().to_owned();
        self.post = self.post.trim().to_owned();
        self.contact = self.contact.map(ContactInput::tidied);
        self
    }

    /// Puts the input into a row.
    pub fn write_to(self, row: &mut Model) {
        let keys = NameKeys::of(&self.name);
        row.name = self.name;
        row.name_key = keys.key;
        row.name_pinyin = keys.pinyin;
        row.name_initials = keys.initials;
        row.staff_number = self.staff_number;
        row.sex = self.sex;
        row.tier = self.tier;
        row.post = self.post;
        row.unit_id = self.unit;
        row.branch_id = self.branch;
        if let Some(contact) = self.contact {
            row.phone = contact.phone;
            row.email = contact.email;
        }
    }
}

/// The fields in which two states of a row differ.
pub fn changed(before: &Model, after: &Model) -> Vec<RecordField> {
    use RecordField as F;
    [
        (F::Name, before.name != after.name),
        (F::StaffNumber, before.staff_number != after.staff_number),
        (F::Sex, before.sex != after.sex),
        (F::Tier, before.tier != after.tier),
        (F::Post, before.post != after.post),
        (F::Unit, before.unit_id != after.unit_id),
        (F::Branch, before.branch_id != after.branch_id),
        (F::Phone, before.phone != after.phone),
        (F::Email, before.email != after.email),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}
