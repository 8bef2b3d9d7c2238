//! The one error of the product.
//!
//! A variant says what the caller can do about it; the [`Reason`] says why in words. Internal
//! causes are logged at the edge with the request id and never leave the server.

use lianyi_shared::error::{ErrorCode, FieldFault, Reason};
use lianyi_shared::text::{Lang, Text as _};
use sea_orm::sqlx::sqlite::SqliteError;
use sea_orm::{DbErr, RuntimeErr, sqlx};

/// The result of everything that can be refused or fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or the sign-in is no longer valid.
    #[error("unauthenticated: {0:?}")]
    Unauthenticated(Refusal),
    /// The caller sees the thing and may not do this to it.
    #[error("forbidden: {0:?}")]
    Forbidden(Refusal),
    /// It does not exist or lies outside the caller's scope; the two look alike on purpose.
    #[error("not found")]
    NotFound,
    /// The input is wrong, field by field.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<Fault>),
    /// Somebody else came first, or the state does not allow it.
    #[error("conflict: {0:?}")]
    Conflict(Refusal),
    /// Too many attempts.
    #[error("rate limited: {0:?}")]
    RateLimited(Refusal),
    /// The HTTP request itself is wrong.
    #[error("bad request: {0:?}")]
    BadRequest(Refusal),
    /// The database cannot do it now; the cause is for the log.
    #[error("unavailable: {0:?}: {1}")]
    Unavailable(Reason, DbErr),
    /// The server failed. The cause is for the log only.
    #[error("internal: {0:#}")]
    Internal(anyhow::Error),
}

/// A reason with the values that its words need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The key of the text.
    pub reason: Reason,
    /// Values for the places in the text.
    pub params: Vec<(&'static str, String)>,
}

/// A faulty field of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field below the operation's arguments: `input.name`.
    pub path: String,
    /// Why it is refused.
    pub refusal: Refusal,
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self { reason, params: Vec::new() }
    }
}

impl Refusal {
    /// Adds a value for a place in the text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    /// The words in a language.
    pub fn render(&self, lang: Lang) -> String {
        let params: Vec<(&str, &dyn std::fmt::Display)> = self
            .params
            .iter()
            .map(|(name, value)| -> (&str, &dyn std::fmt::Display) { (name, value) })
            .collect();
        self.reason.render(lang, &params)
    }
}

impl Fault {
    /// A fault of one field.
    pub fn new(path: impl Into<String>, refusal: impl Into<Refusal>) -> Self {
        Self { path: path.into(), refusal: refusal.into() }
    }
}

impl Error {
    /// A conflict with a reason.
    pub fn conflict(refusal: impl Into<Refusal>) -> Self {
        Self::Conflict(refusal.into())
    }

    /// Refuses an act on a version that is no longer the present one.
    pub fn unless_same(read: i32, present: i32) -> Result<()> {
        if read == present { Ok(()) } else { Err(Self::conflict(Reason::VersionChanged)) }
    }

    /// The conflict of an act with the state that a thing is in, by the name of the state.
    pub fn wrong_state(label: &str) -> Self {
        Self::conflict(Refusal::from(Reason::WrongState).with("status", label))
    }

    /// A refusal of something visible.
    pub fn forbidden(refusal: impl Into<Refusal>) -> Self {
        Self::Forbidden(refusal.into())
    }

    /// Input that is wrong in one field.
    pub fn invalid(path: impl Into<String>, refusal: impl Into<Refusal>) -> Self {
        Self::Invalid(vec![Fault::new(path, refusal)])
    }

    /// Whether the whole work was undone for the sake of another, so that it may be tried again.
    pub fn is_lost_race(&self) -> bool {
        matches!(self, Self::Unavailable(_, cause) if is_lost_race(cause))
    }

    /// Writes to the log what the caller is not told.
    pub fn log(&self, request: &str) {
        match self {
            Self::Internal(cause) => {
                tracing::error!(request, cause = %format!("{cause:#}"), "a request failed");
            }
            Self::Unavailable(reason, cause) => {
                tracing::error!(request, reason = reason.key(), %cause, "the database could not answer");
            }
            _ => {}
        }
    }

    /// What a program branches on.
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Unauthenticated(_) => ErrorCode::Unauthenticated,
            Self::Forbidden(_) => ErrorCode::Forbidden,
            Self::NotFound => ErrorCode::NotFound,
            Self::Invalid(_) => ErrorCode::BadUserInput,
            Self::Conflict(_) => ErrorCode::Conflict,
            Self::RateLimited(_) => ErrorCode::RateLimited,
            Self::BadRequest(_) => ErrorCode::BadRequest,
            Self::Unavailable(..) => ErrorCode::Unavailable,
            Self::Internal(_) => ErrorCode::InternalServerError,
        }
    }

    /// What a person reads.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Unauthenticated(refusal)
            | Self::Forbidden(refusal)
            | Self::Conflict(refusal)
            | Self::RateLimited(refusal)
            | Self::BadRequest(refusal) => refusal.clone(),
            Self::NotFound => Reason::NotVisible.into(),
            Self::Invalid(_) => Reason::Invalid.into(),
            Self::Unavailable(reason, _) => (*reason).into(),
            Self::Internal(_) => Reason::Internal.into(),
        }
    }

    /// The faulty fields, in the language of the request.
    pub fn faults(&self, lang: Lang) -> Vec<FieldFault> {
        match self {
            Self::Invalid(faults) => faults
                .iter()
                .map(|fault| FieldFault {
                    path: fault.path.clone(),
                    reason: fault.refusal.reason.key().to_owned(),
                    message: fault.refusal.render(lang),
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        if let Some(reason) = why_unavailable(&error) {
            return Self::Unavailable(reason, error);
        }
        let text = error.to_string();
        NAMED_CONSTRAINTS
            .iter()
            .find(|named| text.contains(named.constraint) || text.contains(named.columns))
            .map_or_else(|| Self::Internal(anyhow::Error::new(error)), |named| (named.error)())
    }
}

/// How the database names an error: `SQLite` by the lowest byte of its result code, PostgreSQL by the SQLSTATE.
enum Named {
    Sqlite(u32),
    Postgres(String),
}

fn named(error: &DbErr) -> Option<Named> {
    let (DbErr::Conn(cause) | DbErr::Exec(cause) | DbErr::Query(cause)) = error else { return None };
    let RuntimeErr::SqlxError(cause) = cause else { return None };
    let refusal = cause.as_database_error()?;
    let code = refusal.code()?;
    if refusal.try_downcast_ref::<SqliteError>().is_some() {
        return Some(Named::Sqlite(code.parse::<u32>().ok()? & 0xff));
    }
    Some(Named::Postgres(code.into_owned()))
}

/// Whether the connection itself is gone.
fn is_disconnected(error: &DbErr) -> bool {
    let (DbErr::Conn(cause) | DbErr::Exec(cause) | DbErr::Query(cause)) = error else {
        return matches!(error, DbErr::ConnectionAcquire(_));
    };
    let RuntimeErr::SqlxError(cause) = cause else { return false };
    matches!(
        cause.as_ref(),
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed
    )
}

/// Why the database could not do something that it could do at another time; `None` for every other error.
fn why_unavailable(error: &DbErr) -> Option<Reason> {
    if is_disconnected(error) || is_lost_race(error) {
        return Some(Reason::Busy);
    }
    match named(error)? {
        Named::Sqlite(9) => Some(Reason::Deadline),
        Named::Sqlite(10 | 13) => Some(Reason::DiskFull),
        Named::Sqlite(8) => Some(Reason::DatabaseReadOnly),
        Named::Sqlite(_) => None,
        Named::Postgres(code) => match code.as_str() {
            "57014" => Some(Reason::Deadline),
            "53300" | "57P01" | "57P02" | "57P03" => Some(Reason::Busy),
            "53100" => Some(Reason::DiskFull),
            "25006" => Some(Reason::DatabaseReadOnly),
            _ => None,
        },
    }
}

/// Whether the database undid a transaction for the sake of another: a lock, a deadlock, a serialization failure, a
/// group that failed.
pub fn is_lost_race(error: &DbErr) -> bool {
    if matches!(error, DbErr::Custom(text) if text == crate::db::UNDONE) {
        return true;
    }
    match named(error) {
        Some(Named::Sqlite(code)) => matches!(code, 5 | 6),
        Some(Named::Postgres(code)) => matches!(code.as_str(), "40001" | "40P01"),
        None => false,
    }
}

/// A constraint of the database and what its violation means to a person. PostgreSQL names the
/// constraint, `SQLite` the columns.
struct NamedConstraint {
    constraint: &'static str,
    columns: &'static str,
    error: fn() -> Error,
}

const NAMED_CONSTRAINTS: &[NamedConstraint] = &[
    NamedConstraint {
        constraint: "uq_leader_staff_number",
        columns: "UNIQUE constraint failed: leader.staff_number",
        error: || Error::invalid("input.staffNumber", Reason::StaffNumberTaken),
    },
    NamedConstraint {
        constraint: "uq_representative_staff_number",
        columns: "UNIQUE constraint failed: representative.staff_number",
        error: || Error::invalid("input.staffNumber", Reason::StaffNumberTaken),
    },
    NamedConstraint {
        constraint: "uq_unit_code",
        columns: "UNIQUE constraint failed: unit.code",
        error: || Error::invalid("input.code", Reason::CodeTaken),
    },
    NamedConstraint {
        constraint: "uq_liaison_group_name",
        columns: "UNIQUE constraint failed: liaison_group.name",
        error: || Error::invalid("input.name", Reason::CodeTaken),
    },
    NamedConstraint {
        constraint: "uq_account_username",
        columns: "UNIQUE constraint failed: account.username",
        error: || Error::invalid("input.username", Reason::UsernameTaken),
    },
    NamedConstraint {
        constraint: "uq_account_leader",
        columns: "UNIQUE constraint failed: account.leader_id",
        error: || Error::invalid("input.leader", Reason::AccountExists),
    },
    NamedConstraint {
        constraint: "uq_account_representative",
        columns: "UNIQUE constraint failed: account.representative_id",
        error: || Error::invalid("input.representative", Reason::AccountExists),
    },
    NamedConstraint {
        constraint: "uq_care_event_kind",
        columns: "UNIQUE constraint failed: care_event.representative_id, care_event.kind",
        error: || Error::invalid("input.kind", Reason::CareThere),
    },
    NamedConstraint {
        constraint: "uq_roster_version_open",
        columns: "UNIQUE constraint failed: index 'uq_roster_version_open'",
        error: || Error::conflict(Reason::DraftExists),
    },
];
