//! The shared screen in the meeting room: paired by a code, nobody signed in on it.

use crate::{Fault, Here, Services, components::qr, islands::session::SharedScreen, pages::Screen};
use domain::{Refusal, package::Html, session::ScreenCode, view::Script};
use leptos::prelude::*;

/// `/skjerm/{code}`
pub async fn screen(code: &str) -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), crate::asker());
    let code: ScreenCode = code.parse().map_err(|_| Refusal::Expired)?;
    let id = services.store.by_screen(&code).await?.ok_or(Refusal::Expired)?;
    let record = services.store.record(id).await?.ok_or(Refusal::Expired)?;
    let view = record.view(record.screen(&code, asker.now)?, asker.now);
    let plan = services.store.words(id).await?.ok_or(Refusal::Missing)?;
    let script = Script::of(&plan, here.lang);
    let join = format!("{}/b/{}", services.public_url, record.session.code);
    let qr = Html(qr::svg(&join));
    let title = script.title.clone();
    let code = code.to_string();
    let join = super::session::typed_address(&services.public_url);
    let screen = view! { <SharedScreen lang=here.lang script view code join qr /> };
    Ok(Screen::new(title, screen).live().bare())
}
