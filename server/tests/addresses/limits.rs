//! What may be done only so often: whoever goes on is told so, and others notice nothing.

use crate::Demo;
use domain::{session::Missed, signin::INVITATIONS};

const HTML: &str = "text/html";

#[tokio::test]
async fn whoever_guesses_codes_is_stopped_and_a_colleague_comes_in() {
    let demo = Demo::open().await;
    let (_, session) = demo.facilitator_with_a_session().await;
    let guesses = "__Host-guest=guesses";
    for _ in 0..Missed::PER_BROWSER {
        let wrong = demo.post("bli-med", "code=ZZZZZZ&name=Bo", guesses, HTML).await;
        assert!(wrong.status == 410 && wrong.body.contains("Inga økt har denne koden no"), "{}", wrong.body);
    }
    let record = demo.0.services.store.record(session).await.expect("a record").expect("a session");
    let right = format!("code={}&name=Bo", record.session.code);
    let stopped = demo.post("bli-med", &right, guesses, HTML).await;
    assert_eq!(stopped.status, 429);
    assert!(stopped.body.contains("Det er skrive mange feil kodar herifrå"), "{}", stopped.body);
    let (_, colleague) = demo.guest(session, false).await;
    assert_eq!(colleague.status, 303, "behind the same address");
}

#[tokio::test]
async fn nobody_sends_invitations_without_end() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    let record = demo.0.services.store.record(session).await.expect("a record").expect("a session");
    let one = format!("role=deltaker&team={}&address=ny%40fjordvik.example", record.session.team);
    for _ in 0..INVITATIONS {
        assert_eq!(demo.post("inviter", &one, &cookie, HTML).await.status, 303);
    }
    let stopped = demo.post("inviter", &one, &cookie, HTML).await;
    assert_eq!(stopped.status, 429);
    assert!(stopped.body.contains("Du har laga mange invitasjonar den siste timen"), "{}", stopped.body);
}
