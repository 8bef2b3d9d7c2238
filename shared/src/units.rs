//! Units of the college: departments, colleges, branches.

crate::vocabulary! {
    /// What a unit is.
    pub enum UnitKind {
        /// The college and its Party committee: the root of the scope tree.
        College = "COLLEGE" / "学校" / "College",
        /// 党政管理部门.
        Department = "DEPARTMENT" / "党政管理部门" / "Department",
        /// 教辅机构.
        Support = "SUPPORT" / "教辅机构" / "Support unit",
        /// 群团组织.
        MassOrganization = "MASS_ORGANIZATION" / "群团组织" / "Mass organization",
        /// 二级学院.
        School = "SCHOOL" / "二级学院" / "School",
        /// 党总支.
        GeneralBranch = "GENERAL_BRANCH" / "党总支" / "General Party branch",
        /// 直属党支部.
        DirectBranch = "DIRECT_BRANCH" / "直属党支部" / "Directly-affiliated branch",
    }
}

impl UnitKind {
    /// Whether the unit is a branch that decides a roster of its own (R3).
    pub const fn is_branch(self) -> bool {
        matches!(self, Self::GeneralBranch | Self::DirectBranch)
    }
}
