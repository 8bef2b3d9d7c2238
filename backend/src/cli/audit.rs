//! `lianyi audit`.

use std::process::ExitCode;

use clap::Subcommand;

use super::{DEFAULT_DATABASE, open, say};
use crate::audit::chain::{self, Verdict};
use crate::config::Options;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Recompute the hash chain; exit code 1 if a sealed line was changed, added or removed.
    Verify,
}

impl Command {
    pub(super) async fn run(self, options: &Options) -> anyhow::Result<ExitCode> {
        let Self::Verify = self;
        let app = open(options, DEFAULT_DATABASE, false).await?;
        // What a stopped server left unsealed is sealed first.
        while chain::seal(&app, app.new_id()).await? {}
        match chain::verify(&app.db.read).await? {
            Verdict::Intact { sealed } => {
                say(&format!("审计链完整：{sealed}条。 The chain is intact: {sealed} lines."));
                Ok(ExitCode::SUCCESS)
            }
            Verdict::Broken { sequence } => {
                say(&format!("审计链在第{sequence}条处断裂。 The chain is broken at line {sequence}."));
                Ok(ExitCode::FAILURE)
            }
        }
    }
}
