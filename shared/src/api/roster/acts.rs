//! What is done to rosters.

use crate::id::{GroupId, LeaderId, PairingId, RepresentativeId, RosterVersionId, UnitId};
use crate::roster::{DraftStart, EndingFact};
use crate::schema;

use super::{Pairing, RosterVersion};
use crate::api::Day;
use crate::api::units::UnitName;

/// What the mutations below return.
type Changed = RosterVersion;

input_mutations! {
    StartRoster("StartRosterVariables" = StartRosterVariables, StartRosterInput) = start_roster;
    AddRosterLine("AddRosterLineVariables" = AddRosterLineVariables, AddRosterLineInput) = add_roster_line;
    EndRosterLine("EndRosterLineVariables" = EndRosterLineVariables, EndRosterLineInput) = end_roster_line;
    RestoreRosterLine("RestoreRosterLineVariables" = RestoreRosterLineVariables, RestoreRosterLineInput) = restore_roster_line;
    SetLineReason("SetLineReasonVariables" = SetLineReasonVariables, SetLineReasonInput) = set_line_reason;
    HandOverLine("HandOverLineVariables" = HandOverLineVariables, HandOverLineInput) = hand_over_line;
    SetQuotaException("SetQuotaExceptionVariables" = SetQuotaExceptionVariables, SetExceptionInput) = set_quota_exception;
    ProposeRoster("ProposeRosterVariables" = ProposeRosterVariables, ProposeRosterInput) = propose_roster;
    ReturnRoster("ReturnRosterVariables" = ReturnRosterVariables, ReturnRosterInput) = return_roster;
    DecideRoster("DecideRosterVariables" = DecideRosterVariables, DecideRosterInput) = decide_roster;
    WithdrawRoster("WithdrawRosterVariables" = WithdrawRosterVariables, WithdrawRosterInput) = withdraw_roster;
    SendRoster("SendRosterVariables" = SendRosterVariables, SendRosterInput) = send_roster;
    FileRoster("FileRosterVariables" = FileRosterVariables, FileRosterInput) = file_roster;
    AskCorrection("AskCorrectionVariables" = AskCorrectionVariables, AskCorrectionInput) = ask_correction;
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct StartRosterInput {
    pub owner: UnitId,
    pub start: DraftStart,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct AddRosterLineInput {
    pub id: RosterVersionId,
    pub version: i32,
    pub leader: LeaderId,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct EndRosterLineInput {
    pub id: RosterVersionId,
    pub version: i32,
    pub pairing: PairingId,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct RestoreRosterLineInput {
    pub id: RosterVersionId,
    pub version: i32,
    pub pairing: PairingId,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct SetLineReasonInput {
    pub id: RosterVersionId,
    pub version: i32,
    pub pairing: PairingId,
    pub reason: String,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct HandOverLineInput {
    pub id: RosterVersionId,
    pub version: i32,
    pub pairing: PairingId,
    pub to: LeaderId,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct SetExceptionInput {
    pub id: RosterVersionId,
    pub version: i32,
    pub leader: LeaderId,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ProposeRosterInput {
    pub id: RosterVersionId,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct ReturnRosterInput {
    pub id: RosterVersionId,
    pub version: i32,
    pub reasons: String,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct DecideRosterInput {
    pub id: RosterVersionId,
    pub version: i32,
    pub meeting: String,
    pub meeting_on: Day,
    pub minute_number: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<Day>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct WithdrawRosterInput {
    pub id: RosterVersionId,
    pub version: i32,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<String>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct SendRosterInput {
    pub id: RosterVersionId,
    pub version: i32,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<String>,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct FileRosterInput {
    pub id: RosterVersionId,
    pub version: i32,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct AskCorrectionInput {
    pub id: RosterVersionId,
    pub version: i32,
    pub reasons: String,
}

#[derive(Clone, Debug, cynic::InputObject)]
pub struct EndPairingInput {
    pub pairing: PairingId,
    pub fact: EndingFact,
    pub on: Day,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct EndPairingVariables {
    pub input: EndPairingInput,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EndPairingVariables")]
pub struct EndPairing {
    #[arguments(input: $input)]
    pub end_pairing: Pairing,
}

#[derive(Clone, Debug, cynic::QueryVariables)]
pub struct UrgeBranchVariables {
    pub branch: UnitId,
}

/// The owner of a roster, as the answer to urging it.
#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Roster")]
pub struct UrgedRoster {
    pub owner: UnitName,
}

#[derive(Clone, Debug, PartialEq, Eq, cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "UrgeBranchVariables")]
pub struct UrgeBranch {
    #[arguments(branch: $branch)]
    pub urge_branch: UrgedRoster,
}
