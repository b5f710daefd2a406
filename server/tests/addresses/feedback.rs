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

    let refused = demo.post("si-mer", &format!("id={id}&words=24850900163"), "", HTML).await;
    assert!(refused.status == 422 && refused.body.contains("24850900163"), "what was typed stands there");
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
