//! The pages of imports: check a file, look at what was found, import it, take it back.

pub mod act;
pub mod check;
pub mod decisions;
pub mod findings;
pub mod recent;
pub mod upload;
