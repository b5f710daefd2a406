//! How each address answers, asked without a network. One file a part of the address space.

#![expect(clippy::expect_used, reason = "what a test cannot set up, it fails on")]

mod actions;
mod assets;
mod pages;

use app::Services;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode, header},
};
use domain::{Catalogue, outside::Ambient, package::Package};
use server::{
    live::Hub,
    notes::{NotesKeys, Sealed},
    post::NoPost,
    router::router,
    site::Site,
    world::World,
};
use std::sync::Arc;
use tower::ServiceExt;

struct NoContent;

impl Catalogue for NoContent {
    fn package(&self) -> Arc<Package> {
        Arc::new(catalogue::load(&catalogue::Files::new(), "2026-08-01".parse().expect("a date")))
    }
}

/// The whole platform over a database of its own, which goes with the returned folder.
async fn platform() -> (Router, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let store = store::open(&url).await.expect("a database");
    let ambient: Arc<dyn Ambient> = Arc::new(World::new().expect("the time zones"));
    let hub = Hub::new(Arc::clone(&store), Arc::clone(&ambient));
    let services = Services {
        catalogue: Arc::new(NoContent),
        notes: Arc::new(Sealed::new(Arc::clone(&store), Arc::clone(&ambient), NotesKeys::one(&[7; 32]))),
        announce: Arc::clone(&hub) as _,
        store,
        ambient,
        post: Arc::new(NoPost),
        public_url: "https://praksis.example".into(),
        secret: "secret".into(),
        demo: false,
    };
    (router(Site { services, hub, https: true, proxies: Arc::new([]) }), folder)
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
    let (router, _folder) = platform().await;
    let response: Response<Body> = router.oneshot(request).await.expect("an answer");
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
