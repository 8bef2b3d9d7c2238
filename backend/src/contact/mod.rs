//! Contact records (R6): who met whom, when, how, about what, and what was raised.
//!
//! A record begins as a *draft*, which is saved while its author types, which nobody else sees and which counts
//! nowhere. `record` turns it into a contact under the same id, so that a request whose answer was lost can be
//! repeated. What a leader of the contact records is their own word and at once `CONFIRMED`, if they were paired with
//! everybody in it; what speaks for others too, or what somebody else enters on behalf, is `AWAITING_CONFIRMATION` until
//! a leader of the contact who did not write it confirms it, never by itself. A record is corrected by a further
//! revision (the old ones stay) or voided with a reason; nothing is edited in place. A correction that is not a leader's
//! own word has to be confirmed again.
//!
//! Who may: `CONTACT_RECORD` on the branch of the leader named first, or as one of the leaders; `CONTACT_READ` the
//! same. The record stands with the branch that the leader named first had when it was entered.
//!
//! What a ledger of the past had is imported as confirmed history (`imported`): nobody confirmed it here and it is
//! never late; whom the roster did not link may stand on it, and who cannot be linked stands on it by name.
//!
//! Invariants: every counterpart of a record made here was paired on the day with one of the leaders for whom its author
//! may record; `contact_pairing`
//! has exactly the confirmed contacts, each under the pairings of its day, and `contact_last` the last of each pairing,
//! from which cadence ([`cadence`]) counts ([`met`] writes both); what was raised is listed line by line, or it is said
//! that nothing was.
//!
//! How a year went is counted while records are written ([`tally`]) and shown by period ([`overview`]).
//!
//! How often counterparts should be met is a setting of the department ([`set_cadence`], R13), by the tier of the leader
//! and the category of the person. Every lamp, the due board ([`due`]) and home are judged by it. Whoever may record for
//! a leader may urge them from the board ([`urge`]).

pub mod cadence;
pub mod confirm;
pub mod content;
pub mod correct;
pub mod discard_draft;
pub mod drafts;
pub mod due;
pub mod festivals;
pub mod graphql;
pub mod graphql_cadence;
pub mod graphql_overview;
pub mod may;
pub mod met;
pub mod overview;
pub mod read;
pub mod record;
pub mod save_draft;
pub mod set_cadence;
pub mod tally;
pub mod urge;
pub mod void;
pub mod write;
