//! Live hints: what others change is told, to whom it may be told, and nothing of it.

use std::time::Duration;

use lianyi_shared::access::Role;
use lianyi_tests::app::TestApp;
use lianyi_tests::on_both_databases;
use lianyi_tests::user::{As, User};
use serde_json::json;

use crate::contact::{liaison, recorded, talk, with_person};

/// How long a hint may take.
const SOON: Duration = Duration::from_secs(20);

/// A stream that is read by a person.
struct Heard(reqwest::Response);

async fn listen(app: &TestApp, user: &User) -> Heard {
    let mut request = reqwest::Client::new().get(app.url("/api/live"));
    if let Some(token) = user.token() {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut heard = Heard(answer);
    assert_eq!(heard.next().await.as_deref(), Some(": listening\n\n"));
    heard
}

impl Heard {
    /// The next piece; `None` when the stream has ended.
    async fn next(&mut self) -> Option<String> {
        let piece = tokio::time::timeout(SOON, self.0.chunk()).await.expect("in time").ok()??;
        Some(String::from_utf8(piece.to_vec()).unwrap())
    }

    /// Everything until nothing came for a while.
    async fn all(&mut self) -> String {
        let mut said = String::new();
        while let Ok(Ok(Some(piece))) = tokio::time::timeout(Duration::from_secs(5), self.0.chunk()).await {
            let piece = std::str::from_utf8(&piece).unwrap();
            // Now and then it only says that it is there still.
            said.push_str(if piece == ":\n\n" { "" } else { piece });
        }
        said
    }
}

on_both_databases! {
    async fn a_change_is_told_to_whoever_may_see_such_things_and_nothing_of_it(app) {
        let all = liaison(&app).await;
        let handler = app.db_signed_in(As::role(Role::Handler)).await;
        let mut secretary = listen(&app, &all.secretary).await;
        let mut handler = listen(&app, &handler).await;
        recorded(&all.me, &talk(all.leader, with_person(all.person), "2026-09-20")).await;
        let mut said: Vec<String> = secretary.all().await.split_terminator("\n\n").map(str::to_owned).collect();
        said.sort();
        assert_eq!(said, ["data: CONTACTS", "data: PAIRINGS"]);
        assert_eq!(handler.all().await, "", "they see no records");
    }

    async fn that_somebody_fell_ill_is_no_hint(app) {
        let all = liaison(&app).await;
        let mut secretary = listen(&app, &all.secretary).await;
        let document = "mutation($input: EnterCareEventInput!) { enterCareEvent(input: $input) { id } }";
        let input = json!({ "representative": all.person, "kind": "ILLNESS", "day": "2026-09-22" });
        let entered = all.me.ask(document, json!({ "input": input })).await;
        assert!(entered["errors"].is_null(), "{entered}");
        assert_eq!(secretary.all().await, "");
    }

    async fn a_notice_is_told_to_its_account_alone_and_reading_it_to_nobody(app) {
        let all = liaison(&app).await;
        let mut leader = listen(&app, &all.me).await;
        let mut colleague = listen(&app, &all.them).await;
        recorded(&all.officer, &talk(all.leader, with_person(all.person), "2026-09-20")).await;
        let (told, others) = (leader.all().await, colleague.all().await);
        assert!(told.contains("data: NOTICES\n\n") && told.contains("data: CONTACTS\n\n"), "{told}");
        assert!(!others.contains("NOTICES") && others.contains("data: CONTACTS\n\n"), "{others}");
        let read = all.me.ask("mutation { readAllNotices }", json!({})).await;
        assert_eq!(read["data"]["readAllNotices"], 0, "{read}");
        assert_eq!((leader.all().await, colleague.all().await), (String::new(), String::new()));
    }

    async fn whoever_is_signed_out_hears_nothing_more(app) {
        let all = liaison(&app).await;
        let mut officer = listen(&app, &all.officer).await;
        let out = all.officer.ask("mutation { signOut }", json!({})).await;
        assert!(out["errors"].is_null(), "{out}");
        recorded(&all.me, &talk(all.leader, with_person(all.person), "2026-09-20")).await;
        assert_eq!(officer.next().await, None);
        let nobody = reqwest::get(app.url("/api/live")).await.unwrap();
        assert_eq!(nobody.status().as_u16(), 401);
    }

    async fn an_account_listens_with_ten_pages_the_newest(app) {
        let all = liaison(&app).await;
        let mut oldest = listen(&app, &all.officer).await;
        let mut pages = Vec::new();
        for _ in 0..10 {
            pages.push(listen(&app, &all.officer).await);
        }
        assert_eq!(oldest.next().await, None);
        recorded(&all.me, &talk(all.leader, with_person(all.person), "2026-09-20")).await;
        for page in &mut pages {
            assert!(page.next().await.expect("still open").starts_with("data: "));
        }
    }
}
