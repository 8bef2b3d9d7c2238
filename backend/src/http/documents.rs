//! Registered documents: what an operator lets other systems ask by name, over GET too.
//!
//! The manifest is a JSON object from the SHA-256 of each document to its text, as the usual generators of clients
//! write it. A registered document passes the same judgement and the same permissions as any other; only queries are
//! registered.

use std::collections::HashMap;

use anyhow::{Context as _, ensure};
use async_graphql::Variables;
use async_graphql::parser::types::OperationType;
use sha2::{Digest as _, Sha256};

use super::guard;

/// The documents by their hash.
#[derive(Debug, Default)]
pub struct Documents(HashMap<String, String>);

impl Documents {
    /// Reads a manifest; every document in it must be a query within the limits, under its own hash.
    pub fn read(manifest: &str) -> anyhow::Result<Self> {
        let documents: HashMap<String, String> =
            serde_json::from_str(manifest).context("not an object of documents by their SHA-256")?;
        for (hash, text) in &documents {
            check(hash, text).with_context(|| format!("document {hash}"))?;
        }
        Ok(Self(documents))
    }

    /// The text of a document, by `sha256:…` or the bare hash.
    pub(super) fn text(&self, id: &str) -> Option<&str> {
        self.0.get(id.strip_prefix("sha256:").unwrap_or(id)).map(String::as_str)
    }
}

fn check(hash: &str, text: &str) -> anyhow::Result<()> {
    let actual = format!("{:x}", Sha256::digest(text));
    ensure!(actual == hash, "its SHA-256 is {actual}");
    let (document, _) = guard::judge(text, &Variables::default())
        .map_err(|refused| anyhow::anyhow!("refused: {:?}", refused.reason))?;
    ensure!(
        document.operations.iter().all(|(_, operation)| operation.node.ty == OperationType::Query),
        "only queries are registered"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(text: &str) -> String {
        let hash = format!("{:x}", Sha256::digest(text));
        serde_json::json!({ hash: text }).to_string()
    }

    #[test]
    fn a_manifest_holds_queries_under_their_own_hash() {
        let documents = Documents::read(&manifest("{ viewer { name } }")).unwrap();
        let hash = documents.0.keys().next().unwrap();
        assert!(documents.text(hash).is_some() && documents.text(&format!("sha256:{hash}")).is_some());
        assert_eq!(documents.text("0"), None);
        for wrong in
            ["[]", r#"{"00": "{ a }"}"#, &manifest("mutation { a }"), &manifest("{ a"), &manifest("")]
        {
            assert!(Documents::read(wrong).is_err(), "{wrong}");
        }
    }
}
