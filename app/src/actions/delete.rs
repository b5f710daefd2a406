//! «Slett»: one's own answer goes; what was opened stays without an author.

use crate::Fault;
use domain::SessionId;
use leptos::prelude::*;

/// Deletes an answer.
#[server(prefix = "/api", endpoint = "slett")]
pub async fn delete(session: SessionId, prompt: String) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    services.store.delete(&asker, session, &prompt).await?;
    services.announce.changed(session);
    Ok(())
}
