//! A version of a roster as GraphQL: its lines, difference, checks, history, and what the viewer
//! may do with it.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use lianyi_shared::id::{LeaderId, PairingId, RosterVersionId, UnitId};
use lianyi_shared::roster::{
    FilingAction, FilingStatus, NextActor, RosterAction, RosterFinding, RosterRoute, RosterStatus, RosterStep,
};
use tokio::sync::OnceCell;

use crate::error::{Error, Result};
use crate::loaders;
use crate::op::{ContextExt as _, Op};
use crate::roster::check::{self, Finding, Summary};
use crate::roster::contents::Contents;
use crate::roster::graphql_line::{LeaderLines, RosterLine};
use crate::roster::history::Step;
use crate::roster::may;
use crate::roster::read::{self, Version};
use crate::units::graphql::Unit;

/// A numbered version of a roster.
pub struct RosterVersion {
    version: Version,
    contents: OnceCell<Arc<Contents>>,
}

impl RosterVersion {
    /// The object of a version.
    pub fn new(version: Version) -> Self {
        Self { version, contents: OnceCell::new() }
    }

    /// Reads a version that the viewer may see.
    pub async fn read(op: &Op, id: RosterVersionId) -> Result<Self> {
        Ok(Self::new(read::version(op, op.db(), id).await?))
    }

    async fn contents(&self, ctx: &Context<'_>) -> Result<&Arc<Contents>> {
        self.contents
            .get_or_try_init(async || {
                loaders::roster_contents(ctx, self.version.row.id).await?.ok_or(Error::NotFound)
            })
            .await
    }
}

#[Object]
impl RosterVersion {
    /// The id, `rov_…`.
    pub async fn id(&self) -> RosterVersionId {
        self.version.row.id
    }

    /// The number, counted from 1 within the roster.
    async fn number(&self) -> i32 {
        self.version.row.number
    }

    /// The academic year, by the calendar year in which it begins.
    async fn year(&self) -> i32 {
        self.version.row.year
    }

    /// How it is decided.
    async fn route(&self) -> RosterRoute {
        self.version.roster.route
    }

    /// The college, or the branch, whose roster it is.
    async fn owner(&self, ctx: &Context<'_>) -> Result<Unit> {
        loaders::unit(ctx, self.version.roster.owner_id).await?.ok_or(Error::NotFound)
    }

    /// The state.
    async fn status(&self) -> RosterStatus {
        self.version.row.status
    }

    /// Since when it is in that state.
    async fn status_since(&self) -> DateTime<Utc> {
        self.version.row.status_since
    }

    /// When it was begun.
    async fn created_at(&self) -> DateTime<Utc> {
        self.version.row.created_at
    }

    /// Whether it was taken over from an older workbook, so that its particulars are unknown.
    async fn historic(&self) -> bool {
        self.version.row.historic
    }

    /// The first day in force.
    async fn effective_from(&self) -> Option<NaiveDate> {
        self.version.row.effective_from
    }

    /// The last day in force.
    async fn effective_until(&self) -> Option<NaiveDate> {
        self.version.row.effective_until
    }

    /// The filing track of a branch version in force.
    async fn filing(&self) -> Option<FilingStatus> {
        self.version.row.filing
    }

    /// Since when filing is at that point.
    async fn filing_since(&self) -> Option<DateTime<Utc>> {
        self.version.row.filing_since
    }

    /// Who has to act next, if anybody.
    async fn next_actor(&self) -> Option<NextActor> {
        self.version.row.status.next_actor(self.version.roster.route, self.version.row.filing)
    }

    /// What the viewer may do now. Findings that block are not considered here.
    async fn allowed_actions(&self, ctx: &Context<'_>) -> Result<Vec<RosterAction>> {
        let op = ctx.op()?;
        let tree = op.tree().await?;
        let may = |action: &RosterAction| may::act(op, tree, &self.version, *action).is_ok();
        Ok(RosterAction::ALL.iter().copied().filter(may).collect())
    }

    /// What the viewer may do now on the filing track.
    async fn allowed_filing_actions(&self, ctx: &Context<'_>) -> Result<Vec<FilingAction>> {
        let op = ctx.op()?;
        let tree = op.tree().await?;
        let steps = loaders::roster_history(ctx, self.version.row.id).await?;
        let decided_by = steps
            .iter()
            .find(|step| step.row.action == RosterStep::Decide.code())
            .map(|step| step.row.account_id);
        let may = |action: &FilingAction| may::file(op, tree, &self.version, decided_by, *action).is_ok();
        Ok(FilingAction::ALL.iter().copied().filter(may).collect())
    }

    /// Whether the viewer may edit the lines now.
    async fn can_edit(&self, ctx: &Context<'_>) -> Result<bool> {
        let op = ctx.op()?;
        let draft = self.version.row.status == RosterStatus::Draft;
        Ok(draft && may::draft(op, op.tree().await?, &self.version).is_ok())
    }

    /// Whether the viewer may enter that a pairing in force has ended by a fact.
    async fn can_end_pairings(&self, ctx: &Context<'_>) -> Result<bool> {
        let op = ctx.op()?;
        let in_force = self.version.row.status == RosterStatus::InForce;
        Ok(in_force && may::draft(op, op.tree().await?, &self.version).is_ok())
    }

    /// Whether the viewer may print and export it.
    async fn can_export(&self, ctx: &Context<'_>) -> Result<bool> {
        let op = ctx.op()?;
        Ok(may::export(op, op.tree().await?, &self.version).is_ok())
    }

    /// Every line, kept, new and ended: by leader, groups before persons.
    async fn lines(&self, ctx: &Context<'_>) -> Result<Vec<RosterLine>> {
        Ok(self.contents(ctx).await?.lines.iter().cloned().map(RosterLine).collect())
    }

    /// The leaders of the version with their lines and their standing against the quota. On an open
    /// school version every current school-level leader is among them.
    async fn leaders(&self, ctx: &Context<'_>) -> Result<Vec<LeaderLines>> {
        let contents = self.contents(ctx).await?;
        let quotas = check::quotas(contents);
        Ok(contents
            .leaders
            .iter()
            .map(|leader| LeaderLines {
                leader: Arc::clone(leader),
                lines: contents.lines.iter().filter(|line| line.leader.id == leader.id).cloned().collect(),
                quota: quotas.iter().find(|quota| quota.leader == leader.id).cloned(),
            })
            .collect())
    }

    /// The numbers: what is covered, and what is kept, new and ended.
    async fn summary(&self, ctx: &Context<'_>) -> Result<RosterSummary> {
        Ok(RosterSummary(check::summary(self.contents(ctx).await?)))
    }

    /// What must be solved before the version is proposed or decided.
    async fn blockers(&self, ctx: &Context<'_>) -> Result<Vec<Finding>> {
        self.findings(ctx, true).await
    }

    /// What deserves a look and stops nothing.
    async fn warnings(&self, ctx: &Context<'_>) -> Result<Vec<Finding>> {
        self.findings(ctx, false).await
    }

    /// The steps taken so far, oldest first.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<HistoryStep>> {
        let steps = loaders::roster_history(ctx, self.version.row.id).await?;
        Ok(steps.iter().cloned().map(HistoryStep).collect())
    }

    /// Rises with every change; give it back with every act.
    async fn version(&self) -> i32 {
        self.version.row.version
    }
}

impl RosterVersion {
    async fn findings(&self, ctx: &Context<'_>, blocking: bool) -> Result<Vec<Finding>> {
        let found = check::findings(self.contents(ctx).await?, ctx.op()?.viewer.leader);
        Ok(found.into_iter().filter(|finding| finding.code.blocks() == blocking).collect())
    }
}

/// The numbers of a version.
pub struct RosterSummary(Summary);

#[Object]
impl RosterSummary {
    /// Leaders with a standing line.
    async fn leaders(&self) -> usize {
        self.0.leaders
    }

    /// Different groups linked.
    async fn groups(&self) -> usize {
        self.0.groups
    }

    /// Different persons linked.
    async fn individuals(&self) -> usize {
        self.0.individuals
    }

    /// The categories (P3) that the persons linked are in.
    async fn categories(&self) -> &[i32] {
        &self.0.categories
    }

    /// Lines kept.
    async fn kept(&self) -> usize {
        self.0.kept
    }

    /// New lines.
    async fn new(&self) -> usize {
        self.0.new
    }

    /// Lines ended.
    async fn ended(&self) -> usize {
        self.0.ended
    }
}

#[Object(name = "RosterCheck")]
impl Finding {
    /// What was found.
    async fn code(&self) -> RosterFinding {
        self.code
    }

    /// The lines concerned.
    async fn pairings(&self) -> &[PairingId] {
        &self.pairings
    }

    /// The leaders concerned.
    async fn leaders(&self) -> &[LeaderId] {
        &self.leaders
    }
}

/// A step in the history of a version.
pub struct HistoryStep(Step);

/// In which capacity a step was taken.
#[derive(SimpleObject)]
pub struct StepCapacity {
    /// The code of the role.
    role: String,
    /// The unit at which the role is anchored.
    unit_id: Option<UnitId>,
}

impl StepCapacity {
    /// The capacity as a row holds it.
    pub fn of(stored: &str) -> Self {
        let (role, unit) = stored.split_once('@').unwrap_or((stored, ""));
        Self { role: role.to_owned(), unit_id: unit.parse().ok() }
    }
}

#[Object(name = "RosterHistoryStep")]
impl HistoryStep {
    /// What was done.
    async fn step(&self) -> Result<RosterStep> {
        self.0.row.action.parse().map_err(|error| Error::Internal(anyhow::Error::new(error)))
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.row.at
    }

    /// By whom: the name of the account.
    async fn by(&self) -> &str {
        &self.0.by
    }

    /// In which capacity.
    async fn capacity(&self) -> StepCapacity {
        StepCapacity::of(&self.0.row.capacity)
    }

    /// The meeting that decided.
    async fn meeting(&self) -> Option<&str> {
        self.0.row.meeting.as_deref()
    }

    /// The day of the meeting.
    async fn meeting_on(&self) -> Option<NaiveDate> {
        self.0.row.meeting_on
    }

    /// The number of its minutes.
    async fn minute_number(&self) -> Option<&str> {
        self.0.row.minute_number.as_deref()
    }

    /// Why it was returned, what should be put right, or what was answered.
    async fn reasons(&self) -> Option<&str> {
        self.0.row.reasons.as_deref()
    }
}
