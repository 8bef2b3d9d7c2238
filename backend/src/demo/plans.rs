//! Meetings that leaders with accounts have planned: to come, repeating, called off, forgotten, and one that a
//! representative proposed.

use std::collections::HashMap;

use chrono::TimeDelta;
use lianyi_shared::access::Role;
use lianyi_shared::contact::ContactMode;
use lianyi_shared::id::{AccountId, LeaderId, PlanId, PlanSeriesId, RepresentativeId};
use lianyi_shared::plan::{PlanRepeat, PlanStatus};
use lianyi_shared::roster::PairingStatus;

use super::Inventor;
use super::book::Book;
use super::college::College;
use crate::access::account::NewAccount;
use crate::entity::{pairing, plan, plan_pairing, plan_series};
use crate::plan::repeat::{End, days};

/// The rows of all plans.
#[derive(Debug, Default)]
pub(super) struct Plans {
    pub(super) series: Vec<plan_series::Model>,
    pub(super) rows: Vec<plan::Model>,
    pub(super) pairings: Vec<plan_pairing::Model>,
}

/// When and how people meet: days from today, times, place, form.
type Meeting = (i64, Option<(&'static str, &'static str)>, Option<&'static str>, ContactMode);

const MEETINGS: &[Meeting] = &[
    (2, Some(("09:30", "10:30")), Some("行政楼302"), ContactMode::Talk),
    (5, Some(("15:00", "16:00")), Some("图书馆"), ContactMode::Talk),
    (9, None, Some("校外实训基地"), ContactMode::StudyTour),
    (12, Some(("14:30", "16:30")), Some("第二会议室"), ContactMode::Symposium),
    (-3, Some(("16:00", "16:30")), None, ContactMode::Telephone),
    (20, Some(("10:00", "11:00")), Some("教学楼"), ContactMode::Talk),
];

/// Invents a plan for every pairing in force of a leader with an account.
pub(super) fn invent(
    inventor: &Inventor<'_>,
    college: &College,
    book: &Book,
    opened: &[(NewAccount, AccountId)],
) -> Plans {
    let of_leaders: HashMap<LeaderId, AccountId> =
        opened.iter().filter_map(|(account, id)| Some((account.leader?, *id))).collect();
    let of_people: HashMap<RepresentativeId, AccountId> =
        opened.iter().filter_map(|(account, id)| Some((account.representative?, *id))).collect();
    let mut plans = Plans::default();
    let in_force = book.pairings.iter().filter(|pairing| pairing.status == PairingStatus::Active);
    for (number, pairing) in
        in_force.filter(|pairing| of_leaders.contains_key(&pairing.leader_id)).enumerate()
    {
        let Some(leader) = college.leaders.rows.iter().find(|leader| leader.id == pairing.leader_id) else {
            continue;
        };
        let Some(author) = of_leaders.get(&leader.id).copied() else { continue };
        let Some(meeting) = MEETINGS.get(number % MEETINGS.len()) else { continue };
        let mut row = planned(inventor, pairing, leader.branch_id, author, *meeting);
        if number % 7 == 6 {
            row.status = PlanStatus::Cancelled;
            row.reason = Some("当天有会，另行约定".to_owned());
        }
        if number % 5 == 1 {
            plans.repeating(inventor, pairing, &row);
        } else {
            plans.add(pairing, row);
        }
        // Whoever has an account proposes a time as well.
        if let Some((person, account)) =
            pairing.representative_id.and_then(|person| Some((person, *of_people.get(&person)?)))
        {
            let meeting = (7, Some(("15:00", "")), None, ContactMode::Talk);
            let mut row = planned(inventor, pairing, leader.branch_id, account, meeting);
            row.status = PlanStatus::Proposed;
            row.time_until = None;
            row.words = Some("想谈谈课题进展和实验室安排。".to_owned());
            row.proposer_id = Some(person);
            Role::Representative.code().clone_into(&mut row.capacity);
            plans.add(pairing, row);
        }
    }
    plans
}

fn planned(
    inventor: &Inventor<'_>,
    pairing: &pairing::Model,
    branch_id: lianyi_shared::id::UnitId,
    author: AccountId,
    (after, times, place, mode): Meeting,
) -> plan::Model {
    let day = inventor.timeline.today + TimeDelta::days(after);
    let made_at =
        inventor.timeline.at(pairing.since.unwrap_or(inventor.timeline.today).min(inventor.timeline.today));
    plan::Model {
        id: PlanId(inventor.new_id()),
        series_id: None,
        made_for: day,
        status: PlanStatus::Planned,
        day,
        time_from: times.map(|(from, _)| from.to_owned()),
        time_until: times.map(|(_, until)| until.to_owned()),
        place: place.map(str::to_owned),
        mode,
        note: None,
        words: None,
        proposer_id: None,
        reason: None,
        contact_id: None,
        branch_id,
        author_id: author,
        capacity: Role::Leader.code().to_owned(),
        made_at,
        changed_at: made_at,
        version: 1,
    }
}

impl Plans {
    fn add(&mut self, pairing: &pairing::Model, row: plan::Model) {
        self.pairings.push(plan_pairing::Model { plan_id: row.id, pairing_id: pairing.id, position: 0 });
        self.rows.push(row);
    }

    fn repeating(&mut self, inventor: &Inventor<'_>, pairing: &pairing::Model, first: &plan::Model) {
        let series = plan_series::Model { id: PlanSeriesId(inventor.new_id()), repeat: PlanRepeat::Monthly };
        for day in days(first.day, series.repeat, End::After(4)) {
            let id = PlanId(inventor.new_id());
            let row = plan::Model { id, series_id: Some(series.id), made_for: day, day, ..first.clone() };
            self.add(pairing, row);
        }
        self.series.push(series);
    }
}
