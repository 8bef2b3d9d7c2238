//! A mail server of a test's own: it takes what it is given and can be told what to refuse.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lianyi::notice::mail::Mailer;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::app::TestApp;

/// The address of the site that mails name.
pub const SITE: &str = "https://lianyi.example.edu";

/// A mail that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// The subject, in characters.
    pub subject: String,
    /// The text, in characters.
    pub text: String,
    /// Its id.
    pub id: String,
    /// The whole of it, as it came.
    pub raw: String,
}

#[derive(Debug, Default)]
struct Kept {
    mails: Vec<Mail>,
    refused: HashSet<String>,
    busy: bool,
    gone: bool,
}

/// The server.
#[derive(Clone, Debug)]
pub struct MailServer {
    address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
}

impl MailServer {
    /// Begins to take mail.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let kept = Arc::<Mutex<Kept>>::default();
        let server = Self { address, kept };
        let taking = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let taking = taking.clone();
                // A connection that breaks off is the other side's affair.
                tokio::spawn(async move { taking.take(stream).await.ok() });
            }
        });
        server
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a server send its mail here.
    pub fn carry_for(&self, app: &TestApp) {
        carry(app, self.address);
    }

    /// Refuses mail to an address for good.
    pub fn refuse(&self, address: &str) {
        self.kept().refused.insert(address.to_owned());
    }

    /// Takes no mail for now, or takes it again.
    pub fn be_busy(&self, busy: bool) {
        self.kept().busy = busy;
    }

    /// Lets nobody in for now, or lets them in again.
    pub fn be_gone(&self, gone: bool) {
        self.kept().gone = gone;
    }

    /// What came since it was last asked.
    pub fn taken(&self) -> Vec<Mail> {
        std::mem::take(&mut self.kept().mails)
    }

    async fn take(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        if self.kept().gone {
            return write.write_all(b"421 test is closing\r\n").await;
        }
        write.write_all(b"220 test\r\n").await?;
        let mut to = String::new();
        while let Some(line) = lines.next_line().await? {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let answer = match verb.as_str() {
                "EHLO" => "250-test\r\n250 8BITMIME",
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    let kept = self.kept();
                    match (kept.refused.contains(&to), kept.busy) {
                        (true, _) => "550 no such mailbox",
                        (false, true) => "451 try again later",
                        (false, false) => "250 ok",
                    }
                }
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await?;
                    let mut raw = String::new();
                    while let Some(line) = lines.next_line().await? {
                        if line == "." {
                            break;
                        }
                        raw.push_str(&line);
                        raw.push('\n');
                    }
                    self.kept().mails.push(read_mail(to.clone(), raw));
                    "250 taken"
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        Ok(())
    }
}

/// Lets a server send its mail where nobody listens.
pub fn carry_nowhere(app: &TestApp) {
    // The port of "discard".
    carry(app, SocketAddr::from(([127, 0, 0, 1], 9)));
}

fn carry(app: &TestApp, address: SocketAddr) {
    let url = format!("smtp://{address}").parse().expect("a URL");
    let mailer = Mailer::new(&url, "联谊 <lianyi@example.edu>", SITE).expect("a mailer");
    app.app.mail.set(mailer).expect("nobody carries mail yet");
}

fn decoded(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(text).expect("base64")).expect("characters")
}

fn read_mail(to: String, raw: String) -> Mail {
    let (head, body) = raw.split_once("\n\n").expect("a head and a body");
    // A header goes on in lines that begin with a space.
    let head = head.replace("\n ", " ");
    let header = |name: &str| {
        let found = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        found.unwrap_or_default().to_owned()
    };
    // What is encoded in several words is one; before and after other words the space counts.
    let (mut subject, mut was_encoded) = (String::new(), false);
    for word in header("Subject").split_whitespace() {
        let encoded = word.strip_prefix("=?utf-8?b?").and_then(|rest| rest.strip_suffix("?="));
        let goes_on = encoded.is_some() && was_encoded;
        if !goes_on && !subject.is_empty() {
            subject.push(' ');
        }
        subject.push_str(&encoded.map_or_else(|| word.to_owned(), decoded));
        was_encoded = encoded.is_some();
    }
    Mail {
        to,
        subject,
        text: decoded(body).replace("\r\n", "\n"),
        id: header("Message-ID"),
        raw: raw.clone(),
    }
}
