//! `/`, `/nb/…`, `/nn/…` and the machines' addresses.

use crate::{Demo, get, get_with};

#[tokio::test]
async fn the_root_goes_to_the_language_that_the_browser_prefers() {
    for (accepts, to) in [("nn,nb;q=0.8", "/nn"), ("nb-NO", "/nb"), ("en", "/nb")] {
        let answer = get_with("/", &[("accept-language", accepts)]).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, to), "{accepts}");
        assert!(answer.header("vary").contains("accept-language"));
    }
}

#[tokio::test]
async fn a_page_is_whole_in_its_language_and_runs_no_script() {
    let answer = get("/nn").await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.starts_with("<!DOCTYPE html><html lang=\"nn\">"), "{}", answer.body);
    assert!(!answer.body.contains("<script"), "{}", answer.body);
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"), "{policy}");
}

#[tokio::test]
async fn a_page_with_an_island_runs_our_script_alone() {
    let demo = Demo::open().await;
    let (cookie, session) = demo.facilitator_with_a_session().await;
    let answer = demo.get(&format!("/nb/okt/{session}"), &cookie).await;
    assert!(answer.body.contains("<leptos-island"));
    let policy = answer.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
    assert!(policy.contains("'wasm-unsafe-eval'") && !policy.contains("'unsafe-"), "{policy}");
    let scripts = answer.body.matches("<script").count();
    assert_eq!(answer.body.matches(&format!("nonce=\"{nonce}\"")).count(), scripts);
    let again = demo.get(&format!("/nb/okt/{session}"), &cookie).await;
    assert_ne!(again.header("content-security-policy"), policy, "a nonce is used once");
}

/// A page that has an island and does not say so would be dead; one that says so and has none would be heavy.
#[tokio::test]
async fn pages_load_the_browsers_code_where_they_have_islands_and_nowhere_else() {
    for path in ["/nb", "/nn", "/nb/bli-med", "/nb/moduler", "/nb/ordliste", "/nb/kilder", "/nb/finnes-ikke"]
    {
        let body = get(path).await.body;
        assert_eq!(body.contains("<leptos-island"), body.contains("<script"), "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there_says_so_in_the_language() {
    for (path, accepts, sentence) in [
        ("/nb/finnes-ikke", "nn", "Fant ikke siden"),
        ("/nn/finst-ikkje", "nb", "Fann ikkje sida"),
        ("/finnes-ikke", "nn", "Fann ikkje sida"),
        ("/se/moduler", "en", "Fant ikke siden"),
    ] {
        let answer = get_with(path, &[("accept-language", accepts)]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains(sentence), "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn every_answer_protects() {
    for path in ["/", "/nb", "/nb/finnes-ikke", "/healthz", "/assets/none", "/api/none"] {
        let answer = get(path).await;
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(answer.header("strict-transport-security").contains("max-age"), "{path}");
    }
}

#[tokio::test]
async fn pages_are_compressed_and_nobody_elses() {
    let answer = get_with("/nb", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(answer.header("content-encoding"), "br");
    assert_eq!(answer.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn machines_are_told_that_we_live() {
    assert_eq!(get("/healthz").await.status, 200);
    assert_eq!(get("/readyz").await.status, 200);
}

#[tokio::test]
async fn what_is_kept_for_everyone_is_never_shown_to_somebody() {
    let demo = Demo::open().await;
    let (cookie, _) = demo.facilitator_with_a_session().await;
    let page = "/nb/moduler/hva-er-inkludering/innledning";
    let first = demo.get(page, "").await;
    let kept = demo.get(page, "").await;
    assert_eq!(
        (&first.body, first.header("content-security-policy")),
        (&kept.body, kept.header("content-security-policy"))
    );
    let mine = demo.get(page, &cookie).await;
    assert!(mine.body.contains("/nb/min-side") && mine.body.contains("<form"), "{}", mine.body);
    assert_eq!(demo.get(page, "").await.body, first.body, "what one person got is not kept for the others");
}
