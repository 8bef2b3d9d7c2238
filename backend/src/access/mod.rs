//! Access: who signs in, and what they may then see and do.
//!
//! A token carries identity only. On every request the account, its session and the revision of
//! all grants are read; grants themselves are cached by that revision, so a change is felt on the
//! next request, on every node.
//!
//! A viewer holds, per permission, a set of [`viewer::Atom`]s: a scope with its anchor and the
//! field groups that come with it. Lists compile atoms to SQL ([`scope`]); a single row is judged
//! by the same atoms in memory ([`viewer::Viewer::require`]); the tests hold both against each
//! other.
//!
//! The system administrator opens, renews, unlocks and closes accounts; the security administrator grants
//! and revokes roles; nobody does either to themselves. Accounts of representatives are the department's,
//! because that somebody is a representative is not an administrator's to know.
//!
//! Invariants: deny by default; grants only add up; the three administrators exclude each other
//! and every business role; outside the scope is `NOT_FOUND`, inside but refused is `FORBIDDEN`.

pub mod account;
pub mod accounts;
pub mod branch_post;
pub mod close_account;
pub mod end_deputy;
pub mod grant_role;
pub mod graphql;
pub mod graphql_account;
pub mod keys;
pub mod name;
pub mod name_deputy;
pub mod open_account;
pub mod password;
pub mod redeem;
pub mod refresh;
pub mod renew_link;
pub mod revoke_role;
pub mod scope;
pub mod seed;
pub mod sign_in;
pub mod sign_out;
pub mod token;
pub mod unlock_account;
pub mod viewer;
