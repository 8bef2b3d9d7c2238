//! Trends of thought: reporting one, those that wait, one report with its words when somebody opens it.

pub mod detail;
pub mod list;
pub mod readers;
pub mod report;
