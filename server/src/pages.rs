//! Answering with a page.

use crate::{
    effects,
    kept::SameForAll,
    language, render,
    security::{Frames, ScriptNonce},
    site::{Sender, Site},
};
use app::{Fault, Here, Reply};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use leptos::{
    nonce::Nonce,
    prelude::{AnyView, provide_context},
};
use std::future::Future;

/// Every address that is nothing else's. `app::routes` knows which screen stands there, if any.
pub async fn page(State(site): State<Site>, request: Request) -> Response {
    match Sender::of(request.extensions()) {
        Some(sender) => show(&site, sender, here(&request), app::shell::page()).await,
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A page that says why the one asked for is not shown.
pub(crate) async fn refuse(site: &Site, request: Request, fault: Fault) -> Response {
    let Some(sender) = Sender::of(request.extensions()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let here = here(&request);
    let screen = || app::pages::fault::screen(&fault);
    (fault.status(), show(site, sender, here, app::shell::refusal(screen)).await).into_response()
}

/// What was asked for.
pub(crate) fn here(request: &Request) -> Here {
    let uri = request.uri();
    Here {
        lang: language::of(uri.path(), request.headers()),
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
    }
}

/// Shows a whole document, and does what it asked for on the way.
pub(crate) async fn show(
    site: &Site,
    sender: Sender,
    here: Here,
    document: impl Future<Output = AnyView>,
) -> Response {
    let reply = Reply::default();
    let nonce = Nonce::new();
    let provide = || {
        site.provide(sender, &here, &reply);
        provide_context(nonce.clone());
    };
    let (html, wanted) = render::within(provide, async {
        let mut html = render::html(document.await).await;
        let wanted = reply.take();
        if wanted.script {
            html += &render::data_for_islands(&nonce).await;
        }
        (html, wanted)
    })
    .await;
    let mut response = Html(html).into_response();
    if wanted.script {
        response.extensions_mut().insert(ScriptNonce(nonce));
    }
    if let Some(host) = wanted.frames {
        response.extensions_mut().insert(Frames(host));
    }
    // Nothing but the page itself may be kept: no way on, no cookie, no nonce that is used once.
    if wanted.public
        && !wanted.script
        && wanted.frames.is_none()
        && wanted.redirect.is_none()
        && wanted.cookies.is_empty()
    {
        response.extensions_mut().insert(SameForAll);
    }
    effects::carry_out(wanted, response, site.https)
}
