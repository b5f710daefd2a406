//! Calendars: one event as a file, and a person's own, which a program reads by its token alone.

use crate::{Answer, Demo};
use axum::{body::Body, http::Request};
use domain::{Lang, people::Role};

/// The lines of a calendar, unfolded.
fn lines(calendar: &Answer) -> Vec<String> {
    assert_eq!(calendar.status, 200, "{}", calendar.body);
    assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
    assert!(calendar.body.split("\r\n").all(|line| line.len() <= 75), "{}", calendar.body);
    calendar.body.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> Vec<&'a str> {
    lines.iter().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':')).collect()
}

impl Demo {
    async fn act(&self, action: &str, cookie: &str, body: &str) -> Answer {
        let request = Request::post(format!("/api/{action}"))
            .header("cookie", cookie)
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("referer", "https://praksis.example/nb/min-side")
            .header("sec-fetch-site", "same-origin");
        self.0.ask(request.body(Body::from(body.to_owned())).expect("a request")).await
    }
}

#[tokio::test]
async fn an_agreements_day_comes_as_a_file_with_the_link_of_the_one_who_asks() {
    let demo = Demo::open().await;
    let told = demo.with_agreement(Role::Member, |followed| followed.agreement.is_open()).await;
    let agreement = &told.followed.agreement;
    let file = format!("/nb/avtale/{}/kalender.ics", agreement.id);
    let page = demo.get(&format!("/nb/avtale/{}", agreement.id), &told.cookie).await;
    assert!(page.body.contains(&file), "the agreement's page leads to it");
    let answer = demo.get(&file, &told.cookie).await;
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let all = lines(&answer);
    let day = agreement.terms.follow_up.to_string().replace('-', "");
    assert_eq!(value(&all, "DTSTART;VALUE=DATE"), [day]);
    assert_eq!(value(&all, "UID"), [format!("avtale-{}@praksis.example", agreement.id)]);
    let me = told.asker.me.clone().expect("somebody");
    let own = demo.0.services.own_report_address(agreement, me.id, Lang::Nb);
    assert_eq!(value(&all, "URL"), std::slice::from_ref(&own));
    assert!(value(&all, "DESCRIPTION")[0].contains(&own));

    assert_eq!(demo.get(&file, "").await.status, 303, "who is not signed in is asked to");
    let nowhere = format!("/nb/avtale/{}/kalender.ics", demo.0.services.ambient.ordered_id());
    assert_eq!(demo.get(&nowhere, &told.cookie).await.status, 404);
}

#[tokio::test]
async fn a_session_comes_as_a_file_to_those_in_its_team() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    let file = format!("/nn/okt/{session}/kalender.ics");
    let all = lines(&demo.get(&file, &cookie).await);
    assert_eq!(value(&all, "UID"), [format!("okt-{session}@praksis.example")]);
    assert_eq!(value(&all, "URL"), [format!("https://praksis.example/nn/okt/{session}")]);
    let again = lines(&demo.get(&file, &cookie).await);
    assert_eq!(all, again, "every stamp stands still until something changes");
    let leader = demo.0.services.store.everyone().await.expect("the people");
    let leader = leader.into_iter().find(|(_, roles)| roles.iter().all(|(role, _)| *role == Role::Owner));
    let cookie = demo.signed_in_as(&leader.expect("an owner").0.name).await;
    assert_eq!(demo.get(&file, &cookie).await.status, 403);
}

#[tokio::test]
async fn a_persons_calendar_is_shown_once_read_without_signing_in_and_taken_away() {
    let demo = Demo::open().await;
    let told = demo.with_agreement(Role::Member, |followed| followed.agreement.is_open()).await;
    let made = demo.act("kalender", &told.cookie, "what=ny").await;
    assert_eq!(made.status, 303);
    let shown = made.header("location").to_owned();
    let token = shown.strip_prefix("/nb/min-side/kalender/").expect("the page that shows it").to_owned();
    let page = demo.get(&shown, &told.cookie).await;
    let address = format!("webcal://praksis.example/kalender/{token}.ics");
    assert!(page.body.contains(&address), "{}", page.body);
    assert_eq!(demo.get(&shown, "").await.status, 303, "the page is its owner's");

    let feed = format!("/kalender/{token}.ics");
    let answer = demo.get(&feed, "").await;
    let all = lines(&answer);
    let uid = format!("avtale-{}@praksis.example", told.followed.agreement.id);
    assert!(value(&all, "UID").contains(&uid.as_str()), "{}", answer.body);
    assert!(value(&all, "URL").iter().any(|url| url.starts_with("https://praksis.example/e/b")));
    let tag = answer.header("etag").to_owned();
    let again = Request::get(&feed).header("if-none-match", &tag);
    let again = demo.0.ask(again.body(Body::empty()).expect("a request")).await;
    assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""));

    let renewed = demo.act("kalender", &told.cookie, "what=ny").await.header("location").to_owned();
    assert_eq!(demo.get(&feed, "").await.status, 404, "the old address reads nothing more");
    let feed = format!("/kalender/{}.ics", renewed.rsplit('/').next().expect("a token"));
    assert_eq!(demo.get(&feed, "").await.status, 200);
    assert!(demo.get("/nb/min-side", &told.cookie).await.body.contains("Lag en ny adresse"));
    assert_eq!(demo.act("kalender", &told.cookie, "what=fjern").await.status, 303);
    assert_eq!(demo.get(&feed, "").await.status, 404);
    for nothing in ["/kalender/x.ics", "/kalender/.ics", "/kalender/x"] {
        assert_eq!(demo.get(nothing, "").await.status, 404, "{nothing}");
    }
    assert_eq!(demo.act("kalender", &told.cookie, "what=noe").await.status, 422);
    assert_eq!(demo.act("kalender", "", "what=ny").await.status, 401);
}
