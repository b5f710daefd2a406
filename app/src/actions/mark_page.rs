//! «Ferdig med siden»: a person keeps track of what has been read. Nobody else is told.

use super::NoteDraft;
use crate::Fault;
use leptos::prelude::*;

/// Marks a page done, or takes it back. What was being written there is saved with it.
#[server(prefix = "/api", endpoint = "ferdig-med-siden")]
pub async fn mark_page(
    module: String,
    page: String,
    done: bool,
    #[server(default)] notes: Vec<NoteDraft>,
) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let package = services.catalogue.package();
    package.module(&module).and_then(|module| module.page(&page)).ok_or(Fault::MISSING)?;
    super::save_notes::keep(notes).await?;
    Ok(services.store.mark(&asker, (&module, &page), done).await?)
}
