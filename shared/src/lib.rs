//! The vocabulary that both ends of Lianyi speak: ids, enums with their labels, transition tables,
//! the permission catalogue, error codes, validation and the texts shown to people.
//!
//! Nothing here does input or output, and with default features nothing here depends on server
//! crates, so that all of it compiles to wasm. Feature `server` adds columns and GraphQL
//! definitions to the same types; feature `client` adds the typed operations in `api`.

pub mod access;
pub mod account;
#[cfg(feature = "client")]
pub mod api;
pub mod attachment;
pub mod audit;
pub mod calendar;
pub mod codes;
pub mod contact;
pub mod day;
pub mod error;
pub mod foundation;
pub mod id;
pub mod import;
pub mod live;
pub mod notice;
pub mod occasion;
pub mod papers;
pub mod people;
pub mod period;
pub mod plan;
pub mod roster;
pub mod text;
pub mod text_access;
pub mod text_accounts;
pub mod text_contact;
pub mod text_home;
pub mod text_import;
pub mod text_kitchen;
pub mod text_notice;
pub mod text_occasion;
pub mod text_overview;
pub mod text_papers;
pub mod text_people;
pub mod text_plan;
pub mod text_roster;
pub mod text_settings;
pub mod text_shell;
pub mod text_trend;
pub mod trend;
pub mod units;
pub mod validate;
pub mod vocabulary;

/// The types of the committed GraphQL schema, for the operations in [`api`].
#[cfg(feature = "client")]
#[cynic::schema("lianyi")]
#[expect(missing_docs, reason = "generated from the schema, which documents itself")]
pub mod schema {}
