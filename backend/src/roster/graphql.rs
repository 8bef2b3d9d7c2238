//! Rosters as GraphQL.

use std::sync::Arc;

use async_graphql::{Context, Object};
use chrono::NaiveDate;
use lianyi_shared::access::Permission;
use lianyi_shared::contact::Lamp;
use lianyi_shared::id::{PairingId, RosterId, RosterVersionId, UnitId};
use lianyi_shared::roster::{CounterpartKind, PairingStatus, RosterRoute, RosterStatus};
use tokio::sync::OnceCell;

use crate::contact::cadence::{self, Judged, LastContact, TheRules};
use crate::contact::urge::{self as urge_contact, UrgedOn};
use crate::entity::{roster, unit};
use crate::error::{Error, Result};
use crate::loaders;
use crate::op::{ContextExt as _, Op};
use crate::page::{List, PageInput};
use crate::people::graphql::Representative;
use crate::roster::add_line::{self, AddRosterLineInput};
use crate::roster::ask_correction::{self, AskCorrectionInput};
use crate::roster::board::{self, BranchRow};
use crate::roster::candidates::{self, Candidate};
use crate::roster::coverage::{self, BranchCoverage, CategoryCoverage, CoverageFilter};
use crate::roster::decide::{self, DecideRosterInput};
use crate::roster::end_line::{self, EndRosterLineInput};
use crate::roster::end_pairing::{self, EndPairingInput};
use crate::roster::file::{self, FileRosterInput};
use crate::roster::graphql_line::{RosterCounterpart, RosterLeader};
use crate::roster::graphql_version::RosterVersion;
use crate::roster::hand_over::{self, HandOverLineInput};
use crate::roster::pairings::{self, Joined};
use crate::roster::propose::{self, ProposeRosterInput};
use crate::roster::read::{self, Version};
use crate::roster::restore_line::{self, RestoreRosterLineInput};
use crate::roster::return_to_drafter::{self, ReturnRosterInput};
use crate::roster::send::{self, SendRosterInput};
use crate::roster::set_exception::{self, SetExceptionInput};
use crate::roster::set_reason::{self, SetLineReasonInput};
use crate::roster::start::{self, StartRosterInput};
use crate::roster::todos::{self, Todo};
use crate::roster::withdraw::{self, WithdrawRosterInput};
use crate::roster::{may, urge};
use crate::units::graphql::Unit;

/// The lasting list of the college or of one branch.
pub struct Roster {
    owner: unit::Model,
    route: RosterRoute,
    row: Option<roster::Model>,
    versions: OnceCell<Vec<Version>>,
}

impl Roster {
    /// The roster of an owner that the viewer may see, begun or not.
    async fn read(op: &Op, owner: UnitId) -> Result<Self> {
        let (owner, route) = read::owner(op, op.db(), owner).await?;
        let route = route.ok_or(Error::NotFound)?;
        let row = read::rosters(op).await?.into_iter().find(|roster| roster.owner_id == owner.id);
        Ok(Self { owner, route, row, versions: OnceCell::new() })
    }

    async fn versions(&self, op: &Op) -> Result<&Vec<Version>> {
        self.versions
            .get_or_try_init(|| async {
                read::versions_of(op.db(), self.row.as_slice(), RosterStatus::ALL).await
            })
            .await
    }

    async fn one(&self, op: &Op, pick: fn(RosterStatus) -> bool) -> Result<Option<RosterVersion>> {
        let versions = self.versions(op).await?;
        Ok(versions.iter().find(|version| pick(version.row.status)).cloned().map(RosterVersion::new))
    }
}

#[Object]
impl Roster {
    /// The id, `ros_…`; null until the first draft is started.
    async fn id(&self) -> Option<RosterId> {
        self.row.as_ref().map(|row| row.id)
    }

    /// The college, or the branch.
    async fn owner(&self) -> Unit {
        Unit::from(self.owner.clone())
    }

    /// How its versions are decided.
    async fn route(&self) -> RosterRoute {
        self.route
    }

    /// The version in force.
    async fn in_force(&self, ctx: &Context<'_>) -> Result<Option<RosterVersion>> {
        self.one(ctx.op()?, |status| status == RosterStatus::InForce).await
    }

    /// Whether what is in force was decided for an earlier year and is carried on (延用).
    async fn carried_on(&self, ctx: &Context<'_>) -> Result<bool> {
        let op = ctx.op()?;
        let year = op.app().clock.academic_year().0;
        let mut versions = self.versions(op).await?.iter();
        Ok(versions.any(|version| version.row.status == RosterStatus::InForce && version.row.year < year))
    }

    /// The draft or proposed version.
    async fn open(&self, ctx: &Context<'_>) -> Result<Option<RosterVersion>> {
        self.one(ctx.op()?, RosterStatus::is_open).await
    }

    /// Every version, newest first.
    #[graphql(name = "versions")]
    async fn all_versions(&self, ctx: &Context<'_>) -> Result<Vec<RosterVersion>> {
        Ok(self.versions(ctx.op()?).await?.iter().cloned().map(RosterVersion::new).collect())
    }

    /// Whether the viewer may start a draft now.
    async fn can_start(&self, ctx: &Context<'_>) -> Result<bool> {
        let op = ctx.op()?;
        let open = self.versions(op).await?.iter().any(|version| version.row.status.is_open());
        Ok(!open && may::start(op, op.tree().await?, &self.owner))
    }
}

/// One leader linked to one counterpart.
pub struct Pairing(pub Joined);

impl Pairing {
    /// Reads one pairing of a roster that the viewer may see.
    pub async fn read(op: &Op, id: PairingId) -> Result<Self> {
        Ok(Self(pairings::of_visible_roster(op, id).await?))
    }

    async fn may_urge(&self, op: &Op) -> Result<bool> {
        Ok(urge_contact::may(op, op.tree().await?, &self.0.leader).is_ok())
    }

    async fn judged(&self, ctx: &Context<'_>) -> Result<Option<Judged>> {
        let last = loaders::directory(ctx, LastContact(self.0.pairing.id)).await?;
        let rules = loaders::directory(ctx, TheRules).await?.unwrap_or_default();
        Ok(cadence::judge(ctx.op()?.today(), &rules, &self.0, last))
    }
}

#[Object]
impl Pairing {
    /// The id, `pai_…`.
    pub async fn id(&self) -> PairingId {
        self.0.pairing.id
    }

    /// Who keeps liaison.
    async fn leader(&self) -> RosterLeader {
        RosterLeader(Arc::clone(&self.0.leader))
    }

    /// With whom.
    async fn counterpart(&self) -> RosterCounterpart {
        RosterCounterpart(self.0.counterpart.clone())
    }

    /// The state.
    async fn status(&self) -> PairingStatus {
        self.0.pairing.status
    }

    /// The first day.
    async fn since(&self) -> Option<NaiveDate> {
        self.0.pairing.since
    }

    /// The last day.
    async fn until(&self) -> Option<NaiveDate> {
        self.0.pairing.until
    }

    /// The day of the last confirmed contact of the pairing.
    async fn last_contact_on(&self, ctx: &Context<'_>) -> Result<Option<NaiveDate>> {
        loaders::directory(ctx, LastContact(self.0.pairing.id)).await
    }

    /// How that stands against the cadence (R5): advice. Counted from the beginning of the pairing where
    /// there was no contact yet; null where neither is known, or the pairing is over.
    async fn lamp(&self, ctx: &Context<'_>) -> Result<Option<Lamp>> {
        Ok(self.judged(ctx).await?.map(|judged| judged.lamp))
    }

    /// Until when the next contact would be in time: the end of the ideal interval. Advice, and null where the
    /// lamp is.
    async fn due_on(&self, ctx: &Context<'_>) -> Result<Option<NaiveDate>> {
        Ok(self.judged(ctx).await?.map(|judged| judged.due_on))
    }

    /// Whose roster it stands on.
    async fn owner(&self, ctx: &Context<'_>) -> Result<Option<Unit>> {
        loaders::unit(ctx, self.0.owner).await
    }

    /// On which of the last seven days its leader was urged to get in touch; null for who may not urge them.
    async fn urged_on(&self, ctx: &Context<'_>) -> Result<Option<NaiveDate>> {
        let op = ctx.op()?;
        if self.may_urge(op).await? {
            loaders::directory(ctx, UrgedOn(self.0.pairing.id)).await
        } else {
            Ok(None)
        }
    }

    /// Whether you may urge its leader to get in touch now.
    async fn can_urge(&self, ctx: &Context<'_>) -> Result<bool> {
        let in_force = self.0.pairing.status == PairingStatus::Active;
        let may = in_force && self.may_urge(ctx.op()?).await?;
        Ok(may && loaders::directory(ctx, UrgedOn(self.0.pairing.id)).await?.is_none())
    }
}

/// Queries about rosters.
#[derive(Default)]
pub struct RosterQuery;

#[Object]
impl RosterQuery {
    /// The roster of the college or of a branch. Permission `ROSTER_READ` on the owner.
    async fn roster(&self, ctx: &Context<'_>, owner: UnitId) -> Result<Roster> {
        Roster::read(ctx.op()?, owner).await
    }

    /// The roster of the college. Permission `ROSTER_READ` on the whole college; null without.
    async fn school_roster(&self, ctx: &Context<'_>) -> Result<Option<Roster>> {
        let op = ctx.op()?;
        match op.tree().await?.root() {
            Some(root) if read::sees(op, root).await? => Roster::read(op, root).await.map(Some),
            _ => Ok(None),
        }
    }

    /// One version. Permission `ROSTER_READ` on its owner.
    async fn roster_version(&self, ctx: &Context<'_>, id: RosterVersionId) -> Result<RosterVersion> {
        RosterVersion::read(ctx.op()?, id).await
    }

    /// Where every branch stands with its roster this year, by name. Permission `ROSTER_READ`; the
    /// branches in scope.
    async fn branch_board(&self, ctx: &Context<'_>) -> Result<Vec<BranchRow>> {
        board::board(ctx.op()?).await
    }

    /// What the viewer has to do about rosters. Anyone; only what they may see and do.
    async fn roster_todos(&self, ctx: &Context<'_>) -> Result<Vec<Todo>> {
        todos::todos(ctx.op()?).await
    }

    /// The viewer's own pairings in force: as a leader, whom they link; as a representative, who
    /// links them. Permission `PAIRING_READ`.
    async fn my_pairings(&self, ctx: &Context<'_>) -> Result<Vec<Pairing>> {
        let op = ctx.op()?;
        op.viewer.require_any(Permission::PairingRead)?;
        Ok(pairings::mine(op).await?.into_iter().map(Pairing).collect())
    }

    /// Current persons whom nobody links (R7). Permission `REPRESENTATIVE_READ`.
    async fn unlinked_representatives(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: CoverageFilter,
        page: PageInput,
    ) -> Result<List<Representative>> {
        coverage::representatives(ctx.op()?, filter, page).await
    }

    /// Current groups that nobody links (R7). Permission `GROUP_READ`.
    async fn unlinked_groups(&self, ctx: &Context<'_>, page: PageInput) -> Result<List<RosterCounterpart>> {
        coverage::groups(ctx.op()?, page).await
    }

    /// How many persons of each category nobody links. Permission `REPRESENTATIVE_READ` with the
    /// field group `POLITICAL`; only persons whose categories the viewer reads are counted.
    async fn coverage_by_category(&self, ctx: &Context<'_>) -> Result<Vec<CategoryCoverage>> {
        coverage::by_category(ctx.op()?).await
    }

    /// How many persons of each branch nobody links. Permission `REPRESENTATIVE_READ`.
    async fn coverage_by_branch(&self, ctx: &Context<'_>) -> Result<Vec<BranchCoverage>> {
        coverage::by_branch(ctx.op()?).await
    }

    /// Leaders who may stand on a draft, at most twenty. Permission to draft on its owner.
    async fn leader_candidates(
        &self,
        ctx: &Context<'_>,
        id: RosterVersionId,
        #[graphql(default)] search: String,
    ) -> Result<Vec<RosterLeader>> {
        candidates::leaders(ctx.op()?, id, &search).await
    }

    /// Counterparts who may be put on a draft, at most twenty. Permission to draft on its owner.
    async fn counterpart_candidates(
        &self,
        ctx: &Context<'_>,
        id: RosterVersionId,
        kind: CounterpartKind,
        #[graphql(default)] search: String,
    ) -> Result<Vec<Candidate>> {
        candidates::counterparts(ctx.op()?, id, kind, &search).await
    }
}

/// What can be done with rosters.
#[derive(Default)]
pub struct RosterMutation;

#[Object]
impl RosterMutation {
    /// Starts a draft. Permission `ROSTER_DRAFT_SCHOOL` or `ROSTER_DRAFT_BRANCH` on the owner.
    async fn start_roster(&self, ctx: &Context<'_>, input: StartRosterInput) -> Result<RosterVersion> {
        start::start(ctx.op()?, input).await
    }

    /// Adds a line to a draft. Permission to draft on the owner.
    async fn add_roster_line(&self, ctx: &Context<'_>, input: AddRosterLineInput) -> Result<RosterVersion> {
        add_line::add_line(ctx.op()?, input).await
    }

    /// Ends a kept line of a draft with a reason, or takes a new one off. Permission to draft on the
    /// owner.
    async fn end_roster_line(&self, ctx: &Context<'_>, input: EndRosterLineInput) -> Result<RosterVersion> {
        end_line::end_line(ctx.op()?, input).await
    }

    /// Keeps a line that a draft had ended. Permission to draft on the owner.
    async fn restore_roster_line(
        &self,
        ctx: &Context<'_>,
        input: RestoreRosterLineInput,
    ) -> Result<RosterVersion> {
        restore_line::restore_line(ctx.op()?, input).await
    }

    /// Says why a line is new or ended. Permission to draft on the owner.
    async fn set_line_reason(&self, ctx: &Context<'_>, input: SetLineReasonInput) -> Result<RosterVersion> {
        set_reason::set_reason(ctx.op()?, input).await
    }

    /// Hands a counterpart over to another leader. Permission to draft on the owner.
    async fn hand_over_line(&self, ctx: &Context<'_>, input: HandOverLineInput) -> Result<RosterVersion> {
        hand_over::hand_over(ctx.op()?, input).await
    }

    /// Says why a leader stands outside the quota (R2). Permission `ROSTER_DRAFT_SCHOOL`.
    async fn set_quota_exception(
        &self,
        ctx: &Context<'_>,
        input: SetExceptionInput,
    ) -> Result<RosterVersion> {
        set_exception::set_exception(ctx.op()?, input).await
    }

    /// Puts the school draft before the committee (R1). Permission `ROSTER_DRAFT_SCHOOL`.
    async fn propose_roster(&self, ctx: &Context<'_>, input: ProposeRosterInput) -> Result<RosterVersion> {
        propose::propose(ctx.op()?, input).await
    }

    /// Sends a proposed version back. Permission `ROSTER_DECIDE_SCHOOL`; never by its drafter or
    /// proposer.
    async fn return_roster(&self, ctx: &Context<'_>, input: ReturnRosterInput) -> Result<RosterVersion> {
        return_to_drafter::return_to_drafter(ctx.op()?, input).await
    }

    /// Registers the decision of a meeting; the version takes force. Permission
    /// `ROSTER_DECIDE_SCHOOL` (never by its drafter or proposer) or `ROSTER_DECIDE_BRANCH`.
    async fn decide_roster(&self, ctx: &Context<'_>, input: DecideRosterInput) -> Result<RosterVersion> {
        decide::decide(ctx.op()?, input).await
    }

    /// Gives an open version up. Permission to draft on the owner.
    async fn withdraw_roster(&self, ctx: &Context<'_>, input: WithdrawRosterInput) -> Result<RosterVersion> {
        withdraw::withdraw(ctx.op()?, input).await
    }

    /// Sends a branch version for filing, or answers a request for correction (R3). Permission
    /// `ROSTER_DECIDE_BRANCH`.
    async fn send_roster(&self, ctx: &Context<'_>, input: SendRosterInput) -> Result<RosterVersion> {
        send::send(ctx.op()?, input).await
    }

    /// Files a branch version (R3). Permission `ROSTER_FILE`; never by who registered the decision.
    async fn file_roster(&self, ctx: &Context<'_>, input: FileRosterInput) -> Result<RosterVersion> {
        file::file(ctx.op()?, input).await
    }

    /// Asks a branch for a correction (R3). Permission `ROSTER_FILE`; never by who registered the
    /// decision.
    async fn ask_correction(&self, ctx: &Context<'_>, input: AskCorrectionInput) -> Result<RosterVersion> {
        ask_correction::ask_correction(ctx.op()?, input).await
    }

    /// Ends a pairing because of a fact, outside any draft. Permission to draft on the owner.
    async fn end_pairing(&self, ctx: &Context<'_>, input: EndPairingInput) -> Result<Pairing> {
        end_pairing::end_pairing(ctx.op()?, input).await
    }

    /// Urges a branch about its roster, once in three working days. Permission `ROSTER_FILE`.
    async fn urge_branch(&self, ctx: &Context<'_>, branch: UnitId) -> Result<Roster> {
        let op = ctx.op()?;
        urge::urge(op, branch).await?;
        Roster::read(op, branch).await
    }
}
