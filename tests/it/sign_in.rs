//! Signing in, staying signed in, signing out.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use cynic::{MutationBuilder as _, QueryBuilder as _};
use futures_util::future::join_all;
use jsonwebtoken::{Header, encode};
use lianyi_shared::access::Role;
use lianyi_shared::api::access::{SignOut, SignOutVariables, ViewerQuery};
use lianyi_shared::error::ErrorCode;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, PASSWORD, User};

on_both_databases! {
    async fn a_person_signs_in_and_out(app) {
        let user = app.user(As::role(Role::UnitedFrontOfficer)).await;
        let viewer = user.run(ViewerQuery::build(())).await.unwrap().viewer;
        assert_eq!(viewer.roles[0].code, "UNITED_FRONT_OFFICER");
        assert_eq!(viewer.academic_year, 2026);

        user.run(SignOut::build(SignOutVariables { everywhere: false })).await.unwrap();
        let refused = user.run(ViewerQuery::build(())).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Unauthenticated, "the token dies with the session");
    }

    async fn unknown_names_and_wrong_passwords_look_alike(app) {
        let (_, username) = app.db_account(As::role(Role::Leader)).await;
        let mut nobody = app.nobody();
        let wrong = nobody.sign_in(&username, "not the password").await.unwrap_err();
        let unknown = nobody.sign_in("nobody-here", "not the password").await.unwrap_err();
        assert_eq!((wrong.code, &wrong.reason, &wrong.message), (unknown.code, &unknown.reason, &unknown.message));
    }

    async fn five_wrong_passwords_make_the_account_wait(app) {
        let (_, username) = app.db_account(As::role(Role::Leader)).await;
        let mut user = app.nobody();
        for _ in 0..5 {
            assert_eq!(user.sign_in(&username, "wrong wrong wrong").await.unwrap_err().code, ErrorCode::Unauthenticated);
        }
        assert_eq!(user.sign_in(&username, PASSWORD).await.unwrap_err().code, ErrorCode::RateLimited);
        app.app.clock.advance(TimeDelta::minutes(2));
        user.sign_in(&username, PASSWORD).await.unwrap();
    }

    async fn a_token_expires(app) {
        let user = app.user(As::role(Role::Leader)).await;
        app.app.clock.advance(TimeDelta::minutes(11));
        assert_eq!(user.run(ViewerQuery::build(())).await.unwrap_err().code, ErrorCode::Unauthenticated);
    }

    async fn keys_change_hands_without_anybody_noticing(app) {
        // Nobody reads keys each minute in a test.
        let app = app.alone();
        let keys = &app.app.keys;
        let asks = async |user: &User| user.run(ViewerQuery::build(())).await.map(drop).map_err(|refused| refused.code);
        let rotate = async |at_once: bool| {
            let work = app.app.db.begin().await.unwrap();
            let kid = keys.rotate(&*work, &app.app.clock, at_once).await.unwrap();
            work.commit().await.unwrap();
            keys.read(&app.app.db).await.unwrap();
            kid
        };
        let signs = || keys.signing(app.app.clock.now()).unwrap().kid.clone();
        let (first, officer) = (signs(), As::role(Role::Leader));
        let old = app.db_signed_in(officer).await;
        app.app.clock.advance(TimeDelta::minutes(1));
        let second = rotate(false).await;
        assert_eq!(signs(), first, "not every node knows the new key yet");
        app.app.clock.advance(TimeDelta::minutes(8));
        assert_eq!(signs(), second);
        asks(&old).await.unwrap();
        let new = app.db_signed_in(As::role(Role::Leader)).await;
        asks(&new).await.unwrap();
        // A token of the first key, signed today: only its age refuses it.
        let stale = keys.verifying(&first, app.app.clock.now()).unwrap();
        app.app.clock.advance(TimeDelta::minutes(11));
        assert!(keys.verifying(&first, app.app.clock.now()).is_none(), "and the public set names it no more");
        let newest = app.db_signed_in(As::role(Role::Leader)).await;
        let (head, claims) = (newest.token().unwrap().split('.').next().unwrap(), newest.token().unwrap().split('.').nth(1).unwrap());
        let mut header: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(head).unwrap()).unwrap();
        header.kid = Some(first);
        let claims: serde_json::Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
        let forged = app.nobody().with_token(&encode(&header, &claims, &stale.signing).unwrap());
        assert_eq!(asks(&forged).await, Err(ErrorCode::Unauthenticated), "a stale key");
        asks(&newest).await.unwrap();
        rotate(true).await;
        assert_eq!(asks(&newest).await, Err(ErrorCode::Unauthenticated), "retired at once");
        let last = app.db_signed_in(As::role(Role::Leader)).await;
        asks(&last).await.unwrap();
    }

    async fn fifty_refreshes_at_once_leave_one_live_member(app) {
        let user = app.db_signed_in(As::role(Role::Leader)).await;
        let refresh = async |cookie: String| {
            let document = serde_json::json!({ "query": "mutation { refresh { accessToken } }" });
            let request = reqwest::Client::new().post(app.url("/graphql")).json(&document);
            let answer = request.header("Cookie", cookie).send().await.unwrap();
            let set = answer.headers().get("set-cookie").map(|set| set.to_str().unwrap().to_owned());
            set.and_then(|set| Some(set.split_once(';')?.0.to_owned()))
        };
        let answers = join_all((0..50).map(|_| refresh(user.cookie().unwrap()))).await;
        let successors: HashSet<_> = answers.into_iter().map(Option::unwrap).collect();
        assert_eq!(successors.len(), 1, "all are given the same successor");
        let successor = successors.into_iter().next().unwrap();
        assert!(refresh(successor).await.is_some(), "and it lives");
        app.app.clock.advance(TimeDelta::seconds(11));
        assert!(refresh(user.cookie().unwrap()).await.is_none(), "the first handle is dead");
    }

    async fn a_refresh_handle_is_good_once_and_a_copy_ends_the_session(app) {
        let (_, username) = app.db_account(As::role(Role::Leader)).await;
        let client = reqwest::Client::new();
        let post = async |query: String, cookie: Option<&str>| {
            let mut request = client.post(app.url("/graphql")).json(&serde_json::json!({ "query": query }));
            if let Some(cookie) = cookie {
                request = request.header("Cookie", cookie);
            }
            let response = request.send().await.unwrap();
            let set = response.headers().get("set-cookie").map(|value| value.to_str().unwrap().to_owned());
            let cookie = set.map(|set| set.split(';').next().unwrap().to_owned());
            (cookie, response.json::<serde_json::Value>().await.unwrap())
        };
        let sign_in =
            format!("mutation {{ signIn(input: {{username: \"{username}\", password: \"{PASSWORD}\"}}) {{ accessToken }} }}");
        let refresh = || "mutation { refresh { accessToken } }".to_owned();
        let first = post(sign_in, None).await.0.unwrap();
        let second = post(refresh(), Some(&first)).await.0.unwrap();
        assert_ne!(first, second);
        let again = post(refresh(), Some(&first)).await.0.unwrap();
        assert_eq!(second, again, "an answer that was lost can be asked for again within ten seconds");
        app.app.clock.advance(TimeDelta::seconds(11));
        let (none, answer) = post(refresh(), Some(&first)).await;
        assert!(none.is_none());
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        let (_, answer) = post(refresh(), Some(&second)).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "the whole family is revoked");
    }
}
