//! Who sends a request: the login and the guest that its cookies name, and the network it came by.

use crate::{
    effects::{SHARED, guest_cookie, login_cookie, set_cookies},
    site::Site,
};
use app::{Fault, SetCookie};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Asker, TokenHash};

/// Finds out who asks, and hands it on with the request. Files are for everyone, and nobody is looked up for them.
pub async fn ask(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let ambient = &site.services.ambient;
    let (now, today) = (ambient.now(), ambient.today());
    let headers = request.headers();
    let login = cookie(headers, login_cookie(site.https)).map(hash);
    let kept = cookie(headers, guest_cookie(site.https)).map(str::to_owned);
    let guest = kept.as_deref().map(|kept| hash(kept.strip_suffix(SHARED).unwrap_or(kept)));
    // Most who read are nobody we know, and cost no look into the store.
    let asker = if login.is_none() && guest.is_none() {
        Asker::nobody(now, today)
    } else {
        match site.services.store.asker(login.as_ref(), guest.as_ref(), now, today).await {
            Ok(asker) => asker,
            Err(failure) => return Fault::from(failure).status().into_response(),
        }
    };
    let mut cookies = Vec::new();
    // A login that no longer stands is forgotten by the browser too, so that it is not looked up for ever.
    if login.is_some() && asker.me.is_none() {
        cookies.push(SetCookie::NoLogin);
    }
    // Every request of a guest on a shared machine gives it ten minutes more.
    if let Some(token) = kept.as_deref().and_then(|kept| kept.strip_suffix(SHARED)) {
        cookies.push(SetCookie::Guest { token: token.to_owned(), shared_device: true });
    }
    request.extensions_mut().insert(asker);
    let mut response = next.run(request).await;
    // What the answer itself sets, a new login above all, stands.
    if !response.headers().contains_key(header::SET_COOKIE) {
        set_cookies(cookies, &mut response, site.https);
    }
    response
}

fn hash(token: &str) -> TokenHash {
    TokenHash(app::hash(&[token]))
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}
