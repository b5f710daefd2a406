//! When a session is over: minutes to read and to take along, and catching up; the demo's kindergarten has one of each.

use crate::{Answer, Demo};
use axum::{body::Body, http::Request};

/// One of the five who were there, the one who was away, and their leader.
const THERE: &str = "Tor Holm";
const AWAY: &str = "Gro Hauge";
const LEADER: &str = "Sunniva Lie";
/// Opened in the meeting.
const OPENED: &str = "I samlingsstunden, særlig mot slutten.";

impl Demo {
    /// The session that is over, as the one who was away is led to it from my page.
    async fn missed(&self, cookie: &str) -> String {
        let page = self.get("/nb/min-side", cookie).await;
        let link =
            page.body.split("href=\"").find_map(|rest| rest.split('"').next()?.strip_suffix("/ta-igjen"));
        link.unwrap_or_else(|| panic!("nothing to catch up on in {}", page.body)).to_owned()
    }

    async fn send(&self, action: &str, cookie: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(format!("/api/{action}"))
            .header("cookie", cookie)
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("referer", format!("https://praksis.example{page}"))
            .header("sec-fetch-site", "same-origin");
        self.0.ask(request.body(Body::from(body)).expect("a request")).await
    }
}

fn id(session: &str) -> &str {
    session.rsplit('/').next().unwrap_or_default()
}

#[tokio::test]
async fn minutes_are_a_page_without_script_and_a_word_file() {
    let demo = Demo::open().await;
    let session = demo.missed(&demo.signed_in_as(AWAY).await).await;
    let cookie = demo.signed_in_as(THERE).await;
    for (lang, heading, led_by) in
        [("nb", "Det som ble åpnet", "Ledet av"), ("nn", "Det som vart opna", "Leidd av")]
    {
        let page = demo.get(&format!("/{lang}/okt/{}/referat", id(&session)), &cookie).await;
        assert_eq!(page.status, 200);
        for words in [heading, led_by, OPENED, "Avdeling Bjørka", "to puljer av det", "Elin Vik"] {
            assert!(page.body.contains(words), "{words} in {}", page.body);
        }
        assert!(!page.body.contains("<script") && !page.body.contains(".wasm"), "nothing to wake");
        assert!(page.body.contains("<dd>4</dd>"), "whether it was worth the time, once five have answered");
        let file = demo.get(&format!("/{lang}/okt/{}/referat.docx", id(&session)), &cookie).await;
        assert_eq!(file.status, 200);
        assert!(file.header("content-type").ends_with("wordprocessingml.document"));
        assert!(file.header("content-disposition").contains("attachment; filename=\"referat-"));
        assert!(file.body.starts_with("PK"), "a zip");
    }
}

#[tokio::test]
async fn minutes_are_not_for_the_leader_nor_for_others() {
    let demo = Demo::open().await;
    let session = demo.missed(&demo.signed_in_as(AWAY).await).await;
    for name in [LEADER, "Kari Bakken", "Ingrid Solheim", "Tale Haug"] {
        let cookie = demo.signed_in_as(name).await;
        for part in ["referat", "referat.docx", "ta-igjen"] {
            let answer = demo.get(&format!("{session}/{part}"), &cookie).await;
            assert_eq!(answer.status, 403, "{name}: {part}");
            assert!(!answer.body.contains(OPENED));
        }
    }
    for part in ["referat", "referat.docx", "ta-igjen"] {
        let answer = demo.get(&format!("{session}/{part}"), "").await;
        assert_eq!(answer.status, 303, "nobody signs in first");
        assert!(answer.header("location").starts_with("/nb/logg-inn"));
    }
    let cookie = demo.signed_in_as(THERE).await;
    assert_eq!(demo.get("/nb/okt/0190a0a0-0000-7000-8000-000000000001/referat", &cookie).await.status, 404);
    let (cookie, ahead) = demo.facilitator_with_a_session().await;
    assert_eq!(demo.get(&format!("/nb/okt/{ahead}/referat"), &cookie).await.status, 409, "it is not over");
}

#[tokio::test]
async fn one_who_was_away_is_led_to_what_was_opened_and_adds_a_view() {
    let demo = Demo::open().await;
    let cookie = demo.signed_in_as(AWAY).await;
    let session = demo.missed(&cookie).await;
    let door = demo.get(&session, &cookie).await;
    assert_eq!((door.status.as_u16(), door.header("location")), (303, &*format!("{session}/ta-igjen")));
    let page = demo.get(&format!("{session}/ta-igjen"), &cookie).await;
    assert_eq!(page.status, 200);
    for words in [OPENED, "to puljer av det", "kan de skjønne at det er ditt", "views[0][text]"] {
        assert!(page.body.contains(words), "{words} in {}", page.body);
    }
    assert!(!page.body.contains("<script"));

    let fields = |text: &str| -> Vec<(String, String)> {
        let one = [("prompt", "til-stede"), ("text", text), ("base", "0")];
        let one = one.map(|(name, value)| (format!("views[0][{name}]"), value.to_owned()));
        [("session".to_owned(), id(&session).to_owned())].into_iter().chain(one).collect()
    };
    let send = async |cookie: &str, text: &str| {
        let fields = fields(text);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        demo.send("ta-igjen", cookie, &format!("{session}/ta-igjen"), &fields).await
    };
    let refused = send(&cookie, "Nummeret er 01811512345 eller 24850900163").await;
    assert_eq!(refused.status, 422, "a fødselsnummer");
    assert!(refused.body.contains("24850900163"), "what was typed stands there still");
    let sent = send(&cookie, "Slik så det ut utenfra").await;
    assert_eq!(sent.header("location"), format!("{session}/referat?ok=oppdatert"));
    let minutes = demo.get(sent.header("location"), &cookie).await;
    assert!(minutes.body.contains("du er oppdatert") && !minutes.body.contains("Slik så det ut utenfra"));
    let again = demo.get(&format!("{session}/ta-igjen"), &cookie).await;
    assert!(again.body.contains("Slik så det ut utenfra"), "one's own, to change");
    assert!(!demo.get("/nb/min-side", &cookie).await.body.contains("/ta-igjen"), "nothing waits any more");

    let there = demo.signed_in_as(THERE).await;
    let seen = demo.get(&format!("{session}/referat"), &there).await;
    assert!(!seen.body.contains("Slik så det ut utenfra"), "not before the week is over");
    assert_eq!(
        demo.get(&format!("{session}/ta-igjen"), &there).await.status,
        409,
        "who was there writes in the session"
    );
    assert_eq!(send(&there, "en gang til").await.status, 409);
    assert_eq!(send(&demo.signed_in_as(LEADER).await, "fra lederen").await.status, 403);
    let team = demo.get(&seen_team(&seen), &there).await;
    assert!(team.body.contains("Én som var borte, har tatt igjen økta"), "{}", team.body);
}

fn seen_team(page: &Answer) -> String {
    let link =
        page.body.split("href=\"").find_map(|rest| rest.split('"').next().filter(|to| to.contains("/team/")));
    link.expect("a way to the team").to_owned()
}

#[tokio::test]
async fn an_answer_about_worth_comes_in_time_and_from_one_who_was_there() {
    let demo = Demo::open().await;
    let away = demo.signed_in_as(AWAY).await;
    let session = demo.missed(&away).await;
    let rate = async |cookie: &str, worth: &str| {
        demo.send("verdt", cookie, &session, &[("session", id(&session)), ("worth", worth)]).await.status
    };
    let there = demo.signed_in_as(THERE).await;
    assert_eq!(rate(&there, "ja").await, 410, "the day is over");
    assert_eq!(rate(&there, "kanskje").await, 422);
    assert_eq!(rate(&away, "ja").await, 403);
    assert_eq!(rate("", "ja").await, 401);
}
