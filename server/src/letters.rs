//! What is sent to people, where it is no page of the usual kind: the letter itself, and the press that stops it.

use crate::{
    pages, render,
    security::StyleWithin,
    site::{Sender, Site},
};
use app::{Fault, Reply};
use axum::{
    Extension,
    extract::{Path, Request, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

/// `GET /nb/min-side/e-post.html`: the week's letter as a mail reader shows it.
pub async fn preview(State(site): State<Site>, request: Request) -> Response {
    let Some(sender) = Sender::of(request.extensions()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let (here, reply) = (pages::here(&request), Reply::default());
    let written = render::within(|| site.provide(sender, &here, &reply), app::pages::letters::html()).await;
    match written {
        Ok(letter) => (Extension(StyleWithin), Html(letter)).into_response(),
        Err(fault) if fault == Fault::SIGNED_OUT => crate::effects::see_other(&here.to_login()),
        Err(fault) => pages::refuse(&site, request, fault).await,
    }
}

/// `POST /av/{token}`: turns reminders off, for a person who presses and for a mail reader that does it for them
/// (RFC 8058), which brings no cookie and follows no redirect.
pub async fn stop(State(site): State<Site>, Path(token): Path<String>, request: Request) -> Response {
    let services = &site.services;
    let Some(sender) = Sender::of(request.extensions()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let screen = match services.stop_link(&token) {
        None => app::pages::letters::broken,
        Some(person) => {
            if let Err(failure) = services.store.sign_off(person, services.ambient.now()).await {
                return pages::refuse(&site, request, failure.into()).await;
            }
            app::pages::letters::stopped
        }
    };
    pages::show(&site, sender, pages::here(&request), app::shell::refusal(screen)).await
}
