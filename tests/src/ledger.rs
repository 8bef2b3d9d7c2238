//! A client that writes without pause and remembers what it was told, so that a test can hold the database to it.

use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use futures_util::future::join_all;
use lianyi::db::Db;
use lianyi::entity::{audit_event, representative, representative_category};
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::UnitId;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};

/// How many requests are under way at once.
const HANDS: u32 = 8;

/// Representatives created so far, by staff number.
#[derive(Debug, Default)]
pub struct Ledger {
    next: AtomicU32,
    acknowledged: Mutex<HashSet<String>>,
    /// The codes of refusals; a connection that broke has none.
    refused: Mutex<Vec<String>>,
}

impl Ledger {
    /// Creates representatives until told to stop.
    pub async fn write(&self, endpoint: &str, token: &str, unit: UnitId, stop: &AtomicBool) {
        let client = reqwest::Client::new();
        let hand = async || {
            while !stop.load(Ordering::Relaxed) {
                let number = format!("{:06}", 100_000 + self.next.fetch_add(1, Ordering::Relaxed));
                let body = creation(&number, unit);
                let Ok(answer) = client.post(endpoint).bearer_auth(token).json(&body).send().await else {
                    continue;
                };
                let Ok(answer) = answer.json::<Value>().await else { continue };
                if answer["data"]["createRepresentative"]["id"].is_string() {
                    self.acknowledged.lock().expect("no panic").insert(number);
                } else {
                    let code = answer["errors"][0]["extensions"]["code"].to_string();
                    self.refused.lock().expect("no panic").push(code);
                }
            }
        };
        join_all((0..HANDS).map(|_| hand())).await;
    }

    /// How many creations were acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.acknowledged.lock().expect("no panic").len()
    }

    /// The codes of all refusals.
    pub fn refused(&self) -> Vec<String> {
        self.refused.lock().expect("no panic").clone()
    }

    /// Every acknowledged creation is there; every other is there as a whole, or not at all.
    pub async fn db_holds(&self, db: &Db) {
        let rows = representative::Entity::find().all(&db.read).await.expect("the table");
        let categories = representative_category::Entity::find().all(&db.read).await.expect("the table");
        let lines = audit_event::Entity::find()
            .filter(audit_event::Column::Action.eq(AuditAction::RepresentativeCreate))
            .all(&db.read)
            .await
            .expect("the log");
        let subjects: HashSet<String> = lines.iter().map(|line| line.subject.clone()).collect();
        let filed: HashSet<_> = categories.iter().map(|row| row.representative_id).collect();
        let mut present = HashSet::new();
        for row in &rows {
            assert!(subjects.contains(&row.id.to_string()), "{} has no audit line", row.id);
            assert!(filed.contains(&row.id), "{} has no category", row.id);
            present.extend(row.staff_number.clone());
        }
        assert_eq!(subjects.len(), rows.len(), "an audit line without what it speaks of");
        let missing: Vec<_> =
            self.acknowledged.lock().expect("no panic").difference(&present).cloned().collect();
        assert!(missing.is_empty(), "acknowledged and lost: {missing:?}");
    }
}

fn creation(number: &str, unit: UnitId) -> Value {
    json!({
        "query": "mutation($input: RepresentativeInput!) { createRepresentative(input: $input) { id } }",
        "variables": { "input": {
            "name": format!("张{number}"), "unit": unit, "staffNumber": number, "retired": false,
            "political": { "affiliation": "05", "categories": [3, 1] },
        }},
    })
}
