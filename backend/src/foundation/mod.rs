//! The foundation of a new college: what it still lacks before its first roster can be decided.
//!
//! Nothing is stored here. A step is done when there is something to build the next one on; nobody ticks it by hand.
//!
//! Who may: those who can do something about it – who imports or maintains the directory
//! ([`Permission::ImportRun`]) and who opens accounts ([`Permission::AccountManage`]). Counts under five are shown only
//! to those who may read all of what is counted.
//!
//! [`Permission::ImportRun`]: lianyi_shared::access::Permission::ImportRun
//! [`Permission::AccountManage`]: lianyi_shared::access::Permission::AccountManage

pub mod graphql;
pub mod read;
