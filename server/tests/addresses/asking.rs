//! Who asks: how long a right lasts on an open stream, and what is answered when the store cannot say who it is.

use crate::{Answer, Demo, Platform};
use axum::{body::Body, http::Request};
use domain::SessionId;
use sqlx::{Connection, SqliteConnection};
use std::{sync::Arc, time::Duration};
use tokio::time::{sleep, timeout};

/// A heartbeat, and the moment until the next is looked for.
const HEARTBEAT: Duration = Duration::from_secs(9);

impl Demo {
    /// Does something to the database that the product does not.
    pub async fn sql(&self, statement: &'static str) {
        let mut db = SqliteConnection::connect(&self.0.url).await.expect("the database");
        sqlx::query(statement).execute(&mut db).await.expect("the statement");
    }

    pub async fn post(&self, action: &str, fields: &str, cookie: &str, accept: &str) -> Answer {
        let request = Request::post(format!("/api/{action}"))
            .header("cookie", cookie)
            .header("accept", accept)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("referer", "https://praksis.example/nn/min-side")
            .header("sec-fetch-site", "same-origin");
        self.0.ask(request.body(Body::from(fields.to_owned())).expect("a request")).await
    }

    /// The stream of a session from its beginning to its end; nothing, where it is open still after a heartbeat.
    async fn stream(&self, session: SessionId, cookie: &str) -> Option<Answer> {
        timeout(HEARTBEAT, self.get(&format!("/api/live/{session}"), cookie)).await.ok()
    }

    /// The stream of one to whom something happens meanwhile, and the status of the next one.
    async fn ends(&self, session: SessionId, cookie: &str, meanwhile: impl Future<Output = ()>) -> u16 {
        let later = async {
            sleep(Duration::from_millis(300)).await;
            meanwhile.await;
        };
        let (stream, ()) = tokio::join!(self.stream(session, cookie), later);
        let stream = stream.expect("the stream ends");
        assert!(stream.body.contains("event: view"), "{}", stream.body);
        self.get(&format!("/api/live/{session}"), cookie).await.status.as_u16()
    }

    /// Somebody who has joined the session with its code, without signing in.
    pub async fn guest(&self, session: SessionId, shared: bool) -> (String, Answer) {
        let record = self.0.services.store.record(session).await.expect("a record").expect("a session");
        let shared = if shared { "&shared=ja" } else { "" };
        let fields = format!("code={}&name=Bo{shared}", record.session.code);
        let joined = self.post("bli-med", &fields, "", "text/html").await;
        let cookie = joined.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        (cookie, joined)
    }
}

#[tokio::test]
async fn a_stream_ends_when_its_person_signs_out_everywhere_in_another_browser() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    let (other, _) = demo.facilitator_with_a_session().await;
    assert!(demo.stream(session, &cookie).await.is_none(), "a stream whose right stands stays open");
    let everywhere = async { drop(demo.post("logg-ut-overalt", "", &other, "text/html").await) };
    assert_eq!(demo.ends(session, &cookie, everywhere).await, 401);
}

#[tokio::test]
async fn a_stream_ends_when_the_role_does() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    let over = demo.sql("UPDATE memberships SET to_day = '2020-01-01'");
    assert_eq!(demo.ends(session, &cookie, over).await, 403);
}

#[tokio::test]
async fn a_stream_ends_when_its_participant_is_removed() {
    let demo = Demo::open().await;
    let (_, session) = demo.facilitator_with_a_session().await;
    let (guest, _) = demo.guest(session, false).await;
    let removed = demo.sql("DELETE FROM participants WHERE name = 'Bo'");
    assert_eq!(demo.ends(session, &guest, removed).await, 401);
}

#[tokio::test]
async fn a_stream_keeps_nobody_signed_in_on_a_shared_machine() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    let idle = demo.sql("UPDATE logins SET shared_device = TRUE, used = used - 600000");
    assert_eq!(demo.ends(session, &cookie, idle).await, 401);

    let (guest, joined) = demo.guest(session, true).await;
    assert!(joined.header("set-cookie").contains("Max-Age=600"));
    assert!(demo.get("/nb", &guest).await.header("set-cookie").contains("Max-Age=600"), "the guest reads");
    let looked = demo.get(&format!("/api/live/{session}/now"), &guest).await;
    assert_eq!((looked.status.as_u16(), looked.header("set-cookie")), (200, ""), "the screen asks by itself");
}

#[tokio::test]
async fn where_the_store_cannot_say_who_asks_a_page_says_so_and_no_word_is_lost() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    demo.sql("ALTER TABLE logins RENAME TO away").await;
    let says = "Noko er gale hos oss";

    let page = demo.get("/nn/min-side", &cookie).await;
    assert_eq!(page.status, 500);
    assert!(page.body.contains(says) && page.body.contains("lang=\"nn\""), "{}", page.body);
    assert_eq!(page.header("set-cookie"), "", "nobody is signed out by it");

    let form = demo.post("notat", "place=a/b&base=0&text=To+ord", &cookie, "text/html").await;
    assert_eq!(form.status, 500);
    assert!(form.body.contains(says) && form.body.contains("To ord"), "{}", form.body);

    let script = demo.post("notat", "place=a/b&base=0&text=To+ord", &cookie, "application/json").await;
    assert_eq!((script.status.as_u16(), script.body.as_str()), (500, "\"internal\""));
    assert_eq!(demo.get(&format!("/api/live/{session}/now"), &cookie).await.body, "\"internal\"");
    assert_eq!(demo.get("/ikoner.svg", &cookie).await.status, 200, "files are for everyone");
}

#[tokio::test]
async fn a_change_made_through_another_server_comes_with_a_heartbeat() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    let (guest, _) = demo.guest(session, false).await;
    let other = Platform::over(&demo.0.url, Arc::clone(&demo.0.services.catalogue)).await;
    let elsewhere = async {
        sleep(Duration::from_millis(300)).await;
        let joined = Request::post("/api/led")
            .header("cookie", &cookie)
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let fields = format!("session={session}&what=start");
        assert_eq!(other.ask(joined.body(Body::from(fields)).expect("a request")).await.status, 303);
        sleep(HEARTBEAT).await;
        demo.0.hub.close();
    };
    let address = format!("/api/live/{session}");
    let (stream, ()) = tokio::join!(demo.get(&address, &guest), elsewhere);
    assert!(stream.body.contains("\"progress\":\"Planned\""), "{}", stream.body);
    assert!(stream.body.contains("\"progress\":\"Running\""), "{}", stream.body);
}
