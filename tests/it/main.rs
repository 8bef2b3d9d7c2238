//! Every integration test, in one binary.

mod access_matrix;
mod malformed;
mod migrations;
mod people;
mod schema;
mod scope_property;
mod sign_in;
