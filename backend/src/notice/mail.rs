//! Who carries mail, and what stands in it: how many items wait and where the site is, never of whom or what.

use anyhow::{Context as _, bail};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use lianyi_shared::notice::CODE_MINUTES;
use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_notice::MailText;
use uuid::Uuid;

use crate::config::SmtpUrl;

/// How long the server that carries mail may take for each answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// Carries mail by SMTP.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    site: String,
    host: String,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not the transport: it holds the password.
        f.debug_struct("Mailer").field("site", &self.site).finish_non_exhaustive()
    }
}

/// Why a mail did not go. Without the server's words, which may hold the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The server that carries mail was not reached, or does not know us: the next mail would fare no better.
    #[error("the mail server was not reached or did not let us in")]
    Unreachable,
    /// It does not take the mail now.
    #[error("the mail server does not take the mail now")]
    NotNow,
    /// It does not take mail to this address.
    #[error("the mail server does not take mail to this address")]
    Refused,
}

impl From<lettre::transport::smtp::Error> for Failure {
    fn from(error: lettre::transport::smtp::Error) -> Self {
        let Some(code) = error.status() else { return Self::Unreachable };
        let code: u16 = code.into();
        match code {
            // Service not available; authentication required, too weak, failed.
            421 | 454 | 530 | 534 | 535 | 538 => Self::Unreachable,
            _ if error.is_permanent() => Self::Refused,
            _ => Self::NotNow,
        }
    }
}

impl Mailer {
    /// Carries by an SMTP server, in the name of an address, for the site at a URL.
    pub fn new(url: &SmtpUrl, from: &str, site: &str) -> anyhow::Result<Self> {
        let from: Mailbox = from.parse().with_context(|| format!("{from} is no mail address"))?;
        let parsed = reqwest::Url::parse(url.secret()).context("the URL of the mail server is not valid")?;
        let near = matches!(parsed.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        let encrypted = parsed.scheme() == "smtps" || parsed.query() == Some("tls=required");
        if parsed.password().is_some() && !encrypted && !near {
            bail!(
                "the password of the mail server would travel unencrypted: write smtps://… or …?tls=required"
            );
        }
        let host = reqwest::Url::parse(site).ok().and_then(|site| site.host_str().map(str::to_owned));
        let host = host.context("the address of the site has no host")?;
        // The error may show the URL, and so the password.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.secret());
        let mut transport =
            transport.ok().context("the URL of the mail server is not valid")?.timeout(Some(PATIENCE));
        if parsed.path().len() <= 1 {
            transport = transport.hello_name(ClientId::Domain(host.clone()));
        }
        Ok(Self { transport: transport.build(), from, site: site.trim_end_matches('/').to_owned(), host })
    }

    /// Says how many notices wait. `id` is the same whenever the same mail is tried again.
    pub async fn send_count(&self, to: &str, count: usize, id: Uuid) -> Result<(), Failure> {
        let subject = in_both(" / ", |lang| MailText::Subject.render(lang, &[("count", &count)]));
        let body =
            in_both("\n", |lang| MailText::Body.render(lang, &[("count", &count), ("site", &self.site)]));
        self.send(to, subject, body, id).await
    }

    /// Sends the code that proves an address.
    pub async fn send_code(&self, to: &str, code: &str, id: Uuid) -> Result<(), Failure> {
        let subject = in_both(" / ", |lang| MailText::CodeSubject.template(lang).to_owned());
        let body = in_both("\n", |lang| {
            MailText::CodeBody
                .render(lang, &[("code", &code), ("minutes", &CODE_MINUTES), ("site", &self.site)])
        });
        self.send(to, subject, body, id).await
    }

    async fn send(&self, to: &str, subject: String, body: String, id: Uuid) -> Result<(), Failure> {
        let to: Address = to.parse().map_err(|_| Failure::Refused)?;
        let body = Body::new_with_encoding(body, ContentTransferEncoding::Base64);
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .message_id(Some(format!("<{}@{}>", id.simple(), self.host)))
            .header(ContentType::TEXT_PLAIN)
            .body(body.map_err(|_| Failure::Refused)?)
            .map_err(|_| Failure::Refused)?;
        // Nobody's absence is answered to us.
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        message.headers_mut().insert_raw(HeaderValue::new(automatic, "auto-generated".to_owned()));
        self.transport.send(message).await?;
        Ok(())
    }
}

/// A text in Chinese and then in English: the server does not know in which language its owner reads mail.
fn in_both(between: &str, text: impl Fn(Lang) -> String) -> String {
    [text(Lang::Zh), text(Lang::En)].join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_does_not_travel_unencrypted_and_is_not_shown() {
        let mailer = |url: &str| {
            crate::choose_cryptography();
            let url: SmtpUrl = url.parse().unwrap();
            assert!(!format!("{url:?}").contains("hunter2"));
            Mailer::new(&url, "联谊 <lianyi@example.edu>", "https://lianyi.example.edu/")
        };
        for good in [
            "smtps://u:hunter2@mail.example.edu",
            "smtp://u:hunter2@mail.example.edu?tls=required",
            "smtp://u:hunter2@localhost:2525",
            "smtp://relay.example.edu",
        ] {
            let shown = format!("{:?}", mailer(good).unwrap());
            assert!(!shown.contains("hunter2") && shown.contains("https://lianyi.example.edu\""), "{shown}");
        }
        for bad in
            ["smtp://u:hunter2@mail.example.edu", "smtp://u:hunter2@m.edu?tls=opportunistic", "x", "http://a"]
        {
            let error = format!("{:#}", mailer(bad).unwrap_err());
            assert!(!error.contains("hunter2"), "{error}");
        }
    }
}
