//! `POST /api/{action}`, by form and by script.

use crate::{Answer, ask};
use app::{Fault, Reply, SetCookie};
use axum::{body::Body, http::Request};
use domain::Refusal;
use leptos::prelude::server;

/// Goes wherever it is told, or nowhere, or fails.
#[server(endpoint = "proves/try")]
async fn try_out(text: String, to: String) -> Result<usize, Fault> {
    let reply = Reply::get();
    reply.set_cookie(SetCookie::Guest { token: "token".into(), shared_device: false });
    match to.as_str() {
        "stale" => return Err(Refusal::Stale.into()),
        "" => {}
        to => reply.redirect(to),
    }
    Ok(text.len())
}

struct Post {
    accept: &'static str,
    body: String,
    headers: Vec<(&'static str, &'static str)>,
}

impl Post {
    fn form(body: impl Into<String>) -> Post {
        Post {
            accept: "text/html,application/xhtml+xml,*/*;q=0.8",
            body: body.into(),
            headers: vec![
                ("referer", "https://praksis.example/nn/team/7?vis=alt"),
                ("sec-fetch-site", "same-origin"),
            ],
        }
    }

    fn script(body: impl Into<String>) -> Post {
        Post { accept: "application/json", ..Post::form(body) }
    }

    async fn send(self, path: &str) -> Answer {
        let mut request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", self.accept);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        ask(request.body(Body::from(self.body)).expect("a request")).await
    }
}

const TRY: &str = "/api/proves/try";

#[tokio::test]
async fn a_form_goes_where_the_action_leads() {
    let answer = Post::form("text=a&to=/nn/min-side").send(TRY).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/nn/min-side"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-guest=token; Path=/; "), "{cookie}");
    assert!(cookie.ends_with("HttpOnly; SameSite=Lax; Secure"), "{cookie}");
}

#[tokio::test]
async fn a_form_goes_back_to_its_page_where_the_action_leads_nowhere() {
    let answer = Post::form("text=a&to=").send(TRY).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/nn/team/7?vis=alt"));
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let answer = Post::form("text=a&to=//evil.example").send(TRY).await;
    assert_eq!(answer.header("location"), "/");
    let mut post = Post::form("text=a&to=");
    post.headers[0] = ("referer", "https://praksis.example//evil.example");
    assert_eq!(post.send(TRY).await.header("location"), "/nb");
}

#[tokio::test]
async fn a_script_gets_the_answer_and_the_way_on() {
    let answer = Post::script("text=abc&to=/nn/min-side").send(TRY).await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "3"));
    assert_eq!(answer.header("location"), "/nn/min-side");
    assert!(answer.headers.contains_key("serverfnredirect"));
    let stays = Post::script("text=abc&to=").send(TRY).await;
    assert!(!stays.headers.contains_key("location"));
}

#[tokio::test]
async fn a_refused_form_says_why_and_keeps_every_word() {
    let typed = "Vi så at </textarea><tre> barn\nsto ved døra & ventet";
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("text", typed)
        .append_pair("to", "stale")
        .finish();
    let answer = Post::form(body).send(TRY).await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("<html lang=\"nn\">"));
    assert!(answer.body.contains("Nokon andre endra dette før deg"), "{}", answer.body);
    assert!(
        answer
            .body
            .contains("<form method=\"post\" action=\"/api/proves/try?fra=%2Fnn%2Fteam%2F7%3Fvis%3Dalt\""),
        "{}",
        answer.body
    );
    let kept = "Vi så at &lt;/textarea>&lt;tre> barn\nsto ved døra &amp; ventet</textarea>";
    assert!(answer.body.contains(kept), "{}", answer.body);
    assert!(answer.body.contains("name=\"to\" value=\"stale\""), "{}", answer.body);
    assert!(answer.body.contains("href=\"/nn/team/7?vis=alt\""), "{}", answer.body);
    assert!(!answer.body.contains("<script"));
}

#[tokio::test]
async fn a_refused_script_gets_the_same_status_and_the_fault() {
    let answer = Post::script("text=a&to=stale").send(TRY).await;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.body, r#"{"refused":"Stale"}"#);
}

#[tokio::test]
async fn a_form_that_lacks_what_it_brings_along_is_refused_in_words() {
    let answer = Post::form("text=a").send(TRY).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Noko er ikkje rett fylt ut"), "{}", answer.body);
    assert!(!answer.body.contains("«to»"), "no name from the code: {}", answer.body);
}

#[tokio::test]
async fn more_than_any_form_needs_is_refused() {
    let answer = Post::form(format!("to=&text={}", "a".repeat(1024 * 1024))).send(TRY).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("<h1>"));
}

#[tokio::test]
async fn an_action_that_is_not_there_is_not_found() {
    assert_eq!(Post::form("").send("/api/proves/none").await.status, 404);
}

#[tokio::test]
async fn another_sites_form_is_refused() {
    let mut post = Post::form("text=a&to=");
    post.headers = vec![("sec-fetch-site", "cross-site")];
    let answer = post.send(TRY).await;
    assert_eq!(answer.status, 403);
    assert!(!answer.headers.contains_key("set-cookie"));
}
