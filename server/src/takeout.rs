//! All that is stored about a person, downloaded by that person.

use crate::{language, pages, render, site::Sender, site::Site};
use app::{Fault, Here, Reply};
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// `GET /nb/min-side/data.json`
pub async fn download(State(site): State<Site>, request: Request) -> Response {
    let Some(sender) = Sender::of(request.extensions()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let path = request.uri().path();
    let here =
        Here { lang: language::of(path, request.headers()), path: path.to_owned(), query: String::new() };
    let reply = Reply::default();
    let asked = render::within(|| site.provide(sender.clone(), &here, &reply), app::takeout::json()).await;
    match asked {
        Ok(json) => {
            let about = [
                (header::CONTENT_TYPE, "application/json; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"mine-data.json\""),
            ];
            (about, json).into_response()
        }
        Err(fault) => refused(&site, sender, here, fault).await,
    }
}

async fn refused(site: &Site, sender: Sender, here: Here, fault: Fault) -> Response {
    // Signing in leads back to the page with the button, not into a download.
    if fault == Fault::SIGNED_OUT {
        return crate::effects::see_other(&here.to("logg-inn"));
    }
    let status = fault.status();
    let screen = || app::pages::fault::screen(&fault);
    (status, pages::show(site, sender, here, app::shell::refusal(screen)).await).into_response()
}
