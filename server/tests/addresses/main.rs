//! How each address answers, asked without a network. One file a part of the address space.

#![expect(clippy::expect_used, reason = "what a test cannot set up, it fails on")]

mod actions;
mod assets;
mod pages;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode, header},
};
use domain::{Catalogue, package::Package};
use server::{router::router, site::Site};
use std::sync::Arc;
use tower::ServiceExt;

struct NoContent;

impl Catalogue for NoContent {
    fn package(&self) -> Arc<Package> {
        Arc::new(catalogue::load(&catalogue::Files::new(), "2026-08-01".parse().expect("a date")))
    }
}

fn platform() -> Router {
    router(Site { services: app::Services { catalogue: Arc::new(NoContent) }, https: true })
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: header::HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a readable header"))
    }
}

async fn ask(request: Request<Body>) -> Answer {
    let response: Response<Body> = platform().oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a body");
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

async fn get(path: &str) -> Answer {
    get_with(path, &[]).await
}

async fn get_with(path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(request.body(Body::empty()).expect("a request")).await
}
