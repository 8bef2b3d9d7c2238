//! People of a test: they sign in and run operations.

use std::net::SocketAddr;
use std::sync::Arc;

use cynic::{GraphQlResponse, Operation};
use lianyi::access::account::{self, Holding, NewAccount};
use lianyi::access::{password, sign_in};
use lianyi::audit::event::AuditEvent;
use lianyi::entity::{account as account_row, account_role, audit_event};
use lianyi::op::Request;
use lianyi::work::{Revision, Work};
use lianyi_shared::access::Role;
use lianyi_shared::audit::AuditAction;
use lianyi_shared::error::{ErrorCode, FieldFault};
use lianyi_shared::id::{AccountId, HeldRoleId, LeaderId, RepresentativeId, UnitId};
use lianyi_shared::text::Lang;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;

use crate::app::{Balancer, TestApp};

/// The password of everyone in the tests.
pub const PASSWORD: &str = "correct horse battery";

static PASSWORD_HASH: OnceCell<String> = OnceCell::const_new();

/// What the interface answered instead of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What a program branches on.
    pub code: ErrorCode,
    /// The key of the reason.
    pub reason: String,
    /// The reason in words.
    pub message: String,
    /// The faulty fields.
    pub fields: Vec<FieldFault>,
    /// The request's id.
    pub request_id: String,
}

impl Refused {
    /// The paths of the faulty fields.
    pub fn paths(&self) -> Vec<&str> {
        self.fields.iter().map(|fault| fault.path.as_str()).collect()
    }
}

#[derive(Debug, Deserialize)]
struct Extensions {
    code: ErrorCode,
    reason: String,
    #[serde(rename = "requestId")]
    request_id: String,
    #[serde(default)]
    fields: Vec<FieldFault>,
}

/// Somebody who is signed in, or nobody yet.
#[derive(Clone)]
pub struct User {
    endpoint: String,
    balancer: Arc<Balancer>,
    client: reqwest::Client,
    token: Option<String>,
    handle: Option<String>,
    /// The account, if there is one.
    pub account: Option<AccountId>,
}

/// What a test says about a person before signing them in.
#[derive(Clone, Debug, Default)]
pub struct As {
    /// Roles with their anchors.
    pub roles: Vec<(Role, Option<UnitId>)>,
    /// The leader that the person is.
    pub leader: Option<LeaderId>,
    /// The representative that the person is.
    pub representative: Option<RepresentativeId>,
}

impl As {
    /// A person with a role of the whole college.
    pub fn role(role: Role) -> Self {
        Self { roles: vec![(role, None)], ..Self::default() }
    }

    /// A person with a role at a unit.
    pub fn role_at(role: Role, unit: UnitId) -> Self {
        Self { roles: vec![(role, Some(unit))], ..Self::default() }
    }

    /// The leader that the person is.
    #[must_use]
    pub fn leader(mut self, leader: LeaderId) -> Self {
        self.leader = Some(leader);
        self
    }

    /// The representative that the person is.
    #[must_use]
    pub fn representative(mut self, representative: RepresentativeId) -> Self {
        self.representative = Some(representative);
        self
    }
}

impl TestApp {
    /// A request of the harness itself.
    pub fn request(&self) -> Request {
        Request { app: Arc::clone(&self.app), id: "test".into(), lang: Lang::Zh }
    }

    /// Opens an account with the common password; answers its user name.
    pub async fn db_account(&self, person: As) -> (AccountId, String) {
        let hash = PASSWORD_HASH
            .get_or_init(|| async { password::hash(PASSWORD.to_owned()).await.expect("a hash") })
            .await;
        let request = self.request();
        let work = Work::begin(&request, None).await.expect("a transaction");
        let username = format!("u{}", self.app.new_id().simple());
        let new = NewAccount {
            username: username.clone(),
            unit: None,
            name: "测试用户".to_owned(),
            leader: person.leader,
            representative: person.representative,
            roles: person.roles,
            password_hash: Some(hash.clone()),
        };
        let (id, _) = account::open(&self.app, &work, new).await.expect("an account");
        work.commit(AuditEvent::new(AuditAction::AccountOpen, id)).await.expect("committed");
        (id, username)
    }

    /// The account of a leader.
    pub async fn db_account_of(&self, leader: LeaderId) -> AccountId {
        let of_leader = account_row::Column::LeaderId.eq(leader);
        let found = account_row::Entity::find().filter(of_leader).one(&self.app.db.read).await;
        found.expect("a database").expect("an account").id
    }

    /// The roles that an account holds.
    pub async fn db_held_roles(&self, account: AccountId) -> Vec<HeldRoleId> {
        let held = account_role::Entity::find().filter(account_role::Column::AccountId.eq(account));
        held.all(&self.app.db.read).await.expect("the roles").into_iter().map(|held| held.id).collect()
    }

    /// Lets an account act for the missing secretary of a branch, today and for a month.
    pub async fn db_acting_deputy(&self, account: AccountId, branch: UnitId) -> HeldRoleId {
        let work = Work::begin(&self.request(), None).await.expect("a transaction");
        let today = self.app.clock.today();
        let holding = Holding {
            role: Role::BranchSecretary,
            unit: Some(branch),
            since: Some(today),
            until: Some(today + chrono::TimeDelta::days(30)),
            reason: Some("书记空缺".to_owned()),
        };
        let id = account::hold(&self.app, &work, account, holding).await.expect("a role");
        work.raise(Revision::Access).await.expect("raised");
        work.commit(AuditEvent::new(AuditAction::DeputyName, branch)).await.expect("committed");
        id
    }

    /// Opens an account that nobody has used yet; answers the secret of its one-time link.
    pub async fn db_invited(&self, person: As) -> String {
        let work = Work::begin(&self.request(), None).await.expect("a transaction");
        let new = NewAccount {
            username: format!("u{}", self.app.new_id().simple()),
            name: "测试用户".to_owned(),
            unit: None,
            leader: person.leader,
            representative: person.representative,
            roles: person.roles,
            password_hash: None,
        };
        let (id, link) = account::open(&self.app, &work, new).await.expect("an account");
        work.commit(AuditEvent::new(AuditAction::AccountOpen, id)).await.expect("committed");
        link.expect("a link")
    }

    /// Opens an account for a person and signs in.
    pub async fn user(&self, person: As) -> User {
        let (id, username) = self.db_account(person).await;
        let mut user = self.nobody();
        user.account = Some(id);
        user.sign_in(&username, PASSWORD).await.expect("signed in");
        user
    }

    /// Opens an account with a session, without the cost of a password check.
    pub async fn db_signed_in(&self, person: As) -> User {
        let (id, _) = self.db_account(person).await;
        self.db_sign_in_again(id).await
    }

    /// Another session of an account, without the cost of a password check.
    pub async fn db_sign_in_again(&self, id: AccountId) -> User {
        let request = self.request();
        let work = Work::begin(&request, None).await.expect("a transaction");
        let (signed_in, session) = sign_in::open(&request, &work, id).await.expect("a session");
        work.commit(AuditEvent::new(AuditAction::AccountSignIn, id).with("session", session.to_string()))
            .await
            .expect("committed");
        let mut user = self.nobody();
        user.account = Some(id);
        user.token = Some(signed_in.access_token);
        user.handle = Some(signed_in.handle);
        user
    }

    /// The capacity in the latest audit line of an action.
    pub async fn db_last_capacity(&self, action: AuditAction) -> String {
        let lines = audit_event::Entity::find().filter(audit_event::Column::Action.eq(action));
        let latest =
            lines.order_by_desc(audit_event::Column::Id).one(&self.app.db.read).await.expect("a line");
        latest.and_then(|line| line.capacity).expect("a capacity")
    }

    /// Nobody: not signed in.
    pub fn nobody(&self) -> User {
        User {
            endpoint: self.url("/graphql"),
            balancer: Arc::clone(&self.balancer),
            client: reqwest::Client::new(),
            token: None,
            handle: None,
            account: None,
        }
    }
}

impl User {
    /// Signs in and keeps the token.
    pub async fn sign_in(&mut self, username: &str, password: &str) -> Result<(), Refused> {
        use cynic::MutationBuilder as _;
        use lianyi_shared::api::access::{SignIn, SignInInput, SignInVariables};
        let input = SignInInput { username: username.to_owned(), password: password.to_owned() };
        let signed_in = self.run(SignIn::build(SignInVariables { input })).await?;
        self.token = Some(signed_in.sign_in.access_token);
        Ok(())
    }

    /// The same person at another node.
    #[must_use]
    pub fn at(mut self, app: &TestApp) -> Self {
        self.endpoint = app.url("/graphql");
        self.balancer = Arc::clone(&app.balancer);
        self
    }

    /// Where the interface is, at the node that stays.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The token, for tests that misuse it.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The cookie that a browser would send, of those whose session was opened without a password.
    pub fn cookie(&self) -> Option<String> {
        self.handle.as_ref().map(|handle| format!("__Host-lianyi={handle}"))
    }

    /// The same person with another token.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// Runs a typed operation, as the pages do.
    pub async fn run<F: DeserializeOwned, V: Serialize>(
        &self,
        operation: Operation<F, V>,
    ) -> Result<F, Refused> {
        let body = serde_json::to_value(&operation).expect("an operation is JSON");
        let answer = self.post(&body, Lang::Zh).await;
        let answer: GraphQlResponse<F, Extensions> =
            serde_json::from_value(answer.clone()).unwrap_or_else(|error| panic!("{error}: {answer}"));
        if let Some(error) = answer.errors.and_then(|errors| errors.into_iter().next()) {
            let extensions = error.extensions.expect("every error has a code");
            return Err(Refused {
                code: extensions.code,
                reason: extensions.reason,
                message: error.message,
                fields: extensions.fields,
                request_id: extensions.request_id,
            });
        }
        Ok(answer.data.expect("an answer without errors has data"))
    }

    /// Sends a body and returns the answer's JSON, whatever it says.
    pub async fn post(&self, body: &serde_json::Value, lang: Lang) -> serde_json::Value {
        let to = |node: SocketAddr| {
            let endpoint = format!("http://{node}/graphql");
            let request = self.client.post(endpoint).json(body).header("Accept-Language", lang.tag());
            match &self.token {
                Some(token) => request.bearer_auth(token).send(),
                None => request.send(),
            }
        };
        let answer = match to(self.balancer.next()).await {
            // As a proxy would: nobody has read the request.
            Err(error) if error.is_connect() => to(self.balancer.first()).await,
            answer => answer,
        };
        answer.expect("an answer").json().await.expect("a JSON answer")
    }

    /// Sends a document with variables and returns the answer's JSON.
    pub async fn ask(&self, query: &str, variables: serde_json::Value) -> serde_json::Value {
        self.post(&serde_json::json!({ "query": query, "variables": variables }), Lang::Zh).await
    }
}
