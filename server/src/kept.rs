//! Pages that everyone who is not signed in gets alike, kept as they were sent until the content or the day changes:
//! what is announced stands from one day to another.
//!
//! A page says so itself (`Screen::public`). What is kept is the whole answer, compressed and with its headers, so that
//! reading costs little more than finding it. An address is kept in one spelling and with no question but the one that
//! a page reads, so there are no more of them than there are pages; any other spelling is answered and not kept.

use crate::{
    effects::{guest_cookie, login_cookie},
    site::Site,
    who,
};
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Date, package::Audience};
use futures_util::{StreamExt, stream};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// Marks an answer that may be kept.
#[derive(Clone, Copy)]
pub(crate) struct SameForAll;

/// Bytes kept at the most; a package of ten thousand pages in two languages has its most read ones here.
const ROOM: usize = 64 * 1024 * 1024;
/// The largest page worth keeping, in bytes.
const LARGEST: usize = 1024 * 1024;
/// What a page takes besides its body, about.
const AROUND: usize = 1024;
/// The only question a reading page is asked: which arena's examples come first.
const QUESTION: &str = "arena";

/// The pages kept.
#[derive(Default)]
pub struct Kept(RwLock<Shelf>);

/// Pages of one edition.
#[derive(Default)]
struct Shelf {
    of: Option<Edition>,
    bytes: usize,
    pages: HashMap<Key, Arc<Page>>,
}

/// What every page is made from: one state of the content, on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edition {
    revision: String,
    day: Date,
}

/// What was asked for, and how it is packed.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    path: String,
    arena: Option<Audience>,
    packing: Packing,
}

/// How an answer is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Packing {
    Brotli,
    Gzip,
    Plain,
}

struct Page {
    headers: HeaderMap,
    body: Bytes,
}

impl Key {
    /// The key of a request from somebody we do not know, for an address that may be kept.
    fn of(request: &Request, https: bool) -> Option<Key> {
        let known = |name| who::cookie(request.headers(), name).is_some();
        let path = request.uri().path();
        let otherwise_spelled = path.contains("//") || path.ends_with('/');
        if request.method() != Method::GET
            || otherwise_spelled
            || known(login_cookie(https))
            || known(guest_cookie(https))
        {
            return None;
        }
        let arena = match request.uri().query() {
            None => None,
            Some(query) => Some(arena(query)?),
        };
        Some(Key { path: path.to_owned(), arena, packing: Packing::of(request.headers()) })
    }
}

/// The arena in a query that asks for nothing else.
fn arena(query: &str) -> Option<Audience> {
    let mut asked = form_urlencoded::parse(query.as_bytes());
    let (name, word) = asked.next()?;
    let alone = name == QUESTION && asked.next().is_none();
    Audience::from_word(&word).filter(|arena| alone && arena.is_arena())
}

impl Packing {
    /// The best that a browser takes, however it says so.
    fn of(headers: &HeaderMap) -> Packing {
        let all = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let all: Vec<&str> = all.flat_map(|value| value.split(',')).collect();
        let takes = |wanted: &str| {
            all.iter().any(|one| {
                let (name, weight) = one.split_once(';').unwrap_or((one, ""));
                let weight: Option<f32> = weight.trim().strip_prefix("q=").and_then(|q| q.parse().ok());
                let refused = weight.is_some_and(|weight| weight <= 0.0);
                name.trim().eq_ignore_ascii_case(wanted) && !refused
            })
        };
        match () {
            () if takes("br") => Packing::Brotli,
            () if takes("gzip") => Packing::Gzip,
            () => Packing::Plain,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Packing::Brotli => "br",
            Packing::Gzip => "gzip",
            Packing::Plain => "identity",
        }
    }
}

/// Answers with what is kept, and keeps what may be.
pub async fn keep(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let Some(key) = Key::of(&request, site.https) else { return next.run(request).await };
    let revision = site.services.catalogue.package().revision.clone();
    let edition = Edition { revision, day: site.services.ambient.today() };
    if let Some(page) = site.kept.find(&key, &edition) {
        return (page.headers.clone(), Body::from(page.body.clone())).into_response();
    }
    // Packed as the key says, whichever of the browser's words for it come to us.
    request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static(key.packing.word()));
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || response.extensions().get::<SameForAll>().is_none() {
        return response;
    }
    let (parts, body) = response.into_parts();
    let body = match read(body).await {
        Ok(Read::Whole(body)) => {
            site.kept.put(key, edition, Page { headers: parts.headers.clone(), body: body.clone() });
            Body::from(body)
        }
        Ok(Read::TooLarge(body)) => body,
        Err(why) => {
            tracing::error!(%why, "a page broke off");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    (parts, body).into_response()
}

/// An answer's body, as far as it is worth keeping.
enum Read {
    Whole(Bytes),
    /// Larger than is kept, and as whole as it came.
    TooLarge(Body),
}

async fn read(body: Body) -> Result<Read, axum::Error> {
    let (mut chunks, mut read) = (body.into_data_stream(), Vec::new());
    while let Some(chunk) = chunks.next().await {
        read.extend_from_slice(&chunk?);
        if read.len() > LARGEST {
            let begun = stream::once(async { Ok(Bytes::from(read)) });
            return Ok(Read::TooLarge(Body::from_stream(begun.chain(chunks))));
        }
    }
    Ok(Read::Whole(read.into()))
}

impl Kept {
    fn find(&self, key: &Key, edition: &Edition) -> Option<Arc<Page>> {
        let shelf = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if shelf.of.as_ref() == Some(edition) { shelf.pages.get(key).cloned() } else { None }
    }

    /// Keeps a page while there is room. Nothing makes room for another: whoever could, could empty the shelf.
    fn put(&self, key: Key, edition: Edition, page: Page) {
        let mut shelf = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if shelf.of.as_ref() != Some(&edition) {
            *shelf = Shelf { of: Some(edition), ..Shelf::default() };
        }
        let bytes = shelf.bytes + AROUND + page.body.len();
        if bytes <= ROOM && !shelf.pages.contains_key(&key) {
            shelf.bytes = bytes;
            shelf.pages.insert(key, Arc::new(page));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    fn key(address: &str, accepts: &str) -> Option<Key> {
        let request = Request::get(address).header("accept-encoding", accepts);
        Key::of(&request.body(Body::empty()).expect("a request"), true)
    }

    #[test]
    fn an_address_is_kept_in_one_spelling() {
        let kept = key("/nb/moduler", "gzip, deflate, br, zstd").expect("an address to keep");
        assert_eq!(kept, Key { path: "/nb/moduler".into(), arena: None, packing: Packing::Brotli });
        assert_eq!(key("https://praksis.example/nb/moduler", "x;q=1, BR ;q=0.3"), Some(kept));
        for other in
            ["/nb/moduler/", "/nb//moduler", "/nb/moduler?", "/nb/moduler?x=1", "/nb/moduler?arena=x"]
        {
            assert_eq!(key(other, ""), None, "{other}");
        }
    }

    #[test]
    fn a_page_is_kept_once_for_each_arena() {
        let school = key("/nb/moduler/a/b?arena=skole", "").expect("an address to keep");
        assert_eq!(school.arena, Audience::from_word("skole"));
        assert_eq!(key("/nb/moduler/a/b?arena=%73kole", ""), Some(school));
        assert_eq!(key("/nb/moduler/a/b?arena=skole&arena=sfo", ""), None);
        assert_eq!(key("/nb/moduler/a/b?arena=leder", ""), None, "no arena");
    }

    #[test]
    fn what_a_browser_will_not_take_it_does_not_get() {
        let packing = |accepts| key("/nb", accepts).map(|key| key.packing);
        assert_eq!(packing("br;q=0, gzip"), Some(Packing::Gzip));
        assert_eq!(packing("gzip;q=0.0"), Some(Packing::Plain));
        assert_eq!(packing("deflate"), Some(Packing::Plain));
    }

    #[tokio::test]
    async fn what_is_too_large_to_keep_is_answered_all_the_same() {
        let whole = async |read| match read {
            Read::Whole(body) => (true, body),
            Read::TooLarge(body) => (false, to_bytes(body, usize::MAX).await.expect("a body")),
        };
        for (chunks, kept) in [(64, true), (65, false), (200, false)] {
            let chunk = |n: u8| Ok::<_, axum::Error>(Bytes::from(vec![n; LARGEST / 64]));
            let body = Body::from_stream(stream::iter((0..chunks).map(chunk)));
            let (small, body) = whole(read(body).await.expect("a body")).await;
            assert_eq!((small, body.len()), (kept, usize::from(chunks) * LARGEST / 64));
            assert_eq!(body.last(), Some(&(chunks - 1)), "to the end");
        }
        let broken = stream::iter([Err::<Bytes, _>(axum::Error::new("the line is cut"))]);
        assert!(read(Body::from_stream(broken)).await.is_err());
    }

    #[test]
    fn a_full_shelf_keeps_what_it_has() {
        let kept = Kept::default();
        let page = |path: &str| Key { path: path.into(), arena: None, packing: Packing::Plain };
        let body = Bytes::from(vec![0; LARGEST]);
        let edition = |revision: &str, day: &str| Edition {
            revision: revision.to_owned(),
            day: day.parse().expect("a date"),
        };
        let now = edition("1", "2026-11-22");
        for n in 0..200 {
            let whole = Page { headers: HeaderMap::new(), body: body.clone() };
            kept.put(page(&n.to_string()), now.clone(), whole);
        }
        assert!(kept.find(&page("0"), &now).is_some());
        assert!(kept.find(&page("199"), &now).is_none());
        assert!(kept.find(&page("0"), &edition("2", "2026-11-22")).is_none(), "other content, other pages");
        assert!(kept.find(&page("0"), &edition("1", "2026-11-23")).is_none(), "another day, other pages");
        let shelf = kept.0.read().expect("the shelf");
        assert!(shelf.bytes <= ROOM && shelf.pages.len() == ROOM / (LARGEST + AROUND));
    }
}
