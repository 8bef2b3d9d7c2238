//! Lianyi: the server and its command line.
//!
//! In reading order: [`op`] is what every operation is given; [`work`] is the one way to write;
//! [`access`] says who may; [`page`] makes lists; the slices ([`units`], [`people`], …) hold the
//! product; [`schema`] and [`http`] put it on the wire; [`cli`] is the command line.

pub mod access;
pub mod attachment;
pub mod audit;
pub mod backup;
pub mod calendar;
pub mod cli;
pub mod clock;
pub mod config;
pub mod contact;
pub mod db;
pub mod demo;
pub mod entity;
pub mod error;
pub mod faults;
pub mod foundation;
pub mod http;
pub mod import;
pub mod lease;
pub mod live;
pub mod loaders;
pub mod node;
pub mod notice;
pub mod occasion;
pub mod op;
pub mod page;
pub mod papers;
pub mod people;
pub mod plan;
mod remembered;
pub mod roster;
pub mod schema;
pub mod starting;
mod tasks;
pub mod ticket;
pub mod trend;
pub mod units;
pub mod work;

/// Says who signs tokens and who encrypts connections to other servers. Once in a process, before either is needed:
/// the libraries would panic at the first token or the first connection.
pub fn choose_cryptography() {
    // A second choice is refused, and is the same.
    let _ = jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER.install_default();
    let _ = rustls::crypto::ring::default_provider().install_default();
}
