//! Reading `SQLite` at once: on the thread that asks, without handing the statement to another and every row back.
//!
//! Only what takes no time is read like this. A statement that is not done within [`A_MOMENT`], or that fails in
//! whatever way, is asked again on the ordinary connections, which wait, give up and name errors as they should.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::types::{ToSqlOutput, Value as Cell, ValueRef};
use rusqlite::{Connection, OpenFlags, Row};
use sea_orm::sea_query::{ColumnType, Value};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait, Iterable as _, Statement, TryIntoModel};

/// How long a thread that serves many requests may be kept by one statement.
const A_MOMENT: Duration = Duration::from_millis(2);
/// After so many steps of a statement `SQLite` looks whether the moment is over: some ten microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 1_000;
/// How many prepared statements a connection keeps.
const STATEMENTS_KEPT: usize = 200;

/// Connections for short reads, as many as threads have asked at the same time.
#[derive(Debug)]
pub(super) struct AtOnce {
    file: PathBuf,
    idle: Mutex<Vec<Ready>>,
    start: Instant,
}

#[derive(Debug)]
struct Ready {
    connection: Connection,
    /// When the statement is given up, in nanoseconds since the start.
    end: Arc<AtomicU64>,
}

/// An entity whose rows are read at once: any entity with a plain model.
pub trait Plain: EntityTrait<ActiveModel: TryIntoModel<<Self as EntityTrait>::Model> + Send> {}

impl<E> Plain for E where E: EntityTrait<ActiveModel: TryIntoModel<<E as EntityTrait>::Model> + Send> {}

impl AtOnce {
    pub(super) fn new(file: PathBuf) -> Self {
        Self { file, idle: Mutex::default(), start: Instant::now() }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Ready>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The models of a statement that asks for all columns of an entity in their order.
    pub(super) fn models<E: Plain>(&self, statement: &Statement) -> Option<Vec<E::Model>> {
        let columns: Vec<(E::Column, ColumnType)> =
            E::Column::iter().map(|column| (column, column.def().get_column_type().clone())).collect();
        self.rows(statement, |row| {
            let mut model = E::ActiveModel::default();
            for (index, (column, kind)) in columns.iter().enumerate() {
                model.try_set(*column, value(kind, row.get_ref(index).ok()?)?).ok()?;
            }
            model.try_into_model().ok()
        })
    }

    /// The rows of a statement that asks for whole numbers.
    pub(super) fn numbers<const N: usize>(&self, statement: &Statement) -> Option<Vec<[i64; N]>> {
        self.rows(statement, |row| {
            let mut numbers = [0; N];
            for (index, number) in numbers.iter_mut().enumerate() {
                *number = row.get(index).ok()?;
            }
            Some(numbers)
        })
    }

    fn rows<T>(&self, statement: &Statement, read: impl Fn(&Row<'_>) -> Option<T>) -> Option<Vec<T>> {
        let rested = self.idle().pop();
        let ready = match rested {
            Some(ready) => ready,
            None => self.connect().ok()?,
        };
        let end = self.start.elapsed().saturating_add(A_MOMENT);
        ready.end.store(u64::try_from(end.as_nanos()).ok()?, Ordering::Relaxed);
        let found = query(&ready.connection, statement, read);
        self.idle().push(ready);
        found
    }

    fn connect(&self) -> rusqlite::Result<Ready> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.file, flags)?;
        connection.execute_batch(
            "PRAGMA query_only = ON; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY",
        )?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        let end = Arc::<AtomicU64>::default();
        let (start, looked_at) = (self.start, Arc::clone(&end));
        let is_over = move || start.elapsed() > Duration::from_nanos(looked_at.load(Ordering::Relaxed));
        connection.progress_handler(STEPS_BETWEEN_LOOKS, Some(is_over))?;
        Ok(Ready { connection, end })
    }

    /// Closes the connections.
    pub(super) fn close(&self) {
        self.idle().clear();
    }
}

fn query<T>(
    connection: &Connection,
    statement: &Statement,
    read: impl Fn(&Row<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let mut prepared = connection.prepare_cached(&statement.sql).ok()?;
    for (index, value) in statement.values.iter().flat_map(|values| &values.0).enumerate() {
        prepared.raw_bind_parameter(index + 1, cell(value)?).ok()?;
    }
    let mut rows = prepared.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().ok()? {
        found.push(read(row)?);
    }
    Some(found)
}

/// A value as the ordinary connections hand it over.
fn cell(value: &Value) -> Option<ToSqlOutput<'_>> {
    let borrowed = |cell| ToSqlOutput::Borrowed(cell);
    Some(match value {
        Value::Bool(Some(yes)) => ToSqlOutput::Owned(Cell::Integer(i64::from(*yes))),
        Value::Int(Some(number)) => ToSqlOutput::Owned(Cell::Integer(i64::from(*number))),
        Value::BigInt(Some(number)) => ToSqlOutput::Owned(Cell::Integer(*number)),
        Value::BigUnsigned(Some(number)) => ToSqlOutput::Owned(Cell::Integer(i64::try_from(*number).ok()?)),
        Value::String(Some(text)) => borrowed(ValueRef::Text(text.as_bytes())),
        Value::Bytes(Some(bytes)) => borrowed(ValueRef::Blob(bytes)),
        Value::Uuid(Some(id)) => borrowed(ValueRef::Blob(id.as_bytes())),
        Value::ChronoDate(Some(day)) => ToSqlOutput::Owned(Cell::Text(day.to_string())),
        Value::ChronoDateTimeUtc(Some(at)) => {
            ToSqlOutput::Owned(Cell::Text(at.to_rfc3339_opts(SecondsFormat::AutoSi, false)))
        }
        _ => return None,
    })
}

/// What a column of a type holds.
fn value(kind: &ColumnType, cell: ValueRef<'_>) -> Option<Value> {
    let text = || std::str::from_utf8(cell.as_bytes().ok()?).ok();
    let is_null = matches!(cell, ValueRef::Null);
    let whole = |cell: ValueRef<'_>| cell.as_i64().ok();
    Some(match kind {
        ColumnType::String(_) | ColumnType::Text if is_null => Value::String(None),
        ColumnType::String(_) | ColumnType::Text => Value::String(Some(text()?.to_owned())),
        ColumnType::Uuid if is_null => Value::Uuid(None),
        ColumnType::Uuid => Value::Uuid(Some(uuid::Uuid::from_slice(cell.as_bytes().ok()?).ok()?)),
        ColumnType::Boolean if is_null => Value::Bool(None),
        ColumnType::Boolean => Value::Bool(Some(whole(cell)? != 0)),
        ColumnType::Integer if is_null => Value::Int(None),
        ColumnType::Integer => Value::Int(Some(i32::try_from(whole(cell)?).ok()?)),
        ColumnType::BigInteger if is_null => Value::BigInt(None),
        ColumnType::BigInteger => Value::BigInt(Some(whole(cell)?)),
        ColumnType::Date if is_null => Value::ChronoDate(None),
        ColumnType::Date => Value::ChronoDate(Some(text()?.parse::<NaiveDate>().ok()?)),
        ColumnType::TimestampWithTimeZone if is_null => Value::ChronoDateTimeUtc(None),
        ColumnType::TimestampWithTimeZone => {
            Value::ChronoDateTimeUtc(Some(DateTime::parse_from_rfc3339(text()?).ok()?.with_timezone(&Utc)))
        }
        ColumnType::VarBinary(_) | ColumnType::Blob if is_null => Value::Bytes(None),
        ColumnType::VarBinary(_) | ColumnType::Blob => Value::Bytes(Some(cell.as_bytes().ok()?.to_vec())),
        _ => return None,
    })
}
