//! What stands in the way of a version, and what deserves a look: pure functions of its contents.

use std::collections::{BTreeSet, HashMap, HashSet};

use lianyi_shared::id::{LeaderId, PairingId};
use lianyi_shared::people::RecordStatus;
use lianyi_shared::roster::{
    CounterpartKind, LineChange, PairingStatus, QuotaVerdict, RosterFinding, RosterRoute,
};

use crate::entity::leader;
use crate::roster::contents::{Contents, Counterpart, Line};

/// How a leader stands against the quota (R2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaderQuota {
    /// The leader.
    pub leader: LeaderId,
    /// Groups on standing lines.
    pub groups: u32,
    /// Persons on standing lines.
    pub individuals: u32,
    /// The verdict; `None` for department-level leaders, who have no quota.
    pub verdict: Option<QuotaVerdict>,
    /// Why the leader stands outside it.
    pub exception: Option<String>,
}

impl LeaderQuota {
    /// Whether a reason is needed and not given.
    pub fn is_unexplained(&self) -> bool {
        self.verdict.is_some_and(|verdict| verdict != QuotaVerdict::Met) && self.exception.is_none()
    }
}

/// One thing the checks found, with the lines and leaders concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub code: RosterFinding,
    /// The lines concerned.
    pub pairings: Vec<PairingId>,
    /// The leaders concerned.
    pub leaders: Vec<LeaderId>,
}

/// What a version covers, for the sentences at its head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Leaders with a standing line.
    pub leaders: usize,
    /// Different groups linked.
    pub groups: usize,
    /// Different persons linked.
    pub individuals: usize,
    /// The categories (P3) that the persons linked are in.
    pub categories: Vec<i32>,
    /// Lines kept.
    pub kept: usize,
    /// Lines new.
    pub new: usize,
    /// Lines ended.
    pub ended: usize,
}

/// Whether a leader no longer keeps liaison.
pub fn is_gone(leader: &leader::Model) -> bool {
    leader.status == RecordStatus::Archived || leader.left_on.is_some()
}

/// The standing of every leader of the version who still serves or still has a line.
pub fn quotas(contents: &Contents) -> Vec<LeaderQuota> {
    contents
        .leaders
        .iter()
        .filter_map(|leader| {
            let of_kind = |kind| {
                let lines = contents.lines.iter();
                let standing = lines.filter(|line| {
                    line.leader.id == leader.id && line.stands() && line.counterpart.kind() == kind
                });
                u32::try_from(standing.count()).unwrap_or(u32::MAX)
            };
            let groups = of_kind(CounterpartKind::Group);
            let individuals = of_kind(CounterpartKind::Representative);
            if is_gone(leader) && groups + individuals == 0 {
                return None;
            }
            let verdict =
                (contents.route == RosterRoute::School).then(|| QuotaVerdict::of(groups, individuals));
            let exception = contents.exceptions.get(&leader.id).cloned();
            Some(LeaderQuota { leader: leader.id, groups, individuals, verdict, exception })
        })
        .collect()
}

/// The numbers of a version.
pub fn summary(contents: &Contents) -> Summary {
    let count = |change| contents.lines.iter().filter(|line| line.change == change).count();
    let standing = || contents.lines.iter().filter(|line| line.stands());
    let mut groups = HashSet::new();
    let mut individuals = HashSet::new();
    let mut categories = BTreeSet::new();
    for line in standing() {
        match &line.counterpart {
            Counterpart::Group(group) => {
                groups.insert(group.id);
            }
            Counterpart::Representative(person) => {
                individuals.insert(person.id);
                categories.extend(person.categories.split(' ').filter_map(|text| text.parse::<i32>().ok()));
            }
        }
    }
    Summary {
        leaders: standing().map(|line| line.leader.id).collect::<HashSet<_>>().len(),
        groups: groups.len(),
        individuals: individuals.len(),
        categories: categories.into_iter().collect(),
        kept: count(LineChange::Kept),
        new: count(LineChange::New),
        ended: count(LineChange::Ended),
    }
}

/// Everything the checks find on an open version; nothing on any other. `viewer` is the leader that
/// the person who looks is.
pub fn findings(contents: &Contents, viewer: Option<LeaderId>) -> Vec<Finding> {
    if !contents.open {
        return Vec::new();
    }
    let mut found = Vec::new();
    let lines = |code, pick: &dyn Fn(&Line) -> bool| {
        let picked: Vec<&Line> = contents.lines.iter().filter(|line| pick(line)).collect();
        (!picked.is_empty()).then(|| Finding {
            code,
            pairings: picked.iter().map(|line| line.pairing.id).collect(),
            leaders: picked.iter().map(|line| line.leader.id).collect::<BTreeSet<_>>().into_iter().collect(),
        })
    };
    if !contents.lines.iter().any(Line::stands) {
        found.push(Finding { code: RosterFinding::Empty, pairings: Vec::new(), leaders: Vec::new() });
    }
    found.extend(lines(RosterFinding::ReasonMissing, &|line| {
        line.change != LineChange::Kept && line.reason.is_none()
    }));
    let unexplained: Vec<LeaderId> =
        quotas(contents).into_iter().filter(LeaderQuota::is_unexplained).map(|quota| quota.leader).collect();
    if !unexplained.is_empty() {
        let code = RosterFinding::ExceptionMissing;
        found.push(Finding { code, pairings: Vec::new(), leaders: unexplained });
    }
    let mut times: HashMap<_, u32> = HashMap::new();
    let pair = |line: &Line| (line.leader.id, line.pairing.representative_id, line.pairing.group_id);
    for line in contents.lines.iter().filter(|line| line.stands()) {
        *times.entry(pair(line)).or_default() += 1;
    }
    found.extend(lines(RosterFinding::SamePairTwice, &|line| {
        line.stands() && times.get(&pair(line)).is_some_and(|times| *times > 1)
    }));
    found.extend(lines(RosterFinding::LeaderGone, &|line| {
        line.stands() && (is_gone(&line.leader) || line.pairing.status == PairingStatus::Vacant)
    }));
    found.extend(lines(RosterFinding::CounterpartGone, &|line| {
        line.stands() && line.counterpart.status() == RecordStatus::Archived
    }));
    found.extend(lines(RosterFinding::BothRosters, &|line| {
        let person = line.pairing.representative_id;
        line.stands() && person.is_some_and(|person| contents.elsewhere.contains(&person))
    }));
    found.extend(lines(RosterFinding::ViewerOnRoster, &|line| {
        line.stands() && Some(line.leader.id) == viewer
    }));
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::{DateTime, Utc};
    use lianyi_shared::id::{GroupId, RosterId, UnitId};
    use lianyi_shared::people::{GroupKind, LeaderTier};
    use uuid::Uuid;

    use super::*;
    use crate::entity::{liaison_group, pairing};

    fn leader(n: u128) -> leader::Model {
        let unit = UnitId(Uuid::from_u128(1));
        leader::Model {
            id: LeaderId(Uuid::from_u128(n)),
            name: String::new(),
            name_key: String::new(),
            name_pinyin: String::new(),
            name_initials: String::new(),
            staff_number: String::new(),
            sex: None,
            birth_month: None,
            tier: LeaderTier::School,
            post: String::new(),
            unit_id: unit,
            branch_id: unit,
            phone: None,
            email: None,
            left_on: None,
            status: RecordStatus::Active,
            archive_reason: None,
            created_at: DateTime::<Utc>::UNIX_EPOCH,
            updated_at: DateTime::<Utc>::UNIX_EPOCH,
            version: 1,
        }
    }

    fn line(n: u128, leader: &leader::Model, group: u128, change: LineChange) -> Line {
        let group = liaison_group::Model {
            id: GroupId(Uuid::from_u128(group)),
            name: String::new(),
            name_key: String::new(),
            name_pinyin: String::new(),
            name_initials: String::new(),
            kind: GroupKind::UnitedFrontGroup,
            head_name: None,
            head_id: None,
            member_count: None,
            phone: None,
            founded: None,
            status: RecordStatus::Active,
            archive_reason: None,
            created_at: DateTime::<Utc>::UNIX_EPOCH,
            updated_at: DateTime::<Utc>::UNIX_EPOCH,
            version: 1,
        };
        Line {
            pairing: pairing::Model {
                id: PairingId(Uuid::from_u128(n)),
                roster_id: RosterId(Uuid::from_u128(1)),
                leader_id: leader.id,
                representative_id: None,
                group_id: Some(group.id),
                status: PairingStatus::Active,
                since: None,
                until: None,
                end_reason: None,
            },
            change,
            reason: None,
            leader: Arc::new(leader.clone()),
            counterpart: Counterpart::Group(Arc::new(group)),
        }
    }

    fn contents(leaders: &[leader::Model], lines: Vec<Line>) -> Contents {
        Contents {
            route: RosterRoute::School,
            open: true,
            leaders: leaders.iter().cloned().map(Arc::new).collect(),
            lines,
            exceptions: HashMap::new(),
            elsewhere: HashSet::new(),
        }
    }

    fn codes(contents: &Contents) -> Vec<RosterFinding> {
        findings(contents, None).into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn an_empty_roster_blocks() {
        assert_eq!(codes(&contents(&[], Vec::new())), [RosterFinding::Empty]);
    }

    #[test]
    fn a_leader_without_lines_is_under_the_quota() {
        let leader = leader(7);
        let contents = contents(std::slice::from_ref(&leader), Vec::new());
        assert_eq!(quotas(&contents)[0].verdict, Some(QuotaVerdict::Under));
        assert_eq!(codes(&contents), [RosterFinding::Empty, RosterFinding::ExceptionMissing]);
    }

    #[test]
    fn new_and_ended_lines_need_reasons_and_ended_ones_do_not_count() {
        let leader = leader(7);
        let lines = vec![line(1, &leader, 1, LineChange::New), line(2, &leader, 2, LineChange::Ended)];
        let mut contents = contents(std::slice::from_ref(&leader), lines);
        contents.exceptions.insert(leader.id, "到任不久".to_owned());
        let found = findings(&contents, Some(leader.id));
        assert_eq!(found[0].code, RosterFinding::ReasonMissing);
        assert_eq!(found[0].pairings.len(), 2);
        assert_eq!(found[1].code, RosterFinding::ViewerOnRoster);
        let summary = summary(&contents);
        assert_eq!((summary.groups, summary.new, summary.ended), (1, 1, 1));
    }

    #[test]
    fn a_pair_stands_once_and_its_leader_serves() {
        let mut gone = leader(7);
        gone.left_on = Some(DateTime::<Utc>::UNIX_EPOCH.date_naive());
        let lines = vec![line(1, &gone, 1, LineChange::Kept), line(2, &gone, 1, LineChange::Kept)];
        let mut contents = contents(std::slice::from_ref(&gone), lines);
        contents.exceptions.insert(gone.id, "待交接".to_owned());
        assert_eq!(codes(&contents), [RosterFinding::SamePairTwice, RosterFinding::LeaderGone]);
    }

    #[test]
    fn a_version_in_force_is_not_checked() {
        let mut contents = contents(&[], Vec::new());
        contents.open = false;
        assert!(codes(&contents).is_empty());
    }
}
