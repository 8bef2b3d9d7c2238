//! The ladder: each work asked in four ways, each on top of the one before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use lianyi::access::token;
use lianyi::access::viewer::Viewer;
use lianyi::audit::event::AuditEvent;
use lianyi::clock::Clock;
use lianyi::db::Reads;
use lianyi::entity::{leader, pairing, representative, unit};
use lianyi::loaders::Loaders;
use lianyi::op::Op;
use lianyi::people::create_representative;
use lianyi::schema::{self, Api};
use lianyi::work;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::id::UnitId;
use lianyi_shared::people::RecordStatus;
use lianyi_shared::roster::PairingStatus;
use lianyi_tests::process::Serving;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::sqlx::postgres::PgRow;
use sea_orm::sqlx::{self, PgPool, Row as _};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::college::{Breadth, Filled};
use crate::load::{CONNECTIONS, Lane};
use crate::works::{Dice, Sample, Work, new_name};

/// One of the four ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rung {
    /// Prepared statements on the bare driver: rusqlite, or sqlx for PostgreSQL. Nobody is asked who they are.
    Raw,
    /// sea-orm with the entities of the product, as one would write it by hand.
    Orm,
    /// The schema executed in this process for a viewer who is known.
    Engine,
    /// `lianyi serve` over HTTP, with the token judged, grants read afresh and scope applied.
    Http,
}

const PAGE: &str = "SELECT r.id, r.name, r.post, r.categories, r.stage, u.name, b.name, r.name_key \
    FROM (SELECT * FROM representative WHERE status = 'ACTIVE' AND (name_key, id) > ($1, $2) \
    ORDER BY name_key, id LIMIT 21) r JOIN unit u ON u.id = r.unit_id LEFT JOIN unit b ON b.id = u.branch_id \
    ORDER BY r.name_key, r.id";
const NESTED: &str = "SELECT r.id, r.name, r.post, u.name, p.id, p.status, p.since, l.id, l.name, l.post \
    FROM (SELECT * FROM representative WHERE status = 'ACTIVE' AND (name_key, id) > ($1, $2) \
    ORDER BY name_key, id LIMIT 20) r JOIN unit u ON u.id = r.unit_id \
    LEFT JOIN pairing p ON p.representative_id = r.id AND p.status = 'ACTIVE' \
    LEFT JOIN leader l ON l.id = p.leader_id";
const POINT: &str = "SELECT id, name, post, categories, stage, version FROM representative WHERE id = $1";
const CREATE: [&str; 3] = [
    "INSERT INTO representative (id, name, name_key, name_pinyin, name_initials, unit_id, affiliation, categories, \
     key_cultivation, retired, status, created_at, updated_at, version) \
     VALUES ($1, $2, $2, $2, $2, $3, '13', '9', FALSE, FALSE, 'ACTIVE', $4, $4, 1)",
    "INSERT INTO representative_category (representative_id, category) VALUES ($1, 9)",
    "INSERT INTO audit_event (id, at, action, subject, details, request_id) \
     VALUES ($1, $2, 'REPRESENTATIVE_CREATE', $3, '{}', 'bench')",
];

/// A filled database with a server on it.
pub(crate) struct Scene {
    pub(crate) filled: Filled,
    endpoint: String,
    tokens: Vec<(Breadth, String)>,
    viewer: Arc<Viewer>,
    api: Api,
}

impl Scene {
    pub(crate) async fn open(filled: Filled, serving: &Serving) -> Self {
        let mut tokens = Vec::new();
        for breadth in [Breadth::All, Breadth::Tenth, Breadth::Thousandth, Breadth::Paired] {
            tokens.push((breadth, serving.sign_in(filled.viewer(breadth).1).await));
        }
        let app = &filled.app.app;
        let user = filled.app.db_sign_in_again(filled.viewer(Breadth::All).0).await;
        let identity =
            token::verify(&app.keys, &app.clock, user.token().expect("a token")).expect("a good one");
        let viewer = app.viewers.current(&app.db, &app.clock, identity).await.expect("a viewer");
        Self { endpoint: serving.endpoint(), tokens, viewer, api: schema::build(), filled }
    }

    fn token(&self, breadth: Breadth) -> &str {
        let found = self.tokens.iter().find(|(of, _)| *of == breadth);
        found.map(|(_, token)| token.as_str()).expect("a token of every breadth")
    }

    /// Asks once, over HTTP.
    pub(crate) async fn ask(&self, breadth: Breadth, query: &str, variables: Value) -> Value {
        let request = reqwest::Client::new().post(&self.endpoint).bearer_auth(self.token(breadth));
        let body = json!({ "query": query, "variables": variables });
        request.json(&body).send().await.expect("an answer").json().await.expect("a JSON answer")
    }

    fn db(&self) -> &Reads {
        &self.filled.app.app.db.read
    }

    /// Sort key and id of the first people.
    pub(crate) async fn keys(&self, count: usize) -> Vec<(String, Uuid)> {
        let rows = representative::Entity::find()
            .order_by_asc(representative::Column::NameKey)
            .order_by_asc(representative::Column::Id)
            .limit(u64::try_from(count).expect("a count"))
            .all(self.db())
            .await;
        rows.expect("people").into_iter().map(|row| (row.name_key, row.id.0)).collect()
    }
}

impl Rung {
    /// Connections that ask for a work in this way.
    pub(crate) async fn lanes(
        self,
        scene: &Arc<Scene>,
        work: Work,
        breadth: Breadth,
        sample: &Arc<Sample>,
    ) -> Vec<Lane> {
        let mut lanes: Vec<Lane> = Vec::new();
        let pool = match scene.filled.app.database.strip_prefix("sqlite://") {
            None => Some(
                sqlx::postgres::PgPoolOptions::new()
                    .max_connections(u32::try_from(CONNECTIONS).expect("a count"))
                    .connect(&scene.filled.app.database)
                    .await
                    .expect("the cluster"),
            ),
            Some(_) => None,
        };
        for number in 0..CONNECTIONS {
            let (scene, sample) = (Arc::clone(scene), Arc::clone(sample));
            let mut dice = Dice::new(u64::try_from(number).expect("a number") + 7);
            lanes.push(match (self, &pool) {
                (Self::Raw, None) => {
                    let file = scene.filled.app.database.trim_start_matches("sqlite://");
                    let bare = Arc::new(Mutex::new(open_sqlite(file)));
                    Box::new(move || {
                        raw_sqlite(&bare.lock().expect("no panic"), work, &sample, scene.filled.unit, &mut dice);
                        Box::pin(std::future::ready(()))
                    })
                }
                (Self::Raw, Some(pool)) => {
                    let pool = pool.clone();
                    Box::new(move || {
                        let (pool, sample, mut own) = (pool.clone(), Arc::clone(&sample), dice.clone());
                        dice.below(2);
                        let unit = scene.filled.unit;
                        Box::pin(async move { raw_postgres(&pool, work, &sample, unit, &mut own).await })
                    })
                }
                (Self::Orm, _) => Box::new(move || {
                    let (scene, sample, mut own) = (Arc::clone(&scene), Arc::clone(&sample), dice.clone());
                    dice.below(2);
                    Box::pin(async move { orm(&scene, work, &sample, &mut own).await })
                }),
                (Self::Engine, _) => Box::new(move || {
                    let (scene, variables) = (Arc::clone(&scene), sample.variables(work, &mut dice));
                    Box::pin(async move { engine(&scene, work, variables).await })
                }),
                (Self::Http, _) => {
                    let connection = Arc::new(tokio::sync::Mutex::new(connect(&scene.endpoint).await));
                    Box::new(move || {
                        let body = json!({ "query": work.document(), "variables": sample.variables(work, &mut dice) });
                        let request = Request::post("/graphql")
                            .header("host", "127.0.0.1")
                            .header("content-type", "application/json")
                            .header("accept", "application/graphql-response+json")
                            .header("authorization", format!("Bearer {}", scene.token(breadth)))
                            .body(Full::new(Bytes::from(body.to_string())))
                            .expect("a request");
                        let connection = Arc::clone(&connection);
                        Box::pin(async move { http(&mut *connection.lock().await, request).await })
                    })
                }
            });
        }
        lanes
    }
}

fn open_sqlite(file: &str) -> rusqlite::Connection {
    let bare = rusqlite::Connection::open(file).expect("the file");
    bare.busy_timeout(std::time::Duration::from_secs(8)).expect("a timeout");
    bare.execute_batch("PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA foreign_keys = ON")
        .expect("settings");
    bare
}

/// What the rows hold is read as a program would need it.
fn raw_sqlite(bare: &rusqlite::Connection, work: Work, sample: &Sample, unit: UnitId, dice: &mut Dice) {
    use rusqlite::params;
    use rusqlite::types::Value;
    let place = sample.place(dice);
    let read = |text: &str, values: &[&dyn rusqlite::ToSql]| {
        let mut statement = bare.prepare_cached(text).expect("a statement");
        let columns = statement.column_count();
        let mut rows = statement.query(values).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            for column in 0..columns {
                std::hint::black_box(row.get::<_, Value>(column).expect("a value"));
            }
        }
    };
    match work {
        Work::Nothing | Work::Ledger | Work::Overview | Work::Due => {}
        Work::Page => read(PAGE, params![place.name_key, place.id.as_bytes()]),
        Work::Nested => read(NESTED, params![place.name_key, place.id.as_bytes()]),
        Work::Point => read(POINT, params![place.id.as_bytes()]),
        Work::Create => {
            let (id, now) = (Uuid::from_u128(rand::random()), "2026-11-22 10:00:00+00:00");
            let insert = |text: &str, values: &[&dyn rusqlite::ToSql]| {
                bare.prepare_cached(text).expect("a statement").execute(values).expect("a row");
            };
            bare.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
            insert(CREATE[0], params![id.as_bytes(), new_name(), unit.0.as_bytes(), now]);
            insert(CREATE[1], params![id.as_bytes()]);
            insert(CREATE[2], params![Uuid::from_u128(rand::random()).as_bytes(), now, id.to_string()]);
            bare.execute_batch("COMMIT").expect("durable");
        }
    }
}

/// Id, name and post, with which every read begins.
fn read_person(row: &PgRow) {
    std::hint::black_box((row.get::<Uuid, _>(0), row.get::<String, _>(1), row.get::<Option<String>, _>(2)));
}

async fn raw_postgres(pool: &PgPool, work: Work, sample: &Sample, unit: UnitId, dice: &mut Dice) {
    let place = sample.place(dice);
    match work {
        Work::Nothing | Work::Ledger | Work::Overview | Work::Due => {}
        Work::Page => {
            let rows =
                sqlx::query(PAGE).bind(&place.name_key).bind(place.id).fetch_all(pool).await.expect("rows");
            for row in rows {
                read_person(&row);
                std::hint::black_box((
                    row.get::<String, _>(3),
                    row.get::<Option<String>, _>(4),
                    row.get::<String, _>(5),
                ));
            }
        }
        Work::Nested => {
            let rows =
                sqlx::query(NESTED).bind(&place.name_key).bind(place.id).fetch_all(pool).await.expect("rows");
            for row in rows {
                read_person(&row);
                std::hint::black_box((row.get::<Option<Uuid>, _>(4), row.get::<Option<String>, _>(8)));
            }
        }
        Work::Point => {
            let row = sqlx::query(POINT).bind(place.id).fetch_one(pool).await.expect("a row");
            read_person(&row);
        }
        Work::Create => {
            let (id, now) = (Uuid::from_u128(rand::random()), Clock::default().now());
            let mut work = pool.begin().await.expect("a transaction");
            let insert = sqlx::query(CREATE[0]).bind(id).bind(new_name()).bind(unit.0).bind(now);
            insert.execute(&mut *work).await.expect("a row");
            sqlx::query(CREATE[1]).bind(id).execute(&mut *work).await.expect("a row");
            let line =
                sqlx::query(CREATE[2]).bind(Uuid::from_u128(rand::random())).bind(now).bind(id.to_string());
            line.execute(&mut *work).await.expect("a row");
            work.commit().await.expect("durable");
        }
    }
}

async fn orm(scene: &Scene, asked: Work, sample: &Sample, dice: &mut Dice) {
    let (db, place) = (scene.db(), sample.place(dice));
    let units = async |rows: &[representative::Model]| {
        let ids = rows.iter().map(|row| row.unit_id);
        unit::Entity::find().filter(unit::Column::Id.is_in(ids)).all(db).await.expect("units")
    };
    match asked {
        Work::Nothing | Work::Ledger | Work::Overview | Work::Due => {}
        Work::Page | Work::Nested => {
            use representative::Column as C;
            let beyond = Expr::tuple([Expr::col("name_key"), Expr::col("id")])
                .gt(Expr::tuple([Expr::val(place.name_key.clone()), Expr::val(place.id)]));
            let rows = representative::Entity::find()
                .filter(C::Status.eq(RecordStatus::Active))
                .filter(beyond)
                .order_by_asc(C::NameKey)
                .order_by_asc(C::Id)
                .limit(21)
                .all(db)
                .await
                .expect("people");
            let units: HashMap<_, _> = units(&rows).await.into_iter().map(|unit| (unit.id, unit)).collect();
            std::hint::black_box(&units);
            if asked == Work::Page {
                let branches = units.values().filter_map(|unit| unit.branch_id);
                let found = unit::Entity::find().filter(unit::Column::Id.is_in(branches)).all(db).await;
                std::hint::black_box(found.expect("branches"));
            } else {
                let pairings = pairing::Entity::find()
                    .filter(pairing::Column::RepresentativeId.is_in(rows.iter().map(|row| row.id)))
                    .filter(pairing::Column::Status.eq(PairingStatus::Active))
                    .all(db)
                    .await
                    .expect("pairings");
                let leaders = pairings.iter().map(|pairing| pairing.leader_id);
                let found = leader::Entity::find().filter(leader::Column::Id.is_in(leaders)).all(db).await;
                std::hint::black_box(found.expect("leaders"));
            }
        }
        Work::Point => {
            let found = representative::Entity::find_by_id(place.id).one(db).await.expect("a row");
            std::hint::black_box(found.expect("the person"));
        }
        Work::Create => {
            let work = work::Work::begin(&scene.filled.app.request(), None).await.expect("a transaction");
            let mut row =
                representative::Entity::find_by_id(place.id).one(db).await.expect("a row").expect("one");
            row.id = lianyi_shared::id::RepresentativeId(scene.filled.app.app.new_id());
            row.name = new_name();
            row.staff_number = None;
            let row = create_representative::insert(&work, row).await.expect("a row");
            work.commit(AuditEvent::new(AuditAction::RepresentativeCreate, row.id)).await.expect("durable");
        }
    }
}

async fn engine(scene: &Scene, work: Work, variables: Value) {
    let request = scene.filled.app.request();
    let op = Arc::new(Op::new(request.clone(), Arc::clone(&scene.viewer)));
    let query = async_graphql::Request::new(work.document())
        .variables(async_graphql::Variables::from_json(variables))
        .data(request)
        .data(Loaders::new(&op))
        .data(op);
    let response = scene.api.execute(query).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    std::hint::black_box(serde_json::to_vec(&response).expect("JSON"));
}

type Connection = SendRequest<Full<Bytes>>;

async fn connect(endpoint: &str) -> Connection {
    let address = endpoint.trim_start_matches("http://").trim_end_matches("/graphql");
    let stream = tokio::net::TcpStream::connect(address).await.expect("a connection");
    stream.set_nodelay(true).expect("an option");
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.expect("a connection");
    tokio::spawn(connection);
    sender
}

async fn http(connection: &mut Connection, request: Request<Full<Bytes>>) {
    connection.ready().await.expect("an open connection");
    let answer = connection.send_request(request).await.expect("an answer");
    let status = answer.status();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    let is_good = status.is_success() && body.starts_with(br#"{"data":{"#);
    assert!(is_good, "{status} {}", String::from_utf8_lossy(&body));
}
