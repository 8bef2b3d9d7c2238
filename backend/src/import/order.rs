//! What a run of an import is told beside the file, and judging a file of any kind by it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::error::Reason;
use lianyi_shared::id::{ContactId, GroupId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::import::{FileProblem, Finding, ImportKind};
use lianyi_shared::text::Lang;
use lianyi_shared::units::UnitKind;
use serde::{Deserialize, Serialize};

use super::groups::{self, GroupRow};
use super::judgement::Judgement;
use super::known::Known;
use super::leaders::{self, LeaderRow};
use super::ledger::{self, LedgerRow};
use super::representatives::{self, RepresentativeRow};
use super::roster::{self, RosterOptions, RosterOwner, RosterRow};
use super::sheet::{self, Workbook};
use super::units::{self, UnitRow};
use crate::error::{Error, Refusal, Result};

/// What to import and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// What the file holds.
    pub kind: ImportKind,
    /// Its name; the ending says whether it is csv.
    pub file_name: String,
    /// The day on which ages are judged, and after which nothing can have been.
    pub as_of: NaiveDate,
    /// Rosters and ledgers: the academic year, by the calendar year in which it begins.
    pub year: i32,
    /// Rosters: in force, by a decision whose particulars are unknown; a draft otherwise.
    pub historic: bool,
    /// Rosters: the owner of a sheet by name or code, where its title does not tell it.
    pub owners: BTreeMap<String, String>,
}

/// A file of any kind as judged.
#[derive(Debug)]
pub enum Judged {
    /// 组织机构
    Units(Judgement<UnitRow, UnitId>),
    /// 党员领导干部名册
    Leaders(Judgement<LeaderRow, LeaderId>),
    /// 党外代表人士信息表
    Representatives(Judgement<RepresentativeRow, RepresentativeId>),
    /// 统战团体与民主党派基层组织
    Groups(Judgement<GroupRow, GroupId>),
    /// 联谊交友结对名单
    Roster(Judgement<RosterRow, LeaderId>),
    /// 联谊交友工作台账
    Ledger(Judgement<LedgerRow, ContactId>),
}

impl Judged {
    /// What was found.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Units(judgement) => &judgement.findings,
            Self::Leaders(judgement) => &judgement.findings,
            Self::Representatives(judgement) => &judgement.findings,
            Self::Groups(judgement) => &judgement.findings,
            Self::Roster(judgement) => &judgement.findings,
            Self::Ledger(judgement) => &judgement.findings,
        }
    }
}

/// Reads a file, away from the threads that answer requests.
pub async fn read(file_name: &str, bytes: Arc<[u8]>, lang: Lang) -> Result<Workbook> {
    let name = file_name.to_owned();
    let read = move || {
        let book = sheet::read(&name, &bytes)?;
        check_ending(&name, &bytes)?;
        Ok(book)
    };
    let book = tokio::task::spawn_blocking(read).await.map_err(anyhow::Error::new)?;
    book.map_err(|problem| unreadable(problem, lang))
}

/// A name that says something else than the content is a mistake, or a trap for who opens it later.
fn check_ending(file_name: &str, bytes: &[u8]) -> Result<(), FileProblem> {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    let expected = if sheet::is_zip(bytes) { "xlsx" } else { "csv" };
    if ending.eq_ignore_ascii_case(expected) { Ok(()) } else { Err(FileProblem::WrongEnding) }
}

/// The refusal of a file that cannot be read at all.
pub fn unreadable(problem: FileProblem, lang: Lang) -> Error {
    Error::invalid(
        "file",
        Refusal::from(Reason::ImportFile).with("problem", problem.label(lang)).with("code", problem.code()),
    )
}

/// Judges a workbook, away from the threads that answer requests.
pub async fn judge(order: &Order, book: Workbook, known: Known) -> Result<Judged> {
    let order = order.clone();
    tokio::task::spawn_blocking(move || judge_now(&order, &book, &known)).await.map_err(anyhow::Error::new)?
}

fn judge_now(order: &Order, book: &Workbook, known: &Known) -> Result<Judged> {
    Ok(match order.kind {
        ImportKind::Units => Judged::Units(units::judge(book, known)),
        ImportKind::Leaders => Judged::Leaders(leaders::judge(book, known, order.as_of)),
        ImportKind::Representatives => {
            Judged::Representatives(representatives::judge(book, known, order.as_of))
        }
        ImportKind::Groups => Judged::Groups(groups::judge(book, known)),
        ImportKind::Roster => {
            let options = RosterOptions {
                year: AcademicYear(order.year),
                historic: order.historic,
                owners: owners(order, known)?,
            };
            Judged::Roster(roster::judge(book, known, &options))
        }
        ImportKind::Ledger => {
            Judged::Ledger(ledger::judge(book, known, AcademicYear(order.year), order.as_of))
        }
    })
}

/// The owners that the order names, as the directory knows them.
fn owners(order: &Order, known: &Known) -> Result<BTreeMap<String, RosterOwner>> {
    let owner = |(sheet, text): (&String, &String)| {
        let unit = known
            .find_branch(text)
            .map(super::known::UnitMatch::unit)
            .ok_or_else(|| Error::invalid("owners", Reason::NotARosterOwner))?;
        let owner = match unit.kind {
            UnitKind::College => RosterOwner::College,
            _ => RosterOwner::Branch(unit.id),
        };
        Ok((sheet.clone(), owner))
    };
    order.owners.iter().map(owner).collect()
}
