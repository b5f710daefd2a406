//! «Prøv siden», sent as a form: answered with the page itself, or with one of its two files. No address leads back to
//! what was typed, for it is kept nowhere.

use crate::{
    language, pages, render,
    site::{Sender, Site},
};
use app::{Fault, Here, Reply, pages::fault::Field};
use axum::{
    body::to_bytes,
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Lang, Refusal};

/// More than both texts at their longest, in bytes as a form sends them: what is too long by less comes back to be cut.
const LIMIT: usize = 2 * 1024 * 1024;

/// `POST /nb/redaktor/prov`
pub async fn show(State(site): State<Site>, request: Request) -> Response {
    match Sent::of(request).await {
        Ok(sent) => sent.shown(&site, None).await,
        Err(refused) => refused.answer(&site).await,
    }
}

/// `POST /nb/redaktor/prov/nb.md`
pub async fn take_out(State(site): State<Site>, Path(file): Path<String>, request: Request) -> Response {
    let lang = file.strip_suffix(".md").and_then(|code| code.parse::<Lang>().ok());
    let Some(lang) = lang else { return pages::refuse(&site, request, Fault::MISSING).await };
    let sent = match Sent::of(request).await {
        Ok(sent) => sent,
        Err(refused) => return refused.answer(&site).await,
    };
    let reply = Reply::default();
    let provide = || site.provide(sent.sender.clone(), &sent.here, &reply);
    let found = render::within(provide, async { app::pages::trial::file(&sent.fields, lang) }).await;
    let Some((name, text)) = found else { return sent.shown(&site, Some(lang)).await };
    let about = [
        (header::CONTENT_TYPE, "text/markdown; charset=utf-8".to_owned()),
        // The name is a number, small letters and hyphens, or there would be none.
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (about, text).into_response()
}

/// A form that came all the way.
struct Sent {
    sender: Sender,
    here: Here,
    fields: Vec<Field>,
}

/// Who sent a form that did not.
struct TooLong {
    sender: Option<Sender>,
    here: Here,
}

impl Sent {
    async fn of(request: Request) -> Result<Sent, TooLong> {
        let (parts, body) = request.into_parts();
        let lang = language::of(parts.uri.path(), &parts.headers);
        let path = format!("/{lang}/{}", app::pages::trial::ADDRESS);
        let here = Here { lang, path, query: String::new() };
        match (Sender::of(&parts.extensions), to_bytes(body, LIMIT).await) {
            (Some(sender), Ok(body)) => {
                Ok(Sent { sender, here, fields: form_urlencoded::parse(&body).into_owned().collect() })
            }
            (sender, _) => Err(TooLong { sender, here }),
        }
    }

    async fn shown(self, site: &Site, wanted: Option<Lang>) -> Response {
        pages::show(site, self.sender, self.here, app::shell::tried(self.fields, wanted)).await
    }
}

impl TooLong {
    async fn answer(self, site: &Site) -> Response {
        let Some(sender) = self.sender else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
        let fault = Fault::from(Refusal::TooLong { limit: LIMIT, actual: LIMIT + 1 });
        let screen = || app::pages::fault::screen(&fault);
        let page = pages::show(site, sender, self.here, app::shell::refusal(screen)).await;
        (fault.status(), page).into_response()
    }
}
