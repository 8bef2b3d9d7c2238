//! The audit log: who did what to which thing, when, and in which capacity.
//!
//! A line is written inside the transaction that it reports. Right after, at most a second later,
//! a background task seals new lines in order into a hash chain, so that the chain never makes
//! writers queue. A line holds ids, field names and counts, never personal content: erasure does
//! not break the chain.
//!
//! Who may: the audit administrator reads the list ([`Permission::AuditRead`]); nobody writes it
//! by hand, nobody changes it.
//!
//! [`Permission::AuditRead`]: lianyi_shared::access::Permission::AuditRead

pub mod chain;
pub mod event;
pub mod graphql;
pub mod read;
