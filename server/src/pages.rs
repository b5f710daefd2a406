//! Answering with a page.

use crate::{effects, language, render, security::ScriptNonce, site::Site};
use app::{Here, Reply};
use axum::{
    extract::{Request, State},
    response::{Html, IntoResponse, Response},
};
use leptos::{
    nonce::Nonce,
    prelude::{AnyView, provide_context},
};
use std::future::Future;

/// Every address that is nothing else's. `app::routes` knows which screen stands there, if any.
pub async fn page(State(site): State<Site>, request: Request) -> Response {
    let uri = request.uri();
    let here = Here {
        lang: language::of(uri.path(), request.headers()),
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
    };
    show(&site, here, app::shell::page()).await
}

/// Shows a whole document, and does what it asked for on the way.
pub(crate) async fn show(site: &Site, here: Here, document: impl Future<Output = AnyView>) -> Response {
    let reply = Reply::default();
    let nonce = Nonce::new();
    let provide = || {
        site.provide(&here, &reply);
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
    effects::carry_out(wanted, response, site.https)
}
