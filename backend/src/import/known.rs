//! What the directory knows when a workbook is judged: a snapshot, so that judging needs no database.

use std::collections::HashMap;

use lianyi_shared::id::{GroupId, LeaderId, RepresentativeId, UnitId};
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
        }
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
