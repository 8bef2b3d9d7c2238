//! Accounts: who can sign in, as what, and the acts of the administrators on them.

pub mod account;
pub mod accounts;
pub mod acts;
pub mod entry;
pub mod link;
pub mod open;
pub mod roles;
pub mod words;
