//! 工作设置: what the department decides for everybody (R13).

pub mod cadence;
pub mod calendar;
pub mod page;
