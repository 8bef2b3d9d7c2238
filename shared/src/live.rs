//! Live hints: that something of a kind has changed. What, the page asks itself.

use crate::access::Permission;

crate::vocabulary! {
    /// A kind of thing that pages show and others change.
    pub enum Topic {
        Contacts = "CONTACTS" / "联系记录" / "Contacts",
        Trends = "TRENDS" / "思想动态" / "Trends of thought",
        Rosters = "ROSTERS" / "名单" / "Rosters",
        Pairings = "PAIRINGS" / "结对" / "Pairings",
        People = "PEOPLE" / "人员" / "People",
        Plans = "PLANS" / "联系安排" / "Planned meetings",
        Meetings = "MEETINGS" / "见面安排" / "One's own meetings",
        Notices = "NOTICES" / "通知" / "Notices",
    }
}

impl Topic {
    /// Who is told: whoever may see any of them; `None` is everybody, of their own.
    pub const fn permission(self) -> Option<Permission> {
        match self {
            Self::Contacts | Self::Plans => Some(Permission::ContactRead),
            Self::Trends => Some(Permission::TrendRead),
            Self::Rosters => Some(Permission::RosterRead),
            Self::Pairings => Some(Permission::PairingRead),
            Self::People => Some(Permission::RepresentativeRead),
            Self::Meetings => Some(Permission::MeetingPropose),
            Self::Notices => None,
        }
    }

    /// What an act of the audit log changed, by the code of the act.
    pub fn of_act(code: &str) -> &'static [Self] {
        match code.split_once('_') {
            Some(("CONTACT", _)) => &[Self::Contacts, Self::Pairings],
            Some(("TREND", _)) => &[Self::Trends],
            // That somebody fell ill is not for everybody who listens, under whatever name.
            Some(("OCCASION", _) | (_, "EXPORT" | "REVEAL" | "OPEN" | "CHECK" | "DOWNLOAD")) => &[],
            Some(("ROSTER" | "PAIRING", _)) => &[Self::Rosters, Self::Pairings],
            Some(("PLAN", _)) => &[Self::Plans, Self::Meetings],
            // The lamps are others then.
            Some(("CADENCE", _) | ("CALENDAR", "LOAD")) => &[Self::Pairings],
            Some(("REPRESENTATIVE" | "LEADER" | "GROUP" | "UNIT", _)) => &[Self::People],
            Some(("IMPORT", _)) => Self::ALL,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::AuditAction;

    #[test]
    fn acts_that_only_read_change_nothing() {
        let topics = |action: AuditAction| Topic::of_act(action.code());
        assert_eq!(topics(AuditAction::ContactRecord), [Topic::Contacts, Topic::Pairings]);
        assert_eq!(topics(AuditAction::ImportApply), Topic::ALL);
        for action in [
            AuditAction::RosterExport,
            AuditAction::RepresentativeReveal,
            AuditAction::AttachmentOpen,
            AuditAction::AccountSignIn,
            AuditAction::ImportCheck,
        ] {
            assert!(topics(action).is_empty(), "{action}");
        }
    }
}
