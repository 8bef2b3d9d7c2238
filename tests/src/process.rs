//! The program as an operator runs it: a process of its own.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use serde_json::{Value, json};

use crate::db::SECRET;
use crate::user::PASSWORD;

/// `lianyi serve` on a database; killed when dropped.
pub struct Serving {
    child: Child,
    /// Its address, `http://127.0.0.1:…`.
    pub address: String,
}

/// The program, as the workspace built it beside the tests.
pub fn program() -> PathBuf {
    let tests = std::env::current_exe().expect("this program");
    let program = tests.parent().and_then(Path::parent).expect("the target folder").join("lianyi");
    assert!(program.exists(), "{} is not built: cargo build --package lianyi", program.display());
    program
}

/// A file with the key that seals the signing keys of test databases.
pub fn key_file(folder: &Path) -> PathBuf {
    let file = folder.join("test.key");
    std::fs::write(&file, URL_SAFE_NO_PAD.encode(SECRET)).expect("a file");
    file
}

impl Serving {
    /// Starts the program and waits for its address.
    pub fn start(database: &str, key: &Path) -> Self {
        Self::start_with(database, key, &[])
    }

    /// The same with further arguments.
    pub fn start_with(database: &str, key: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(program());
        command.args(["serve"]).args(arguments);
        Self::spawn(command, database, key, None)
    }

    /// Starts the program with everything that a filter lets it log written into a file.
    pub fn start_logging(database: &str, key: &Path, filter: &str, log: &Path) -> Self {
        let mut command = Command::new(program());
        command.args(["serve", "--points-per-second", "1000000000000"]).env("LIANYI_LOG", filter);
        Self::spawn(command, database, key, Some(log))
    }

    /// The same with a limit of the size of every file that it writes, in kibibytes, as a full disk would be.
    pub fn start_on_full_disk(database: &str, key: &Path, kibibytes: u64) -> Self {
        let mut shell = Command::new("bash");
        // A file that would grow beyond the limit is an error to the program, not the end of it.
        shell
            .args(["-c", &format!("trap '' XFSZ; ulimit -f {kibibytes}; exec \"$0\" \"$@\"")])
            .arg(program())
            .arg("serve");
        Self::spawn(shell, database, key, None)
    }

    fn spawn(mut command: Command, database: &str, key: &Path, log: Option<&Path>) -> Self {
        lianyi::choose_cryptography();
        // Looked at only if it does not start, unless somebody asked for it.
        let unasked = tempfile::NamedTempFile::new().expect("a file");
        let log = log.unwrap_or_else(|| unasked.path());
        command.args(["--listen", "127.0.0.1:0", "--database", database, "--key-file"]).arg(key);
        command.arg("--files").arg(key.with_extension("files"));
        command.stdout(Stdio::piped()).stderr(std::fs::File::create(log).expect("a file"));
        let mut child = command.spawn().expect("the program starts");
        let mut said = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        said.read_line(&mut line).expect("a line");
        let address =
            line.trim().rsplit(' ').next().filter(|word| word.starts_with("http")).map(str::to_owned);
        let log = || std::fs::read_to_string(log).unwrap_or_default();
        Self { child, address: address.unwrap_or_else(|| panic!("it said {line:?} and logged {:?}", log())) }
    }

    /// Where its interface is.
    pub fn endpoint(&self) -> String {
        format!("{}/graphql", self.address)
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it says that it is ready.
    pub async fn ready(&self) {
        let ready = async || reqwest::get(format!("{}/health/ready", self.address)).await;
        while !ready().await.is_ok_and(|answer| answer.status().is_success()) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Signs somebody in and answers the access token.
    pub async fn sign_in(&self, username: &str) -> String {
        let query = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
        let input = json!({ "username": username, "password": PASSWORD });
        let body = json!({ "query": query, "variables": { "input": input } });
        let request = reqwest::Client::new().post(self.endpoint()).json(&body);
        let answer: Value = request.send().await.expect("an answer").json().await.expect("a JSON answer");
        answer["data"]["signIn"]["accessToken"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(&mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.expect("a signal").success(), "the signal was not sent");
        self.child.wait().expect("it ended");
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().expect("it was running");
        self.child.wait().expect("it ended");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
