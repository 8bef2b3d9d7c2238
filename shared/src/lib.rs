//! The vocabulary that both ends of Lianyi speak: ids, enums with their labels, transition tables,
//! the permission catalogue, error codes, validation and the texts shown to people.
//!
//! Nothing here does input or output, and with default features nothing here depends on server
//! crates, so that all of it compiles to wasm. Feature `server` adds columns and GraphQL
//! definitions to the same types; feature `client` adds the typed operations in `api`.

pub mod access;
pub mod calendar;
pub mod error;
pub mod id;
pub mod people;
pub mod roster;
pub mod text;
pub mod text_kitchen;
pub mod text_shell;
pub mod units;
pub mod validate;
pub mod vocabulary;
