//! What a document may cost, judged before the engine sees it.
//!
//! The engine's own limits walk every fragment as often as it is spread, which eight hundred bytes can make
//! take seconds. Here the text is looked at once before it is parsed (`scan`), and each fragment is weighed once
//! after it (`weigh`): the judgement is linear in the document, whatever the document would expand to.

mod scan;
mod weigh;

use std::sync::Arc;

use async_graphql::Variables;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::ExecutableDocument;
use lianyi_shared::error::{ErrorCode, Reason};

pub use self::weigh::Weight;
use crate::remembered::Remembered;

/// The longest document, in bytes.
const MAX_DOCUMENT: usize = 64 * 1024;
/// How many parsed documents a node keeps, and how long each may be.
const MAX_KEPT: usize = 300;
const MAX_KEPT_LENGTH: usize = 8 * 1024;
/// The most words, numbers, texts and signs in a document.
const MAX_TOKENS: usize = 4_000;
/// The most of them inside lists.
const MAX_LIST_TOKENS: usize = 1_000;
/// The deepest nesting of brackets of any kind.
const MAX_NESTING: usize = 50;
/// The most fragments in a document.
const MAX_FRAGMENTS: usize = 200;
/// The most fields that a document may expand to.
const MAX_FIELDS: u64 = 2_000;
/// The most of them that have another name in the answer.
const MAX_ALIASES: u64 = 100;
/// The most directives, fragments expanded.
const MAX_DIRECTIVES: u64 = 50;
/// The deepest nesting of fields.
const MAX_DEPTH: u64 = 15;
/// The deepest nesting of lists inside the description of the schema.
const MAX_SCHEMA_LISTS: u64 = 1;
/// The most objects that an answer may be made of, as far as the document tells.
const MAX_COST: u64 = 10_000;

/// Why a document is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Whether it is no GraphQL, or too much of it.
    pub code: ErrorCode,
    /// In words.
    pub reason: Reason,
}

impl Refused {
    const fn too_much(reason: Reason) -> Self {
        Self { code: ErrorCode::GraphqlValidationFailed, reason }
    }
}

/// Reads a document of one operation that stays within all limits, and says what it weighs.
pub fn judge(text: &str, variables: &Variables) -> Result<(Arc<ExecutableDocument>, Weight), Refused> {
    judge_parsed(Arc::new(parse(text)?), variables)
}

fn parse(text: &str) -> Result<ExecutableDocument, Refused> {
    scan::scan(text).map_err(Refused::too_much)?;
    parse_query(text).map_err(|_| Refused { code: ErrorCode::GraphqlParseFailed, reason: Reason::Parse })
}

fn judge_parsed(
    document: Arc<ExecutableDocument>,
    variables: &Variables,
) -> Result<(Arc<ExecutableDocument>, Weight), Refused> {
    let weight = weigh::weigh(&document, variables).map_err(Refused::too_much)?;
    Ok((document, weight))
}

/// Documents that have been parsed, by their text: the pages and other systems send the same few again and again.
#[derive(Debug)]
pub struct Parsed(Remembered<ExecutableDocument>);

impl Default for Parsed {
    fn default() -> Self {
        Self(Remembered::new(MAX_KEPT))
    }
}

impl Parsed {
    /// Judges as [`judge`] does, and parses only what it has not parsed before. Not for people who are not signed in:
    /// what strangers send is not kept.
    pub fn judge(
        &self,
        text: &str,
        variables: &Variables,
    ) -> Result<(Arc<ExecutableDocument>, Weight), Refused> {
        if let Some(document) = self.0.get(text) {
            return judge_parsed(document, variables);
        }
        let judged = judge(text, variables)?;
        if text.len() <= MAX_KEPT_LENGTH {
            self.0.keep(text, Arc::clone(&judged.0));
        }
        Ok(judged)
    }
}
