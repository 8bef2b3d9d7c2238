//! A few reasons to visit somebody: one who retires soon, one who is ill, one who is bereaved, and a festival.

use lianyi_shared::id::{AccountId, CareEventId, RepresentativeId};
use lianyi_shared::occasion::{CareKind, OwnFestival};
use lianyi_shared::roster::PairingStatus;

use super::Inventor;
use super::book::Book;
use crate::access::account::NewAccount;
use crate::entity::{care_event, chosen_festival};

/// To a counterpart of the leader with which account, and how many days ago.
const EVENTS: &[(&str, CareKind, i64)] =
    &[("leader-school", CareKind::Retirement, -9), ("leader-department", CareKind::Illness, 4)];

/// The account of the representative to whom something happened, and whose choice there is.
const ONESELF: &str = "representative";

/// Care events, and what the representative with an account chose.
pub(super) fn invent(
    inventor: &Inventor<'_>,
    book: &Book,
    opened: &[(NewAccount, AccountId)],
) -> (Vec<care_event::Model>, Vec<chosen_festival::Model>) {
    let of = |username: &str| opened.iter().find(|(account, _)| account.username == username);
    let event = |entered_by: AccountId, representative_id: RepresentativeId, kind: CareKind, days: i64| {
        let entered_on = inventor.timeline.ago(days.clamp(1, 2));
        care_event::Model {
            id: CareEventId(inventor.new_id()),
            representative_id,
            kind,
            day: inventor.timeline.ago(days),
            entered_by,
            entered_at: inventor.timeline.at(entered_on),
        }
    };
    let of_leader = EVENTS.iter().filter_map(|(username, kind, days)| {
        let (account, id) = of(username)?;
        let paired = book.pairings.iter().find(|pairing| {
            Some(pairing.leader_id) == account.leader
                && pairing.status == PairingStatus::Active
                && pairing.representative_id.is_some()
        })?;
        Some(event(*id, paired.representative_id?, *kind, *days))
    });
    let oneself = of(ONESELF).and_then(|(account, _)| account.representative);
    let of_oneself = oneself
        .zip(of("officer"))
        .map(|(person, (_, officer))| event(*officer, person, CareKind::Bereavement, 12));
    let events = of_leader.chain(of_oneself).collect();
    let chosen = oneself.map(|representative_id| chosen_festival::Model {
        representative_id,
        festival: OwnFestival::QiangNewYear,
        day: None,
    });
    (events, chosen.into_iter().collect())
}
