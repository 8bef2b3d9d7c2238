//! Import of office workbooks: reading, judging, applying, taking back.
//!
//! A workbook's bytes and a snapshot of the directory ([`known::Known`]) go in; accepted rows and
//! findings come out. Judging does not touch the database, so a dry run and an import judge alike.
//! [`order`] judges a file of any kind, [`batch`] keeps it, [`apply`] writes its rows in one
//! transaction, and [`undo`] takes them back.
//!
//! Invariants: a row with an error is never accepted; every change made to a cell's text is a
//! finding; a person is never merged silently – who is already known by staff number is an update,
//! who is like another is a possible duplicate for a person to decide; formulas are never run.
//!
//! Each kind of workbook has its file: [`units`], [`leaders`], [`representatives`], [`groups`],
//! [`roster`], [`ledger`]. They are imported in this order, each judged against what the earlier ones brought.

pub mod annotate;
pub mod annotated;
pub mod apply;
pub mod batch;
pub mod changes;
mod csv;
pub mod findings;
pub mod graphql;
pub mod groups;
pub mod header;
pub mod judgement;
pub mod known;
pub mod known_read;
pub mod leaders;
pub mod ledger;
pub mod normalise;
pub mod order;
pub mod report;
pub mod representatives;
pub mod roster;
pub mod row;
pub mod sheet;
pub mod unchanged;
pub mod undo;
pub mod units;

#[cfg(test)]
mod tests;
