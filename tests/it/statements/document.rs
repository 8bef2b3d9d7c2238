//! Documents that ask for everything below an operation: the operation and arguments are those of a
//! probe of the access matrix, the fields those of the schema.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

/// How many objects stand one below the other; a connection is none.
const DEPTH: usize = 4;
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
            fields
                .map(move |field| (field["name"].as_str().unwrap().to_owned(), mutation))
                .collect::<Vec<_>>()
        };
        of("Query", false).into_iter().chain(of("Mutation", true)).collect()
    }

    /// A probe's document once for every way down from its operation, with all plain fields on that
    /// way; the size of its page is `first`. One way at a time: when two ways need the same kind of
    /// thing it is a matter of milliseconds whether they are served together.
    pub fn ways(&self, document: &str, operation: &str, first: usize) -> Vec<String> {
        let start = document.find(&format!("{{ {operation}")).expect(document) + 2 + operation.len();
        let arguments = match document[start..].starts_with('(') {
            true => &document[start..start + closing(&document[start..])],
            false => "",
        };
        let root = if document.starts_with("mutation") { "Mutation" } else { "Query" };
        let fields = self.types[root]["fields"].as_array().unwrap();
        let field = fields.iter().find(|field| field["name"] == operation).expect(operation);
        let head = format!("{}{}", &document[..start], with_size(arguments, first));
        let ways = self.below(named(&field["type"]), &mut Vec::new());
        ways.into_iter().map(|way| format!("{head}{way} }}")).collect()
    }

    /// The selections below a type, in braces, one for every way further down.
    fn below(&self, name: &str, passed: &mut Vec<String>) -> Vec<String> {
        let kind = &self.types[name];
        if kind["kind"] == "INTERFACE" {
            let members = kind["possibleTypes"].as_array().unwrap().iter();
            let members = members.map(|member| member["name"].as_str().unwrap());
            // By its id a thing has the same ways as in its own list.
            let of = |member: &str| self.below(member, &mut vec![String::new()]).into_iter();
            return members
                .flat_map(|member| of(member).map(move |way| format!(" {{ ... on {member}{way} }}")))
                .collect();
        }
        let Some(fields) = kind["fields"].as_array() else { return vec![String::new()] };
        let is_connection = name.ends_with("Connection");
        if !is_connection {
            passed.push(name.to_owned());
        }
        let mut plain = String::from("__typename");
        let mut further = Vec::new();
        for field in fields {
            let (below, field_name) = (named(&field["type"]), field["name"].as_str().unwrap());
            let needs_argument =
                field["args"].as_array().unwrap().iter().any(|argument| {
                    argument["type"]["kind"] == "NON_NULL" && argument["defaultValue"].is_null()
                });
            // Edges hold the nodes once more.
            if needs_argument || field_name == "edges" {
                continue;
            }
            if !self.leads_further(below) {
                let _ = write!(plain, " {field_name}{}", self.below(below, &mut Vec::new()).remove(0));
                continue;
            }
            let visits = passed.iter().filter(|passed| *passed == below).count();
            if visits < VISITS && passed.len() < DEPTH {
                further.extend(self.below(below, passed).iter().map(|way| format!("{field_name}{way}")));
            }
        }
        if !is_connection {
            passed.pop();
        }
        if further.is_empty() {
            return vec![format!(" {{ {plain} }}")];
        }
        further.iter().map(|way| format!(" {{ {plain} {way} }}")).collect()
    }

    /// Whether a type has objects below it.
    fn leads_further(&self, name: &str) -> bool {
        let fields = self.types[name]["fields"].as_array().into_iter().flatten();
        fields.map(|field| named(&field["type"])).any(|below| self.types[below]["fields"].is_array())
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
