//! The pages of imports: check a file, look at what was found, import it, take it back.

mod act;
mod check;
mod decisions;
mod findings;
mod recent;
mod refused;
mod upload;

pub use check::ImportCheck;
pub use recent::Imports;
