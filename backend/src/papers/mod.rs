//! Papers: what leaves the program to be signed, filed or worked on – the roster, as the decision
//! paper (docx and print) and as the pairing workbook (xlsx), and contact records as a [`ledger`].
//!
//! What a decision paper contains is decided once, in [`paper`], a pure function of what [`source`]
//! has read; [`docx`] and the page that prints only lay it out. The paper is an official document:
//! it is in Chinese whatever the viewer's language. Its form follows the state of the version: a
//! draft (草稿), submitted for decision (送审稿, on the school route a 请示), as decided (审定稿, a
//! 决定, with meeting, date and minute number).
//!
//! Who may: permission `ROSTER_EXPORT` on the owner, `CONTACT_EXPORT` on the records of a ledger. Of the persons a paper
//! shows what the viewer may
//! read of each: the name stands on the roster, unit and post need `BASIC`, categories `POLITICAL`.
//!
//! Invariants:
//! - no paper leaves without an export number, which is in the file and in the audit log; the
//!   contents are only handed out together with a number;
//! - a file is made when its ticket is redeemed, for the viewer as they are then; making it never
//!   holds up the asynchronous threads;
//! - text is text: nothing in a workbook is ever a formula, whatever a name begins with;
//! - the workbook has the headings that the import reads: what was exported imports without errors.

pub mod docx;
pub mod export;
pub mod graphql;
pub mod ledger;
pub mod number;
pub mod paper;
pub mod source;
pub mod workbook;

use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_papers::PaperText;

/// A text of the papers, which are in Chinese, with its parameters.
fn filled(text: PaperText, params: &[(&str, &dyn std::fmt::Display)]) -> String {
    text.render(Lang::Zh, params)
}
