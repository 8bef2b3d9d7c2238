//! Accounts: the states they pass through, what can be done in each, and what each role needs.

use crate::access::{AccountStatus, Role};

crate::vocabulary! {
    /// Where an account stands, as people speak of it.
    pub enum AccountState {
        /// Opened; the one-time link has not been used yet.
        Invited = "INVITED" / "待启用" / "Invited",
        Active = "ACTIVE" / "正常" / "Active",
        /// Waits because of wrong passwords.
        Locked = "LOCKED" / "已锁定" / "Locked",
        /// Ended; nobody signs in with it.
        Closed = "CLOSED" / "已关闭" / "Closed",
    }
}

crate::vocabulary! {
    /// What can be done to an account.
    pub enum AccountAction {
        /// A new one-time link; the old one, the password and every sign-in end with it. It also
        /// opens a closed account again.
        RenewLink = "RENEW_LINK" / "发放新链接" / "Give a new link",
        /// Ends the wait because of wrong passwords.
        Unlock = "UNLOCK" / "解除锁定" / "Unlock",
        /// Ends the account and every sign-in at once.
        Close = "CLOSE" / "关闭账号" / "Close the account",
    }
}

impl AccountState {
    /// The state of an account with this status, that waits or does not.
    pub const fn of(status: AccountStatus, waits: bool) -> Self {
        match (status, waits) {
            (AccountStatus::Closed, _) => Self::Closed,
            (AccountStatus::Invited, _) => Self::Invited,
            (AccountStatus::Active, true) => Self::Locked,
            (AccountStatus::Active, false) => Self::Active,
        }
    }

    /// What can be done in this state.
    pub const fn actions(self) -> &'static [AccountAction] {
        use AccountAction as A;
        match self {
            Self::Invited | Self::Active => &[A::RenewLink, A::Close],
            Self::Locked => &[A::Unlock, A::RenewLink, A::Close],
            Self::Closed => &[A::RenewLink],
        }
    }

    /// The state after an action; `None` where it is not possible.
    pub fn after(self, action: AccountAction) -> Option<Self> {
        self.actions().contains(&action).then_some(match action {
            AccountAction::RenewLink => Self::Invited,
            AccountAction::Unlock => Self::Active,
            AccountAction::Close => Self::Closed,
        })
    }
}

/// The place in the college at which a role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The whole college.
    College,
    /// A general or directly-affiliated branch.
    Branch,
    /// Any unit.
    Unit,
}

impl Role {
    /// Where the role is held.
    pub const fn anchor(self) -> Anchor {
        match self {
            Self::BranchSecretary => Anchor::Branch,
            Self::Handler => Anchor::Unit,
            _ => Anchor::College,
        }
    }

    /// The role follows from who the person is: it comes with the account and is never granted.
    pub const fn is_evident(self) -> bool {
        matches!(self, Self::Leader | Self::Representative)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_new_link_leads_out_of_closed_and_every_action_has_its_state() {
        assert_eq!(AccountState::Closed.actions(), [AccountAction::RenewLink]);
        assert_eq!(AccountState::Closed.after(AccountAction::RenewLink), Some(AccountState::Invited));
        assert_eq!(AccountState::Locked.after(AccountAction::Unlock), Some(AccountState::Active));
        assert_eq!(AccountState::Active.after(AccountAction::Unlock), None);
        assert_eq!(AccountState::Closed.after(AccountAction::Close), None);
    }

    #[test]
    fn a_closed_account_is_closed_whatever_it_waits_for() {
        assert_eq!(AccountState::of(AccountStatus::Closed, true), AccountState::Closed);
        assert_eq!(AccountState::of(AccountStatus::Active, true), AccountState::Locked);
    }
}
