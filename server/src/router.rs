//! Every address, and who answers it.

use crate::{
    actions, assets, calendar, content, downloads, effects::see_other, kept, language, letters, live, pages,
    security, signposts, site::Site, trial, who,
};
use any_spawner::Executor;
use axum::{
    Extension, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::{Lang, TokenHash};
use tower_http::{CompressionLevel, compression::CompressionLayer};

/// Every address of the platform.
pub fn router(site: Site) -> Router {
    // Leptos asks for this once a process; a second router, as in tests, finds it done.
    _ = Executor::init_tokio();
    // Level 4 is what costs less than it saves on a page; the files under /assets are compressed already.
    let compress = CompressionLayer::new().br(true).gzip(true).quality(CompressionLevel::Precise(4));
    Router::new()
        .route("/", get(to_a_language))
        .route("/api/live/{session}", get(live::listen))
        .route("/api/live/{session}/now", get(live::look))
        .route("/api/live/screen/{code}", get(live::listen_screen))
        .route("/api/live/screen/{code}/now", get(live::look_screen))
        .route("/api/{*action}", post(actions::act))
        .route("/nb/min-side/data.json", get(downloads::takeout))
        .route("/nn/min-side/data.json", get(downloads::takeout))
        .route("/nb/okt/{id}/referat.docx", get(downloads::minutes))
        .route("/nn/okt/{id}/referat.docx", get(downloads::minutes))
        .route("/nb/min-side/e-post.html", get(letters::preview))
        .route("/nn/min-side/e-post.html", get(letters::preview))
        .route("/av/{token}", get(pages::page).post(letters::stop))
        .route("/nb/avtale/{id}/kalender.ics", get(calendar::agreement))
        .route("/nn/avtale/{id}/kalender.ics", get(calendar::agreement))
        .route("/nb/okt/{id}/kalender.ics", get(calendar::session))
        .route("/nn/okt/{id}/kalender.ics", get(calendar::session))
        .route("/kalender/{file}", get(calendar::feed))
        .route("/nb/redaktor/prov", get(pages::page).post(trial::show))
        .route("/nn/redaktor/prov", get(pages::page).post(trial::show))
        .route("/nb/redaktor/prov/{file}", get(pages::page).post(trial::take_out))
        .route("/nn/redaktor/prov/{file}", get(pages::page).post(trial::take_out))
        .fallback(get(pages::page))
        .layer(middleware::from_fn_with_state(site.clone(), who::ask))
        // Files, signposts and health are for everyone, and nobody is looked up for them.
        .route("/assets/{*path}", get(assets::get))
        .route("/ikoner.svg", get(assets::sprite))
        .route("/deling.png", get(assets::picture))
        .route("/innhold/{*path}", get(content::shown))
        .route("/robots.txt", get(signposts::robots))
        .route("/sitemap.xml", get(signposts::sitemap))
        .route("/nb/endringer.atom", get(signposts::feed).layer(Extension(Lang::Nb)))
        .route("/nn/endringer.atom", get(signposts::feed).layer(Extension(Lang::Nn)))
        .route("/healthz", get(StatusCode::OK))
        .route("/readyz", get(ready))
        .layer(middleware::from_fn_with_state(site.clone(), security::protect))
        .layer(compress)
        .layer(middleware::from_fn_with_state(site.clone(), kept::keep))
        .with_state(site)
}

/// `GET /` goes to one of the languages.
async fn to_a_language(headers: HeaderMap) -> Response {
    let lang = language::of("/", &headers);
    ([(header::VARY, "accept-language")], see_other(&format!("/{lang}"))).into_response()
}

/// `GET /readyz`: whether requests may be sent here, which is when the store answers.
async fn ready(State(site): State<Site>) -> StatusCode {
    let (now, today) = (site.services.ambient.now(), site.services.ambient.today());
    match site.services.store.asker(Some(&TokenHash(String::new())), None, now, today).await {
        Ok(_nobody) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
