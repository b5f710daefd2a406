//! What a reader has besides the text: the glossary's pages, films, and where to go on.

use crate::{Answer, Content, Demo, Platform, today};
use axum::{body::Body, http::Request};
use domain::{Lang, package::StepKind};
use std::sync::Arc;

const HTML: &str = "text/html";

#[tokio::test]
async fn a_term_has_a_page_of_its_own_in_both_languages_that_says_where_it_is_used() {
    let demo = Demo::open().await;
    let page = demo.get("/nb/ordliste/opplevd-inkludering", "").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<h1>Opplevd inkludering</h1>"), "{}", page.body);
    assert!(
        page.body.contains("href=\"/nn/ordliste/opplevd-inkludering\""),
        "the language switch stays on the term"
    );
    assert!(page.body.contains("Opplevd inkludering") && page.body.contains("lang=\"nn\""));
    assert!(!page.body.contains("<script"));
    let used = page.body.split("id=\"brukt\"").nth(1).expect("where it is used");
    let pages: Vec<&str> = used.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let of_ours: Vec<&&str> = pages.iter().filter(|to| to.starts_with("/nb/moduler/")).collect();
    assert!(!of_ours.is_empty(), "{used}");
    for to in of_ours.into_iter().filter(|to| to.matches('/').count() == 4) {
        let body = demo.get(to, "").await.body;
        assert!(body.contains("href=\"/nb/ordliste/opplevd-inkludering\""), "{to} uses the term");
    }
    assert_eq!(demo.get("/nn/ordliste/opplevd-inkludering", "").await.status, 200);
    assert_eq!(demo.get("/nb/ordliste/finnes-ikke", "").await.status, 404);
}

#[tokio::test]
async fn the_first_use_of_a_term_opens_without_a_script_and_leads_to_its_page() {
    let demo = Demo::open().await;
    let body = demo.get("/nb/moduler/hva-er-inkludering/innledning", "").await.body;
    let targets: Vec<&str> = body
        .split("class=\"term\" type=\"button\" popovertarget=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(!targets.is_empty(), "{body}");
    for id in targets {
        assert_eq!(body.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    let index = demo.get("/nb/ordliste", "").await.body;
    assert!(index.contains("id=\"inkludering\"") && index.contains("href=\"/nb/ordliste/inkludering\""));
    let printed = demo.get("/nb/moduler/hva-er-inkludering?skriv-ut", "").await.body;
    for rest in printed.split(" popovertarget=\"").skip(1) {
        let id = rest.split('"').next().expect("an id");
        assert_eq!(printed.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} on paper");
    }
}

#[tokio::test]
async fn a_page_says_how_long_it_takes_to_read_and_so_does_its_module() {
    let demo = Demo::open().await;
    for (path, says) in [
        ("/nb/moduler/hva-er-inkludering/forarbeid", "av dem til å lese"),
        ("/nn/moduler/hva-er-inkludering/okt", "1 t 15 min · Lesetid "),
        ("/nb/ordningen/roller", "Lesetid "),
    ] {
        assert!(demo.get(path, "").await.body.contains(says), "{path}");
    }
    let read = demo.get("/nb/moduler/hva-er-inkludering/innledning", "").await.body;
    assert!(
        read.contains("7 min") && !read.contains("av dem til å lese"),
        "it is nothing but reading: {read}"
    );
    let module = demo.get("/nn/moduler/hva-er-inkludering", "").await.body;
    assert!(module.contains("<dt>Lesetid</dt>"), "{module}");
}

#[tokio::test]
async fn who_has_marked_a_page_done_goes_on_from_there() {
    let demo = Demo::open().await;
    let me = demo.signed_in_as("Tale Haug").await;
    let module = "/nb/moduler/hva-er-inkludering";
    assert!(!demo.get(module, &me).await.body.contains("Fortsett der du slapp"));
    let about = "module=hva-er-inkludering&page=innledning&done=true";
    assert_eq!(demo.post("ferdig-med-siden", about, &me, HTML).await.status, 303);
    for path in [module, "/nb/min-side"] {
        let body = demo.get(path, &me).await.body;
        let rest = body.split("Fortsett der du slapp").nth(1).expect("a way on");
        let to = rest.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(to, Some("/nb/moduler/hva-er-inkludering/forarbeid"), "{path}");
    }
    assert!(!demo.get(module, "").await.body.contains("Fortsett der du slapp"), "nobody else's business");
}

#[tokio::test]
async fn readers_say_of_the_schemes_pages_too_whether_they_found_it() {
    let demo = Demo::open().await;
    assert!(demo.get("/nb/ordningen/roller", "").await.body.contains("Fant du det du lette etter?"));
    let answer = demo.post("fant", "module=ordningen&page=roller&found=false", "", HTML).await;
    assert_eq!(answer.status, 303);
    let to = answer.header("location").to_owned();
    assert!(to.contains("/ordningen/roller?takk="), "{to}");
    assert!(demo.get(to.split('#').next().expect("an address"), "").await.body.contains("<textarea"));
    let id = to.split(['=', '#']).nth(1).expect("the answer's id");
    assert_eq!(demo.post("si-mer", &format!("id={id}&words=Hvem+i+Vestland"), "", HTML).await.status, 303);
    let editor = demo.signed_in_as("Tale Haug").await;
    let page = demo.get("/nb/redaktor", &editor).await.body;
    assert!(page.contains("Hvem i Vestland") && page.contains("href=\"/nb/ordningen/roller\""), "{page}");
}

/// The content with a film on a page of the scheme, and the hosts that the package names.
async fn with_a_film(hosts: &str) -> Platform {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut files = catalogue::read_dir(&content).expect("the content");
    files.insert(
        "pakke.yaml".into(),
        format!("tittel:\n  nb: P\n  nn: P\nspråk: [nb, nn]\n{hosts}").into_bytes(),
    );
    for lang in ["nb", "nn"] {
        let page = "---\ntittel: Film\ningress: En film.\n---\n\n> [!video min=6 tekst=nb,nn] Garderoben\n\
            > [Se filmen](https://vimeo.com/12345) eller [les alt som blir sagt](30-roller.md).\n";
        files.insert(format!("ordningen/90-film.{lang}.md"), page.as_bytes().to_vec());
    }
    Platform::open(Arc::new(Content(Arc::new(catalogue::load(&files, today()))))).await
}

async fn get(platform: &Platform, path: &str) -> Answer {
    platform.ask(Request::get(path).body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn a_film_is_loaded_by_those_who_ask_for_it_and_by_nobody_else() {
    let platform = with_a_film("video: [vimeo]\n").await;
    let frames = |answer: &Answer| answer.header("content-security-policy").contains("frame-src");
    let asks = "href=\"/nb/ordningen/film?video=12345#film-12345\"";
    for path in ["/nb/ordningen/film", "/nb/ordningen/film?video=54321", "/nb/ordningen/film?video="] {
        let page = get(&platform, path).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(asks) && page.body.contains("Filmen ligger hos Vimeo."), "{}", page.body);
        assert!(page.body.contains("Vimeo · 6 min · tekstet på bokmål og nynorsk"));
        assert!(!page.body.contains("<iframe") && !frames(&page), "{path}");
    }
    let shown = get(&platform, "/nb/ordningen/film?video=12345").await;
    assert!(shown.body.contains("src=\"https://player.vimeo.com/video/12345?dnt=1\""), "{}", shown.body);
    assert!(!shown.body.contains("<script"));
    let policy = shown.header("content-security-policy");
    assert!(
        policy.ends_with("; frame-src https://player.vimeo.com") && policy.starts_with("default-src 'none'")
    );
    for (site, is_shown) in [("same-origin", true), ("none", false), ("cross-site", false)] {
        let request = Request::get("/nb/ordningen/film?video=12345").header("sec-fetch-site", site);
        let answer = platform.ask(request.body(Body::empty()).expect("a request")).await;
        assert_eq!((answer.body.contains("<iframe"), frames(&answer)), (is_shown, is_shown), "{site}");
    }
    let after = get(&platform, "/nb/ordningen/film").await;
    assert!(!after.body.contains("<iframe") && !frames(&after), "the choice is kept nowhere");
    assert!(!frames(&get(&platform, "/nb/ordningen/roller?video=12345").await), "no film stands there");
}

#[tokio::test]
async fn a_film_whose_host_the_package_does_not_name_is_a_link() {
    let platform = with_a_film("video: [youtube]\n").await;
    let page = get(&platform, "/nb/ordningen/film?video=12345").await;
    assert!(page.body.contains("href=\"https://vimeo.com/12345\"") && !page.body.contains("<iframe"));
    assert!(
        !page.body.contains("#film-12345") && !page.header("content-security-policy").contains("frame-src")
    );
}

#[tokio::test]
async fn the_readers_arena_goes_along_wherever_they_read() {
    let demo = Demo::open().await;
    // What is no reading, and what asks for something of its own.
    let others = ["logg-inn", "bli-med", "planlegg", "leder", "eier", "endringer.atom"];
    for screen in [
        "",
        "/moduler",
        "/moduler/hva-er-inkludering",
        "/moduler/hva-er-inkludering/okt",
        "/ordliste",
        "/ordliste/inkludering",
        "/kilder",
        "/ordningen",
        "/ordningen/roller",
        "/ressurser",
        "/hjelp",
        "/sok",
    ] {
        let page = demo.get(&format!("/nn{screen}?arena=skole"), "").await;
        assert_eq!(page.status, 200, "{screen}");
        let body = page.body.split("<body").nth(1).expect("a body");
        let links = body.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let ours: Vec<&str> = links.filter(|to| to.starts_with("/nn")).collect();
        assert!(ours.len() > 5, "{screen}: {ours:?}");
        let is_other = |to: &str| others.iter().any(|other| to.starts_with(&format!("/nn/{other}")));
        let chosen = |to: &str| to.contains("arena=");
        let left: Vec<&&str> = ours.iter().filter(|to| !chosen(to) && !is_other(to)).collect();
        let may_drop = usize::from(screen == "/ressurser");
        assert_eq!(left.len(), may_drop, "{screen}: {left:?}");
        let searches = page.body.contains("<input type=\"hidden\" name=\"arena\" value=\"skole\"");
        assert_eq!(searches, screen != "/sok", "{screen}: the search knows it too");
    }
    let plain = demo.get("/nn/moduler?arena=leiarar", "").await.body;
    assert!(!plain.contains("href=\"/nn/ordliste?arena="), "what is no arena goes nowhere: {plain}");
}

#[tokio::test]
async fn a_page_and_a_module_are_put_on_paper_with_room_to_write_and_with_or_without_what_is_for_leaders() {
    let demo = Demo::open().await;
    let module = "/nb/moduler/hva-er-inkludering";
    let page = demo.get(&format!("{module}/okt"), "").await.body;
    let to = format!("{module}/okt?skriv-ut=ja");
    assert!(page.contains(&format!("href=\"{to}\"")), "the page leads to its paper: {page}");
    let holes = |body: &str| body.matches("class=\"agreement holes print-only\"").count();
    let lines = |body: &str| body.matches("class=\"ds-input paper print-only\"").count();
    assert!(holes(&page) == 1 && lines(&page) > 5, "the browser's own print has them too: {page}");

    let plain = demo.get(&to, "").await;
    assert!(plain.status == 200 && !plain.body.contains("<script"), "{}", plain.body);
    assert!(plain.body.contains("class=\"page paper-view plain\""), "{}", plain.body);
    assert!(plain.body.contains(&format!("href=\"{module}/okt?skriv-ut=alt\"")), "the other choice");
    assert_eq!((holes(&plain.body), lines(&plain.body)), (1, lines(&page)));

    let whole = demo.get(&format!("{module}?skriv-ut=alt"), "").await.body;
    assert!(whole.contains("class=\"page paper-view\"") && whole.contains("id=\"side-leder\""), "{whole}");
    let plain = demo.get(&format!("{module}?skriv-ut=ja"), "").await.body;
    assert!(plain.contains("href=\"#side-okt\"") && plain.contains("id=\"side-okt\""), "a list of the pages");
    assert!(!plain.contains("side-leder"), "a leader's page is for leaders: {plain}");
    assert_eq!(demo.get("/nn/ordningen/roller?skriv-ut=ja", "").await.status, 200);
}

#[tokio::test]
async fn a_step_is_called_the_same_where_it_is_read_and_where_it_is_held() {
    let demo = Demo::open().await;
    for (lang, code) in Lang::ALL.map(|lang| (lang, lang.code())) {
        let page = demo.get(&format!("/{code}/moduler/hva-er-inkludering/okt"), "").await.body;
        let read: Vec<(&str, &str)> = page
            .split("class=\"step-facts\" data-kind=\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('<')?.0.split_once("\">"))
            .collect();
        assert!(read.len() > 5, "{code}: {read:?}");
        for (word, facts) in read {
            let held = StepKind::from_word(word).map(|kind| app::components::step_kind::name(kind, lang));
            assert!(held.is_some_and(|held| facts.starts_with(held)), "{code}: {held:?}, {facts}");
        }
    }
}
