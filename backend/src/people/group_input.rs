//! What a group is made of.

use lianyi_shared::access::{FieldGroup, FieldGroups};
use lianyi_shared::error::Reason;
use lianyi_shared::id::RepresentativeId;
use lianyi_shared::people::{GroupKind, RecordField};
use lianyi_shared::validate::{self, NAME_MAX};

use crate::db::Source;
use crate::entity::liaison_group::Model;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::people::check::{Checks, filled};
use crate::people::name::{NameKeys, tidy};
use crate::people::representative_input::ContactInput;
use crate::people::representatives;

/// A group's record as it shall be.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct GroupInput {
    /// 1 to 50 characters of any script, unique.
    pub name: String,
    /// Democratic-party organization or united-front group (P2).
    pub kind: GroupKind,
    /// The head, if the head is a representative of the directory; the name is then theirs.
    pub head: Option<RepresentativeId>,
    /// The name of a head who is not in the directory.
    pub head_name: Option<String>,
    /// How many members.
    pub member_count: Option<i32>,
    /// The month of foundation, `1995-08`.
    pub founded: Option<String>,
    /// Field group `CONTACT_DETAILS`; left out, it stays as it is. A group has a telephone only.
    pub contact: Option<ContactInput>,
}

impl GroupInput {
    /// Refuses groups of fields that the viewer may not write.
    pub fn require_groups(&self, writable: FieldGroups) -> Result<()> {
        if self.contact.is_some() && !writable.contains(FieldGroup::ContactDetails) {
            return Err(Error::forbidden(Reason::NotPermitted));
        }
        Ok(())
    }

    /// Checks all fields. The head must be a representative that the viewer sees.
    pub async fn check(
        &self,
        op: &Op,
        db: &impl Source,
        checks: &mut Checks,
        before: Option<&Model>,
    ) -> Result<()> {
        checks.name("name", &self.name);
        checks.text("headName", self.head_name.as_deref(), NAME_MAX);
        checks.optional("founded", self.founded.as_deref(), validate::month);
        if self.member_count.is_some_and(i32::is_negative) {
            checks.fault("memberCount", Reason::NotNegative);
        }
        if let Some(contact) = &self.contact {
            contact.check(checks);
        }
        if let Some(head) = self.head
            && before.is_none_or(|before| before.head_id != Some(head))
            && let Err(Error::NotFound) = representatives::visible(op, db, head).await
        {
            checks.fault("head", Reason::NotVisible);
        }
        Ok(())
    }

    /// The input with its texts as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.name = tidy(&self.name);
        self.head_name = filled(self.head_name).filter(|_| self.head.is_none()).map(|name| tidy(&name));
        self.founded = filled(self.founded);
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
        row.kind = self.kind;
        row.head_id = self.head;
        row.head_name = self.head_name;
        row.member_count = self.member_count;
        row.founded = self.founded;
        if let Some(contact) = self.contact {
            row.phone = contact.phone;
        }
    }
}

/// The fields in which two states of a row differ.
pub fn changed(before: &Model, after: &Model) -> Vec<RecordField> {
    use RecordField as F;
    [
        (F::Name, before.name != after.name),
        (F::Kind, before.kind != after.kind),
        (F::Head, (before.head_id, &before.head_name) != (after.head_id, &after.head_name)),
        (F::MemberCount, before.member_count != after.member_count),
        (F::Founded, before.founded != after.founded),
        (F::Phone, before.phone != after.phone),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}
