//! A few reasons to visit somebody: one who is ill, one who is bereaved, one who retires soon, and a festival.

use lianyi_shared::id::{AccountId, CareEventId};
use lianyi_shared::occasion::{CareKind, OwnFestival};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::roster::PairingStatus;

use super::Inventor;
use super::book::Book;
use super::college::College;
use crate::access::account::NewAccount;
use crate::entity::{care_event, chosen_festival};

/// Of the counterpart of a leader of which tier, and how many days ago.
const EVENTS: &[(LeaderTier, CareKind, i64)] = &[
    (LeaderTier::School, CareKind::Retirement, -9),
    (LeaderTier::Department, CareKind::Illness, 4),
    (LeaderTier::Department, CareKind::Bereavement, 12),
];

/// Care events, each entered by another leader who has an account, and what the representative with an account chose.
pub(super) fn invent(
    inventor: &mut Inventor<'_>,
    college: &College,
    book: &Book,
    opened: &[(NewAccount, AccountId)],
) -> (Vec<care_event::Model>, Vec<chosen_festival::Model>) {
    let leaders = opened.iter().filter_map(|(account, id)| {
        let leader = college.leaders.rows.iter().find(|row| Some(row.id) == account.leader)?;
        let paired = book.pairings.iter().find(|pairing| {
            pairing.leader_id == leader.id
                && pairing.status == PairingStatus::Active
                && pairing.representative_id.is_some()
        })?;
        Some((leader.tier, *id, paired.representative_id?))
    });
    let leaders: Vec<_> = leaders.collect();
    let mut events: Vec<care_event::Model> = Vec::new();
    for (tier, kind, days) in EVENTS {
        let another = leaders.iter().find(|(of_tier, account, _)| {
            of_tier == tier && events.iter().all(|event| event.entered_by != *account)
        });
        let Some((_, account, person)) = another else { continue };
        let entered_on = inventor.timeline.ago((*days).clamp(1, 2));
        events.push(care_event::Model {
            id: CareEventId(inventor.new_id()),
            representative_id: *person,
            kind: *kind,
            day: inventor.timeline.ago(*days),
            entered_by: *account,
            entered_at: inventor.timeline.at(entered_on),
        });
    }
    let person = opened.iter().find_map(|(account, _)| account.representative);
    let chosen = person.map(|representative_id| chosen_festival::Model {
        representative_id,
        festival: OwnFestival::QiangNewYear,
        day: None,
    });
    (events, chosen.into_iter().collect())
}
