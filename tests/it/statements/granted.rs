//! Probes of operations that the access matrix asks for only in vain: on something that makes them
//! succeed.

use lianyi_tests::user::PASSWORD;
use serde_json::{Value, json};

use super::crowd::Crowd;
use crate::access_matrix::world::Stage;

pub struct Granted {
    pub operation: &'static str,
    pub document: &'static str,
    pub variables: fn(&Crowd) -> Value,
    pub stage: Stage,
}

const fn granted(
    stage: Stage,
    operation: &'static str,
    document: &'static str,
    variables: fn(&Crowd) -> Value,
) -> Granted {
    Granted { operation, document, variables, stage }
}

pub const GRANTED: &[Granted] = &[
    granted(
        Stage::Quiet,
        "proposeMeeting",
        "mutation($input: ProposeMeetingInput!) { proposeMeeting(input: $input) { id } }",
        |c| json!({ "input": { "pairing": c.free, "day": "2026-10-13" } }),
    ),
    granted(
        Stage::Quiet,
        "movePlan",
        "mutation($input: MovePlanInput!) { movePlan(input: $input) { id } }",
        |c| json!({ "input": { "id": c.series.id, "version": c.series.version, "reach": "ALL", "day": "2026-09-25" } }),
    ),
    granted(
        Stage::Quiet,
        "annotatedImportTicket",
        "mutation($id: ID!) { annotatedImportTicket(id: $id) }",
        |c| json!({ "id": c.checked["id"] }),
    ),
    granted(
        Stage::Quiet,
        "applyImport",
        "mutation($id: ID!) { applyImport(input: {id: $id, version: 1}) { id } }",
        |c| json!({ "id": c.checked["id"] }),
    ),
    granted(
        Stage::Quiet,
        "importBatch",
        "query($id: ID!) { importBatch(id: $id) { id } }",
        |c| json!({ "id": c.checked["id"] }),
    ),
    granted(Stage::Quiet, "importBatches", "{ importBatches(first: 9) { id } }", |_| json!({})),
    granted(
        Stage::Quiet,
        "undoImport",
        "mutation($id: ID!, $version: Int!) { undoImport(id: $id, version: $version) { id } }",
        |c| c.applied.clone(),
    ),
    granted(
        Stage::Quiet,
        "restoreGroup",
        "mutation($id: ID!) { restoreGroup(id: $id, version: 2) { id } }",
        |c| json!({ "id": c.archived[0] }),
    ),
    granted(
        Stage::Quiet,
        "restoreLeader",
        "mutation($id: ID!) { restoreLeader(id: $id, version: 2) { id } }",
        |c| json!({ "id": c.archived[1] }),
    ),
    granted(
        Stage::Quiet,
        "restoreRepresentative",
        "mutation($id: ID!) { restoreRepresentative(id: $id, version: 2) { id } }",
        |c| json!({ "id": c.archived[2] }),
    ),
    granted(
        Stage::Quiet,
        "signIn",
        "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }",
        |c| json!({ "input": { "username": c.username, "password": PASSWORD } }),
    ),
    granted(
        Stage::Quiet,
        "redeemLink",
        "mutation($input: RedeemLinkInput!) { redeemLink(input: $input) { accessToken } }",
        |c| json!({ "input": { "secret": c.link, "password": PASSWORD } }),
    ),
    granted(
        Stage::Draft,
        "handOverLine",
        "mutation($input: HandOverLineInput!) { handOverLine(input: $input) { id } }",
        |c| json!({ "input": { "id": c.world.school.id, "version": c.world.school.version, "pairing": c.world.school.pairing, "to": c.heir, "reason": "分工调整" } }),
    ),
    granted(
        Stage::Draft,
        "restoreRosterLine",
        "mutation($input: RestoreRosterLineInput!) { restoreRosterLine(input: $input) { id } }",
        |c| json!({ "input": { "id": c.world.school.id, "version": c.world.school.version, "pairing": c.ended } }),
    ),
];
