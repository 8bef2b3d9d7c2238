//! The weight of a parsed document, fragments expanded, without expanding them.

use std::collections::HashMap;
use std::convert::Infallible;

use async_graphql::parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet};
use async_graphql::{Name, Value, Variables};
use lianyi_shared::error::Reason;

use super::{MAX_ALIASES, MAX_COST, MAX_DEPTH, MAX_DIRECTIVES, MAX_FIELDS, MAX_FRAGMENTS, MAX_SCHEMA_LISTS};

/// Fields that hash a password: each costs as much as a long list, however many stand in one document.
const PASSWORDS: [&str; 2] = ["signIn", "redeemLink"];
/// What one of them costs.
const COST_OF_PASSWORD: u64 = 100;
/// Where the description of the schema begins.
const SCHEMA: [&str; 2] = ["__schema", "__type"];
/// Lists of the schema's description that lead back to types.
const SCHEMA_LISTS: [&str; 4] = ["fields", "inputFields", "interfaces", "possibleTypes"];

/// The arguments that say how many things a field answers.
const PAGE: [&str; 4] = ["page", "first", "last", "ids"];
/// A larger page is refused when it is asked for, so it costs no more.
const MAX_PAGE: u64 = 100;

/// What a set of fields asks for, fragments expanded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// How many fields.
    pub fields: u64,
    /// How many of them under another name.
    pub aliases: u64,
    /// How many directives.
    pub directives: u64,
    /// How deep they are nested.
    pub depth: u64,
    /// How deep lists of the schema's description are nested.
    schema_lists: u64,
    /// How many objects the answer may hold: each field with fields of its own is one, times the size of the page
    /// that it stands in.
    pub cost: u64,
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.cost = self.cost.saturating_add(other.cost);
        self.depth = self.depth.max(other.depth);
        self.schema_lists = self.schema_lists.max(other.schema_lists);
    }
}

/// Weighs the one operation of a document; refuses several operations, circular fragments and what is too heavy.
pub(super) fn weigh(document: &ExecutableDocument, variables: &Variables) -> Result<Weight, Reason> {
    let mut operations = document.operations.iter();
    let (Some((_, operation)), None) = (operations.next(), operations.next()) else {
        return Err(Reason::OneOperation);
    };
    if document.fragments.len() > MAX_FRAGMENTS {
        return Err(Reason::DocumentTooLarge);
    }
    let operation = &operation.node;
    let mut scales = Scales { document, operation, variables, known: HashMap::new() };
    let mut weight = scales.of(&operation.selection_set.node)?;
    weight.directives = weight.directives.saturating_add(count(&operation.directives));
    let limits = [
        (weight.fields, MAX_FIELDS, Reason::DocumentTooLarge),
        (weight.cost, MAX_COST, Reason::DocumentTooLarge),
        (weight.depth, MAX_DEPTH, Reason::DocumentTooDeep),
        (weight.aliases, MAX_ALIASES, Reason::TooManyAliases),
        (weight.directives, MAX_DIRECTIVES, Reason::TooManyDirectives),
    ];
    limits.into_iter().find(|(found, most, _)| found > most).map_or(Ok(weight), |(_, _, reason)| Err(reason))
}

fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

struct Scales<'a> {
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
    /// The fragments weighed so far; `None` while being weighed.
    known: HashMap<&'a str, Option<Weight>>,
}

impl<'a> Scales<'a> {
    fn of(&mut self, set: &'a SelectionSet) -> Result<Weight, Reason> {
        let mut sum = Weight::default();
        for item in &set.items {
            let (weight, directives) = match &item.node {
                Selection::Field(field) => (self.of_field(&field.node)?, &field.node.directives),
                Selection::InlineFragment(fragment) => {
                    (self.of(&fragment.node.selection_set.node)?, &fragment.node.directives)
                }
                Selection::FragmentSpread(spread) => {
                    (self.of_fragment(spread.node.fragment_name.node.as_str())?, &spread.node.directives)
                }
            };
            sum.add(weight);
            sum.directives = sum.directives.saturating_add(count(directives));
        }
        Ok(sum)
    }

    fn of_field(&mut self, field: &'a Field) -> Result<Weight, Reason> {
        let name = field.name.node.as_str();
        let mut weight = self.of(&field.selection_set.node)?;
        if !field.selection_set.node.items.is_empty() {
            weight.cost = weight.cost.saturating_mul(self.page_size(field)).saturating_add(1);
        }
        if PASSWORDS.contains(&name) {
            weight.cost = weight.cost.saturating_add(COST_OF_PASSWORD);
        }
        weight.fields = weight.fields.saturating_add(1);
        weight.depth = weight.depth.saturating_add(1);
        weight.aliases = weight.aliases.saturating_add(u64::from(field.alias.is_some()));
        weight.schema_lists = weight.schema_lists.saturating_add(u64::from(SCHEMA_LISTS.contains(&name)));
        if SCHEMA.contains(&name) && weight.schema_lists > MAX_SCHEMA_LISTS {
            return Err(Reason::DocumentTooDeep);
        }
        Ok(weight)
    }

    /// How many objects a field may answer at once, by its argument `page`, `first`, `last` or `ids`.
    fn page_size(&self, field: &Field) -> u64 {
        field
            .arguments
            .iter()
            .filter(|(name, _)| PAGE.contains(&name.node.as_str()))
            .filter_map(|(_, value)| {
                value.node.clone().into_const_with(|name| Ok::<_, Infallible>(self.variable(&name))).ok()
            })
            .map(|value| size_of(&value))
            .max()
            .unwrap_or(1)
    }

    /// What a variable holds; one that is missing is for validation to report.
    fn variable(&self, name: &Name) -> Value {
        let given = self.variables.get(name);
        let mut declared = self.operation.variable_definitions.iter().map(|variable| &variable.node);
        let default = || {
            let variable = declared.find(|variable| variable.name.node == *name)?;
            variable.default_value.as_ref().map(|value| &value.node)
        };
        given.or_else(default).cloned().unwrap_or(Value::Null)
    }

    fn of_fragment(&mut self, name: &'a str) -> Result<Weight, Reason> {
        match self.known.get(name) {
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => return Err(Reason::DocumentTooLarge),
            None => {}
        }
        // A fragment that does not exist is for validation to report.
        let Some((_, fragment)) = self.document.fragments.iter().find(|(key, _)| key.as_str() == name) else {
            return Ok(Weight::default());
        };
        self.known.insert(name, None);
        let mut weight = self.of(&fragment.node.selection_set.node)?;
        weight.directives = weight.directives.saturating_add(count(&fragment.node.directives));
        self.known.insert(name, Some(weight));
        Ok(weight)
    }
}

/// How many things an argument asks for.
fn size_of(value: &Value) -> u64 {
    match value {
        Value::Number(number) => number.as_u64().unwrap_or(1).clamp(1, MAX_PAGE),
        Value::List(items) => count(items).clamp(1, MAX_PAGE),
        Value::Object(members) => {
            let pages = members.iter().filter(|(name, _)| PAGE.contains(&name.as_str()));
            pages.map(|(_, value)| size_of(value)).max().unwrap_or(1)
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    fn judge(text: &str) -> Result<Weight, Reason> {
        judge_with(text, json!({}))
    }

    fn judge_with(text: &str, variables: serde_json::Value) -> Result<Weight, Reason> {
        weigh(&parse_query(text).unwrap(), &Variables::from_json(variables))
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
        let shared = judge("query A { x: a { b ...C @skip(if: true) } ...C } fragment C on T { c }").unwrap();
        assert_eq!(
            shared,
            Weight { fields: 4, aliases: 1, directives: 1, depth: 2, schema_lists: 0, cost: 1 }
        );
    }

    #[test]
    fn a_page_costs_its_size_times_what_is_in_it() {
        let cost = |text: &str, variables| judge_with(text, variables).unwrap().cost;
        assert_eq!(cost("{ a(page: {first: 20}) { nodes { id unit { name } } } }", json!({})), 41);
        let text = "query($p: PageInput = {first: 3}) { a(page: $p) { nodes { id } } }";
        assert_eq!(cost(text, json!({})), 4);
        assert_eq!(cost(text, json!({ "p": { "last": 100 } })), 101);
        assert_eq!(cost("query($i: [ID!]!) { nodes(ids: $i) { id } }", json!({ "i": ["a", "b"] })), 1);
        assert_eq!(cost("query($i: [ID!]!) { nodes(ids: $i) { a { id } } }", json!({ "i": ["a", "b"] })), 3);
        assert_eq!(
            cost("mutation { a: signIn(input: {}) { t } b: signIn(input: {}) { t } }", json!({})),
            202
        );
        let pages = "a(page: {first: 100}) { nodes { b(page: {first: 100}) { nodes { id } } } }";
        assert_eq!(judge(&format!("{{ {pages} }}")), Err(Reason::DocumentTooLarge));
    }

    #[test]
    fn width_and_depth_have_their_limits() {
        let wide = |field: &dyn Fn(usize) -> String| {
            judge(&format!("{{ {} }}", (0..101).map(field).collect::<Vec<_>>().join(" ")))
        };
        assert_eq!(wide(&|n| format!("a{n}: a")), Err(Reason::TooManyAliases));
        assert_eq!(wide(&|n| format!("f{n} @include(if: true)")), Err(Reason::TooManyDirectives));
        assert_eq!(judge(&("{a".repeat(16) + &"}".repeat(16))), Err(Reason::DocumentTooDeep));
        let circle = "{ __schema { types { fields { type { fields { name } } } } } }";
        assert_eq!(judge(circle), Err(Reason::DocumentTooDeep));
        assert!(judge("{ __schema { types { fields { type { name } } } } }").is_ok());
    }
}
