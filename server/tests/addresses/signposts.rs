//! `/robots.txt`, `/sitemap.xml`, `/nb/endringer.atom`, and what stands in the head of a public page.

use crate::{Demo, get};

#[tokio::test]
async fn every_address_on_the_map_leads_to_a_page_that_calls_itself_so() {
    let demo = Demo::open().await;
    let map = demo.get("/sitemap.xml", "").await;
    assert!(map.header("content-type").starts_with("application/xml"));
    let addresses: Vec<&str> =
        map.body.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    assert!(addresses.len() > 40, "{}", map.body);
    for address in addresses {
        let path = address.strip_prefix("https://praksis.example").expect("our own address");
        let page = demo.get(path, "").await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")), "{path}");
    }
    assert!(map.body.contains(
        "<loc>https://praksis.example/nb/ordningen/roller</loc><lastmod>2025-10-09T08:53:20Z</lastmod>"
    ));
    assert!(map.body.contains("hreflang=\"nn\" href=\"https://praksis.example/nn/ordningen/roller\""));
}

#[tokio::test]
async fn robots_are_told_of_the_map() {
    let robots = get("/robots.txt").await;
    assert_eq!(robots.status, 200);
    assert!(robots.body.contains("Sitemap: https://praksis.example/sitemap.xml"), "{}", robots.body);
}

#[tokio::test]
async fn the_feed_tells_of_announcements_and_of_pages_with_a_history() {
    let demo = Demo::open().await;
    let feed = demo.get("/nb/endringer.atom", "").await;
    assert!(feed.header("content-type").starts_with("application/atom+xml"));
    assert!(feed.body.contains("xml:lang=\"nb\"") && feed.body.contains("<link rel=\"self\""));
    assert!(feed.body.contains("<id>https://praksis.example/nb/ordningen/roller</id>"), "{}", feed.body);
    assert!(feed.body.contains("<updated>2025-10-09T08:53:20Z</updated>"));
    let other = demo.get("/nn/endringer.atom", "").await.body;
    assert!(!other.contains("ordningen/roller"), "its nynorsk file has no history");
    assert_eq!(get("/nb/endringer.atom").await.body.matches("<entry>").count(), 0);
}

#[tokio::test]
async fn a_public_page_says_what_it_is_and_which_others_say_the_same() {
    let demo = Demo::open().await;
    let body = demo.get("/nn/ordningen/roller?arena=skole", "").await.body;
    let head = body.split("</head>").next().expect("a head");
    for line in [
        "<link rel=\"canonical\" href=\"https://praksis.example/nn/ordningen/roller\">",
        "hreflang=\"nb\" href=\"https://praksis.example/nb/ordningen/roller\"",
        "hreflang=\"x-default\" href=\"https://praksis.example/nb/ordningen/roller\"",
        "property=\"og:url\" content=\"https://praksis.example/nn/ordningen/roller\"",
        "property=\"og:locale\" content=\"nn_NO\"",
        "property=\"og:title\"",
        "property=\"og:image\" content=\"https://praksis.example/deling.png\"",
        "property=\"og:image:alt\" content=\"Eit rom sett ovanfrå.",
        "<meta name=\"description\" content=\"Ti ",
        "href=\"/nn/endringer.atom\"",
    ] {
        assert!(head.contains(line), "{line} in {head}");
    }
    for path in ["/nb/logg-inn", "/nb/bli-med", "/nb/finnes-ikke"] {
        assert!(!get(path).await.body.contains("canonical"), "{path} is nobody's to list");
    }
}
