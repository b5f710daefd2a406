//! The yardstick for reading pages: an axum handler that returns the bytes of a file, and does nothing else.
//!
//! `plain FILE [ENCODING]` prints its address and answers every `GET /` until it is ended; `end2end/bench` drives it.

use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, HeaderValue, header},
    routing::get,
};
use std::{env, error::Error, fs};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let body = Bytes::from(fs::read(args.next().ok_or("plain FILE [ENCODING]")?)?);
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if let Some(encoding) = args.next() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_str(&encoding)?);
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}/", listener.local_addr()?);
    let router = Router::new().route("/", get(move || async move { (headers, body) }));
    Ok(axum::serve(listener, router).await?)
}
