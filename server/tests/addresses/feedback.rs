//! «Fant du det du lette etter?»: by anyone, without a script, and read by editors alone.

use crate::Demo;

const HTML: &str = "text/html";
const PAGE: &str = "/nb/moduler/hva-er-inkludering/innledning";

#[tokio::test]
async fn a_reader_answers_says_more_and_is_thanked() {
    let demo = Demo::open().await;
    let page = demo.get(PAGE, "").await;
    assert!(page.status == 200 && page.body.contains("Fant du det du lette etter?"));

    let about = "module=hva-er-inkludering&page=innledning&found=false";
    let answer = demo.post("fant", about, "", HTML).await;
    assert_eq!(answer.status, 303);
    let to = answer.header("location").to_owned();
    let id = to.split_once("?takk=").and_then(|(_, rest)| rest.split_once('#')).expect("the answer's id").0;
    let page = demo.get(to.split('#').next().expect("an address"), "").await;
    assert!(page.body.contains("Takk for svaret") && page.body.contains("<textarea"), "{}", page.body);
    assert!(
        demo.get(PAGE, "").await.body.contains("Fant du det du lette etter?"),
        "others are asked as before"
    );

    let about = format!("id={id}&module=hva-er-inkludering&page=innledning");
    let refused = demo.post("si-mer", &format!("{about}&words=24850900163"), "", HTML).await;
    assert!(refused.status == 422 && refused.body.contains("24850900163"), "what was typed stands there");
    for there in ["Til stades er ikkje det same som å vera med</a>", "Høgst 250 teikn.", ">Send</button>"] {
        assert!(refused.body.contains(there), "{there}: {}", refused.body);
    }
    let more = demo.post("si-mer", &format!("id={id}&words=Noe+om+overganger"), "", HTML).await;
    assert_eq!(more.status, 303);
    assert_eq!(demo.post("si-mer", &format!("id={id}&words=Noe+annet"), "", HTML).await.status, 410);
    assert_eq!(demo.post("fant", "module=ukjent&page=x&found=true", "", HTML).await.status, 404);
    assert_eq!(demo.post("fant", "module=hva-er-inkludering&page=innledning", "", HTML).await.status, 422);
}

#[tokio::test]
async fn only_editors_open_the_editors_page() {
    let demo = Demo::open().await;
    assert_eq!(demo.get("/nb/redaktor", "").await.status, 303, "to signing in");
    let (facilitator, _) = demo.facilitator_with_a_session().await;
    assert_eq!(demo.get("/nb/redaktor", &facilitator).await.status, 403);
    let editor = demo.signed_in_as("Tale Haug").await;
    let about = "module=hva-er-inkludering&page=innledning&found=false";
    let answer = demo.post("fant", about, "", HTML).await;
    let id = answer.header("location").split(['=', '#']).nth(1).expect("the answer's id").to_owned();
    demo.post("si-mer", &format!("id={id}&words=Noe+om+overganger"), "", HTML).await;
    let page = demo.get("/nb/redaktor", &editor).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Noe om overganger") && page.body.contains("0 ja, 1 nei"), "{}", page.body);
}

#[tokio::test]
async fn a_module_a_term_the_sources_and_the_library_are_spoken_of_too() {
    let demo = Demo::open().await;
    for (folder, page, path) in [
        ("hva-er-inkludering", "", "/nb/moduler/hva-er-inkludering"),
        ("ordliste", "inkludering", "/nb/ordliste/inkludering"),
        ("kilder", "", "/nb/kilder"),
        ("ressurser", "", "/nb/ressurser"),
    ] {
        assert!(demo.get(path, "").await.body.contains("Fant du det du lette etter?"), "{path}");
        let about = format!("module={folder}&page={page}&found=false");
        let to = demo.post("fant", &about, "", HTML).await.header("location").to_owned();
        let path = path.replacen("/nb", "/nn", 1);
        assert!(to.starts_with(&format!("{path}?takk=")), "the form was sent from a page in nynorsk: {to}");
        let id = to.split(['=', '#']).nth(1).expect("the answer's id").to_owned();
        let words = format!("id={id}&words=Noe+om+{folder}");
        assert_eq!(demo.post("si-mer", &words, "", HTML).await.status, 303, "{path}");
    }
    let editor = demo.signed_in_as("Tale Haug").await;
    let desk = demo.get("/nb/redaktor", &editor).await.body;
    for (title, folder) in [
        ("Hva mener vi med inkludering?", "hva-er-inkludering"),
        ("Inkludering", "ordliste"),
        ("Kilder", "kilder"),
    ] {
        assert!(
            desk.contains(&format!(">{title}</a>")) && desk.contains(&format!("Noe om {folder}")),
            "{desk}"
        );
    }
    for none in ["module=ordliste&page=", "module=ordliste&page=finnes-ikke", "module=kilder&page=x"] {
        assert_eq!(demo.post("fant", &format!("{none}&found=true"), "", HTML).await.status, 404, "{none}");
    }
}
