//! Reasons to visit somebody (慰问事由, M1, M2): care events, and festivals of one's own.
//!
//! A *care event* is that a representative is ill, bereaved or retires, and the day: no words at all, because that
//! somebody is ill is health data. It has no states. Whoever ends it deletes it, and it is deleted by itself thirty days
//! after a visit, ninety after its day (a retirement: thirty), and when the record is archived. Of a kind a person has one
//! at a time.
//!
//! A *chosen festival* is one on which a representative would like to be remembered. Its day is computed
//! where that can be done ([`days`]); where it is proclaimed, the person says when it is next, and nothing is suggested
//! after that until they say it again.
//!
//! Who may: `CONTACT_RECORD` enters, sees and ends care events – a leader of those they are paired with, a secretary of
//! the branch's people, the department of all ([`may`]). The person sees and ends their own, but enters none: a visit is
//! offered, not ordered. Festivals are chosen by the person alone (`MEETING_PROPOSE`); others learn of one only from the
//! suggestion that the leaders paired with them get. Both disappear with who may no longer see them: nothing is copied.
//!
//! Invariants: the two never meet in one table or one input, so nobody can enter a festival for another. Neither is a
//! field of the representative, so no list, search, export or figure can know them; audit lines name neither whom nor
//! what, and no live hint follows from them.

pub mod choose;
pub mod days;
pub mod end;
pub mod enter;
pub mod forget;
pub mod graphql;
pub mod may;
pub mod read;
pub mod suggest;
pub mod visits;
