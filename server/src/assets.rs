//! The built files that the server carries inside itself: see `build.rs`.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// A built file, as it is and compressed in the two ways that browsers know.
struct Asset {
    path: &'static str,
    kind: &'static str,
    raw: &'static [u8],
    br: &'static [u8],
    gzip: &'static [u8],
}

const PICTURE: &[u8] = include_bytes!("../../style/deling.png");

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The content that was embedded at build: path and bytes of every file under `content/`.
pub fn embedded_content() -> &'static [(&'static str, &'static [u8])] {
    CONTENT
}

/// When each file of that content was last changed, as git said at build.
pub fn history() -> &'static str {
    HISTORY
}

/// The commit that content is, in full; empty where it was none.
pub fn commit() -> &'static str {
    COMMIT
}

/// The addresses that pages name.
pub fn addresses() -> app::Assets {
    app::Assets { stylesheet: STYLESHEET, client: CLIENT }
}

/// `GET /assets/{path}`. An address holds the hash of what it leads to, so it is never asked for twice.
pub async fn get(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.path == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (encoding, bytes) = match () {
        () if accepts(&headers, "br") => (Some("br"), asset.br),
        () if accepts(&headers, "gzip") => (Some("gzip"), asset.gzip),
        () => (None, asset.raw),
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// `GET /ikoner.svg`: the icons under an address that stays, since texts that were stored name it.
pub async fn sprite(headers: HeaderMap) -> Response {
    let path = SPRITE.trim_start_matches("/assets/").to_owned();
    let mut response = get(Path(path), headers).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}

/// `GET /deling.png`: what is shown beside a link to one of our pages elsewhere. Drawn by us: `style/deling.svg`.
pub async fn picture() -> Response {
    let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, PICTURE).into_response()
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let listed = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    listed.flat_map(|value| value.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        name.trim().eq_ignore_ascii_case(encoding) && !is_zero(weight)
    })
}

/// Whether a weight (`q=0`, `q=0.000`) says "not this one".
fn is_zero(weight: &str) -> bool {
    weight.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0)
}
