//! Contacts that were held: by leaders who have accounts, and a few entered on behalf of others.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};
use lianyi_shared::access::Role;
use lianyi_shared::contact::{ContactContentKind, ContactMode, ContactStatus, LATE_AFTER_DAYS, MatterKind};
use lianyi_shared::id::{AccountId, ContactId, LeaderId};
use lianyi_shared::roster::PairingStatus;

use super::Inventor;
use super::book::Book;
use super::college::College;
use crate::access::account::NewAccount;
use crate::contact::content::{ContactContent, ContactCounterpart, ContactLine};
use crate::entity::{
    contact, contact_counterpart, contact_leader, contact_pairing, contact_revision, pairing,
};

/// The rows of all records.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    pub(super) rows: Vec<contact::Model>,
    pub(super) revisions: Vec<contact_revision::Model>,
    pub(super) leaders: Vec<contact_leader::Model>,
    pub(super) counterparts: Vec<contact_counterpart::Model>,
    pub(super) pairings: Vec<contact_pairing::Model>,
}

/// What a talk can have been about.
struct Talk {
    mode: ContactMode,
    kind: ContactContentKind,
    place: &'static str,
    summary: &'static str,
    raised: Option<(MatterKind, &'static str)>,
}

const TALKS: &[Talk] = &[
    Talk {
        mode: ContactMode::Talk,
        kind: ContactContentKind::Exchange,
        place: "办公室",
        summary: "交流近期工作和对学校改革的看法，介绍年度重点任务。",
        raised: None,
    },
    Talk {
        mode: ContactMode::Talk,
        kind: ContactContentKind::Opinions,
        place: "教学楼",
        summary: "听取对实训教学的意见，说明设备采购安排。",
        raised: Some((MatterKind::Opinion, "建议实训设备采购前先征求任课教师意见。")),
    },
    Talk {
        mode: ContactMode::HolidayVisit,
        kind: ContactContentKind::Care,
        place: "本人办公室",
        summary: "节前走访慰问，了解工作和生活情况。",
        raised: None,
    },
    Talk {
        mode: ContactMode::Symposium,
        kind: ContactContentKind::Opinions,
        place: "第二会议室",
        summary: "座谈学校发展规划，就专业设置交换意见。",
        raised: Some((MatterKind::Opinion, "建议增加面向本地产业的专业方向。")),
    },
    Talk {
        mode: ContactMode::Telephone,
        kind: ContactContentKind::Exchange,
        place: "",
        summary: "电话了解参加社会活动的情况，约定下次见面时间。",
        raised: None,
    },
    Talk {
        mode: ContactMode::Talk,
        kind: ContactContentKind::Care,
        place: "图书馆",
        summary: "了解课题进展，听取工作中的困难。",
        raised: Some((MatterKind::Difficulty, "科研平台夜间不开放，影响试验进度。")),
    },
    Talk {
        mode: ContactMode::StudyTour,
        kind: ContactContentKind::Exchange,
        place: "校外实训基地",
        summary: "一同考察校外实训基地，讨论校企合作。",
        raised: None,
    },
];

/// Invents the records of every pairing, from its first day until it ended.
pub(super) fn invent(
    inventor: &mut Inventor<'_>,
    college: &College,
    book: &Book,
    opened: &[(NewAccount, AccountId)],
) -> anyhow::Result<Contacts> {
    let of_leaders: HashMap<LeaderId, AccountId> =
        opened.iter().filter_map(|(account, id)| Some((account.leader?, *id))).collect();
    let is_officer =
        |account: &NewAccount| account.roles.iter().any(|(role, _)| *role == Role::UnitedFrontOfficer);
    let officer = opened.iter().find(|(account, _)| is_officer(account)).map(|(_, id)| *id);
    let mut contacts = Contacts::default();
    for pairing in book.pairings.iter().filter(|pairing| pairing.status != PairingStatus::Planned) {
        let Some(leader) = college.leaders.rows.iter().find(|leader| leader.id == pairing.leader_id) else {
            continue;
        };
        let own = of_leaders.get(&leader.id).copied();
        let times = match own {
            Some(_) => inventor.dice.between(1, 4),
            None => i32::from(inventor.dice.percent(15)),
        };
        for _ in 0..times {
            let Some(day) = day(inventor, pairing) else { continue };
            // Now and then somebody else writes down what a leader told them.
            let own = own.filter(|_| !inventor.dice.percent(12));
            let author = match (own, officer) {
                (Some(own), _) => (own, Role::Leader),
                (None, Some(officer)) => (officer, Role::UnitedFrontOfficer),
                (None, None) => continue,
            };
            contacts.add(inventor, pairing, leader.branch_id, day, author)?;
        }
    }
    Ok(contacts)
}

/// A day on which a pairing was in force.
fn day(inventor: &mut Inventor<'_>, pairing: &pairing::Model) -> Option<NaiveDate> {
    let today = inventor.timeline.today;
    let from = pairing.since.unwrap_or(today - TimeDelta::days(300));
    let until = pairing.until.unwrap_or(today).min(today);
    let span = i32::try_from((until - from).num_days()).ok().filter(|days| *days >= 0)?;
    Some(from + TimeDelta::days(i64::from(inventor.dice.between(0, span))))
}

impl Contacts {
    fn add(
        &mut self,
        inventor: &mut Inventor<'_>,
        pairing: &pairing::Model,
        branch_id: lianyi_shared::id::UnitId,
        held_on: NaiveDate,
        (author, role): (AccountId, Role),
    ) -> anyhow::Result<()> {
        let last = i32::try_from(TALKS.len()).unwrap_or(1) - 1;
        let place = usize::try_from(inventor.dice.between(0, last)).unwrap_or(0);
        let Some(talk) = TALKS.get(place) else { return Ok(()) };
        let after = i64::from(inventor.dice.weighted(&[(0, 5), (1, 4), (3, 3), (20, 1)]));
        let recorded_at = inventor.timeline.at(held_on + TimeDelta::days(after));
        let raised = talk.raised.into_iter().map(|(kind, text)| ContactLine {
            kind,
            text: text.to_owned(),
            solved: false,
        });
        let counterpart =
            ContactCounterpart { representative: pairing.representative_id, group: pairing.group_id };
        let content = ContactContent {
            leaders: vec![pairing.leader_id],
            counterparts: vec![counterpart],
            held_on: Some(held_on),
            mode: Some(talk.mode),
            place: Some(talk.place.to_owned()).filter(|place| !place.is_empty()),
            kinds: vec![talk.kind],
            summary: Some(talk.summary.to_owned()),
            lines: raised.collect(),
            nothing_raised: talk.raised.is_none(),
            ..ContactContent::default()
        };
        let own = role == Role::Leader;
        let row = contact::Model {
            id: ContactId(inventor.new_id()),
            status: if own { ContactStatus::Confirmed } else { ContactStatus::AwaitingConfirmation },
            held_on,
            mode: talk.mode,
            kinds: talk.kind.code().to_owned(),
            lines: i32::from(talk.raised.is_some()),
            next_on: None,
            imported: false,
            late: (crate::clock::day_of(recorded_at) - held_on).num_days() > LATE_AFTER_DAYS,
            branch_id,
            author_id: author,
            capacity: role.code().to_owned(),
            recorded_at,
            confirmed_by: own.then_some(author),
            confirmed_at: own.then_some(recorded_at),
            void_reason: None,
            revision: 1,
            version: 1,
        };
        self.revisions.push(contact_revision::Model {
            contact_id: row.id,
            number: 1,
            content: content.to_text()?,
            account_id: author,
            capacity: row.capacity.clone(),
            at: recorded_at,
            reason: None,
        });
        self.leaders.push(contact_leader::Model {
            contact_id: row.id,
            leader_id: pairing.leader_id,
            position: 0,
        });
        self.counterparts.push(contact_counterpart::Model {
            contact_id: row.id,
            position: 0,
            representative_id: pairing.representative_id,
            group_id: pairing.group_id,
        });
        if own {
            self.pairings.push(contact_pairing::Model {
                pairing_id: pairing.id,
                held_on,
                contact_id: row.id,
            });
        }
        self.rows.push(row);
        Ok(())
    }
}
