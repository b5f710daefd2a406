//! «Prøv siden»: by editors alone, without a script, and nothing that was typed is lost or goes astray.

use crate::{Answer, Demo};
use axum::{body::Body, http::Request};

const PAGE: &str = "/nb/redaktor/prov";
const MODULE: &str = "10-hva-er-inkludering";

async fn send(demo: &Demo, path: &str, fields: &[(&str, &str)], cookie: &str) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin")
        .header("referer", format!("https://praksis.example{PAGE}"))
        .header("cookie", cookie);
    demo.0.ask(request.body(Body::from(body)).expect("a request")).await
}

/// A form with a page that is whole.
fn whole<'a>(name: &'a str, nb: &'a str, nn: &'a str) -> [(&'a str, &'a str); 5] {
    [("module", MODULE), ("new_module", ""), ("name", name), ("nb", nb), ("nn", nn)]
}

const NB: &str = "---\r\ntittel: Ro\r\nfase: samarbeid\r\nvarighet: 10\r\n---\r\n\r\n## Del {#del .gruppe min=10}\r\n\r\n### Hva gir ro? {#ro .spørsmål deles=plenum}\r\n";
const NN: &str = "---\ntittel: Ro\nfase: samarbeid\nvarighet: 10\n---\n\n## Del {#del .gruppe min=10}\n\n### Kva gir ro? {#ro .spørsmål deles=plenum}\n";

#[tokio::test]
async fn only_editors_try_pages_and_nobody_loses_what_they_typed() {
    let demo = Demo::open().await;
    assert_eq!(demo.get(PAGE, "").await.status, 303, "to signing in");
    let (facilitator, _) = demo.facilitator_with_a_session().await;
    assert_eq!(demo.get(PAGE, &facilitator).await.status, 403);

    for path in [PAGE, "/nb/redaktor/prov/nb.md"] {
        for (cookie, status) in [("", 401), (facilitator.as_str(), 403)] {
            let answer = send(&demo, path, &whole("25-ro", NB, NN), cookie).await;
            assert_eq!(answer.status, status, "{path}");
            assert!(!answer.headers.contains_key("content-disposition"));
            assert!(answer.body.contains("### Kva gir ro? {#ro .spørsmål deles=plenum}"), "{}", answer.body);
            assert!(answer.body.contains(&format!("action=\"{PAGE}\"")), "it can be sent again");
        }
    }
    assert_eq!(demo.get("/nb/redaktor", &demo.signed_in_as(EDITOR).await).await.status, 200);
}

/// The demo's editor.
const EDITOR: &str = "Tale Haug";

#[tokio::test]
async fn a_page_is_tried_and_seen_as_a_page_and_as_a_session() {
    let demo = Demo::open().await;
    let editor = demo.signed_in_as(EDITOR).await;
    let page = demo.get(PAGE, &editor).await;
    assert!(page.status == 200 && !page.body.contains("<script"), "{}", page.body);
    let head =
        |body: &str| body.split("</header>").next().unwrap_or_default().contains("href=\"/nb/redaktor\"");
    assert!(head(&page.body) && !head(&demo.get("/nb", "").await.body), "the way to it is the editors' own");
    let door = demo.get("/nb/redaktor", &editor).await;
    assert!(door.body.contains(&format!("href=\"{PAGE}\"")), "the editors' page leads here");

    let tried = send(&demo, PAGE, &whole("25-ro", NB, NN), &editor).await;
    assert_eq!(tried.status, 200);
    for there in [
        "Ingenting å rette.",
        "Slik blir siden",
        "Slik blir økta",
        "Steg: 1. Til sammen 10 min.",
        "hva-er-inkludering/ro/del",
    ] {
        assert!(tried.body.contains(there), "{there}: {}", tried.body);
    }
    for (language, question) in [("nb", "Hva gir ro?"), ("nn", "Kva gir ro?")] {
        let anchor = format!("<h3 id=\"slik-blir-siden-{language}-ro\">{question}");
        assert!(tried.body.contains(&anchor), "{anchor}: {}", tried.body);
    }

    let faulty = NB.replace("{#ro .spørsmål deles=plenum}", "{#ro .spørsmål}").replace("min=10", "min=0");
    let tried = send(&demo, PAGE, &whole("25-ro", &faulty, NN), &editor).await;
    assert!(tried.status == 200 && tried.body.contains("Slik blir siden"), "{}", tried.body);
    assert!(tried.body.contains("href=\"#tekst-nb\">Linje 7, tegn"), "the place: {}", tried.body);
    assert!(tried.body.contains("deles="), "how to mend it");
}

#[tokio::test]
async fn one_begins_with_a_page_that_is_there_or_a_template() {
    let demo = Demo::open().await;
    let editor = demo.signed_in_as(EDITOR).await;
    let page = demo.get(&format!("{PAGE}?fra={MODULE}/30-okt"), &editor).await;
    assert!(page.status == 200 && page.body.contains("{#tre-sider .fagstoff min=5}"), "{}", page.body);
    assert!(page.body.contains("value=\"30-okt\""));
    let template = demo.get(&format!("{PAGE}?fra=mal/b"), &editor).await;
    assert!(template.body.contains("fase: samarbeid"), "{}", template.body);
    for none in ["mal/x", "10-ingen/10-ingen", "../../etc/passwd", "moduler", "10-a/..", "%00"] {
        assert_eq!(demo.get(&format!("{PAGE}?fra={none}"), &editor).await.status, 404, "{none}");
    }
}

#[tokio::test]
async fn what_is_fetched_takes_the_place_of_nothing_that_was_written() {
    let demo = Demo::open().await;
    let editor = demo.signed_in_as(EDITOR).await;
    let fetch = async |fields: &[(&str, &str)], from: &str, says: &str| {
        let fields = [fields, &[("fra", from), ("hent", says)]].concat();
        send(&demo, PAGE, &fields, &editor).await.body
    };
    let choice = "value=\"bytt\"";

    let empty = [("module", MODULE), ("name", ""), ("nb", ""), ("nn", " ")];
    let template = fetch(&empty, "mal/b", "spor").await;
    assert!(template.contains("fase: samarbeid") && !template.contains(choice), "{template}");

    let written = whole("25-ro", NB, NN);
    let asked = fetch(&written, "mal/b", "spor").await;
    assert!(asked.contains(choice) && asked.contains("value=\"behold\""), "{asked}");
    assert!(
        asked.contains("### Kva gir ro?") && asked.contains("value=\"25-ro\""),
        "nothing is lost: {asked}"
    );
    assert!(asked.contains("value=\"mal/b\" selected"), "what was asked for is asked for still: {asked}");
    let kept = fetch(&written, "mal/b", "behold").await;
    assert!(kept.contains("### Kva gir ro?") && !kept.contains(choice), "{kept}");
    let replaced = fetch(&written, "mal/b", "bytt").await;
    assert!(!replaced.contains("### Kva gir ro?") && replaced.contains("fase: samarbeid"), "{replaced}");
    assert!(replaced.contains("value=\"25-ro\""), "a template has no place of its own: {replaced}");
    let named = fetch(&[("name", "25-ro")], &format!("{MODULE}/30-okt"), "spor").await;
    assert!(named.contains(choice), "a page brings a name of its own: {named}");

    let page = fetch(&empty, &format!("{MODULE}/30-okt"), "spor").await;
    assert!(page.contains("value=\"30-okt\""), "{page}");
    let (nb, nn) = (text_in(&page, "nb"), text_in(&page, "nn"));
    let fields = [("module", MODULE), ("name", "30-okt"), ("nb", nb.as_str()), ("nn", nn.as_str())];
    let other = fetch(&fields, "mal/a", "spor").await;
    assert!(!other.contains(choice), "what stands in the package is not lost: {other}");
}

/// What stands in a language's field.
fn text_in(page: &str, lang: &str) -> String {
    let (_, field) = page.split_once(&format!("id=\"tekst-{lang}\"")).expect("the field");
    let (_, text) = field.split_once('>').expect("its text");
    let (text, _) = text.split_once("</textarea>").expect("its end");
    text.replace("&lt;", "<").replace("&amp;", "&").replace('\n', "\r\n")
}

#[tokio::test]
async fn both_files_are_taken_out_as_they_were_typed() {
    let demo = Demo::open().await;
    let editor = demo.signed_in_as(EDITOR).await;
    for (lang, text) in [("nb", NB.replace("\r\n", "\n")), ("nn", NN.to_owned())] {
        let file = send(&demo, &format!("{PAGE}/{lang}.md"), &whole("25-ro", NB, NN), &editor).await;
        assert_eq!((file.status.as_u16(), file.body), (200, text));
        let header = |name| file.headers.get(name).and_then(|value| value.to_str().ok());
        assert_eq!(header("content-type"), Some("text/markdown; charset=utf-8"));
        assert_eq!(
            header("content-disposition"),
            Some(&*format!("attachment; filename=\"25-ro.{lang}.md\""))
        );
        assert_eq!(header("x-content-type-options"), Some("nosniff"));
    }
    let empty = send(&demo, &format!("{PAGE}/nn.md"), &whole("25-ro", NB, ""), &editor).await;
    assert_eq!(empty.status, 422);
    assert!(
        empty.body.contains("id=\"tekst-nn-feil\"") && empty.body.contains("### Hva gir ro?"),
        "{}",
        empty.body
    );
    let none = send(&demo, &format!("{PAGE}/en.md"), &whole("25-ro", NB, NN), &editor).await;
    assert_eq!(none.status, 404);
}

#[tokio::test]
async fn a_name_that_is_none_and_a_text_without_end_are_refused_beside_their_fields() {
    let demo = Demo::open().await;
    let editor = demo.signed_in_as(EDITOR).await;
    for name in ["ro", "../../25-ro", "25-ro\"; x=\"", "25-ro\r\nx: y", ""] {
        for path in [PAGE.to_owned(), format!("{PAGE}/nb.md")] {
            let answer = send(&demo, &path, &whole(name, NB, NN), &editor).await;
            assert_eq!(answer.status, 422, "{name}");
            assert!(!answer.headers.contains_key("content-disposition"));
            assert!(answer.body.contains("id=\"navn-feil\"") && answer.body.contains("### Kva gir ro?"));
        }
    }
    let long = "å".repeat(50_001);
    let answer = send(&demo, PAGE, &whole("25-ro", &long, NN), &editor).await;
    assert!(answer.status == 422 && answer.body.contains(&long), "what is too long stands there to be cut");
    assert!(answer.body.contains("id=\"tekst-nb-feil\""));
    let endless = send(&demo, PAGE, &whole("25-ro", &"a".repeat(3 * 1024 * 1024), NN), &editor).await;
    assert_eq!(endless.status, 422);
}

#[tokio::test]
async fn hostile_text_stays_text() {
    let demo = Demo::open().await;
    let editor = demo.signed_in_as(EDITOR).await;
    let hostile = "---\ntittel: </title><script>alert(1)</script>\n---\n\n</textarea><script>alert(1)</script> \
        [a](javascript:alert(1)) ![x\" onerror=\"alert(1)](y.png)\n\n## Ro {#a\"><script>}\n";
    let answer = send(&demo, PAGE, &whole("25-ro", hostile, hostile), &editor).await;
    assert_eq!(answer.status, 200);
    for markup in ["<script", "href=\"javascript:", "<img", "</textarea><s"] {
        assert!(!answer.body.contains(markup), "{markup}: {}", answer.body);
    }
    let fields =
        [("module", ""), ("new_module", "\"><script>"), ("name", "\"><script>"), ("nb", "a"), ("nn", "")];
    let answer = send(&demo, PAGE, &fields, &editor).await;
    assert!(answer.status == 422 && !answer.body.contains("<script"), "{}", answer.body);
}

#[tokio::test]
async fn another_sites_form_tries_nothing() {
    let demo = Demo::open().await;
    let request = Request::post(PAGE).header("sec-fetch-site", "cross-site");
    assert_eq!(demo.0.ask(request.body(Body::empty()).expect("a request")).await.status, 403);
}
