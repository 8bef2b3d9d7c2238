//! Trends of thought (思想动态, R11): what a leader tells their own branch of how a counterpart thinks.
//!
//! A report is read, and taken note of or reported up; it is never assigned, merged, scored, searched or exported, and
//! it is no part of a contact record. Its states are in `lianyi_shared::trend`.
//!
//! Who may: a leader reports of those they are paired with (`TREND_REPORT`). It lies before the secretary of their
//! branch (`TREND_READ` with scope `UNIT`), or whoever acts for one; where the leader is that secretary themselves, or
//! nobody is, readers are named at once. The author and the secretary may name readers of the department or the
//! committee; besides them nobody reads it, whatever else they may read.
//!
//! Those before whom it lies are told by a notice without names, and the author when note is taken of it.
//!
//! Invariants: the words leave by `openTrend` alone, and every time is a line of the audit log; lists and details are
//! without them. Nobody takes note of their own report. Twelve months after it was reported it is asked whether it must be
//! kept. What was taken back or deleted is gone, and the audit log says only that there was something.

pub mod end;
pub mod graphql;
pub mod keep;
pub mod may;
pub mod note;
pub mod open;
pub mod read;
pub mod readers;
pub mod report;
pub mod report_up;
