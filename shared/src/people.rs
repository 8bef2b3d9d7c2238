//! Leaders, representatives and groups: their vocabularies.

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
