//! «Fant du det du lette etter?»: ja or nei, from anyone, with no name on it.

use crate::Fault;
use leptos::prelude::*;

/// Takes the answer, and leads back to the page, where the reader may say more.
#[server(prefix = "/api", endpoint = "fant")]
pub async fn found(module: String, page: String, found: bool) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let package = services.catalogue.package();
    package.spoken_of(&module, &page).ok_or(Fault::MISSING)?;
    let id = domain::FeedbackId(services.ambient.random_id());
    services.store.found(&asker, id, (&module, &page), found).await?;
    crate::pages::found::lead_back(&module, &page, Some(id));
    Ok(())
}
