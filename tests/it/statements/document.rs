//! Documents that ask for everything: the operation and arguments of a probe of the access matrix,
//! with every field of the schema below it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

/// How deep a document goes below its operation.
const DEPTH: usize = 5;
/// How often a type may stand on the way to a field: a person's links lead to people again.
const VISITS: usize = 2;

const INTROSPECTION: &str = "{ __schema { types { name kind possibleTypes { name } fields { name
    args { defaultValue type { kind } }
    type { kind name ofType { kind name ofType { kind name ofType { name } } } } } } } }";

/// The types of the schema, by name.
pub struct Schema {
    types: BTreeMap<String, Value>,
}

/// The name of a type without its list and its exclamation marks.
fn named(kind: &Value) -> &str {
    let mut kind = kind;
    while !kind["ofType"].is_null() {
        kind = &kind["ofType"];
    }
    kind["name"].as_str().unwrap()
}

impl Schema {
    pub async fn read() -> Self {
        let answer = lianyi::schema::build().execute(INTROSPECTION).await.data.into_json().unwrap();
        let types = answer["__schema"]["types"].as_array().unwrap().iter();
        Self { types: types.map(|kind| (kind["name"].as_str().unwrap().to_owned(), kind.clone())).collect() }
    }

    /// The names of all operations, and whether each is a mutation.
    pub fn operations(&self) -> BTreeMap<String, bool> {
        let of = |root: &str, mutation: bool| {
            let fields = self.types[root]["fields"].as_array().unwrap().iter();
            fields.map(move |field| (field["name"].as_str().unwrap().to_owned(), mutation)).collect::<Vec<_>>()
        };
        of("Query", false).into_iter().chain(of("Mutation", true)).collect()
    }

    /// A probe's document, asking for everything below its operation; the size of its page is `first`.
    pub fn everything(&self, document: &str, operation: &str, first: usize) -> String {
        let start = document.find(&format!("{{ {operation}")).expect(document) + 2 + operation.len();
        let arguments = match document[start..].starts_with('(') {
            true => &document[start..start + closing(&document[start..])],
            false => "",
        };
        let root = if document.starts_with("mutation") { "Mutation" } else { "Query" };
        let fields = self.types[root]["fields"].as_array().unwrap();
        let field = fields.iter().find(|field| field["name"] == operation).expect(operation);
        let below = self.selection(named(&field["type"]), &mut Vec::new());
        format!("{}{}{below} }}", &document[..start], with_size(arguments, first))
    }

    /// Everything below a type, in braces; nothing for a scalar.
    fn selection(&self, name: &str, way: &mut Vec<String>) -> String {
        let kind = &self.types[name];
        let Some(fields) = kind["fields"].as_array() else { return String::new() };
        way.push(name.to_owned());
        let mut text = String::from(" { __typename");
        for field in fields {
            let below = named(&field["type"]);
            let visits = way.iter().filter(|passed| *passed == below).count();
            let is_object = self.types[below]["fields"].is_array();
            let needs_argument = field["args"].as_array().unwrap().iter().any(|argument| {
                argument["type"]["kind"] == "NON_NULL" && argument["defaultValue"].is_null()
            });
            // Edges hold the nodes once more.
            let passed_over = needs_argument || field["name"] == "edges";
            if passed_over || is_object && (visits >= VISITS || way.len() >= DEPTH) {
                continue;
            }
            let _ = write!(text, " {}{}", field["name"].as_str().unwrap(), self.selection(below, way));
        }
        for member in kind["possibleTypes"].as_array().into_iter().flatten() {
            let member = member["name"].as_str().unwrap();
            let _ = write!(text, " ... on {member}{}", self.selection(member, way));
        }
        way.pop();
        text + " }"
    }
}

/// Where the bracket that opens a text is closed, behind it.
fn closing(text: &str) -> usize {
    let (mut depth, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    panic!("{text} is not closed")
}

/// The arguments with another size of the page.
fn with_size(arguments: &str, first: usize) -> String {
    let Some((before, after)) = arguments.split_once("first: ") else { return arguments.to_owned() };
    format!("{before}first: {first}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Whether a document asks for a page.
pub fn is_paged(document: &str) -> bool {
    document.contains("first: ")
}
