//! Reminders: sent once a week whoever sends them, never twice where they may have arrived, and stopped by one press.

use crate::{Answer, Demo, Mood, Platform, links::Told};
use app::Services;
use axum::{body::Body, http::Request};
use domain::{
    AgreementId, Lang, ParticipantId, TokenHash, agreement::TermsDraft, outside::Letter, session::Command,
};
use server::reminders::{Reminders, When};
use std::collections::BTreeSet;
use tokio::sync::watch;

/// One who sends reminders at this moment.
fn worker(platform: &Platform, when: When) -> (Reminders, watch::Sender<bool>) {
    let (stop, stopping) = watch::channel(false);
    (Reminders::new(platform.services.clone(), when, stopping), stop)
}

async fn round(demo: &Demo) -> usize {
    let (worker, _stop) = worker(&demo.0, When::Always);
    worker.round(true).await.expect("a round")
}

fn path(link: &str) -> String {
    link.strip_prefix("https://praksis.example").expect("a link of ours").to_owned()
}

/// The links of a kind in a letter.
fn links(letter: &Letter, kind: &str) -> Vec<String> {
    letter.text.split_whitespace().filter(|word| word.contains(kind)).map(path).collect()
}

impl Demo {
    /// Somebody whose team has agreed on something to be followed up today, and nobody has told.
    async fn agreed_for_today(&self) -> Told {
        let Services { store, ambient, .. } = &self.0.services;
        let (cookie, session) = self.facilitator_with_a_session().await;
        let token = TokenHash(app::hash(&[cookie.strip_prefix("__Host-login=").expect("a login")]));
        let asker = store.asker(Some(&token), None, ambient.now(), ambient.today()).await.expect("an asker");
        let lead = async |command| {
            let fresh = ParticipantId(ambient.random_id());
            store.lead(&asker, session, command, fresh).await.map(drop)
        };
        // The demo's nearest session may be under way already.
        _ = lead(Command::Start).await;
        let id = AgreementId(ambient.ordered_id());
        let terms = TermsDraft {
            situation: "vi går inn".into(),
            action: "venter vi på alle".into(),
            sign: "hvem som er sist".into(),
            follow_up: ambient.today().to_string(),
            keeper: "Kari".into(),
        };
        store.agree(&asker, session, id, (&terms, 0)).await.expect("an agreement");
        lead(Command::Close).await.expect("the end");
        let (_, followed) = store.followed(&asker, id).await.expect("the agreement");
        Told { asker, followed, cookie }
    }

    async fn press(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header("cookie", cookie)
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded");
        self.0.ask(request.body(Body::from(body.to_owned())).expect("a request")).await
    }
}

#[tokio::test]
async fn everybody_with_something_to_hear_hears_it_once_however_many_servers_send() {
    let demo = Demo::open().await;
    let ((one, _stop), (other, _stops)) = (worker(&demo.0, When::Always), worker(&demo.0, When::Always));
    let (first, second) = tokio::join!(one.round(true), other.round(true));
    let letters = demo.0.post.letters();
    let people: BTreeSet<&str> = letters.iter().map(|(to, _)| to.as_str()).collect();
    assert!(people.len() > 3, "the demo has much going: {people:?}");
    assert_eq!(people.len(), letters.len(), "nobody gets two");
    assert_eq!(first.expect("a round") + second.expect("a round"), letters.len());
    for _again in 0..2 {
        assert_eq!(round(&demo).await, 0);
    }
    assert!(demo.0.post.letters().is_empty());
    for (_, letter) in &letters {
        assert_eq!(letter.subject, "Denne uken i Inkluderende praksis");
        assert!(letter.text.contains(&letter.stop) && letter.html.contains(&letter.stop));
        assert!(letter.html.contains("color-scheme") && !letter.html.contains("<script"));
    }
}

#[tokio::test]
async fn a_letters_link_tells_and_what_is_told_is_asked_of_nobody_else() {
    let demo = Demo::open().await;
    let told = demo.agreed_for_today().await;
    let me = told.asker.me.clone().expect("somebody");
    let own = demo.0.services.own_report_address(&told.followed.agreement, me.id, Lang::Nb);
    let preview = demo.get("/nb/min-side/e-post", &told.cookie).await;
    assert!(preview.body.contains(&own), "{}", preview.body);
    let html = demo.get("/nb/min-side/e-post.html", &told.cookie).await;
    assert!(html.body.contains(&own) && html.header("content-security-policy").contains("'unsafe-inline'"));
    assert!(!preview.header("content-security-policy").contains("unsafe-inline"));
    assert_eq!(demo.get("/nb/min-side/e-post.html", "").await.status, 303);

    round(&demo).await;
    let letters = demo.0.post.letters();
    let mine = letters.iter().filter(|(_, letter)| links(letter, "/e/").contains(&path(&own)));
    assert_eq!(mine.count(), 1, "one letter, to one person");
    let opened = demo.get(&path(&own), "").await;
    assert_eq!(opened.status, 200);
    let id = demo.0.services.ambient.ordered_id();
    let token = own.rsplit('/').next().expect("a token");
    let body = format!("token={token}&id={id}&obstacle_id={id}&outcome=gjort");
    assert_eq!(demo.press("/api/fortell-med-lenke", "", &body).await.status, 303);
    let preview = demo.get("/nb/min-side/e-post", &told.cookie).await;
    assert!(!preview.body.contains(&own), "it is told: {}", preview.body);
}

#[tokio::test]
async fn what_the_mail_server_did_not_take_is_tried_again_and_what_it_may_have_is_not() {
    let demo = Demo::open().await;
    let post = &demo.0.post;
    post.is_in(Mood::Away);
    assert_eq!(round(&demo).await, 0);
    assert!(post.letters().is_empty());
    post.is_in(Mood::SaysNo { for_good: false });
    assert_eq!(round(&demo).await, 0);
    post.is_in(Mood::Breaks);
    assert_eq!(round(&demo).await, 0, "nobody knows whether they came");
    let perhaps = post.letters();
    post.is_in(Mood::Takes);
    assert_eq!(
        round(&demo).await,
        0,
        "those that were refused wait for their moment, and the others are not sent again"
    );
    assert!(!perhaps.is_empty() && post.letters().is_empty());
}

#[tokio::test]
async fn nothing_is_sent_where_nothing_is_to_be() {
    let demo = Demo::open().await;
    let (never, _stop) = worker(&demo.0, When::Never);
    assert_eq!(never.round(true).await.expect("a round"), 0);
    let (stopped, stop) = worker(&demo.0, When::Always);
    stop.send_replace(true);
    assert_eq!(stopped.round(true).await.expect("a round"), 0, "one who is told to stop begins no letter");
    assert!(demo.0.post.letters().is_empty());
}

#[tokio::test]
async fn one_press_stops_them_and_my_page_brings_them_back() {
    let demo = Demo::open().await;
    let told = demo.agreed_for_today().await;
    let me = told.asker.me.clone().expect("somebody");
    let stop = path(&demo.0.services.stop_address(me.id, Lang::Nb));
    for _scanner in 0..2 {
        let page = demo.get(&stop, "").await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains("Ja, slutt å sende dem") && !page.body.contains(&me.name),
            "{}",
            page.body
        );
    }
    assert!(
        demo.0.services.store.wishes(&told.asker).await.expect("wishes").reminders,
        "opening does nothing"
    );
    // As a mail reader's own button does it: no cookie, no page it stands on.
    let stopped = demo.press(&stop, "", "List-Unsubscribe=One-Click").await;
    assert_eq!(stopped.status, 200);
    assert!(stopped.body.contains("Du får ingen flere påminnelser"), "{}", stopped.body);
    round(&demo).await;
    let to_me =
        |letters: &[(String, Letter)]| letters.iter().filter(|(_, one)| one.stop.ends_with(&stop)).count();
    assert_eq!(to_me(&demo.0.post.letters()), 0);

    let page = demo.get("/nb/min-side", &told.cookie).await;
    assert!(page.body.contains("value=\"ingen\" checked"), "{}", page.body);
    assert_eq!(demo.press("/api/post", &told.cookie, "how=nn").await.status, 303);
    round(&demo).await;
    let letters = demo.0.post.letters();
    assert_eq!(letters.len(), 1, "the others have had theirs");
    assert_eq!(letters[0].1.subject, "Denne veka i Inkluderande praksis");
    assert!(links(&letters[0].1, "/av/")[0].starts_with("/av/n"));
    assert_eq!(demo.press("/api/post", &told.cookie, "how=ofte").await.status, 422);
    assert_eq!(demo.press("/api/post", "", "how=nn").await.status, 401);

    let report = demo.0.services.own_report_address(&told.followed.agreement, me.id, Lang::Nb);
    let token = report.rsplit('/').next().expect("a token");
    let swapped = if &stop[8..9] == "A" { "B" } else { "A" };
    let changed = format!("{}{swapped}{}", &stop[..8], &stop[9..]);
    for other in [format!("/av/{token}"), "/av/b".into(), changed] {
        assert_eq!(demo.get(&other, "").await.status, 404, "{other}");
        assert_eq!(demo.press(&other, "", "").await.status, 404, "{other}");
    }
}
