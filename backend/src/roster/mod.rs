//! Rosters: who links whom, decided version by version (R1 to R4).
//!
//! A roster belongs to the college or to one branch. It lives in numbered versions; at most one of
//! them is open and at most one in force. What is in force stays in force until the next version
//! is decided (R4). The states are pure tables in [`lianyi_shared::roster`]:
//!
//! - school: `DRAFT → PROPOSED → IN_FORCE → SUPERSEDED`; returned to `DRAFT` with reasons; withdrawn
//!   from either open state;
//! - branch: `DRAFT → IN_FORCE → SUPERSEDED`; withdrawn from `DRAFT`; once in force it is sent to the
//!   department and filed, a track of its own that never changes force (R3).
//!
//! Who may: the department drafts and proposes the school roster, the committee decides it; a branch
//! drafts, decides and sends its own, the department files it. Nobody decides or returns what they
//! drafted or proposed on the school route, and nobody files what they decided: [`may`] says so, the
//! same for the buttons of a page as for the act, and every UPDATE repeats it in its WHERE.
//!
//! Invariants:
//! - a draft holds every pairing of the version in force as kept or ended, so that the difference is
//!   always whole; a new or ended line has a reason before the version is proposed or decided;
//! - a pairing is `PLANNED` only while its version is open, and exists once per leader and
//!   counterpart; it keeps its identity through versions; `until` is its last day;
//! - a decision takes force in one transaction: the version before is superseded, planned pairings
//!   become active, ended ones end;
//! - steps of the history are added, never changed;
//! - adding or moving a line always needs a decided version; only a fact ([`end_pairing`]) ends one
//!   outside a draft, and the next paper prints it.

pub mod add_line;
pub mod ask_correction;
pub mod board;
pub mod candidates;
pub mod check;
pub mod contents;
pub mod coverage;
pub mod decide;
pub mod draft;
pub mod end_line;
pub mod end_pairing;
pub mod file;
pub mod graphql;
pub mod graphql_line;
pub mod graphql_version;
pub mod hand_over;
pub mod history;
pub mod leader_left;
pub mod may;

pub mod pairings;
pub mod propose;
pub mod read;
pub mod restore_line;
pub mod return_to_drafter;
pub mod send;
pub mod set_exception;
pub mod set_reason;
pub mod sides;
pub mod start;
pub mod todos;
pub mod urge;
pub mod withdraw;
