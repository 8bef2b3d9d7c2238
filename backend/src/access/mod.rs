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
//! Invariants: deny by default; grants only add up; the three administrators exclude each other
//! and every business role; outside the scope is `NOT_FOUND`, inside but refused is `FORBIDDEN`.

pub mod account;
pub mod graphql;
pub mod keys;
pub mod password;
pub mod redeem;
pub mod refresh;
pub mod scope;
pub mod seed;
pub mod sign_in;
pub mod sign_out;
pub mod token;
pub mod viewer;
