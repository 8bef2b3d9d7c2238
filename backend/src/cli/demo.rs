//! `lianyi demo`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use lianyi_shared::text::Lang;
use serde::Serialize;

use super::{connect, say, say_error, serve, start};
use crate::config::{Listening, Options};
use crate::demo::accounts::{PASSWORD, SHOWN};
use crate::demo::load::{self, Found};

/// Where the demonstration college lies unless told otherwise.
const DEMO_DATABASE: &str = "sqlite://data/demo.db";

const EXAMPLES: &str = "\
Examples:
  lianyi demo
  lianyi demo --listen 127.0.0.1:9000 --database sqlite:///tmp/demo.db --accounts accounts.json

Exit codes: 0 stopped by a signal, 1 refused (such as a database that holds another college), 2 wrong usage.";

#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Demo {
    #[command(flatten)]
    listening: Listening,
    /// Write the accounts to a file: `[{"role", "username", "password"}]`.
    #[arg(long, value_name = "FILE.json")]
    accounts: Option<PathBuf>,
    /// Listen beyond this machine although everyone knows the passwords.
    #[arg(long)]
    allow_remote: bool,
}

impl Demo {
    pub(super) async fn run(self, options: &Options) -> anyhow::Result<ExitCode> {
        let listening = self.listening.or(&options.serve);
        let address = listening.address();
        if !address.ip().is_loopback() && !self.allow_remote {
            say_error(&format!(
                "演示账号的密码是公开的，因此拒绝监听本机以外的地址 {address}；如确有需要，请加 --allow-remote。"
            ));
            say_error(
                "The passwords of the demonstration are public, so it does not listen beyond this machine \
                 unless told to with --allow-remote.",
            );
            return Ok(ExitCode::FAILURE);
        }
        let (db, url) = connect(options, DEMO_DATABASE).await?;
        // What is not ours to change is not brought up to date either.
        let found = load::look(&db).await?;
        if found == Found::Other {
            say_error("数据库中已有其他数据，不能用作演示；数据库没有改动。");
            say_error(
                "The database holds data of its own and cannot serve as a demonstration; it was left as it is.",
            );
            return Ok(ExitCode::FAILURE);
        }
        let app = start(options, db, &url, true).await?;
        if found == Found::Empty {
            load::load(&app).await?;
        }
        if let Some(path) = &self.accounts {
            write_accounts(path)?;
        }
        serve::run(app, &listening, |_| announce()).await
    }
}

fn announce() {
    say("演示数据，均为虚构。 Demonstration data, all of it invented.");
    say("");
    // A Chinese character is as wide as two letters.
    say(&format!("{:<21}{:<14}角色 Role", "用户名 User name", "密码 Password"));
    for account in SHOWN {
        let role = account.role.label(Lang::Zh);
        say(&format!("{:<24}{PASSWORD:<16}{role} · {} ({})", account.username, account.zh, account.en));
    }
    say("");
    say("其余党总支（直属党支部）书记以工号登录，密码相同。");
    say("The other branch secretaries sign in with their staff numbers and the same password.");
    say("");
}

#[derive(Serialize)]
struct Account {
    role: String,
    username: &'static str,
    password: &'static str,
}

fn write_accounts(path: &Path) -> anyhow::Result<()> {
    let accounts: Vec<Account> = SHOWN
        .iter()
        .map(|account| Account {
            role: account.role.code().to_ascii_lowercase(),
            username: account.username,
            password: PASSWORD,
        })
        .collect();
    let text = serde_json::to_string_pretty(&accounts)?;
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
