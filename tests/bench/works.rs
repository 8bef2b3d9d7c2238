//! What is asked: the works, as GraphQL documents, and where in the lists they begin.

use lianyi_shared::id::{RepresentativeId, UnitId};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::college::Breadth;
use crate::rungs::Scene;

/// A work that is measured on every rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// `{__typename}`: what GraphQL and HTTP cost by themselves.
    Nothing,
    /// Twenty people from anywhere among the first three thousand of a list, with their units and branches.
    Page,
    /// Twenty people, their units, their pairings in force (three each), and the leader of each pairing.
    Nested,
    /// One person by id.
    Point,
    /// A new person with its category and its audit line, durable.
    Create,
    /// The first page of the contact records with their sides, and how many there are.
    Ledger,
    /// The overview of a calendar year.
    Overview,
    /// The due board of every branch.
    Due,
}

impl Work {
    pub(crate) const fn document(self) -> &'static str {
        match self {
            Self::Nothing => "{ __typename }",
            Self::Page => {
                "query Page($page: PageInput!) { representatives(page: $page) { pageInfo { hasNextPage endCursor } \
                 edges { cursor node { id name post categories stage unit { name branch { name } } } } } }"
            }
            Self::Nested => {
                "query Nested($page: PageInput!) { representatives(page: $page) { edges { node { \
                 id name post unit { name } links { id status since leader { id name post } } } } } }"
            }
            Self::Point => {
                "query Point($id: ID!) { representative(id: $id) { id name post categories stage version } }"
            }
            Self::Create => {
                "mutation Create($input: RepresentativeInput!) { createRepresentative(input: $input) { id version } }"
            }
            Self::Ledger => {
                "query Ledger { contacts(page: {first: 20}) { totalCount pageInfo { hasNextPage endCursor } nodes { \
                 id status heldOn mode lineCount leaders { name } counterparts { name } branch { name } late } } }"
            }
            Self::Overview => {
                "query Overview { contactOverview(period: \"c2026\") { records pairings met days { day records } \
                 modes { mode records } kinds { kind records } branches { branch { id name } records pairings met } \
                 categories { category pairings met } } }"
            }
            Self::Due => "query Due { dueBoard { branch { id name } inTouch due overdue never } }",
        }
    }
}

/// Cheap chance, the same in every run.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % end
    }
}

/// Places in the list of somebody, for asking for a page or a person anywhere in it.
pub(crate) struct Sample {
    places: Vec<Place>,
    unit: UnitId,
}

/// One row of the list.
pub(crate) struct Place {
    pub(crate) cursor: String,
    pub(crate) name_key: String,
    pub(crate) id: Uuid,
}

impl Sample {
    /// Every place from which a page is full, up to the first few thousand.
    pub(crate) async fn take(scene: &Scene, breadth: Breadth) -> Self {
        const PAGES: usize = 30;
        let text = "query($page: PageInput!) { representatives(page: $page) { edges { cursor } } }";
        let mut cursors: Vec<String> = Vec::new();
        for _ in 0..PAGES {
            let variables = json!({ "page": { "first": 100, "after": cursors.last() } });
            let answer = scene.ask(breadth, text, variables).await;
            let edges = answer["data"]["representatives"]["edges"].as_array().expect("a page").clone();
            cursors.extend(edges.iter().filter_map(|edge| edge["cursor"].as_str().map(str::to_owned)));
            if edges.len() < 100 {
                break;
            }
        }
        cursors.truncate(cursors.len().saturating_sub(20).max(1));
        let rows = scene.keys(cursors.len()).await;
        let places =
            cursors.into_iter().zip(rows).map(|(cursor, (name_key, id))| Place { cursor, name_key, id });
        Self { places: places.collect(), unit: scene.filled.unit }
    }

    pub(crate) fn place(&self, dice: &mut Dice) -> &Place {
        &self.places[dice.below(self.places.len())]
    }

    /// The variables of a work, another place each time.
    pub(crate) fn variables(&self, work: Work, dice: &mut Dice) -> Value {
        match work {
            Work::Nothing | Work::Ledger | Work::Overview | Work::Due => json!({}),
            Work::Page | Work::Nested => json!({ "page": { "first": 20, "after": self.place(dice).cursor } }),
            Work::Point => json!({ "id": RepresentativeId(self.place(dice).id) }),
            Work::Create => json!({ "input": {
                "name": new_name(), "unit": self.unit, "retired": false,
                "political": { "affiliation": "13", "categories": [9] },
            }}),
        }
    }
}

/// A name that nobody has yet.
pub(crate) fn new_name() -> String {
    format!("新{}", Uuid::from_u128(rand::random()).simple())
}
