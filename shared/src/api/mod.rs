//! The typed operations of the interface: what the pages, the tests and other systems send.
//!
//! One file per slice: variables, fragments and the operation together. Each document is checked
//! against the committed schema while compiling. `Operation::build(variables)` makes the request;
//! its JSON form is the body of `POST /graphql`.
#![expect(missing_docs, reason = "fragments mirror the schema, where every field is described")]

/// Declares mutations that take one input and return what they made or changed; the module says what that is by a
/// type of the name `Changed`.
macro_rules! input_mutations {
    ($( $operation:ident($variables:literal = $Variables:ident, $Input:ident) = $field:ident; )+) => {
        $(
            #[derive(Clone, Debug, cynic::QueryVariables)]
            pub struct $Variables {
                pub input: $Input,
            }

            #[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
            #[cynic(graphql_type = "Mutation", variables = $variables)]
            pub struct $operation {
                #[arguments(input: $input)]
                pub $field: Changed,
            }
        )+
    };
}

pub mod access;
pub mod accounts;
pub mod audit;
pub mod cadence;
pub mod calendar;
pub mod contacts;
pub mod home;
pub mod imports;
pub mod notices;
pub mod occasions;
pub mod overview;
pub mod papers;
pub mod people;
pub mod plans;
pub mod roster;
pub mod search;
pub mod trends;
pub mod units;

use serde::{Deserialize, Serialize};

use crate::schema;

/// A calendar day on the wire: `2026-09-25`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub String);
cynic::impl_scalar!(Day, schema::NaiveDate);

/// A moment on the wire, RFC 3339 in UTC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub String);
cynic::impl_scalar!(Moment, schema::DateTime);

/// Makes vocabularies usable in operations.
macro_rules! wire_enums {
    ($($vocabulary:ty => $name:ident),+ $(,)?) => {
        $(
            impl cynic::Enum for $vocabulary {
                type SchemaType = crate::schema::$name;
            }
            cynic::impl_coercions!($vocabulary, crate::schema::$name);
            impl crate::schema::variable::Variable for $vocabulary {
                const TYPE: cynic::variables::VariableType =
                    cynic::variables::VariableType::Named(stringify!($name));
            }
        )+

        /// The vocabularies of the interface with their codes; a test compares them with the schema.
        pub fn vocabularies() -> Vec<(&'static str, Vec<&'static str>)> {
            vec![$((stringify!($name), <$vocabulary>::ALL.iter().map(|term| term.code()).collect())),+]
        }
    };
}

wire_enums! {
    crate::access::FieldGroup => FieldGroup,
    crate::access::Permission => Permission,
    crate::access::Role => Role,
    crate::account::AccountAction => AccountAction,
    crate::account::AccountState => AccountState,
    crate::audit::AuditAction => AuditAction,
    crate::calendar::DayKind => DayKind,
    crate::calendar::Festival => Festival,
    crate::contact::ContactAction => ContactAction,
    crate::contact::ContactContentKind => ContactContentKind,
    crate::contact::ContactMode => ContactMode,
    crate::contact::ContactStatus => ContactStatus,
    crate::contact::DueState => DueState,
    crate::contact::Lamp => Lamp,
    crate::contact::MatterKind => MatterKind,
    crate::foundation::FoundationStep => FoundationStep,
    crate::import::DuplicateChoice => DuplicateChoice,
    crate::import::ImportKind => ImportKind,
    crate::import::ImportStatus => ImportStatus,
    crate::import::Severity => Severity,
    crate::occasion::CareKind => CareKind,
    crate::occasion::OwnFestival => OwnFestival,
    crate::notice::MailFrequency => MailFrequency,
    crate::notice::NoticeKind => NoticeKind,
    crate::papers::ExportFormat => ExportFormat,
    crate::papers::PaperMark => PaperMark,
    crate::people::GroupKind => GroupKind,
    crate::people::LeaderTier => LeaderTier,
    crate::people::RecordAction => RecordAction,
    crate::people::RecordField => RecordField,
    crate::people::RecordStatus => RecordStatus,
    crate::people::RecordWarning => RecordWarning,
    crate::people::RevealPurpose => RevealPurpose,
    crate::people::Sex => Sex,
    crate::people::Stage => Stage,
    crate::people::TimelineKind => TimelineKind,
    crate::trend::TrendAction => TrendAction,
    crate::trend::TrendStatus => TrendStatus,
    crate::plan::PlanAction => PlanAction,
    crate::plan::PlanReach => PlanReach,
    crate::plan::PlanRepeat => PlanRepeat,
    crate::plan::PlanStatus => PlanStatus,
    crate::roster::BranchState => BranchState,
    crate::roster::CounterpartKind => CounterpartKind,
    crate::roster::DraftStart => DraftStart,
    crate::roster::EndingFact => EndingFact,
    crate::roster::FilingAction => FilingAction,
    crate::roster::FilingStatus => FilingStatus,
    crate::roster::LineChange => LineChange,
    crate::roster::NextActor => NextActor,
    crate::roster::PairingStatus => PairingStatus,
    crate::roster::QuotaVerdict => QuotaVerdict,
    crate::roster::RosterAction => RosterAction,
    crate::roster::RosterFinding => RosterFinding,
    crate::roster::RosterRoute => RosterRoute,
    crate::roster::RosterStatus => RosterStatus,
    crate::roster::RosterStep => RosterStep,
    crate::roster::RosterTodoKind => RosterTodoKind,
    crate::units::UnitKind => UnitKind,
}

/// Which page of a list: `first` with `after`, or `last` with `before`.
#[derive(Clone, Debug, Default, cynic::InputObject)]
pub struct PageInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub first: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub last: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

impl PageInput {
    /// The first rows.
    pub fn first(rows: i32) -> Self {
        Self { first: Some(rows), ..Self::default() }
    }
}

/// Where a page of a list stands.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct PageInfo {
    pub has_previous_page: bool,
    pub has_next_page: bool,
    pub start_cursor: Option<String>,
    pub end_cursor: Option<String>,
}
