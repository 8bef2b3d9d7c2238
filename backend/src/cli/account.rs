//! `lianyi account`.

use std::process::ExitCode;

use clap::Subcommand;
use lianyi_shared::access::Role;
use lianyi_shared::audit::AuditAction;

use super::{DEFAULT_DATABASE, open, say};
use crate::access::account::{self, NewAccount};
use crate::audit::event::AuditEvent;
use crate::config::Options;
use crate::op::Request;
use crate::work::Work;

const EXAMPLES: &str = "\
Examples:
  lianyi account create admin --name 系统管理员 --role system_administrator
  lianyi account create 000177 --name 赵静 --role united_front_officer --role leader

Exit codes: 0 opened, 1 refused (such as a user name that is taken), 2 wrong usage.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Open an account and print the path of its one-time link.
    ///
    /// Append the path to the address of the server and hand the link to the person: with it they set
    /// their password, once and within seven days. For the first account of a college and for
    /// emergencies; otherwise accounts are opened on the pages.
    #[command(after_long_help = EXAMPLES)]
    Create {
        /// The user name, by default the staff number.
        username: String,
        /// The name shown to the person.
        #[arg(long)]
        name: String,
        /// A role code, e.g. `united_front_officer`; several may be given.
        #[arg(long = "role", required = true, value_parser = parse_role)]
        roles: Vec<Role>,
    },
}

fn parse_role(text: &str) -> Result<Role, String> {
    text.to_ascii_uppercase().parse().map_err(|_| {
        let known: Vec<String> = Role::ALL.iter().map(|role| role.code().to_ascii_lowercase()).collect();
        format!("one of {}", known.join(", "))
    })
}

impl Command {
    pub(super) async fn run(self, options: &Options) -> anyhow::Result<ExitCode> {
        let Self::Create { username, name, roles } = self;
        let app = open(options, DEFAULT_DATABASE, false).await?;
        let request = Request::of_program(&app, "command-line");
        let work = Work::begin(&request, None).await?;
        let new = NewAccount {
            username,
            name,
            unit: None,
            leader: None,
            representative: None,
            roles: roles.into_iter().map(|role| (role, None)).collect(),
            password_hash: None,
        };
        let (id, link) = account::open(&app, &work, new).await?;
        work.commit(AuditEvent::new(AuditAction::AccountOpen, id)).await?;
        say(&format!("/setup/{}", link.unwrap_or_default()));
        Ok(ExitCode::SUCCESS)
    }
}
