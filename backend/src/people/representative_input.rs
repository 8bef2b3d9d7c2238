//! What a representative is made of, group by group.
//!
//! A group that is left out stays as it is, so that somebody who may not read a group does not
//! wipe it by saving the rest. Whoever gives a group must be permitted to write it.

use lianyi_shared::access::{FieldGroup, FieldGroups};
use lianyi_shared::codes::{AFFILIATIONS, ETHNICITIES, OVERSEAS};
use lianyi_shared::error::Reason;
use lianyi_shared::id::UnitId;
use lianyi_shared::people::{RecordField, Sex, Stage};
use lianyi_shared::validate::{self, LINE_MAX, TEXT_MAX};

use crate::entity::representative::Model;
use crate::error::{Error, Result};
use crate::people::check::{Checks, filled};
use crate::people::name::{NameKeys, tidy};

/// A representative's record as it shall be.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct RepresentativeInput {
    /// 1 to 50 characters of any script.
    pub name: String,
    /// The unit; it must be open.
    pub unit: UnitId,
    /// Six digits; some retired people have none.
    pub staff_number: Option<String>,
    /// Sex, GB/T 2261.1.
    pub sex: Option<Sex>,
    /// Post and title.
    pub post: Option<String>,
    /// Posts in society.
    pub social_posts: Option<String>,
    /// Whether retired. Retirement never ends a pairing.
    #[graphql(default)]
    pub retired: bool,
    /// Field group `CONTACT_DETAILS`; left out, it stays as it is.
    pub contact: Option<ContactInput>,
    /// Field group `POLITICAL`; left out, it stays as it is. Needed when creating.
    pub political: Option<PoliticalInput>,
    /// Field group `CULTIVATION`; left out, it stays as it is.
    pub cultivation: Option<CultivationInput>,
    /// Field group `SENSITIVE`; left out, it stays as it is.
    pub sensitive: Option<SensitiveInput>,
}

/// How to reach somebody.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct ContactInput {
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// Affiliation and categories.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct PoliticalInput {
    /// A code of GB/T 4762, never 01 or 02.
    pub affiliation: String,
    /// Since when, `1998-06`.
    pub affiliated_since: Option<String>,
    /// One or more of the nine categories (P3).
    pub categories: Vec<i32>,
}

/// Growth (P4).
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct CultivationInput {
    /// The stage.
    pub stage: Option<Stage>,
    /// Whether under key cultivation (重点培养).
    #[graphql(default)]
    pub key_cultivation: bool,
    /// Remarks; no state secrets.
    pub remarks: Option<String>,
}

/// What is only revealed, never shown.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct SensitiveInput {
    /// A code of GB/T 3304.
    pub ethnicity: Option<String>,
    /// Month of birth, `1978-05`.
    pub birth_month: Option<String>,
    /// A code of JY/T 1001 (港澳台侨).
    pub overseas: Option<String>,
    /// What the code does not say, such as the country.
    pub overseas_remark: Option<String>,
    /// Home address.
    pub home_address: Option<String>,
    /// State of health.
    pub health: Option<String>,
}

impl RepresentativeInput {
    /// The field groups that are given.
    pub fn groups(&self) -> FieldGroups {
        let given = [
            (FieldGroup::Basic, true),
            (FieldGroup::ContactDetails, self.contact.is_some()),
            (FieldGroup::Political, self.political.is_some()),
            (FieldGroup::Cultivation, self.cultivation.is_some()),
            (FieldGroup::Sensitive, self.sensitive.is_some()),
        ];
        given
            .into_iter()
            .filter(|(_, given)| *given)
            .fold(FieldGroups::default(), |all, (group, _)| all.union(FieldGroups::of(&[group])))
    }

    /// Refuses groups that the viewer may not write.
    pub fn require_groups(&self, writable: FieldGroups) -> Result<()> {
        if self.groups().iter().all(|group| writable.contains(group)) {
            Ok(())
        } else {
            Err(Error::forbidden(Reason::NotPermitted))
        }
    }

    /// Checks everything that needs no database.
    pub fn check(&self, checks: &mut Checks) {
        checks.name("name", &self.name);
        checks.optional("staffNumber", self.staff_number.as_deref(), validate::staff_number);
        checks.text("post", self.post.as_deref(), LINE_MAX);
        checks.text("socialPosts", self.social_posts.as_deref(), LINE_MAX);
        if let Some(contact) = &self.contact {
            contact.check(checks);
        }
        if let Some(political) = &self.political {
            let affiliation = political.affiliation.as_str();
            checks.code("political.affiliation", Some(affiliation), AFFILIATIONS);
            if matches!(affiliation, "01" | "02") {
                checks.fault("political.affiliation", Reason::PartyMember);
            }
            let since = political.affiliated_since.as_deref();
            checks.optional("political.affiliatedSince", since, validate::month);
            let categories = &political.categories;
            if categories.is_empty() || categories.iter().any(|category| !(1..=9).contains(category)) {
                checks.fault("political.categories", Reason::CategoryRange);
            }
        }
        if let Some(cultivation) = &self.cultivation {
            checks.text("cultivation.remarks", cultivation.remarks.as_deref(), TEXT_MAX);
        }
        if let Some(sensitive) = &self.sensitive {
            checks.code("sensitive.ethnicity", sensitive.ethnicity.as_deref(), ETHNICITIES);
            checks.optional("sensitive.birthMonth", sensitive.birth_month.as_deref(), validate::month);
            checks.code("sensitive.overseas", sensitive.overseas.as_deref(), OVERSEAS);
            checks.text("sensitive.overseasRemark", sensitive.overseas_remark.as_deref(), LINE_MAX);
            checks.text("sensitive.homeAddress", sensitive.home_address.as_deref(), LINE_MAX);
            checks.text("sensitive.health", sensitive.health.as_deref(), TEXT_MAX);
        }
    }

    /// The input with its texts as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.name = tidy(&self.name);
        self.staff_number = filled(self.staff_number);
        self.post = filled(self.post);
        self.social_posts = filled(self.social_posts);
        self.contact = self.contact.map(ContactInput::tidied);
        if let Some(political) = &mut self.political {
            political.affiliated_since = filled(political.affiliated_since.take());
            political.categories.sort_unstable();
            political.categories.dedup();
        }
        if let Some(cultivation) = &mut self.cultivation {
            cultivation.remarks = filled(cultivation.remarks.take());
        }
        self.sensitive = self.sensitive.map(|sensitive| SensitiveInput {
            ethnicity: filled(sensitive.ethnicity),
            birth_month: filled(sensitive.birth_month),
            overseas: filled(sensitive.overseas),
            overseas_remark: filled(sensitive.overseas_remark),
            home_address: filled(sensitive.home_address),
            health: filled(sensitive.health),
        });
        self
    }

    /// Puts the input into a row.
    pub fn write_to(self, row: &mut Model) {
        let keys = NameKeys::of(&self.name);
        row.name = self.name;
        row.name_key = keys.key;
        row.name_pinyin = keys.pinyin;
        row.name_initials = keys.initials;
        row.unit_id = self.unit;
        row.staff_number = self.staff_number;
        row.sex = self.sex;
        row.post = self.post;
        row.social_posts = self.social_posts;
        row.retired = self.retired;
        if let Some(contact) = self.contact {
            row.phone = contact.phone;
            row.email = contact.email;
        }
        if let Some(political) = self.political {
            row.affiliation = political.affiliation;
            row.affiliated_since = political.affiliated_since;
            row.categories = political.categories.iter().map(i32::to_string).collect::<Vec<_>>().join(" ");
        }
        if let Some(cultivation) = self.cultivation {
            row.stage = cultivation.stage;
            row.key_cultivation = cultivation.key_cultivation;
            row.remarks = cultivation.remarks;
        }
        if let Some(sensitive) = self.sensitive {
            row.ethnicity = sensitive.ethnicity;
            row.birth_month = sensitive.birth_month;
            row.overseas = sensitive.overseas;
            row.overseas_remark = sensitive.overseas_remark;
            row.home_address = sensitive.home_address;
            row.health = sensitive.health;
        }
    }
}

impl ContactInput {
    /// Checks the values.
    pub fn check(&self, checks: &mut Checks) {
        checks.optional("contact.phone", self.phone.as_deref(), validate::phone);
        checks.optional("contact.email", self.email.as_deref(), validate::email);
    }

    /// The input with its texts as they are kept.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { phone: filled(self.phone), email: filled(self.email) }
    }
}

/// The categories of a row.
pub fn categories(row: &Model) -> Vec<i32> {
    row.categories.split(' ').filter_map(|number| number.parse().ok()).collect()
}

/// The fields in which two states of a row differ.
pub fn changed(before: &Model, after: &Model) -> Vec<RecordField> {
    use RecordField as F;
    [
        (F::Name, before.name != after.name),
        (F::StaffNumber, before.staff_number != after.staff_number),
        (F::Sex, before.sex != after.sex),
        (F::Unit, before.unit_id != after.unit_id),
        (F::Post, before.post != after.post),
        (F::SocialPosts, before.social_posts != after.social_posts),
        (F::Retired, before.retired != after.retired),
        (F::Phone, before.phone != after.phone),
        (F::Email, before.email != after.email),
        (F::Affiliation, before.affiliation != after.affiliation),
        (F::AffiliatedSince, before.affiliated_since != after.affiliated_since),
        (F::Categories, before.categories != after.categories),
        (F::Stage, before.stage != after.stage),
        (F::KeyCultivation, before.key_cultivation != after.key_cultivation),
        (F::Remarks, before.remarks != after.remarks),
        (F::Ethnicity, before.ethnicity != after.ethnicity),
        (F::BirthMonth, before.birth_month != after.birth_month),
        (
            F::Overseas,
            (&before.overseas, &before.overseas_remark) != (&after.overseas, &after.overseas_remark),
        ),
        (F::HomeAddress, before.home_address != after.home_address),
        (F::Health, before.health != after.health),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}
