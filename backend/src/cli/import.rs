//! `lianyi import`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use lianyi_shared::access::Permission;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::ImportId;
use lianyi_shared::import::{Finding, ImportKind, ImportStatus, Severity};
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_import::ImportSummary as Say;

use super::{DEFAULT_DATABASE, open, say, say_error};
use crate::access::viewer;
use crate::audit::event::AuditEvent;
use crate::config::Options;
use crate::import::apply::{Importer, Writer};
use crate::import::batch::{self, NewBatch};
use crate::import::known_read::known;
use crate::import::order::{self, Judged, Order};
use crate::import::report::Report;
use crate::import::unchanged;
use crate::op::{App, Request};
use crate::work::Work;

/// The command line speaks Chinese, as the workbooks do.
const LANG: Lang = Lang::Zh;
/// How many findings are printed; the report file has them all.
const PRINTED: usize = 30;

const EXAMPLES: &str = "\
Examples:
  lianyi import units 组织机构.xlsx
  lianyi import leaders 党员领导干部名册.xlsx --report findings.json
  lianyi import representatives 党外代表人士信息表.xlsx --as-of 2026-09-01 --apply --clean-rows
  lianyi import roster 联谊交友结对名单.xlsx --year 2025 --historic --apply
  lianyi import ledger 联谊交友工作台账.xlsx --year 2025 --as 000177 --apply --clean-rows

Exit codes: 0 done, or checked without errors; 1 refused, or with errors; 2 wrong usage.";

/// Check an office workbook and import it.
///
/// Without --apply nothing is written: the file is read and judged against the directory, a
/// summary is printed, and --report writes every finding. Import a new college in this order:
/// units, leaders, representatives, groups, roster, ledger; each is judged by what the earlier ones brought.
///
/// With --apply all rows are written in one transaction. If any row has an error nothing is
/// written, unless --clean-rows takes the rows without errors. Rows that may be somebody already
/// known are left out; decide about them on the import page. A batch can be undone there as a whole, for
/// seven days and while nothing it wrote was changed or used.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Command {
    /// What the file holds.
    kind: Kind,
    /// The workbook: .xlsx, or .csv in UTF-8 or GB 18030.
    file: PathBuf,
    /// Write the rows instead of only checking them.
    #[arg(long)]
    apply: bool,
    /// With --apply: take the rows without errors although others have some.
    #[arg(long, requires = "apply")]
    clean_rows: bool,
    /// Write every finding to this file: an array of {sheet,row,column,severity,code,message}.
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// Rosters and ledgers: the academic year, by the calendar year in which it begins.
    #[arg(long, value_name = "YYYY", required_if_eq_any([("kind", "roster"), ("kind", "ledger")]), value_parser = clap::value_parser!(i32).range(1950..2200))]
    year: Option<i32>,
    /// Rosters: in force already, by a decision whose particulars are unknown; otherwise a draft.
    #[arg(long)]
    historic: bool,
    /// Rosters: whose roster a sheet is, where its title does not tell; may be repeated.
    #[arg(long = "owner", value_name = "SHEET=UNIT", value_parser = parse_owner)]
    owners: Vec<(String, String)>,
    /// In whose name: a user name that may import. A ledger needs one, because a record says who entered it.
    #[arg(long = "as", value_name = "USERNAME")]
    importer: Option<String>,
    /// The day on which ages are judged, and after which nothing can have been [default: today].
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
}

/// The kinds of workbooks, as they are written on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// 组织机构: units and branches.
    Units,
    /// 党员领导干部名册: leading cadres.
    Leaders,
    /// 党外代表人士信息表: representatives.
    Representatives,
    /// 统战团体与民主党派基层组织: groups.
    Groups,
    /// 联谊交友结对名单: rosters, one sheet per owner; needs --year.
    Roster,
    /// 联谊交友工作台账: contact records of one academic year; needs --year.
    Ledger,
}

impl From<Kind> for ImportKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Units => Self::Units,
            Kind::Leaders => Self::Leaders,
            Kind::Representatives => Self::Representatives,
            Kind::Groups => Self::Groups,
            Kind::Roster => Self::Roster,
            Kind::Ledger => Self::Ledger,
        }
    }
}

fn parse_owner(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((sheet, unit)) if !sheet.is_empty() && !unit.is_empty() => {
            Ok((sheet.to_owned(), unit.to_owned()))
        }
        _ => Err("SHEET=UNIT, the unit by its name or code".to_owned()),
    }
}

impl Command {
    pub(super) async fn run(self, options: &Options) -> anyhow::Result<ExitCode> {
        let bytes =
            std::fs::read(&self.file).with_context(|| format!("cannot read {}", self.file.display()))?;
        let app = open(options, DEFAULT_DATABASE, false).await?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let order = Order {
            kind: self.kind.into(),
            file_name: name,
            as_of: self.as_of.unwrap_or_else(|| app.clock.today()),
            year: self.year.unwrap_or_else(|| app.clock.academic_year().0),
            historic: self.historic,
            owners: self.owners.iter().cloned().collect::<BTreeMap<_, _>>(),
        };
        match self.check_and_apply(&app, &order, bytes).await {
            Ok(code) => Ok(code),
            Err(crate::error::Error::Internal(error)) => Err(error),
            Err(refused) => {
                let faults = refused.faults(LANG);
                let text = match faults.first() {
                    Some(fault) => fault.message.clone(),
                    None => refused.refusal().render(LANG),
                };
                say_error(&text);
                Ok(ExitCode::FAILURE)
            }
        }
    }

    async fn check_and_apply(
        &self,
        app: &Arc<App>,
        order: &Order,
        bytes: Vec<u8>,
    ) -> crate::error::Result<ExitCode> {
        let book = order::read(&order.file_name, bytes.into(), LANG).await?;
        let request = Request::of_program(app, "command-line");
        if !self.apply {
            let mut judged = order::judge(order, book, known(&app.db.read, order.kind).await?).await?;
            unchanged::mark(&app.db.read, &mut judged).await?;
            let report = Report::of(&judged);
            self.tell(order, &report)?;
            say(Say::DryRun.template(LANG));
            return Ok(if report.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS });
        }
        let work = Work::begin(&request, None).await?;
        let mut judged = order::judge(order, book, known(&*work, order.kind).await?).await?;
        unchanged::mark(&*work, &mut judged).await?;
        let report = Report::of(&judged);
        self.tell(order, &report)?;
        if report.has_errors() && !self.clean_rows {
            say_error(&Say::HasErrors.render(LANG, &[("accepted", &report.importable())]));
            return Ok(ExitCode::FAILURE);
        }
        let by = self.importer(&work, app.clock.today()).await?;
        if by.is_none() && order.kind == ImportKind::Ledger {
            say_error(Say::NameImporter.template(LANG));
            return Ok(ExitCode::FAILURE);
        }
        let (batch, taken) = apply(app, work, by, order, &judged, report.clone()).await?;
        let unchanged = report.unchanged;
        let left = report.total().saturating_sub(taken + unchanged);
        say(&Say::Applied.render(
            LANG,
            &[("taken", &taken), ("unchanged", &unchanged), ("left", &left), ("batch", &batch)],
        ));
        Ok(ExitCode::SUCCESS)
    }

    /// The account named, if it is active and may import.
    async fn importer(&self, work: &Work, today: NaiveDate) -> crate::error::Result<Option<Importer>> {
        let Some(username) = &self.importer else { return Ok(None) };
        let found = viewer::role_with(&**work, username, Permission::ImportRun, today).await?;
        Ok(found.map(|(account, capacity)| Importer { account, capacity }))
    }

    /// Prints the summary and writes the report.
    fn tell(&self, order: &Order, report: &Report) -> anyhow::Result<()> {
        say(&Say::Checked.render(
            LANG,
            &[
                ("file", &order.file_name),
                ("total", &report.total()),
                ("accepted", &report.importable()),
                ("warnings", &report.accepted_with_warning),
                ("rejected", &report.rejected),
            ],
        ));
        let undecided = report.duplicates.len();
        say(&Say::Outcome.render(
            LANG,
            &[
                ("new", &report.new),
                ("updates", &report.updates),
                ("unchanged", &report.unchanged),
                ("undecided", &undecided),
            ],
        ));
        say(&Say::Findings.render(
            LANG,
            &[("errors", &report.errors), ("warnings", &report.warnings), ("normalised", &report.normalised)],
        ));
        let telling = report.findings.iter().filter(|finding| finding.severity != Severity::Normalised);
        for finding in telling.take(PRINTED) {
            say(&line(finding));
        }
        if let Some(path) = &self.report {
            let lines: Vec<_> = report.findings.iter().map(|finding| finding.report_line(LANG)).collect();
            let text = serde_json::to_string_pretty(&lines)?;
            std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

/// A finding on one line.
fn line(finding: &Finding) -> String {
    let row = finding.row.map(|row| row.to_string()).unwrap_or_default();
    let column = finding.column.as_deref().unwrap_or_default();
    let place = format!("{}!{column}{row}", finding.sheet);
    let message = finding.message(LANG);
    Say::Line.render(
        LANG,
        &[("severity", &finding.severity.label(LANG)), ("place", &place), ("message", &message)],
    )
}

/// Writes the rows and their batch, and commits.
async fn apply(
    app: &App,
    work: Work,
    by: Option<Importer>,
    order: &Order,
    judged: &Judged,
    mut report: Report,
) -> crate::error::Result<(ImportId, usize)> {
    let account = by.as_ref().map(|by| by.account);
    let batch = ImportId(app.new_id());
    let mut writer = Writer::new(app, &work, (by, batch), order, &[], LANG);
    let taken = writer.take(judged).await?;
    report.taken = Some(taken);
    let new = NewBatch { order, file: None, report: &report, account, status: ImportStatus::Applied };
    batch::insert(app, &work, batch, new).await?;
    writer.changes.write(app, &work, batch).await?;
    let event =
        AuditEvent::new(AuditAction::ImportApply, batch).with("kind", order.kind.code()).with("taken", taken);
    work.commit(event).await?;
    Ok((batch, taken))
}
