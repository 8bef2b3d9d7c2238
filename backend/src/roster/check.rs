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
