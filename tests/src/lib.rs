//! The test harness: the real server over real HTTP, on `SQLite` and PostgreSQL, spoken to by
//! people with roles.
//!
//! A test reads: [`on_both_databases!`] gives it a [`app::TestApp`]; [`college`] builders put a
//! small college in; `app.user(Role::…)` signs somebody in; the user runs the same typed
//! operations as the pages. Only functions whose name begins with `db_` touch the database.

pub mod app;
pub mod browser;
pub mod college;
pub mod db;
pub mod files;
pub mod ledger;
pub mod pdf;
pub mod process;
pub mod roster;
pub mod s3;
pub mod smtp;
pub mod user;
