//! What a new college brings together before its first roster can be decided.

crate::vocabulary! {
    /// A step of the foundation, in the order in which the steps build on each other.
    pub enum FoundationStep {
        /// The units and the Party organizations above them.
        Units = "UNITS" / "组织机构" / "Units",
        /// The leading cadres who keep liaison (P1).
        Leaders = "LEADERS" / "领导干部" / "Leaders",
        /// The representative figures (P3).
        Representatives = "REPRESENTATIVES" / "代表人士" / "Representatives",
        /// The groups to befriend (P2).
        Groups = "GROUPS" / "组织与团体" / "Groups",
        /// Last year's roster, or the first one.
        Roster = "ROSTER" / "上一学年名单" / "Last year's roster",
        /// The accounts of those who will work here.
        Accounts = "ACCOUNTS" / "账号" / "Accounts",
    }
}
