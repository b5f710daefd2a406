//! Everything that protects people from other sites and from injected code, in one place.
//!
//! - A page may load nothing but our own style, images and fonts, and run no script at all; a page with islands may
//!   run the one script that bears this response's nonce, and our own files.
//! - A page that shows a film, which its reader has asked for, may load frames from that film's host; no other answer may.
//! - A letter shown as a mail reader shows it has its style within; no other answer may.
//! - What changes something is refused when another site sends it.

use crate::site::Site;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::package::VideoHost;
use leptos::nonce::Nonce;

/// Marks a response whose page may run our script.
#[derive(Clone)]
pub(crate) struct ScriptNonce(pub Nonce);

/// Marks a response whose page shows a film from this host.
#[derive(Clone, Copy)]
pub(crate) struct Frames(pub VideoHost);

/// Marks a response that is a letter as a mail reader shows it, which brings its style within.
#[derive(Clone, Copy)]
pub(crate) struct StyleWithin;

/// Refuses what comes from another site, and gives every response its headers.
pub async fn protect(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = if is_from_elsewhere(request.method(), request.headers()) {
        StatusCode::FORBIDDEN.into_response()
    } else {
        next.run(request).await
    };
    let nonce = response.extensions().get().map(|ScriptNonce(nonce)| nonce);
    let frames = response.extensions().get().map(|Frames(host)| *host);
    let style_within = response.extensions().get::<StyleWithin>().is_some();
    let policy = content_security_policy(nonce, frames, style_within);
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if site.https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    // What one person sees is never another's, and a page one goes back to is asked for anew.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    response
}

const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Forms without script need to know which page they came from; other sites need not know even that.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// What a page may load and run.
fn content_security_policy(script: Option<&Nonce>, frames: Option<VideoHost>, style_within: bool) -> String {
    let style = if style_within { "'unsafe-inline'" } else { "'self'" };
    let mut policy = format!(
        "default-src 'none'; style-src {style}; img-src 'self' data:; font-src 'self'; \
        manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Some(nonce) = script {
        // 'self' is for the file that the script loads: a `modulepreload` cannot bear Leptos' nonce.
        policy += &format!(
            "; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"
        );
    }
    if let Some(host) = frames {
        policy += &format!("; frame-src {}", host.origin());
    }
    policy
}

/// Whether another site makes a browser send something that changes things here. A browser says so itself, in
/// `Sec-Fetch-Site` or, where it is older, in `Origin`. What says neither is no browser, and carries nobody's login.
fn is_from_elsewhere(method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return false;
    }
    if let Some(site) = headers.get("sec-fetch-site") {
        return site != "same-origin" && site != "none";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return false };
    let origin = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok());
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    match (origin.as_ref().and_then(Uri::authority), host) {
        (Some(origin), Some(host)) => origin.as_str() != host,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(method: Method, headers: &[(&'static str, &str)]) -> bool {
        let headers = headers.iter().map(|(name, value)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header"))
        });
        !is_from_elsewhere(&method, &headers.collect())
    }

    #[test]
    fn reading_is_open() {
        assert!(sent(Method::GET, &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]));
    }

    #[test]
    fn changing_is_for_our_own_pages() {
        let host = ("host", "praksis.example");
        assert!(sent(Method::POST, &[host, ("sec-fetch-site", "same-origin")]));
        assert!(sent(Method::POST, &[host, ("origin", "https://praksis.example")]));
        assert!(sent(Method::POST, &[host]));
        assert!(!sent(Method::POST, &[host, ("sec-fetch-site", "cross-site")]));
        assert!(!sent(Method::DELETE, &[host, ("sec-fetch-site", "same-site")]));
        assert!(!sent(Method::POST, &[host, ("origin", "https://evil.example")]));
        assert!(!sent(Method::POST, &[host, ("origin", "https://praksis.example.evil.example")]));
        assert!(!sent(Method::POST, &[host, ("origin", "null")]));
    }
}
