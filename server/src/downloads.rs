//! What a person takes along as a file: all that is stored about them, and a session's minutes.

use crate::{language, pages, render, site::Sender, site::Site};
use app::{Fault, Here, Reply};
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use std::future::Future;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// `GET /nb/min-side/data.json`
pub async fn takeout(State(site): State<Site>, request: Request) -> Response {
    let file = async { Ok(("mine-data.json".to_owned(), app::takeout::json().await?.into_bytes())) };
    download(site, request, "application/json; charset=utf-8", file).await
}

/// `GET /nb/okt/{id}/referat.docx`
pub async fn minutes(State(site): State<Site>, Path(id): Path<String>, request: Request) -> Response {
    download(site, request, WORD, app::minutes::word::of(&id)).await
}

/// Answers with a file, which has a name, or says why not.
async fn download(
    site: Site,
    request: Request,
    kind: &str,
    file: impl Future<Output = Result<(String, Vec<u8>), Fault>>,
) -> Response {
    let Some(sender) = Sender::of(request.extensions()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let path = request.uri().path();
    let here =
        Here { lang: language::of(path, request.headers()), path: path.to_owned(), query: String::new() };
    let reply = Reply::default();
    let asked = render::within(|| site.provide(sender.clone(), &here, &reply), file).await;
    match asked {
        Ok((name, file)) => {
            let saved_as = format!("attachment; filename=\"{name}\"");
            let about = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, &saved_as)];
            (about, file).into_response()
        }
        Err(fault) => refused(&site, sender, here, fault).await,
    }
}

async fn refused(site: &Site, sender: Sender, here: Here, fault: Fault) -> Response {
    // Signing in leads back to a page with a button, not into a download.
    if fault == Fault::SIGNED_OUT {
        return crate::effects::see_other(&here.to("logg-inn"));
    }
    let status = fault.status();
    let screen = || app::pages::fault::screen(&fault);
    (status, pages::show(site, sender, here, app::shell::refusal(screen)).await).into_response()
}
