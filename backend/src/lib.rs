//! Lianyi: the server and its command line.
//!
//! In reading order: [`op`] is what every operation is given; [`work`] is the one way to write;
//! [`access`] says who may; [`page`] makes lists; the slices ([`units`], [`people`], …) hold the
//! product; [`schema`] and [`http`] put it on the wire; [`cli`] is the command line.

pub mod access;
pub mod audit;
pub mod backup;
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
pub mod loaders;
pub mod node;
pub mod op;
pub mod page;
pub mod papers;
pub mod people;
mod remembered;
pub mod roster;
pub mod schema;
pub mod starting;
pub mod ticket;
pub mod units;
pub mod work;
