//! The demonstration college: invented, the same at every load, with every state of every workflow.
//!
//! Names, numbers and texts are nobody's. Chance comes from a fixed seed ([`dice`]); days count
//! from the day of the load ([`timeline`]). Units and people are invented first ([`college`]),
//! then accounts are opened, then the rosters' history is written by the product's own transition
//! tables ([`book`]), and all of it is stored in one transaction ([`load`]).

pub mod accounts;
mod book;
mod branch_rosters;
mod college;
mod contacts;
mod dice;
mod groups;
mod leaders;
pub mod load;
mod names;
mod occasions;
mod plans;
mod posts;
mod representatives;
mod school_roster;
#[cfg(test)]
mod tests;
mod timeline;
mod trends;
mod units;

use chrono::Datelike as _;
use uuid::Uuid;

use crate::clock::Clock;
use dice::Dice;
use timeline::Timeline;

/// What is needed to invent things: chance, ids, staff numbers and the time.
struct Inventor<'a> {
    dice: Dice,
    timeline: Timeline,
    ids: &'a (dyn Fn() -> Uuid + Sync),
    staff: i32,
}

impl std::fmt::Debug for Inventor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inventor").field("timeline", &self.timeline).finish_non_exhaustive()
    }
}

impl<'a> Inventor<'a> {
    /// Always the same beginnings.
    fn new(clock: &Clock, ids: &'a (dyn Fn() -> Uuid + Sync)) -> Self {
        let timeline = Timeline { now: clock.now(), today: clock.today() };
        Self { dice: Dice::new(2019), timeline, ids, staff: 0 }
    }

    fn new_id(&self) -> Uuid {
        (self.ids)()
    }

    /// The next staff number: two digits of the year of joining, then a running number.
    fn staff_number(&mut self, age: i32) -> String {
        self.staff += 1;
        let joined = (self.timeline.today.year() - age + 25).min(self.timeline.today.year());
        format!("{:02}{:04}", joined.rem_euclid(100), self.staff)
    }
}
