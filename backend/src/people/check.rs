//! Checking the input of the directory: every faulty field at once, each with its path.

use lianyi_shared::codes::{self, Code};
use lianyi_shared::error::Reason;
use lianyi_shared::id::UnitId;
use lianyi_shared::validate;
use sea_orm::{ConnectionTrait, EntityTrait as _};

use crate::entity::unit;
use crate::error::{Error, Fault, Refusal, Result};

/// The faults found so far.
#[derive(Debug, Default)]
pub struct Checks(Vec<Fault>);

impl Checks {
    /// Notes a fault of a field below `input`.
    pub fn fault(&mut self, field: &str, refusal: impl Into<Refusal>) {
        self.0.push(Fault::new(format!("input.{field}"), refusal));
    }

    /// A name, 1 to 50 characters.
    pub fn name(&mut self, field: &str, name: &str) {
        if let Err(reason) = validate::name(name) {
            self.fault(field, reason);
        }
    }

    /// A value that must be there.
    pub fn required<T>(&mut self, field: &str, value: Option<&T>) {
        if value.is_none() {
            self.fault(field, Reason::Required);
        }
    }

    /// An optional value with its own check.
    pub fn optional(&mut self, field: &str, text: Option<&str>, check: fn(&str) -> Result<(), Reason>) {
        if let Some(Err(reason)) = text.map(check) {
            self.fault(field, reason);
        }
    }

    /// An optional text of at most `max` characters.
    pub fn text(&mut self, field: &str, text: Option<&str>, max: usize) {
        if text.is_some_and(|text| text.chars().count() > max) {
            self.fault(field, Refusal::from(Reason::TooLong).with("max", max));
        }
    }

    /// An optional code of a list.
    pub fn code(&mut self, field: &str, code: Option<&str>, list: &'static [Code]) {
        if let Some(code) = code.filter(|code| codes::by_code(list, code).is_none()) {
            self.fault(field, Refusal::from(Reason::NotACode).with("value", code));
        }
    }

    /// A unit that exists and is open; people and groups of a closed unit belong to its successor.
    pub async fn open_unit(
        &mut self,
        db: &impl ConnectionTrait,
        field: &str,
        id: UnitId,
    ) -> Result<Option<unit::Model>> {
        let Some(found) = unit::Entity::find_by_id(id).one(db).await? else {
            self.fault(field, Reason::NotVisible);
            return Ok(None);
        };
        if found.closed_on.is_some() {
            let successor = match found.successor_id {
                Some(successor) => unit::Entity::find_by_id(successor).one(db).await?,
                None => None,
            };
            let name = successor.map_or_else(|| "—".to_owned(), |unit| unit.name);
            self.fault(field, Refusal::from(Reason::UnitClosed).with("successor", name));
        }
        Ok(Some(found))
    }

    /// A branch that exists and is open.
    pub async fn open_branch(&mut self, db: &impl ConnectionTrait, field: &str, id: UnitId) -> Result<()> {
        let unit = self.open_unit(db, field, id).await?;
        if unit.is_some_and(|unit| !unit.kind.is_branch()) {
            self.fault(field, Reason::NotABranch);
        }
        Ok(())
    }

    /// Refuses the input if there is any fault.
    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

/// A text without space around it; an empty one is none.
pub fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
