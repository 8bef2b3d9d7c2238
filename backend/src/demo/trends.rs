//! A few trends of thought: one to be read, one that was read, one of which note was taken.

use chrono::{Months, TimeDelta};
use lianyi_shared::access::Role;
use lianyi_shared::id::{AccountId, TrendId};
use lianyi_shared::roster::PairingStatus;
use lianyi_shared::trend::{REVIEW_AFTER_MONTHS, TrendStatus};

use super::Inventor;
use super::book::Book;
use super::college::College;
use crate::access::account::NewAccount;
use crate::entity::trend;

const REPORTS: &[(TrendStatus, i64, &str)] = &[
    (
        TrendStatus::Reported,
        1,
        "对学校新一轮机构调整表示理解，对所在教研室合并后的分工有顾虑，希望尽早明确。",
    ),
    (TrendStatus::Read, 9, "关心职称评审新办法，认为教学业绩的比重偏低，情绪平稳，愿意参加意见征求。"),
    (TrendStatus::Noted, 30, "近期参政议政积极，对学校支持其履职表示满意。"),
];

/// Reports of leaders whose branch has a secretary with an account.
pub(super) fn invent(
    inventor: &mut Inventor<'_>,
    college: &College,
    book: &Book,
    opened: &[(NewAccount, AccountId)],
) -> Vec<trend::Model> {
    let mut rows = Vec::new();
    for (account, author) in opened {
        let Some((status, days, words)) = REPORTS.get(rows.len()) else { break };
        let leader = account.leader.and_then(|id| college.leaders.rows.iter().find(|row| row.id == id));
        let Some(leader) = leader else { continue };
        let secretary = opened.iter().find(|(other, id)| {
            id != author && other.roles.contains(&(Role::BranchSecretary, Some(leader.branch_id)))
        });
        let with_person = book.pairings.iter().find(|pairing| {
            pairing.leader_id == leader.id
                && pairing.status == PairingStatus::Active
                && pairing.representative_id.is_some()
        });
        let (Some((_, secretary)), Some(pairing)) = (secretary, with_person) else { continue };
        let reported_on = inventor.timeline.ago(*days);
        let reported_at = inventor.timeline.at(reported_on);
        let read = (*status != TrendStatus::Reported).then_some(reported_at + TimeDelta::hours(5));
        let noted = (*status == TrendStatus::Noted).then_some(reported_at + TimeDelta::hours(6));
        rows.push(trend::Model {
            id: TrendId(inventor.new_id()),
            status: *status,
            leader_id: leader.id,
            author_id: *author,
            branch_id: leader.branch_id,
            representative_id: pairing.representative_id,
            group_id: None,
            contact_id: None,
            words: (*words).to_owned(),
            reported_at,
            read_by: read.map(|_| *secretary),
            read_at: read,
            noted_by: noted.map(|_| *secretary),
            noted_at: noted,
            note: None,
            review_on: reported_on + Months::new(REVIEW_AFTER_MONTHS),
            version: 1,
        });
    }
    rows
}
