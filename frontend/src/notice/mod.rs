//! What the viewer is told: the page of notices, and whether mail tells of them too.

pub mod list;
pub mod mail;
