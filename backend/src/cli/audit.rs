//! `lianyi audit`.

use std::process::ExitCode;

use clap::Subcommand;

use super::{DEFAULT_DATABASE, open, say, say_error};
use crate::audit::chain::{self, Anchor, Verdict};
use crate::config::Options;

const EXAMPLES: &str = "\
Examples:
  lianyi audit verify
  lianyi audit verify --expect 4711:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08

Exit codes: 0 the chain is intact, 1 it is broken or lacks the expected line, 2 wrong usage.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Recompute the hash chain of the audit log.
    ///
    /// Every line is sealed by a hash over itself and the line before. A line that was changed, added or
    /// removed breaks the chain, and its number is named.
    ///
    /// The chain alone cannot tell that its newest lines were cut off. So the number and hash of the last
    /// line are printed: note them outside this machine, and give them to the next run with --expect. It
    /// fails when the chain no longer contains that line.
    #[command(after_long_help = EXAMPLES)]
    Verify {
        /// A line noted earlier, which the chain must still contain.
        #[arg(long, value_name = "SEQ:HASH")]
        expect: Option<Anchor>,
    },
}

impl Command {
    pub(super) async fn run(self, options: &Options) -> anyhow::Result<ExitCode> {
        let Self::Verify { expect } = self;
        let app = open(options, DEFAULT_DATABASE, false).await?;
        // What a stopped server left unsealed is sealed first.
        chain::seal_all(&app).await?;
        match chain::verify(&app.db.read, expect.as_ref()).await? {
            Verdict::Intact { last } => {
                let sealed = last.sequence;
                say(&format!("审计链完整：{sealed}条。 The chain is intact: {sealed} lines."));
                say(&format!("末条 Last line  {last}"));
                Ok(ExitCode::SUCCESS)
            }
            Verdict::Lost { last } => {
                say_error("审计链缺少指定的记录：末尾的记录已被删除，或整条链被重写。");
                say_error(
                    "The chain lacks the expected line: its newest lines were cut off, or all of it was made anew.",
                );
                say_error(&format!("末条 Last line  {last}"));
                Ok(ExitCode::FAILURE)
            }
            Verdict::Broken { sequence } => {
                say_error(&format!("审计链在第{sequence}条处断裂。 The chain is broken at line {sequence}."));
                Ok(ExitCode::FAILURE)
            }
        }
    }
}
