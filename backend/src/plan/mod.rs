//! Planned meetings (R5): both sides choose the time freely, for the long term.
//!
//! A plan names pairings in force and so both sides, a day, perhaps a time from and until, a place, the form and a
//! note. States: `PROPOSED → PLANNED | DECLINED`, taken back `→ CANCELLED`; `PLANNED → HELD | CANCELLED`
//! ([`lianyi_shared::plan`]). A representative may propose a time to a leader who links them; the leader accepts it,
//! and it is a plan like any other, or declines with a word. A plan is *held* when the contact that was begun from it is
//! recorded, in the transaction that records it; voiding that record does not reopen the plan.
//!
//! A plan that repeats is so many rows, made at once ([`repeat`]) and bound to a series by the day for which each was
//! made. An act on this, this and the following, or all of them is therefore one UPDATE of the rows that are still
//! planned; what was changed is changed on each, and what one of them has of its own besides stays.
//!
//! Who may: as for contact records (`CONTACT_RECORD` on the branch of every leader, or as that leader; `CONTACT_READ`
//! to see), because a plan is a contact to come. A representative sees their own meetings ([`meetings`]) without
//! note and without who else comes, and proposes with `MEETING_PROPOSE`.
//!
//! Invariants: an act names the version that was read; every plan has a pairing; it stands with the branch of the
//! leader of the first, and goes with them to another branch while it is open ([`follow`]). When a pairing ends, its open plans stay and are shown as in question. The [`feed`] says by
//! default only that there is a meeting. Both sides are [`told`] of what somebody else arranges, changes or calls off.

pub mod answer;
pub mod cancel;
pub mod change;
pub mod content;
pub mod feed;
pub mod follow;
pub mod graphql;
pub mod graphql_meeting;
pub mod hold;
pub mod ics;
pub mod make;
pub mod may;
pub mod meetings;
pub mod near;
pub mod propose;
pub mod read;
pub mod repeat;
pub mod told;
pub mod withdraw;
pub mod write;
