//! The tables, one file each, without behaviour. Only the slice that a file names writes its table.
#![expect(missing_docs, reason = "columns are documented where the interface shows them")]

pub mod account;
pub mod account_role;
pub mod audit_event;
pub mod contact;
pub mod contact_counterpart;
pub mod contact_draft;
pub mod contact_leader;
pub mod contact_pairing;
pub mod contact_revision;
pub mod download_ticket;
pub mod import_batch;
pub mod import_change;
pub mod leader;
pub mod lease;
pub mod liaison_group;
pub mod pairing;
pub mod quota_exception;
pub mod representative;
pub mod representative_category;
pub mod revision;
pub mod role;
pub mod role_grant;
pub mod roster;
pub mod roster_decision;
pub mod roster_line;
pub mod roster_urge;
pub mod roster_version;
pub mod session;
pub mod setting;
pub mod signing_key;
pub mod unit;
pub mod unit_closure;
