//! Contact records and drafts.

use crate::contact::{ContactAction, ContactContentKind, ContactMode, ContactStatus, MatterKind};
use crate::id::{AttachmentId, ContactId, GroupId, LeaderId, PlanId, RepresentativeId, UnitId};
use crate::schema;

use super::roster::{Pairing, RosterCounterpart, RosterLeader, StepCapacity};
use super::units::UnitName;
use super::{Day, Moment, PageInfo, PageInput};

#[derive(Clone, Copy, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ContactCounterpart {
    pub representative: Option<RepresentativeId>,
    pub group: Option<GroupId>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ContactLine {
    pub kind: MatterKind,
    pub text: String,
    pub solved: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ContactContent {
    pub leaders: Vec<LeaderId>,
    pub counterparts: Vec<ContactCounterpart>,
    pub held_on: Option<Day>,
    pub mode: Option<ContactMode>,
    pub place: Option<String>,
    pub kinds: Vec<ContactContentKind>,
    pub summary: Option<String>,
    pub policy: Option<String>,
    pub present: Option<String>,
    pub lines: Vec<ContactLine>,
    pub nothing_raised: bool,
    pub next_step: Option<String>,
    pub next_on: Option<Day>,
    pub attachments: Vec<AttachmentId>,
    pub plan: Option<PlanId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct ContactCounterpartInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
}

impl ContactCounterpartInput {
    /// Whom an address names, if anybody; `parameter` reads its query.
    pub fn of_query(parameter: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let representative = parameter("representative").and_then(|id| id.parse().ok());
        let group = parameter("group").and_then(|id| id.parse().ok());
        (representative.is_some() || group.is_some()).then_some(Self { representative, group })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::InputObject)]
pub struct ContactLineInput {
    pub kind: MatterKind,
    pub text: String,
    pub solved: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct ContactContentInput {
    pub leaders: Vec<LeaderId>,
    pub counterparts: Vec<ContactCounterpartInput>,
    pub held_on: Option<Day>,
    pub mode: Option<ContactMode>,
    pub place: Option<String>,
    pub kinds: Vec<ContactContentKind>,
    pub summary: Option<String>,
    pub policy: Option<String>,
    pub present: Option<String>,
    pub lines: Vec<ContactLineInput>,
    pub nothing_raised: bool,
    pub next_step: Option<String>,
    pub next_on: Option<Day>,
    pub attachments: Vec<AttachmentId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
}

impl From<ContactContent> for ContactContentInput {
    fn from(content: ContactContent) -> Self {
        let side = |side: ContactCounterpart| ContactCounterpartInput {
            representative: side.representative,
            group: side.group,
        };
        let line =
            |line: ContactLine| ContactLineInput { kind: line.kind, text: line.text, solved: line.solved };
        Self {
            leaders: content.leaders,
            counterparts: content.counterparts.into_iter().map(side).collect(),
            held_on: content.held_on,
            mode: content.mode,
            place: content.place,
            kinds: content.kinds,
            summary: content.summary,
            policy: content.policy,
            present: content.present,
            lines: content.lines.into_iter().map(line).collect(),
            nothing_raised: content.nothing_raised,
            next_step: content.next_step,
            next_on: content.next_on,
            attachments: content.attachments,
            plan: content.plan,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ContactRevision {
    pub number: i32,
    pub content: ContactContent,
    pub by: Option<String>,
    pub capacity: StepCapacity,
    pub at: Moment,
    pub reason: Option<String>,
}

/// A whole record, for its page.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Contact {
    pub id: ContactId,
    pub status: ContactStatus,
    pub held_on: Day,
    pub mode: ContactMode,
    pub leaders: Vec<RosterLeader>,
    pub counterparts: Vec<RosterCounterpart>,
    pub content: ContactContent,
    pub attachments: Vec<Attachment>,
    pub revisions: Vec<ContactRevision>,
    pub late: bool,
    pub imported: bool,
    pub origin: Option<ContactOrigin>,
    pub branch: Option<UnitName>,
    pub recorded_by: Option<String>,
    pub capacity: StepCapacity,
    pub recorded_at: Moment,
    pub confirmed_at: Option<Moment>,
    pub void_reason: Option<String>,
    pub actions: Vec<ContactAction>,
    pub version: i32,
}

/// What a ledger said of an imported record beside its words.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ContactOrigin {
    pub unlinked: Option<String>,
    pub handling: Option<String>,
    pub feedback: Option<String>,
    pub recorder: Option<String>,
}

/// The names of an imported record that are linked with nobody.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "ContactOrigin")]
pub struct UnlinkedNames {
    pub unlinked: Option<String>,
}

/// A file of a record.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Attachment {
    pub id: AttachmentId,
    pub name: String,
    pub size: i32,
}

/// Somebody met, by name.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "RosterCounterpart")]
pub struct MetName {
    pub name: String,
}

/// Who kept liaison, by name.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "RosterLeader")]
pub struct LeadingName {
    pub name: String,
}

/// A record in a list, without its words.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Contact")]
pub struct ContactRow {
    pub id: ContactId,
    pub status: ContactStatus,
    pub held_on: Day,
    pub mode: ContactMode,
    pub line_count: i32,
    pub leaders: Vec<LeadingName>,
    pub counterparts: Vec<MetName>,
    pub branch: Option<UnitName>,
    pub late: bool,
    pub imported: bool,
    pub origin: Option<UnlinkedNames>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ContactConnection {
    pub nodes: Vec<ContactRow>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, cynic::InputObject)]
pub struct ContactFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<ContactStatus>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub mode: Option<ContactMode>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub leader: Option<LeaderId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub branch: Option<UnitId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub late: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub imported: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ContactContentKind>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub category: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub stands_with: Option<UnitId>,
    pub mine: bool,
    pub to_confirm: bool,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ContactsVariables {
    pub filter: ContactFilter,
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ContactsVariables")]
pub struct Contacts {
    #[arguments(filter: $filter, page: $page)]
    pub contacts: ContactConnection,
}

/// A ledger on its way out.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct LedgerExport {
    pub number: String,
    pub records: i32,
    pub ticket: String,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ExportContactsVariables {
    pub filter: ContactFilter,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ExportContactsVariables")]
pub struct ExportContacts {
    #[arguments(filter: $filter)]
    pub export_contacts: LedgerExport,
}

/// A record that waits for its leader's word.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Contact")]
pub struct AwaitingContact {
    pub id: ContactId,
    pub held_on: Day,
    pub mode: ContactMode,
    pub counterparts: Vec<MetName>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "ContactConnection")]
pub struct AwaitingContacts {
    pub nodes: Vec<AwaitingContact>,
    pub total_count: i32,
}

/// What was entered on the viewer's behalf and waits for their confirmation.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ContactsVariables")]
pub struct AwaitingMe {
    #[arguments(filter: $filter, page: $page)]
    pub contacts: AwaitingContacts,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ContactVariables {
    pub id: ContactId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ContactVariables")]
pub struct ContactQuery {
    #[arguments(id: $id)]
    pub contact: Contact,
}

/// A leader named in a draft.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Leader")]
pub struct DraftLeader {
    pub id: LeaderId,
    pub name: String,
    pub unit: Option<UnitName>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct ContactDraft {
    pub id: ContactId,
    pub content: ContactContent,
    pub leaders: Vec<DraftLeader>,
    pub attachments: Vec<Attachment>,
    pub updated_at: Moment,
    pub version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct ContactDrafts {
    pub contact_drafts: Vec<ContactDraft>,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ContactVariables")]
pub struct ContactDraftQuery {
    #[arguments(id: $id)]
    pub contact_draft: ContactDraft,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct PairingsForContactVariables {
    pub leader: LeaderId,
}

/// Whom a leader may have met.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "PairingsForContactVariables")]
pub struct PairingsForContact {
    #[arguments(leader: $leader)]
    pub pairings_for_contact: Vec<Pairing>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct SaveContactDraftInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub id: Option<ContactId>,
    pub version: i32,
    pub editor: String,
    pub content: ContactContentInput,
}

/// What saving answers: what the next save and the record must name.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "ContactDraft")]
pub struct SavedContactDraft {
    pub id: ContactId,
    pub version: i32,
    pub updated_at: Moment,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct SaveContactDraftVariables {
    pub input: SaveContactDraftInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SaveContactDraftVariables")]
pub struct SaveContactDraft {
    #[arguments(input: $input)]
    pub save_contact_draft: SavedContactDraft,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ContactVariables")]
pub struct DiscardContactDraft {
    #[arguments(id: $id)]
    pub discard_contact_draft: bool,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct OpenAttachmentVariables {
    pub id: AttachmentId,
}

/// The address of a file, good for a minute.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "OpenAttachmentVariables")]
pub struct OpenAttachment {
    #[arguments(id: $id)]
    pub open_attachment: String,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct RecordContactInput {
    pub id: ContactId,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ConfirmContactInput {
    pub id: ContactId,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct CorrectContactInput {
    pub id: ContactId,
    pub version: i32,
    pub content: ContactContentInput,
    pub reason: String,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct VoidContactInput {
    pub id: ContactId,
    pub version: i32,
    pub reason: String,
}

/// What the mutations below return.
type Changed = Contact;

input_mutations! {
    RecordContact("RecordContactVariables" = RecordContactVariables, RecordContactInput) = record_contact;
    ConfirmContact("ConfirmContactVariables" = ConfirmContactVariables, ConfirmContactInput) = confirm_contact;
    CorrectContact("CorrectContactVariables" = CorrectContactVariables, CorrectContactInput) = correct_contact;
    VoidContact("VoidContactVariables" = VoidContactVariables, VoidContactInput) = void_contact;
}
