//! What happened to a record: derived from the audit log and from pairings, newest first.
//!
//! Edits name fields, never content, and only fields of groups that the viewer reads. Reveals are
//! for the person and for those who may reveal: role and date.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use lianyi_shared::access::FieldGroups;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::people::{RecordField, RevealPurpose, TimelineKind};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::clock::day_of;
use crate::entity::audit_event::{Column, Entity, Model};
use crate::entity::pairing;
use crate::error::{Error, Result};
use crate::loaders::{Directory, Shared};

/// The longest timeline.
const MAX_ENTRIES: usize = 200;

/// The id of a record as the audit log has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject(pub String);

/// One line.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The day.
    pub day: NaiveDate,
    /// What happened.
    pub kind: TimelineKind,
    /// The code of the role in which somebody acted.
    pub role: Option<String>,
    /// The fields of an edit.
    pub fields: Vec<RecordField>,
    /// What a reveal was for.
    pub purpose: Option<RevealPurpose>,
    /// The pairing that began or ended.
    pub pairing: Option<pairing::Model>,
}

/// Puts lines and pairings together. `fields` are the groups that the viewer reads on the record;
/// `reveals` whether reveals are shown.
pub fn entries(
    lines: &[Model],
    pairings: &[pairing::Model],
    fields: FieldGroups,
    reveals: bool,
) -> Vec<Entry> {
    // Two lines of one moment stand in the order of their ids.
    let mut lines: Vec<&Model> = lines.iter().collect();
    lines.sort_by_key(|line| std::cmp::Reverse((line.at, line.id)));
    let mut dated: Vec<(DateTime<Utc>, Entry)> = lines
        .into_iter()
        .filter_map(|line| Some((line.at, entry(line, fields)?)))
        .filter(|(_, entry)| reveals || entry.kind != TimelineKind::Revealed)
        .collect();
    for pairing in pairings {
        let ends = [(TimelineKind::Linked, pairing.since), (TimelineKind::Unlinked, pairing.until)];
        for (kind, day) in ends {
            let Some(day) = day else { continue };
            let entry = Entry {
                day,
                kind,
                role: None,
                fields: Vec::new(),
                purpose: None,
                pairing: Some(pairing.clone()),
            };
            dated.push((day.and_time(NaiveTime::MIN).and_utc(), entry));
        }
    }
    dated.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    dated.into_iter().map(|(_, entry)| entry).take(MAX_ENTRIES).collect()
}

/// The entry of an audit line; none for lines that say nothing here, and for edits of fields that
/// the viewer may not read.
fn entry(line: &Model, readable: FieldGroups) -> Option<Entry> {
    use AuditAction as A;
    let kind = match line.action {
        A::RepresentativeCreate | A::LeaderCreate | A::GroupCreate => TimelineKind::Created,
        A::RepresentativeEdit | A::LeaderEdit | A::GroupEdit => TimelineKind::Edited,
        A::RepresentativeArchive | A::LeaderArchive | A::GroupArchive => TimelineKind::Archived,
        A::RepresentativeRestore | A::LeaderRestore | A::GroupRestore => TimelineKind::Restored,
        A::RepresentativeReveal => TimelineKind::Revealed,
        _ => return None,
    };
    let details: serde_json::Value = serde_json::from_str(&line.details).ok()?;
    let fields: Vec<RecordField> = details
        .get("fields")
        .and_then(serde_json::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str()?.parse().ok())
        .filter(|field: &RecordField| readable.contains(field.group()))
        .collect();
    if kind == TimelineKind::Edited && fields.is_empty() {
        return None;
    }
    let capacity = line.capacity.as_deref();
    Some(Entry {
        day: day_of(line.at),
        kind,
        role: capacity.map(|text| text.split('@').next().unwrap_or(text).to_owned()),
        fields,
        purpose: details.get("purpose").and_then(|code| code.as_str()?.parse().ok()),
        pairing: None,
    })
}

impl Loader<Subject> for Directory {
    type Value = Vec<Model>;
    type Error = Shared;

    async fn load(&self, keys: &[Subject]) -> Result<HashMap<Subject, Vec<Model>>, Shared> {
        let rows = Entity::find()
            .filter(Column::Subject.is_in(keys.iter().map(|key| key.0.as_str())))
            .all(self.0.db())
            .await
            .map_err(Error::from)?;
        let mut found: HashMap<Subject, Vec<Model>> = HashMap::new();
        for row in rows {
            found.entry(Subject(row.subject.clone())).or_default().push(row);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use lianyi_shared::access::FieldGroup;
    use lianyi_shared::id::AuditEventId;
    use uuid::Uuid;

    use super::*;

    fn line(action: AuditAction, details: &str) -> Model {
        Model {
            id: AuditEventId(Uuid::nil()),
            at: DateTime::UNIX_EPOCH,
            account_id: None,
            capacity: Some("BRANCH_SECRETARY@uni_1".to_owned()),
            action,
            subject: "rep_1".to_owned(),
            details: details.to_owned(),
            request_id: String::new(),
            sequence: None,
            hash: None,
        }
    }

    #[test]
    fn edits_name_only_fields_that_are_read() {
        let lines = [
            line(AuditAction::RepresentativeEdit, r#"{"fields":["POST","HEALTH"]}"#),
            line(AuditAction::RepresentativeEdit, r#"{"fields":["HEALTH"]}"#),
        ];
        let basic = FieldGroups::of(&[FieldGroup::Basic]);
        let shown = entries(&lines, &[], basic, false);
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].fields, [RecordField::Post]);
        assert_eq!(shown[0].role.as_deref(), Some("BRANCH_SECRETARY"));
    }

    #[test]
    fn reveals_are_not_for_everyone() {
        let lines = [line(AuditAction::RepresentativeReveal, r#"{"purpose":"HANDLE_MATTER"}"#)];
        assert!(entries(&lines, &[], FieldGroups::default(), false).is_empty());
        let shown = entries(&lines, &[], FieldGroups::default(), true);
        assert_eq!(shown[0].purpose, Some(RevealPurpose::HandleMatter));
    }
}
