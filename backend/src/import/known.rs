//! What the directory knows when a workbook is judged: a snapshot, so that judging needs no database.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use lianyi_shared::id::{GroupId, LeaderId, PairingId, RepresentativeId, UnitId};
use lianyi_shared::people::LeaderTier;
use lianyi_shared::units::UnitKind;

use super::normalise::{fold, is_subsequence};

/// A unit in the directory.
#[derive(Clone, Debug)]
pub struct KnownUnit {
    /// Its id.
    pub id: UnitId,
    /// Its code, such as `C07`.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// What it is; branches own rosters.
    pub kind: UnitKind,
    /// The branch it belongs to.
    pub branch: Option<UnitId>,
}

/// A leader in the directory.
#[derive(Clone, Debug)]
pub struct KnownLeader {
    /// Their id.
    pub id: LeaderId,
    /// Their staff number.
    pub staff_number: String,
    /// Their name.
    pub name: String,
    /// School or department level.
    pub tier: LeaderTier,
    /// Their unit.
    pub unit: UnitId,
    /// Their own branch.
    pub branch: UnitId,
    /// Their post.
    pub post: String,
}

/// A representative in the directory.
#[derive(Clone, Debug)]
pub struct KnownRepresentative {
    /// Their id.
    pub id: RepresentativeId,
    /// Their staff number, if they have one.
    pub staff_number: Option<String>,
    /// Their name.
    pub name: String,
    /// Their unit.
    pub unit: UnitId,
    /// Post and title.
    pub post: Option<String>,
}

/// A group in the directory.
#[derive(Clone, Debug)]
pub struct KnownGroup {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
}

/// A pairing as it stood or stands.
#[derive(Clone, Debug)]
pub struct KnownPairing {
    /// Its id.
    pub id: PairingId,
    /// Who kept liaison.
    pub leader: LeaderId,
    /// With whom.
    pub representative: Option<RepresentativeId>,
    /// With which group.
    pub group: Option<GroupId>,
    /// Its first day, if it is known.
    pub since: Option<NaiveDate>,
    /// Its last day, if it has ended.
    pub until: Option<NaiveDate>,
}

/// What a ledger is judged against beside the directory: who was linked, and who is no longer there.
#[derive(Debug, Default)]
pub struct Past {
    pairings: HashMap<LeaderId, Vec<KnownPairing>>,
    departed: HashSet<String>,
    archived: HashMap<String, Vec<KnownRepresentative>>,
    former: HashMap<String, Vec<KnownLeader>>,
}

impl Past {
    /// Collects it. `departed` are the names that rosters had of persons who were no longer in the register;
    /// `archived` and `former` are the representatives and leaders of the register who are not current.
    pub fn new(
        pairings: Vec<KnownPairing>,
        departed: impl IntoIterator<Item = String>,
        archived: Vec<KnownRepresentative>,
        former: Vec<KnownLeader>,
    ) -> Self {
        let mut past = Self { departed: departed.into_iter().collect(), ..Self::default() };
        for pairing in pairings {
            past.pairings.entry(pairing.leader).or_default().push(pairing);
        }
        for person in archived {
            past.archived.entry(person.name.clone()).or_default().push(person);
        }
        for leader in former {
            past.former.entry(leader.name.clone()).or_default().push(leader);
        }
        past
    }

    /// The pairings of some leaders on a day.
    pub fn pairings_on(&self, leaders: &[LeaderId], day: NaiveDate) -> impl Iterator<Item = &KnownPairing> {
        leaders.iter().filter_map(|leader| self.pairings.get(leader)).flatten().filter(move |pairing| {
            pairing.since.is_none_or(|since| since <= day) && pairing.until.is_none_or(|until| day <= until)
        })
    }

    /// Whether a roster had the name of somebody who was no longer in the register.
    pub fn has_departed(&self, name: &str) -> bool {
        self.departed.contains(name)
    }

    /// The representatives of a name who are not current.
    pub fn archived_named(&self, name: &str) -> &[KnownRepresentative] {
        self.archived.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The directory as a workbook is judged against it.
#[derive(Debug, Default)]
pub struct Known {
    units: Vec<KnownUnit>,
    leaders: Vec<KnownLeader>,
    representatives: Vec<KnownRepresentative>,
    groups: Vec<KnownGroup>,
    unit_by_id: HashMap<UnitId, usize>,
    unit_by_spelling: HashMap<String, usize>,
    leaders_by_name: HashMap<String, Vec<usize>>,
    leader_by_number: HashMap<String, usize>,
    representatives_by_name: HashMap<String, Vec<usize>>,
    representative_by_number: HashMap<String, usize>,
    group_by_spelling: HashMap<String, usize>,
    /// What only ledgers look at.
    pub past: Past,
}

/// How a text names a unit.
#[derive(Clone, Copy, Debug)]
pub enum UnitMatch<'k> {
    /// By its name or code.
    Exact(&'k KnownUnit),
    /// By its name but for the width of brackets.
    Brackets(&'k KnownUnit),
    /// By a short form that fits exactly one unit.
    Short(&'k KnownUnit),
}

impl<'k> UnitMatch<'k> {
    /// The unit, however it was named.
    pub const fn unit(self) -> &'k KnownUnit {
        match self {
            Self::Exact(unit) | Self::Brackets(unit) | Self::Short(unit) => unit,
        }
    }
}

fn by_name<'v, V>(list: &'v [V], name: impl Fn(&'v V) -> &'v str) -> HashMap<String, Vec<usize>> {
    let mut map: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, item) in list.iter().enumerate() {
        map.entry(name(item).to_owned()).or_default().push(index);
    }
    map
}

impl Known {
    /// Takes what the directory holds now: current records only.
    pub fn new(
        units: Vec<KnownUnit>,
        leaders: Vec<KnownLeader>,
        representatives: Vec<KnownRepresentative>,
        groups: Vec<KnownGroup>,
    ) -> Self {
        Self {
            unit_by_id: units.iter().map(|unit| unit.id).zip(0..).collect(),
            unit_by_spelling: (0..)
                .zip(&units)
                .flat_map(|(index, unit)| [(unit.code.clone(), index), (fold(&unit.name), index)])
                .collect(),
            leaders_by_name: by_name(&leaders, |leader| &leader.name),
            leader_by_number: leaders.iter().map(|leader| leader.staff_number.clone()).zip(0..).collect(),
            representatives_by_name: by_name(&representatives, |person| &person.name),
            representative_by_number: (0..)
                .zip(&representatives)
                .filter_map(|(index, person)| Some((person.staff_number.clone()?, index)))
                .collect(),
            group_by_spelling: groups.iter().map(|group| fold(&group.name)).zip(0..).collect(),
            units,
            leaders,
            representatives,
            groups,
            past: Past::default(),
        }
    }

    /// The same directory, for judging a ledger.
    #[must_use]
    pub fn with_past(self, past: Past) -> Self {
        Self { past, ..self }
    }

    /// All units.
    pub fn units(&self) -> &[KnownUnit] {
        &self.units
    }

    /// The unit with an id.
    pub fn unit(&self, id: UnitId) -> Option<&KnownUnit> {
        self.units.get(*self.unit_by_id.get(&id)?)
    }

    /// The unit that a name, a code or a short form means. A short form is no unit's name, but its
    /// characters occur in this order in the name of exactly one unit that is no branch.
    pub fn find_unit(&self, text: &str) -> Option<UnitMatch<'_>> {
        self.find_spelled(text).or_else(|| self.find_short(text, |unit| !unit.kind.is_branch()))
    }

    /// The branch, or the college's committee, that a name, a code or a short form means.
    pub fn find_branch(&self, text: &str) -> Option<UnitMatch<'_>> {
        let owner = |unit: &KnownUnit| unit.kind.is_branch() || unit.kind == UnitKind::College;
        match self.find_spelled(text) {
            Some(found) => Some(found).filter(|found| owner(found.unit())),
            None => self.find_short(text, owner),
        }
    }

    fn find_spelled(&self, text: &str) -> Option<UnitMatch<'_>> {
        let unit = self.units.get(*self.unit_by_spelling.get(&fold(text))?)?;
        let exact = unit.name == text || unit.code == text;
        Some(if exact { UnitMatch::Exact(unit) } else { UnitMatch::Brackets(unit) })
    }

    fn find_short(&self, text: &str, eligible: impl Fn(&KnownUnit) -> bool) -> Option<UnitMatch<'_>> {
        let short = fold(text);
        if short.chars().count() < 2 {
            return None;
        }
        let mut fitting =
            self.units.iter().filter(|unit| eligible(unit) && is_subsequence(&short, &fold(&unit.name)));
        match (fitting.next(), fitting.next()) {
            (Some(unit), None) => Some(UnitMatch::Short(unit)),
            _ => None,
        }
    }

    /// The leaders of a name.
    pub fn leaders_named(&self, name: &str) -> Vec<&KnownLeader> {
        let indexes = self.leaders_by_name.get(name).into_iter().flatten();
        indexes.filter_map(|index| self.leaders.get(*index)).collect()
    }

    /// The leaders of a name; if none is in office, those who were.
    pub fn leaders_ever_named(&self, name: &str) -> Vec<&KnownLeader> {
        let current = self.leaders_named(name);
        if current.is_empty() { self.past.former.get(name).into_iter().flatten().collect() } else { current }
    }

    /// The leader with a staff number.
    pub fn leader_numbered(&self, number: &str) -> Option<&KnownLeader> {
        self.leaders.get(*self.leader_by_number.get(number)?)
    }

    /// The representatives of a name.
    pub fn representatives_named(&self, name: &str) -> Vec<&KnownRepresentative> {
        let indexes = self.representatives_by_name.get(name).into_iter().flatten();
        indexes.filter_map(|index| self.representatives.get(*index)).collect()
    }

    /// The representative with a staff number.
    pub fn representative_numbered(&self, number: &str) -> Option<&KnownRepresentative> {
        self.representatives.get(*self.representative_by_number.get(number)?)
    }

    /// The group of a name, whatever the width of its brackets.
    pub fn find_group(&self, name: &str) -> Option<&KnownGroup> {
        self.groups.get(*self.group_by_spelling.get(&fold(name))?)
    }
}
