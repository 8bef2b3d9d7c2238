//! Single-use tickets for downloads by a plain link, which carries no bearer.
//!
//! A mutation issues one; it is good for a minute, for one file, and for the sign-in that asked. Only
//! its digest is stored. Every file that is downloaded goes this way: [`Subject`] lists them.

use std::fmt;

use chrono::TimeDelta;
use lianyi_shared::id::{AttachmentId, ImportId, SessionId};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait as _, EntityTrait as _, Set};

use crate::access::keys;
use crate::access::token::Identity;
use crate::entity::download_ticket::{ActiveModel, Entity};
use crate::error::{Error, Result};
use crate::op::{Op, Request};
use crate::papers::export::RosterFile;
use crate::papers::ledger::LedgerFile;
use crate::work::Work;

/// How long a ticket is good.
const LIFETIME: TimeDelta = TimeDelta::seconds(60);

/// A file that is downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The uploaded file of an import with its faulty cells marked.
    AnnotatedImport(ImportId),
    /// A file of a contact record.
    Attachment(AttachmentId),
    /// A roster as a paper or a workbook.
    Roster(RosterFile),
    /// Contact records as a workbook.
    Ledger(LedgerFile),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AnnotatedImport(id) => write!(f, "annotated {id}"),
            Self::Attachment(id) => write!(f, "attachment {id}"),
            Self::Roster(RosterFile { version, format, number }) => {
                write!(f, "roster {version} {format} {number}")
            }
            Self::Ledger(LedgerFile { number, filter }) => {
                let filter = serde_json::to_string(filter).map_err(|_| fmt::Error)?;
                write!(f, "ledger {number} {filter}")
            }
        }
    }
}

impl std::str::FromStr for Subject {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unknown = || Error::Internal(anyhow::anyhow!("a ticket for an unknown file"));
        // The last word may be a filter.
        let mut words = text.splitn(4, ' ');
        let mut next = || words.next().ok_or_else(unknown);
        match next()? {
            "annotated" => Ok(Self::AnnotatedImport(next()?.parse().map_err(|_| unknown())?)),
            "attachment" => Ok(Self::Attachment(next()?.parse().map_err(|_| unknown())?)),
            "roster" => Ok(Self::Roster(RosterFile {
                version: next()?.parse().map_err(|_| unknown())?,
                format: next()?.parse().map_err(|_| unknown())?,
                number: next()?.parse()?,
            })),
            "ledger" => Ok(Self::Ledger(LedgerFile {
                number: next()?.parse()?,
                filter: serde_json::from_str(next()?).map_err(|_| unknown())?,
            })),
            _ => Err(unknown()),
        }
    }
}

/// A file on its way out.
#[derive(Debug)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Issues a ticket for a file to the viewer. Answers the address of the file.
pub async fn issue(op: &Op, work: &Work, subject: &Subject) -> Result<String> {
    let stale = Query::delete()
        .from_table("download_ticket")
        .and_where(Expr::col("expires_at").lt(op.now()))
        .to_owned();
    work.execute(&stale).await?;
    let secret = keys::random_text();
    ActiveModel {
        digest: Set(keys::digest(&secret)),
        subject: Set(subject.to_string()),
        account_id: Set(op.viewer.account),
        session_id: Set(op.viewer.session),
        expires_at: Set(op.now() + LIFETIME),
    }
    .insert(&**work)
    .await?;
    Ok(format!("/api/downloads/{secret}"))
}

/// Takes a ticket: once and in time. `by` is the sign-in that the request speaks of, if it speaks
/// of one; it must be the one that asked. What the viewer may read is judged anew.
pub async fn redeem(request: &Request, secret: &str, by: Option<SessionId>) -> Result<(Op, Subject)> {
    let app = &request.app;
    let digest = keys::digest(secret);
    let found = Entity::find_by_id(&*digest).one(&app.db.read).await?.ok_or(Error::NotFound)?;
    if by.is_some_and(|session| session != found.session_id) {
        return Err(Error::NotFound);
    }
    let take = Query::delete()
        .from_table("download_ticket")
        .and_where(Expr::col("digest").eq(digest))
        .and_where(Expr::col("expires_at").gte(app.clock.now()))
        .to_owned();
    if app.db.writer().execute(&take).await?.rows_affected() != 1 {
        return Err(Error::NotFound);
    }
    let subject = found.subject.parse()?;
    let identity = Identity { account: found.account_id, session: found.session_id };
    let viewer = app.viewers.current(&app.db, &app.clock, identity).await?;
    Ok((Op::new(request.clone(), viewer), subject))
}
