//! Answering an action: a `#[server]` function, called by a form or by a script.
//!
//! A script gets the function's answer as JSON. A form gets a page: the one that the action leads to or the one it
//! stood on, or, where the action failed, a page that says why and still holds every word that was typed. Both get
//! the same status for the same fault.

use crate::{
    effects::{self, see_other},
    language, pages, render,
    site::{Sender, Site},
};
use app::{Effects, Fault, Here, Reply, pages::fault::Field};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Refusal;
use server_fn::{
    axum::get_server_fn_service,
    error::{FromServerFnError, SERVER_FN_ERROR_HEADER},
    redirect::REDIRECT_HEADER,
};

/// More than any form of ours needs.
const LIMIT: usize = 1024 * 1024;

/// What the page that a form stood on is called in the address of the same form once it was refused.
const FROM: &str = "fra";

/// Who asked, and how the answer is to look.
struct Caller {
    action: String,
    here: Here,
    /// The page that the form stood on.
    page: Option<String>,
    is_form: bool,
    sender: Sender,
}

/// `POST /api/{action}`
pub async fn act(State(site): State<Site>, request: Request) -> Response {
    let Some(caller) = Caller::of(&request) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LIMIT).await else {
        let actual = declared_length(&parts.headers).unwrap_or(LIMIT + 1);
        return caller.refuse(&site, Refusal::TooLong { limit: LIMIT, actual }.into(), Vec::new()).await;
    };
    // A server function that is asked for HTML answers with a redirect of its own, its error in the address.
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let Some(mut action) = get_server_fn_service(&caller.action, parts.method.clone()) else {
        return caller.refuse(&site, Fault::MISSING, Vec::new()).await;
    };

    let reply = Reply::default();
    let fields = caller.is_form.then(|| fields(&body));
    let request = Request::from_parts(parts, Body::from(body));
    let answer =
        render::within(|| site.provide(caller.sender.clone(), &caller.here, &reply), action.run(request))
            .await;
    match fault(answer).await {
        Ok(answer) => caller.accept(&site, answer, reply.take()),
        Err(fault) => caller.refuse(&site, fault, fields.unwrap_or_default()).await,
    }
}

/// Answers an action that was not even tried. What was typed stands on the page all the same.
pub(crate) async fn refuse(site: &Site, request: Request, fault: Fault) -> Response {
    let Some(caller) = Caller::of(&request) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let body = to_bytes(request.into_body(), LIMIT).await.unwrap_or_default();
    caller.refuse(site, fault, fields(&body)).await
}

impl Caller {
    fn of(request: &Request) -> Option<Self> {
        let (path, headers) = (request.uri().path(), request.headers());
        let page = page(request);
        let (here_path, query) =
            page.as_deref().map_or(("/", ""), |page| page.split_once('?').unwrap_or((page, "")));
        Some(Caller {
            action: path.to_owned(),
            here: Here {
                lang: language::of(here_path, headers),
                path: here_path.to_owned(),
                query: query.to_owned(),
            },
            is_form: accepts_html(headers),
            page,
            sender: Sender::of(request.extensions())?,
        })
    }

    fn accept(self, site: &Site, mut answer: Response, wanted: Effects) -> Response {
        let to =
            wanted.redirect.or_else(|| self.is_form.then(|| self.page.unwrap_or_else(|| self.here.to(""))));
        if self.is_form {
            answer = see_other(to.as_deref().unwrap_or("/"));
        } else if let Some(Ok(to)) = to.as_deref().map(HeaderValue::from_str) {
            // The browser's code finds the way on in these two.
            answer.headers_mut().insert(header::LOCATION, to);
            answer
                .headers_mut()
                .insert(HeaderName::from_static(REDIRECT_HEADER), HeaderValue::from_static("1"));
        }
        effects::set_cookies(wanted.cookies, &mut answer, site.https);
        answer
    }

    async fn refuse(self, site: &Site, fault: Fault, fields: Vec<Field>) -> Response {
        let status = fault.status();
        if !self.is_form {
            let kind = HeaderValue::from_static("application/json");
            let marks = [
                (header::CONTENT_TYPE, kind),
                (HeaderName::from_static(SERVER_FN_ERROR_HEADER), HeaderValue::from_static("1")),
            ];
            return (status, marks, fault.ser()).into_response();
        }
        let action = match &self.page {
            Some(page) => {
                let from = form_urlencoded::Serializer::new(String::new()).append_pair(FROM, page).finish();
                format!("{}?{from}", self.action)
            }
            None => self.action,
        };
        let screen = || app::pages::fault::refused(&fault, action, fields, self.page);
        let page = pages::show(site, self.sender, self.here, app::shell::refusal(screen)).await;
        (status, page).into_response()
    }
}

/// The page that a form stood on. A form that was refused stands on the page that says so, and brings along where it
/// stood before, so that both the way back and the language are still known when it is sent again.
fn page(request: &Request) -> Option<String> {
    let query = request.uri().query().unwrap_or_default();
    let brought = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == FROM);
    let brought = brought.map(|(_, page)| page.into_owned()).filter(|page| app::is_ours(page));
    brought.or_else(|| language::referer(request.headers()))
}

/// What went wrong, where a server function says that something did.
async fn fault(answer: Response) -> Result<Response, Fault> {
    if !answer.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return Ok(answer);
    }
    let body = to_bytes(answer.into_body(), LIMIT).await.map_err(|_| Fault::Internal)?;
    Err(Fault::de(body))
}

fn fields(body: &Bytes) -> Vec<Field> {
    form_urlencoded::parse(body).into_owned().collect()
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|a| a.contains("text/html"))
}

fn declared_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
