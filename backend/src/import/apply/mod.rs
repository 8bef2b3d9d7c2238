//! Accepted rows become records, in the transaction of the caller.
//!
//! An empty cell says nothing: what stands in the record stays. A row that waits for a decision is
//! left out until somebody decides.

pub(super) mod groups;
pub(super) mod leaders;
pub(super) mod ledger;
pub(super) mod representatives;
mod roster;
pub(super) mod units;

use std::fmt::Display;

use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, ImportId};
use lianyi_shared::import::DuplicateChoice;
use lianyi_shared::text::Lang;

use super::changes::{Changes, Origin};
use super::judgement::Outcome;
use super::order::{Judged, Order};
use crate::error::{Error, Refusal, Result};
use crate::op::App;
use crate::work::Work;

/// What somebody decided about a possible duplicate.
#[derive(Clone, Debug, async_graphql::InputObject)]
#[graphql(name = "ImportDecisionInput")]
pub struct Decision {
    /// The sheet.
    pub sheet: String,
    /// The row as the spreadsheet shows it.
    pub row: u32,
    /// What is done with it.
    pub choice: DuplicateChoice,
    /// Which record it is, for `UPDATE`: one of those offered.
    pub record: Option<String>,
}

/// Writes the rows of one import.
pub struct Writer<'w> {
    app: &'w App,
    work: &'w Work,
    by: Option<Importer>,
    batch: ImportId,
    order: &'w Order,
    decisions: &'w [Decision],
    lang: Lang,
    /// What was changed so far.
    pub changes: Changes,
}

/// Who imports; nobody on the command line, unless it says in whose name.
#[derive(Clone, Debug)]
pub struct Importer {
    /// The account.
    pub account: AccountId,
    /// In which capacity.
    pub capacity: String,
}

/// What happens to a row.
enum Act<Id> {
    Insert,
    Update(Id),
    LeaveOut,
}

impl<'w> Writer<'w> {
    /// A writer in an open transaction, for a batch that has this id or will have it.
    pub fn new(
        app: &'w App,
        work: &'w Work,
        (by, batch): (Option<Importer>, ImportId),
        order: &'w Order,
        decisions: &'w [Decision],
        lang: Lang,
    ) -> Self {
        Self { app, work, by, batch, order, decisions, lang, changes: Changes::default() }
    }

    /// Writes every accepted row and answers how many were taken.
    pub async fn take(&mut self, judged: &Judged) -> Result<usize> {
        match judged {
            Judged::Units(judgement) => units::take(self, judgement).await,
            Judged::Leaders(judgement) => leaders::take(self, judgement).await,
            Judged::Representatives(judgement) => representatives::take(self, judgement).await,
            Judged::Groups(judgement) => groups::take(self, judgement).await,
            Judged::Roster(judgement) => roster::take(self, judgement).await,
            Judged::Ledger(judgement) => ledger::take(self, judgement).await,
        }
    }

    /// What happens to a row, by its outcome and what was decided about it.
    fn act<Id: Copy + Display>(&self, origin: Origin<'_>, outcome: &Outcome<Id>) -> Result<Act<Id>> {
        let known = match outcome {
            Outcome::New => return Ok(Act::Insert),
            Outcome::Update(id) => return Ok(Act::Update(*id)),
            Outcome::Unchanged(_) => return Ok(Act::LeaveOut),
            Outcome::PossibleDuplicate { known, .. } => known,
        };
        let decided = self
            .decisions
            .iter()
            .find(|decision| decision.sheet == origin.sheet && decision.row == origin.row);
        match decided.map(|decision| (decision.choice, &decision.record)) {
            None | Some((DuplicateChoice::Skip, _)) => Ok(Act::LeaveOut),
            Some((DuplicateChoice::New, _)) => Ok(Act::Insert),
            Some((DuplicateChoice::Update, record)) => known
                .iter()
                .find(|id| Some(id.to_string()) == *record)
                .map(|id| Act::Update(*id))
                .ok_or_else(|| Error::invalid("decisions", Reason::NotVisible)),
        }
    }
}

/// Names the row at which the database or another rule refused.
fn at_row(lang: Lang, origin: Origin<'_>) -> impl FnOnce(Error) -> Error {
    let place = format!("{} {}", origin.sheet, origin.row);
    move |error| match &error {
        Error::Invalid(faults) => {
            let refusal =
                faults.first().map_or_else(|| Reason::Invalid.into(), |fault| fault.refusal.clone());
            let because = refusal.render(lang);
            Error::conflict(
                Refusal::from(Reason::ImportRowRefused).with("row", place).with("reason", because),
            )
        }
        _ => error,
    }
}
