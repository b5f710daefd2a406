//! `/nb/sok`, `/nn/sok`.

use crate::{Content, Demo, Platform, get};
use axum::{body::Body, http::Request};
use std::sync::Arc;

/// A query as a browser sends it.
fn sok(lang: &str, q: &str) -> String {
    let q: String = form_urlencoded::byte_serialize(q.as_bytes()).collect();
    format!("/{lang}/sok?q={q}")
}

/// The page from `<main>` on, without the marks that the renderer sets between texts.
fn main(body: &str) -> String {
    body.split("<main").nth(1).expect("a main part").replace("<!>", "")
}

/// Whether what narrows the search stands open.
fn is_narrowed(main: &str) -> bool {
    let details = main.split("<details").nth(1).and_then(|rest| rest.split('>').next());
    details.expect("what narrows it").contains(" open")
}

#[tokio::test]
async fn a_word_is_found_in_the_readers_language_with_its_place_in_the_page() {
    let demo = Demo::open().await;
    for (lang, words, page, heading) in [
        ("nb", "fellesskapet flytter", "innledning", "fellesskapet-flytter-seg"),
        ("nn", "fellesskapet flyttar", "innledning", "fellesskapet-flyttar-seg"),
    ] {
        let answer = demo.get(&sok(lang, words), "").await;
        assert_eq!(answer.status, 200);
        let address = format!("/{lang}/moduler/hva-er-inkludering/{page}");
        let body = main(&answer.body);
        assert!(body.contains(&format!("href=\"{address}\"")), "{body}");
        assert!(body.contains(&format!("href=\"{address}#{heading}\"")), "{body}");
        assert!(body.contains("<mark>Fellesskapet</mark>"), "{body}");
        assert!(body.contains(&format!("value=\"{words}\"")), "the question stands in the field");
        assert!(answer.body.contains(&format!("<title>{words} – søk, ")), "{}", answer.body);
        let page = demo.get(&address, "").await.body;
        assert!(page.contains(&format!("id=\"{heading}\"")), "the place is there");
    }
}

#[tokio::test]
async fn everything_that_can_be_read_can_be_found_where_it_stands() {
    let demo = Demo::open().await;
    for (words, address) in [
        ("hva er inkludering", "/nb/moduler/hva-er-inkludering"),
        ("årshjul", "/nb/ordningen/arshjul"),
        ("spesialpedagogisk hjelp", "/nb/ordliste/spesialpedagogisk-hjelp"),
        ("barnehageloven", "/nb/ressurser#barnehageloven"),
        ("Nordahl", "/nb/kilder#nordahl2018"),
    ] {
        let body = demo.get(&sok("nb", words), "").await.body;
        assert!(main(&body).contains(&format!("href=\"{address}\"")), "{words}: {}", main(&body));
        let (screen, anchor) = address.split_once('#').unwrap_or((address, ""));
        let page = demo.get(screen, "").await;
        assert_eq!(page.status, 200, "{screen}");
        assert!(anchor.is_empty() || page.body.contains(&format!("id=\"{anchor}\"")), "{address}");
    }
}

#[tokio::test]
async fn a_search_is_narrowed_and_widened_again() {
    let demo = Demo::open().await;
    let body = demo.get("/nb/sok?q=inkludering&slag=begrep&arena=skole", "").await.body;
    let found = main(&body);
    assert!(found.contains("/nb/ordliste/inkludering") && !found.contains("/nb/moduler/hva"), "{found}");
    assert!(is_narrowed(&found), "{found}");
    assert!(found.contains("<option value=\"begrep\" selected"), "{found}");
    assert!(found.contains("href=\"/nb/sok?q=inkludering\""), "{found}");
    let body = demo.get("/nb/sok?q=inkludering&slag=&fase=x&arena=leder&rolle=ingen", "").await.body;
    assert!(!is_narrowed(&main(&body)), "words of ours alone narrow it");
    let body = demo.get("/nn/sok?q=situasjonar&slag=side&arena=barnehage", "").await.body;
    assert!(main(&body).contains("/nn/moduler/hva-er-inkludering/okt?arena=barnehage"), "{body}");
}

#[tokio::test]
async fn where_nothing_is_asked_or_found_one_is_told_what_to_do() {
    let empty = get("/nb/sok").await;
    assert_eq!(empty.status, 200);
    assert!(empty.body.contains("<title>Søk – ") && !main(&empty.body).contains("role=\"status\""));
    let none = get("/nn/sok?q=xyzzy").await.body;
    assert!(main(&none).contains("Ingen treff på «xyzzy».") && main(&none).contains("/nn/moduler"), "{none}");
    assert!(main(&none).contains("role=\"status\""));
}

#[tokio::test]
async fn nothing_that_is_typed_breaks_it_or_becomes_markup() {
    let demo = Demo::open().await;
    let long = "å".repeat(9_000);
    for typed in [
        "",
        "   ",
        "\0",
        "!?%&/()=*~^",
        "\"",
        "title:lek AND (NOT økt)~2 [a TO b]",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "🙂🙂",
        "a\u{30a}rsak",
        "../../etc/passwd",
        "'; drop table people; --",
        "\u{202e}kel",
        "(((((((((((((((((((",
        &long,
    ] {
        for lang in ["nb", "nn"] {
            let answer = demo.get(&sok(lang, typed), "").await;
            assert_eq!(answer.status, 200, "{typed:.20}");
            for markup in ["<script", "<img", "onerror=\""] {
                assert!(!answer.body.contains(markup), "{typed:.20}: {}", answer.body);
            }
        }
    }
    for raw in ["/nb/sok?q=%ff%fe", "/nb/sok?q=%00", "/nb/sok?q", "/nb/sok?q=%", "/nb/sok?&&==&q=a&q=b"] {
        assert_eq!(demo.get(raw, "").await.status, 200, "{raw}");
    }
}

#[tokio::test]
async fn a_page_that_is_kept_back_is_not_found() {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut files = catalogue::read_dir(&content).expect("the content");
    let faulty = "---\ntittel: Kvikksølvbarometer\n---\n<b>Kvikksølvbarometer</b>\n";
    files.insert("ordningen/30-roller.nb.md".into(), faulty.as_bytes().to_vec());
    let package = catalogue::load(&files, crate::today());
    let platform = Platform::open(Arc::new(Content(Arc::new(package)))).await;
    let request = Request::get("/nb/sok?q=kvikks%C3%B8lvbarometer").body(Body::empty()).expect("a request");
    let body = platform.ask(request).await.body;
    assert!(main(&body).contains("Ingen treff"), "{}", main(&body));
}

#[tokio::test]
async fn search_engines_list_no_search_and_every_page_leads_to_one() {
    let robots = "<meta name=\"robots\" content=\"noindex\">";
    for path in ["/nb/sok", "/nb/sok?q=lek", "/nb/logg-inn", "/nb/finnes-ikke"] {
        assert!(get(path).await.body.contains(robots), "{path}");
    }
    for path in ["/nb", "/nn/moduler", "/nb/ordliste", "/nb/kilder"] {
        let body = get(path).await.body;
        assert!(!body.contains(robots), "{path}");
        let lang = &path[1..3];
        let form = body.split_once("<form role=\"search\"").and_then(|(_, after)| after.split_once('>'));
        let form = form.map(|(attributes, _)| attributes).unwrap_or_default();
        assert!(form.contains(&format!("action=\"/{lang}/sok\"")), "{path}: {form}");
        assert!(form.contains("aria-label="), "{path}: each search on a page has a name: {form}");
    }
    assert_eq!(get("/nb/sok").await.body.matches("role=\"search\"").count(), 1, "one field is enough");
    assert!(!get("/sitemap.xml").await.body.contains("/sok"));
}
