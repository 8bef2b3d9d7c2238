//! `lianyi keys`.

use std::process::ExitCode;

use clap::Subcommand;
use lianyi_shared::audit::AuditAction;

use super::{DEFAULT_DATABASE, open, say};
use crate::audit::event::AuditEvent;
use crate::config::Options;
use crate::op::Request;
use crate::work::Work;

const EXAMPLES: &str = "\
Examples:
  lianyi keys rotate
  lianyi keys rotate --at-once

Exit codes: 0 rotated, 1 it failed, 2 wrong usage.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new signing key; servers that run take it up by themselves.
    ///
    /// It signs from eight minutes on, when every server and everybody who keeps the public keys knows it, and the old
    /// key is good until the last token that it signed has expired, ten minutes later. Nobody notices.
    #[command(after_long_help = EXAMPLES)]
    Rotate {
        /// The old keys are good for nothing any more: for when one has become known. Servers learn of it within a
        /// minute; people go on working, because their browsers ask for new tokens.
        #[arg(long)]
        at_once: bool,
    },
}

impl Command {
    pub(super) async fn run(self, options: &Options) -> anyhow::Result<ExitCode> {
        let Self::Rotate { at_once } = self;
        let app = open(options, DEFAULT_DATABASE, false).await?;
        let request = Request::of_program(&app, "command-line");
        let work = Work::begin(&request, None).await?;
        let kid = app.keys.rotate(&*work, &app.clock, at_once).await?;
        work.commit(AuditEvent::new(AuditAction::KeyRotate, &kid).with("atOnce", at_once)).await?;
        say(&format!("新密钥 New key  {kid}"));
        Ok(ExitCode::SUCCESS)
    }
}
