//! What a document may cost, judged before validation.
//!
//! Fragments can expand exponentially and the engine's own limits walk the expansion; here each
//! fragment's size is computed once and added up, so that the judgement is linear.

use std::collections::HashMap;

use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, Selection, SelectionSet};
use lianyi_shared::error::Reason;

/// The longest document, in bytes.
pub(super) const MAX_DOCUMENT: usize = 64 * 1024;
/// The most fields that a document may expand to.
const MAX_SELECTIONS: u64 = 2_000;
/// The most fragments in a document.
const MAX_FRAGMENTS: usize = 200;

/// Refuses documents with several operations, circular fragments, or too many fields.
pub(super) fn check(document: &ExecutableDocument) -> Result<(), Reason> {
    let operation = match &document.operations {
        DocumentOperations::Single(operation) => operation,
        DocumentOperations::Multiple(operations) => match operations.len() {
            1 => operations.values().next().ok_or(Reason::OneOperation)?,
            _ => return Err(Reason::OneOperation),
        },
    };
    if document.fragments.len() > MAX_FRAGMENTS {
        return Err(Reason::DocumentTooLarge);
    }
    let mut sizes = Sizes { document, known: HashMap::new() };
    if sizes.of(&operation.node.selection_set.node)? > MAX_SELECTIONS {
        return Err(Reason::DocumentTooLarge);
    }
    Ok(())
}

/// The expanded size of fragments, computed once each; `None` while being computed.
struct Sizes<'a> {
    document: &'a ExecutableDocument,
    known: HashMap<&'a str, Option<u64>>,
}

impl<'a> Sizes<'a> {
    fn of(&mut self, set: &'a SelectionSet) -> Result<u64, Reason> {
        set.items.iter().try_fold(0_u64, |sum, item| {
            let size = match &item.node {
                Selection::Field(field) => self.of(&field.node.selection_set.node)?.saturating_add(1),
                Selection::InlineFragment(fragment) => self.of(&fragment.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => {
                    self.of_fragment(spread.node.fragment_name.node.as_str())?
                }
            };
            Ok(sum.saturating_add(size))
        })
    }

    fn of_fragment(&mut self, name: &'a str) -> Result<u64, Reason> {
        match self.known.get(name) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => return Err(Reason::DocumentTooLarge),
            None => {}
        }
        // A fragment that does not exist is for validation to report.
        let Some(fragment) = self.document.fragments.iter().find(|(key, _)| key.as_str() == name) else {
            return Ok(0);
        };
        self.known.insert(name, None);
        let size = self.of(&fragment.1.node.selection_set.node)?;
        self.known.insert(name, Some(size));
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn judge(text: &str) -> Result<(), Reason> {
        check(&async_graphql::parser::parse_query(text).unwrap())
    }

    #[test]
    fn a_fragment_bomb_is_refused_without_being_expanded() {
        let mut bomb = "{ ...F0 }".to_owned();
        for level in 0..30 {
            let _ = write!(bomb, " fragment F{level} on Query {{ ...F{} ...F{} }}", level + 1, level + 1);
        }
        bomb.push_str(" fragment F30 on Query { __typename }");
        assert_eq!(judge(&bomb), Err(Reason::DocumentTooLarge));
    }

    #[test]
    fn circles_and_several_operations_are_refused() {
        assert_eq!(judge("{ ...A } fragment A on Query { ...A }"), Err(Reason::DocumentTooLarge));
        assert_eq!(judge("query A { a } query B { b }"), Err(Reason::OneOperation));
        assert_eq!(judge("query A { a { b ...C } } fragment C on T { c }"), Ok(()));
    }
}
