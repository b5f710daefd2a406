//! `/assets/{hash}/{file}`

use crate::{get, get_with};

#[tokio::test]
async fn a_built_file_is_kept_for_ever_and_sent_as_small_as_the_browser_can_read() {
    let path = stylesheet(&get("/nb").await.body);
    for (accepts, encoding) in [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", ""),
    ] {
        let answer = get_with(&path, &[("accept-encoding", accepts)]).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-encoding"), encoding, "{accepts}");
        assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn an_earlier_builds_file_is_not_found() {
    let answer = get("/assets/0000000000000000/main.css").await;
    assert_eq!(answer.status, 404);
    assert!(!answer.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn the_picture_that_stands_beside_links_to_us_is_as_large_as_the_pages_say() {
    let answer = get("/deling.png").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/png"));
    let bytes = include_bytes!("../../../style/deling.png");
    assert_eq!(bytes[16..24], [0, 0, 1200_u16.to_be_bytes()[0], 1200_u16.to_be_bytes()[1], 0, 0, 2, 118]);
}

fn stylesheet(page: &str) -> String {
    let link = page.split("rel=\"stylesheet\" href=\"").nth(1).expect("a stylesheet");
    link.split('"').next().expect("an address").to_owned()
}
