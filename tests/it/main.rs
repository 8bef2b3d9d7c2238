//! Every integration test, in one binary.

mod abuse;
mod access_matrix;
mod accounts;
mod browser;
mod contact;
mod crash;
mod demo;
mod durability;
mod import;
mod malformed;
mod metrics;
mod migrations;
mod nodes;
mod over_http;
mod papers;
mod people;
mod roster;
mod schema;
mod scope_property;
mod sign_in;
mod statements;
mod traces;
