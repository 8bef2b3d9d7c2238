//! The directory: representatives, leaders and groups, and the representative's own page.

pub mod archive;
pub mod care;
pub mod group;
pub mod group_form;
pub mod groups;
pub mod leader;
pub mod leader_form;
pub mod leaders;
pub mod links;
pub mod own;
pub mod own_occasions;
pub mod record;
pub mod record_form;
pub mod refusal;
pub mod representative;
pub mod representative_form;
pub mod representatives;
pub mod reveal;
pub mod stage_bar;
