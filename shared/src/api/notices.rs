//! Notices, urging, and where mail goes.

use crate::id::{NoticeId, PairingId};
use crate::notice::{MailFrequency, NoticeKind};
use crate::schema;

use super::cadence::DuePairing;
use super::{Moment, PageInfo, PageInput};

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct Notice {
    pub id: NoticeId,
    pub kind: NoticeKind,
    pub about: Option<String>,
    pub count: Option<i32>,
    pub made_at: Moment,
    pub read_at: Option<Moment>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct NoticesVariables {
    pub page: PageInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct NoticeConnection {
    pub nodes: Vec<Notice>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "NoticesVariables")]
pub struct Notices {
    #[arguments(page: $page)]
    pub notices: NoticeConnection,
    pub unread_notices: i32,
}

/// How many were not read.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct UnreadNotices {
    pub unread_notices: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct NoticeVariables {
    pub id: NoticeId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "NoticeVariables")]
pub struct ReadNotice {
    #[arguments(id: $id)]
    pub read_notice: Notice,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation")]
pub struct ReadAllNotices {
    pub read_all_notices: i32,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct UrgeContactVariables {
    pub pairing: PairingId,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "UrgeContactVariables")]
pub struct UrgeContact {
    #[arguments(pairing: $pairing)]
    pub urge_contact: DuePairing,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
pub struct MailSettings {
    pub available: bool,
    pub address: Option<String>,
    pub confirmed: bool,
    pub refused: bool,
    pub frequency: MailFrequency,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
pub struct MailSettingsQuery {
    pub mail_settings: MailSettings,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct SetMailAddressVariables {
    pub address: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SetMailAddressVariables")]
pub struct SetMailAddress {
    #[arguments(address: $address)]
    pub set_mail_address: MailSettings,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct ConfirmMailAddressVariables {
    pub code: String,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ConfirmMailAddressVariables")]
pub struct ConfirmMailAddress {
    #[arguments(code: $code)]
    pub confirm_mail_address: MailSettings,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct SetMailFrequencyVariables {
    pub frequency: MailFrequency,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SetMailFrequencyVariables")]
pub struct SetMailFrequency {
    #[arguments(frequency: $frequency)]
    pub set_mail_frequency: MailSettings,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation")]
pub struct RemoveMailAddress {
    pub remove_mail_address: MailSettings,
}
