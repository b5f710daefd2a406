//! Calendars: one event as a file, and a person's own that a program comes back to.

use crate::{effects::see_other, pages, render, site::Sender, site::Site};
use app::{Fault, Here, Reply};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use std::future::Future;

/// `GET /nb/avtale/{id}/kalender.ics`
pub async fn agreement(State(site): State<Site>, Path(id): Path<String>, request: Request) -> Response {
    file(site, request, app::calendar::agreement(&id)).await
}

/// `GET /nb/okt/{id}/kalender.ics`
pub async fn session(State(site): State<Site>, Path(id): Path<String>, request: Request) -> Response {
    file(site, request, app::calendar::session(&id)).await
}

/// `GET /kalender/{token}.ics`: the token alone says whose it is, for programs do not sign in.
pub async fn feed(State(site): State<Site>, Path(file): Path<String>, request: Request) -> Response {
    let Some(token) = file.strip_suffix(".ics") else { return StatusCode::NOT_FOUND.into_response() };
    let (sender, here) = (Sender::of(request.extensions()), pages::here(&request));
    match within(&site, sender, &here, app::calendar::feed(token)).await {
        Ok(calendar) => unless_known(&request, calendar),
        Err(fault) => fault.status().into_response(),
    }
}

async fn file(
    site: Site,
    request: Request,
    written: impl Future<Output = Result<String, Fault>>,
) -> Response {
    let (sender, here) = (Sender::of(request.extensions()), pages::here(&request));
    match within(&site, sender, &here, written).await {
        Ok(calendar) => {
            let download = HeaderValue::from_static("attachment; filename=\"kalender.ics\"");
            let mut response = unless_known(&request, calendar);
            response.headers_mut().insert(header::CONTENT_DISPOSITION, download);
            response
        }
        Err(fault) if fault == Fault::SIGNED_OUT => see_other(&here.to_login()),
        Err(fault) => pages::refuse(&site, request, fault).await,
    }
}

async fn within<T>(
    site: &Site,
    sender: Option<Sender>,
    here: &Here,
    written: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    let sender = sender.ok_or(Fault::Internal)?;
    let reply = Reply::default();
    render::within(|| site.provide(sender, here, &reply), written).await
}

/// The calendar, or word that nothing has changed since it was last read: its tag is made from what it says.
fn unless_known(request: &Request, calendar: String) -> Response {
    let tag = format!("W/\"{}\"", &app::hash(&[&calendar])[..32]);
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let known = known.flat_map(|tags| tags.split(',')).any(|one| [tag.as_str(), "*"].contains(&one.trim()));
    let Ok(tag) = HeaderValue::from_str(&tag) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if known {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    ([(header::CONTENT_TYPE, kind), (header::ETAG, tag)], calendar).into_response()
}
