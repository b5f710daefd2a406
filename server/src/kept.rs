//! Pages that everyone who is not signed in gets alike, kept as they were sent until the content changes.
//!
//! A page says so itself (`Screen::public`). What is kept is the whole answer, compressed and with its headers, so that
//! reading costs little more than finding it.

use crate::{
    effects::{guest_cookie, login_cookie},
    site::Site,
    who,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// Marks an answer that may be kept.
#[derive(Clone, Copy)]
pub(crate) struct SameForAll;

/// Pages kept at the most; a package of ten thousand pages in two languages has its most read ones here.
const MOST: usize = 4096;
/// The largest page worth keeping, in bytes.
const LARGEST: usize = 1024 * 1024;
/// The only question a reading page is asked: which arena's examples come first.
const QUESTION: &str = "arena=";

/// The pages kept.
#[derive(Default)]
pub struct Kept(RwLock<Shelf>);

/// Pages made from one state of the content.
#[derive(Default)]
struct Shelf {
    revision: String,
    pages: HashMap<Key, Arc<Page>>,
}

/// What was asked for, and how it may be packed.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    address: String,
    accepts: Option<String>,
}

struct Page {
    headers: HeaderMap,
    body: Bytes,
}

impl Key {
    /// The key of a request from somebody we do not know, for an address that may be kept.
    fn of(request: &Request, https: bool) -> Option<Key> {
        let known = |name| who::cookie(request.headers(), name).is_some();
        let plain = request.uri().query().is_none_or(|query| query.starts_with(QUESTION) && query.len() < 32);
        if request.method() != Method::GET
            || !plain
            || known(login_cookie(https))
            || known(guest_cookie(https))
        {
            return None;
        }
        let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        Some(Key { address: request.uri().to_string(), accepts: accepts.map(str::to_owned) })
    }
}

/// Answers with what is kept, and keeps what may be.
pub async fn keep(State(site): State<Site>, request: Request, next: Next) -> Response {
    let Some(key) = Key::of(&request, site.https) else { return next.run(request).await };
    let package = site.services.catalogue.package();
    if let Some(page) = site.kept.find(&key, &package.revision) {
        return (page.headers.clone(), Body::from(page.body.clone())).into_response();
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || response.extensions().get::<SameForAll>().is_none() {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    site.kept.put(key, &package.revision, Page { headers: parts.headers.clone(), body: body.clone() });
    (parts, body).into_response()
}

impl Kept {
    fn find(&self, key: &Key, revision: &str) -> Option<Arc<Page>> {
        let shelf = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if shelf.revision == revision { shelf.pages.get(key).cloned() } else { None }
    }

    fn put(&self, key: Key, revision: &str, page: Page) {
        let mut shelf = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if shelf.revision != revision || shelf.pages.len() >= MOST {
            *shelf = Shelf { revision: revision.to_owned(), pages: HashMap::new() };
        }
        shelf.pages.insert(key, Arc::new(page));
    }
}
