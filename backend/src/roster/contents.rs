//! What stands on versions: lines with both sides by name, and what the checks need. Whoever may
//! read a roster sees these names, posts and categories, and nothing more of the persons.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use lianyi_shared::id::{LeaderId, PairingId, RepresentativeId, RosterVersionId};
use lianyi_shared::people::{LeaderTier, RecordStatus};
use lianyi_shared::roster::{CounterpartKind, LineChange, PairingStatus, RosterRoute};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::db::{Find as _, Source};
use crate::entity::{
    leader, liaison_group, pairing, quota_exception, representative, roster, roster_line, roster_version,
};
use crate::error::Result;

/// The other side of a pairing.
#[derive(Clone, Debug)]
pub enum Counterpart {
    /// A group (P2).
    Group(Arc<liaison_group::Model>),
    /// A representative (P3).
    Representative(Arc<representative::Model>),
}

impl Counterpart {
    /// What it is.
    pub const fn kind(&self) -> CounterpartKind {
        match self {
            Self::Group(_) => CounterpartKind::Group,
            Self::Representative(_) => CounterpartKind::Representative,
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        match self {
            Self::Group(group) => &group.name,
            Self::Representative(person) => &person.name,
        }
    }

    /// Current or archived.
    pub fn status(&self) -> RecordStatus {
        match self {
            Self::Group(group) => group.status,
            Self::Representative(person) => person.status,
        }
    }

    /// What it is sorted by: groups first, then persons by name.
    pub(super) fn key(&self) -> (CounterpartKind, &str) {
        match self {
            Self::Group(group) => (self.kind(), &group.name_key),
            Self::Representative(person) => (self.kind(), &person.name_key),
        }
    }
}

/// A pairing as it stands on a version.
#[derive(Clone, Debug)]
pub struct Line {
    /// The pairing.
    pub pairing: pairing::Model,
    /// Kept, new or ended.
    pub change: LineChange,
    /// Why new or ended.
    pub reason: Option<String>,
    /// Who keeps liaison.
    pub leader: Arc<leader::Model>,
    /// With whom.
    pub counterpart: Counterpart,
}

impl Line {
    /// Whether the line is on the roster, and not only in its difference.
    pub fn stands(&self) -> bool {
        self.change != LineChange::Ended
    }
}

/// Everything on one version.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The route of the roster.
    pub route: RosterRoute,
    /// Whether the version is open, so that the checks matter.
    pub open: bool,
    /// Leaders with a line, and on an open school version every current school-level leader; by name.
    pub leaders: Vec<Arc<leader::Model>>,
    /// Every line: by leader, then groups, then persons by name.
    pub lines: Vec<Line>,
    /// Why a leader stands outside the quota.
    pub exceptions: HashMap<LeaderId, String>,
    /// Persons of these lines who also stand on a roster of the other route.
    pub elsewhere: HashSet<RepresentativeId>,
}

/// The pairings on some versions.
fn pairings_on(versions: &[RosterVersionId]) -> SelectStatement {
    Query::select()
        .column("pairing_id")
        .from("roster_line")
        .and_where(Expr::col("version_id").is_in(versions.iter().copied()))
        .to_owned()
}

/// The ids in one column of the pairings on some versions.
fn sides(versions: &[RosterVersionId], column: &'static str) -> SelectStatement {
    Query::select()
        .column(column)
        .from("pairing")
        .and_where(Expr::col("id").in_subquery(pairings_on(versions)))
        .and_where(Expr::col(column).is_not_null())
        .to_owned()
}

/// Reads the contents of versions: eight statements, however many versions and lines.
#[expect(clippy::too_many_lines, reason = "eight reads in a row, each of a few lines")]
pub async fn load(
    db: &impl Source,
    versions: &[RosterVersionId],
) -> Result<HashMap<RosterVersionId, Arc<Contents>>> {
    let of_versions = roster_version::Entity::find()
        .filter(roster_version::Column::Id.is_in(versions.iter().copied()))
        .find_in(db)
        .await?;
    let rosters: HashMap<_, _> = roster::Entity::find()
        .filter(roster::Column::Id.is_in(of_versions.iter().map(|version| version.roster_id)))
        .find_in(db)
        .await?
        .into_iter()
        .map(|roster| (roster.id, roster.route))
        .collect();
    let lines = roster_line::Entity::find()
        .filter(roster_line::Column::VersionId.is_in(versions.iter().copied()))
        .find_in(db)
        .await?;
    let pairings: HashMap<PairingId, pairing::Model> = pairing::Entity::find()
        .filter(pairing::Column::Id.in_subquery(pairings_on(versions)))
        .find_in(db)
        .await?
        .into_iter()
        .map(|pairing| (pairing.id, pairing))
        .collect();
    let leaders: Vec<Arc<leader::Model>> = leader::Entity::find()
        .filter(Condition::any().add(leader::Column::Id.in_subquery(sides(versions, "leader_id"))).add(
            leader::Column::Tier.eq(LeaderTier::School).and(leader::Column::Status.eq(RecordStatus::Active)),
        ))
        .order_by_asc(leader::Column::NameKey)
        .order_by_asc(leader::Column::Id)
        .find_in(db)
        .await?
        .into_iter()
        .map(Arc::new)
        .collect();
    let people: HashMap<_, Arc<representative::Model>> = representative::Entity::find()
        .filter(representative::Column::Id.in_subquery(sides(versions, "representative_id")))
        .find_in(db)
        .await?
        .into_iter()
        .map(|person| (person.id, Arc::new(person)))
        .collect();
    let groups: HashMap<_, Arc<liaison_group::Model>> = liaison_group::Entity::find()
        .filter(liaison_group::Column::Id.in_subquery(sides(versions, "group_id")))
        .find_in(db)
        .await?
        .into_iter()
        .map(|group| (group.id, Arc::new(group)))
        .collect();
    let exceptions = quota_exception::Entity::find()
        .filter(quota_exception::Column::VersionId.is_in(versions.iter().copied()))
        .find_in(db)
        .await?;
    let linked = linked_on_routes(db, versions).await?;

    let leader_of: HashMap<LeaderId, &Arc<leader::Model>> =
        leaders.iter().map(|leader| (leader.id, leader)).collect();
    let mut all = HashMap::new();
    for version in of_versions {
        let Some(route) = rosters.get(&version.roster_id).copied() else { continue };
        let mut own: Vec<Line> = lines
            .iter()
            .filter(|line| line.version_id == version.id)
            .filter_map(|line| {
                let pairing = pairings.get(&line.pairing_id)?;
                let counterpart = match (pairing.group_id, pairing.representative_id) {
                    (Some(group), _) => Counterpart::Group(Arc::clone(groups.get(&group)?)),
                    (None, Some(person)) => Counterpart::Representative(Arc::clone(people.get(&person)?)),
                    (None, None) => return None,
                };
                Some(Line {
                    pairing: pairing.clone(),
                    change: line.change,
                    reason: line.reason.clone(),
                    leader: Arc::clone(leader_of.get(&pairing.leader_id)?),
                    counterpart,
                })
            })
            .collect();
        own.sort_by(|a, b| {
            (&a.leader.name_key, a.leader.id, a.counterpart.key(), a.pairing.id).cmp(&(
                &b.leader.name_key,
                b.leader.id,
                b.counterpart.key(),
                b.pairing.id,
            ))
        });
        let on_lines: HashSet<LeaderId> = own.iter().map(|line| line.leader.id).collect();
        let open = version.status.is_open();
        let expected = |leader: &leader::Model| {
            open && route == RosterRoute::School
                && leader.tier == LeaderTier::School
                && leader.status == RecordStatus::Active
        };
        let contents = Contents {
            route,
            open,
            leaders: leaders
                .iter()
                .filter(|leader| on_lines.contains(&leader.id) || expected(leader))
                .cloned()
                .collect(),
            lines: own,
            exceptions: exceptions
                .iter()
                .filter(|exception| exception.version_id == version.id)
                .map(|exception| (exception.leader_id, exception.reason.clone()))
                .collect(),
            elsewhere: linked
                .iter()
                .filter(|(_, other)| *other != route)
                .map(|(person, _)| *person)
                .collect(),
        };
        all.insert(version.id, Arc::new(contents));
    }
    Ok(all)
}

/// The contents of one version.
pub async fn of(db: &impl Source, version: RosterVersionId) -> Result<Arc<Contents>> {
    load(db, &[version]).await?.remove(&version).ok_or(crate::error::Error::NotFound)
}

/// On which routes the persons of some versions are linked at present.
async fn linked_on_routes(
    db: &impl Source,
    versions: &[RosterVersionId],
) -> Result<Vec<(RepresentativeId, RosterRoute)>> {
    let statement = Query::select()
        .distinct()
        .column(("pairing", "representative_id"))
        .column(("roster", "route"))
        .from("pairing")
        .inner_join("roster", Expr::col(("roster", "id")).equals(("pairing", "roster_id")))
        .and_where(Expr::col(("pairing", "status")).is_in([PairingStatus::Active, PairingStatus::Vacant]))
        .and_where(
            Expr::col(("pairing", "representative_id")).in_subquery(sides(versions, "representative_id")),
        )
        .to_owned();
    let rows = db.query_all(&statement).await?;
    rows.iter().map(|row| Ok((row.try_get("", "representative_id")?, row.try_get("", "route")?))).collect()
}
