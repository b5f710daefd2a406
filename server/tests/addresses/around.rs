//! `/nb/ordningen…`, `/nb/ressurser`, `/nb/kilder`, and what is announced.

use crate::{Content, Demo, Platform};
use axum::{body::Body, http::Request};
use domain::Date;
use std::sync::Arc;

#[tokio::test]
async fn the_scheme_has_its_pages_each_with_its_neighbours() {
    let demo = Demo::open().await;
    let all = demo.get("/nn/ordningen", "").await;
    assert_eq!(all.status, 200);
    for page in ["kompetanseloftet", "roller", "arshjul", "hvem-kan-vi-sporre"] {
        assert!(all.body.contains(&format!("href=\"/nn/ordningen/{page}\"")), "{page}");
    }
    let page = demo.get("/nb/ordningen/roller", "").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("rel=\"prev\" href=\"/nb/ordningen/ny-ordning\""), "{}", page.body);
    assert!(page.body.contains("rel=\"next\" href=\"/nb/ordningen/arshjul\""));
    assert!(page.body.contains("href=\"/nb/ordliste/"), "terms lead to their pages");
    assert!(!page.body.contains("<script"));
    assert_eq!(demo.get("/nb/ordningen/finnes-ikke", "").await.status, 404);
}

#[tokio::test]
async fn the_year_is_drawn_and_said_and_what_is_unsure_says_so() {
    let demo = Demo::open().await;
    let body = demo.get("/nn/ordningen/arshjul", "").await.body;
    let wheel = body.split("class=\"wheel\"").nth(1).and_then(|rest| rest.split("</svg>").next());
    let wheel = wheel.expect("a wheel");
    assert!(wheel.contains("<title id=\"arshjul-tittel\">Årshjulet</title>") && wheel.contains("<desc"));
    assert!(wheel.contains("data-sure=\"nei\"") && wheel.contains("?</text>"), "{wheel}");
    assert!(body.contains("August til oktober") && body.contains("30. april"));
    assert_eq!(body.matches("Ikkje stadfesta.").count(), 9);
    assert!(!demo.get("/nn/ordningen/roller", "").await.body.contains("class=\"wheel\""));
}

#[tokio::test]
async fn a_page_that_is_faulty_says_that_it_is_being_worked_on() {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut files = catalogue::read_dir(&content).expect("the content");
    files.insert("ordningen/30-roller.nb.md".into(), b"---\ntittel: Roller\n---\n<b>x</b>\n".to_vec());
    let package = catalogue::load(&files, crate::today());
    let platform = Platform::open(Arc::new(Content(Arc::new(package)))).await;
    let answer =
        platform.ask(Request::get("/nn/ordningen/roller").body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("href=\"/nn/ordningen\""));
}

#[tokio::test]
async fn the_library_is_found_in_by_theme_arena_and_role() {
    let demo = Demo::open().await;
    let all = demo.get("/nb/ressurser", "").await.body;
    assert!(all.contains("50 ressurser") && all.contains("lovdata.no"), "{all}");
    assert!(all.contains("Adressen er kontrollert 22. november 2026."));
    let some = demo.get("/nb/ressurser?tema=regelverk&arena=barnehage&rolle=ansatte", "").await.body;
    assert!(some.contains("id=\"barnehageloven\"") && !some.contains("id=\"privatskolelova\""), "{some}");
    assert!(some.contains("<option value=\"regelverk\" selected"), "{some}");
    let open = demo.get("/nb/ressurser?tema=&arena=&rolle=", "").await.body;
    assert!(open.contains("50 ressurser") && !open.contains("av 50"));
    let none = demo.get("/nn/ressurser?tema=finst-ikkje&rolle=x", "").await.body;
    assert!(none.contains("50 ressursar"), "what is not asked for in our words is not asked for");
}

#[tokio::test]
async fn sources_are_written_as_apa_has_them_with_the_host_they_lead_to() {
    let demo = Demo::open().await;
    let nb = demo.get("/nb/kilder", "").await.body;
    assert!(nb.contains("Fasting, R. B. &amp; Breilid, N. (2020). PP-tjenesten som inkluderingsagent: retorikk eller handling? <i>Psykologi i kommunen</i>, (3)."), "{nb}");
    assert!(nb.contains("Hentet 2. oktober 2026 fra") && nb.contains(">lovdata.no</a>"));
    assert!(demo.get("/nn/kilder", "").await.body.contains("Henta 2. oktober 2026 frå"));
    let module = demo.get("/nb/moduler/hva-er-inkludering", "").await.body;
    assert!(module.contains("class=\"sources\"") && module.contains("<i>19</i>(3), 206–217."));
}

#[tokio::test]
async fn what_is_announced_stands_until_its_day_has_passed() {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut files = catalogue::read_dir(&content).expect("the content");
    // The clock is the machine's, so the days are set around it.
    let today = crate::world_today();
    let announce = |from: Date, until: Date| {
        format!("---\ntittel: Vi sier fra\nfra: {from}\ntil: {until}\n---\n\nNoe **nytt**.\n").into_bytes()
    };
    for (name, from, until) in [("2020-01-na", 0, 0), ("2020-02-for", -9, -1), ("2020-03-siden", 1, 9)] {
        for lang in ["nb", "nn"] {
            let text = announce(today.plus_days(from), today.plus_days(until));
            files.insert(format!("kunngjoringer/{name}.{lang}.md"), text);
        }
    }
    let package = catalogue::load(&files, today);
    let platform = Platform::open(Arc::new(Content(Arc::new(package)))).await;
    for path in ["/nb", "/nb/moduler"] {
        let body = platform.ask(Request::get(path).body(Body::empty()).expect("a request")).await.body;
        assert!(
            body.contains("id=\"2020-01-na\"") && body.contains("Noe <strong>nytt</strong>."),
            "{path}: {body}"
        );
        assert!(!body.contains("2020-02-for") && !body.contains("2020-03-siden"), "{path}");
    }
    let home = platform.ask(Request::get("/nb").body(Body::empty()).expect("a request")).await.body;
    assert!(home.find("class=\"doors\"") < home.find("2020-01-na"), "the doors come first: {home}");
    let feed =
        platform.ask(Request::get("/nb/endringer.atom").body(Body::empty()).expect("a request")).await.body;
    assert!(feed.contains("2020-02-for") && !feed.contains("2020-03-siden"), "{feed}");
}
