//! Leaders, representatives and groups: their vocabularies and rules.

use crate::access::FieldGroup;

crate::vocabulary! {
    /// Which leaders keep liaison (P1). The quota (R2) binds school-level leaders only.
    pub enum LeaderTier {
        School = "SCHOOL" / "校级" / "School level",
        Department = "DEPARTMENT" / "中层" / "Department level",
    }
}

crate::vocabulary! {
    /// The stages of a figure's growth through which liaison runs (P4).
    pub enum Stage {
        Discovery = "DISCOVERY" / "发现" / "Discovery",
        Cultivation = "CULTIVATION" / "培养" / "Cultivation",
        Use = "USE" / "使用" / "Use",
        Management = "MANAGEMENT" / "管理" / "Management",
    }
}

crate::vocabulary! {
    /// The groups to befriend (P2).
    pub enum GroupKind {
        PartyOrganization = "PARTY_ORGANIZATION" / "民主党派基层组织" / "Democratic-party organization",
        UnitedFrontGroup = "UNITED_FRONT_GROUP" / "统战团体" / "United-front group",
    }
}

crate::vocabulary! {
    /// Sex, GB/T 2261.1.
    pub enum Sex {
        Male = "MALE" / "男" / "Male",
        Female = "FEMALE" / "女" / "Female",
    }
}

crate::vocabulary! {
    /// Whether a person or group is current. Nothing that is referenced is deleted.
    pub enum RecordStatus {
        Active = "ACTIVE" / "在册" / "Current",
        Archived = "ARCHIVED" / "已归档" / "Archived",
    }
}

crate::vocabulary! {
    /// The fields of people and groups, for the timeline, the forms and the page of what is held.
    pub enum RecordField {
        Name = "NAME" / "姓名（名称）" / "Name",
        StaffNumber = "STAFF_NUMBER" / "工号" / "Staff number",
        Sex = "SEX" / "性别" / "Sex",
        Unit = "UNIT" / "所在单位" / "Unit",
        Branch = "BRANCH" / "所属党组织" / "Branch",
        Tier = "TIER" / "层级" / "Tier",
        Kind = "KIND" / "类型" / "Kind",
        Post = "POST" / "职务职称" / "Post and title",
        SocialPosts = "SOCIAL_POSTS" / "社会职务" / "Posts in society",
        Retired = "RETIRED" / "是否离退休" / "Retired",
        Head = "HEAD" / "负责人" / "Head",
        MemberCount = "MEMBER_COUNT" / "成员数" / "Members",
        Founded = "FOUNDED" / "成立时间" / "Founded",
        Phone = "PHONE" / "联系电话" / "Telephone",
        Email = "EMAIL" / "邮箱" / "E-mail",
        Affiliation = "AFFILIATION" / "政治面貌" / "Political affiliation",
        AffiliatedSince = "AFFILIATED_SINCE" / "加入时间" / "Affiliated since",
        Categories = "CATEGORIES" / "人士类别" / "Categories",
        Stage = "STAGE" / "成长阶段" / "Stage",
        KeyCultivation = "KEY_CULTIVATION" / "重点培养" / "Key cultivation",
        Remarks = "REMARKS" / "备注" / "Remarks",
        Ethnicity = "ETHNICITY" / "民族" / "Ethnicity",
        BirthMonth = "BIRTH_MONTH" / "出生年月" / "Month of birth",
        Overseas = "OVERSEAS" / "港澳台侨情况" / "Overseas status",
        HomeAddress = "HOME_ADDRESS" / "家庭住址" / "Home address",
        Health = "HEALTH" / "健康情况" / "Health",
    }
}

impl RecordField {
    /// The field group with which the field is granted.
    pub const fn group(self) -> FieldGroup {
        match self {
            Self::Name
            | Self::StaffNumber
            | Self::Sex
            | Self::Unit
            | Self::Branch
            | Self::Tier
            | Self::Kind
            | Self::Post
            | Self::SocialPosts
            | Self::Retired
            | Self::Head
            | Self::MemberCount
            | Self::Founded => FieldGroup::Basic,
            Self::Phone | Self::Email => FieldGroup::ContactDetails,
            Self::Affiliation | Self::AffiliatedSince | Self::Categories => FieldGroup::Political,
            Self::Stage | Self::KeyCultivation | Self::Remarks => FieldGroup::Cultivation,
            Self::Ethnicity | Self::BirthMonth | Self::Overseas | Self::HomeAddress | Self::Health => {
                FieldGroup::Sensitive
            }
        }
    }
}

crate::vocabulary! {
    /// What does not fit in a representative's record: pointed out, never refused.
    pub enum RecordWarning {
        /// Category 1 is for democratic parties and people without affiliation, 04 to 12.
        DeputyAffiliation = "DEPUTY_AFFILIATION" / "类别1一般为民主党派成员或无党派人士，请核对政治面貌。" / "Category 1 is for democratic parties and people without party affiliation; check the affiliation.",
        /// Category 2 is for democratic parties, 04 to 11.
        PartyPostAffiliation = "PARTY_POST_AFFILIATION" / "类别2一般为民主党派成员，请核对政治面貌。" / "Category 2 is for democratic parties; check the affiliation.",
        /// Category 8 is for the retired.
        VeteranNotRetired = "VETERAN_NOT_RETIRED" / "列入类别8，但未标为离退休，请核对。" / "In category 8 but not marked as retired; please check.",
        /// Retirement never ends a pairing; it suggests category 8.
        RetiredNotVeteran = "RETIRED_NOT_VETERAN" / "已离退休，可考虑列入类别8；结对不因此结束。" / "Retired: consider category 8. Pairings go on.",
    }
}

/// What does not fit between affiliation, categories and retirement (P3).
pub fn warnings(affiliation: &str, categories: &[i32], retired: bool) -> Vec<RecordWarning> {
    let veteran = categories.contains(&8);
    let mut found = Vec::new();
    if categories.contains(&1) && !("04"..="12").contains(&affiliation) {
        found.push(RecordWarning::DeputyAffiliation);
    }
    if categories.contains(&2) && !("04"..="11").contains(&affiliation) {
        found.push(RecordWarning::PartyPostAffiliation);
    }
    if veteran && !retired {
        found.push(RecordWarning::VeteranNotRetired);
    }
    if retired && !veteran {
        found.push(RecordWarning::RetiredNotVeteran);
    }
    found
}

crate::vocabulary! {
    /// Why restricted fields are looked at. A purpose in own words counts as `OTHER`; only the
    /// code and a keyed digest of the words are kept.
    pub enum RevealPurpose {
        ArrangeContact = "ARRANGE_CONTACT" / "安排联系或走访" / "Arranging contact or a visit",
        HandleMatter = "HANDLE_MATTER" / "办理本人的事项" / "Handling the person’s matter",
        CheckRecord = "CHECK_RECORD" / "核对、更正资料" / "Checking or correcting the record",
        OwnRecord = "OWN_RECORD" / "本人查看" / "Looking at one’s own record",
        Other = "OTHER" / "其他用途" / "Other",
    }
}

/// The shortest purpose in own words, in characters.
pub const PURPOSE_MIN: usize = 4;

crate::vocabulary! {
    /// What the viewer may do to a record as it is now.
    pub enum RecordAction {
        Edit = "EDIT" / "更正" / "Correct",
        Archive = "ARCHIVE" / "归档" / "Archive",
        Restore = "RESTORE" / "恢复" / "Restore",
        Reveal = "REVEAL" / "查看敏感信息" / "Reveal restricted fields",
        Care = "CARE" / "登记慰问事由" / "Enter a reason to visit",
    }
}

impl RecordStatus {
    /// What can be done in this state, reveal and care aside.
    pub const fn actions(self) -> &'static [RecordAction] {
        match self {
            Self::Active => &[RecordAction::Edit, RecordAction::Archive],
            Self::Archived => &[RecordAction::Restore],
        }
    }
}

crate::vocabulary! {
    /// What a line of a record's timeline tells.
    pub enum TimelineKind {
        Created = "CREATED" / "登记" / "Registered",
        Edited = "EDITED" / "更正资料" / "Corrected",
        Archived = "ARCHIVED" / "归档" / "Archived",
        Restored = "RESTORED" / "恢复在册" / "Restored",
        Revealed = "REVEALED" / "查看敏感信息" / "Restricted fields revealed",
        Linked = "LINKED" / "列入结对" / "Pairing in force",
        Unlinked = "UNLINKED" / "结对结束" / "Pairing ended",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_that_do_not_fit_are_pointed_out() {
        assert_eq!(
            warnings("13", &[1, 2], false),
            [RecordWarning::DeputyAffiliation, RecordWarning::PartyPostAffiliation]
        );
        assert_eq!(warnings("12", &[1, 2], false), [RecordWarning::PartyPostAffiliation]);
        assert_eq!(warnings("05", &[8], false), [RecordWarning::VeteranNotRetired]);
        assert_eq!(warnings("05", &[3], true), [RecordWarning::RetiredNotVeteran]);
        assert_eq!(warnings("05", &[1, 2, 8], true), []);
    }
}
