//! «Slett alle notatene mine».

use crate::Fault;
use leptos::prelude::*;

/// Deletes every note one has written.
#[server(prefix = "/api", endpoint = "slett-notater")]
pub async fn delete_notes() -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    Ok(services.notes.delete_notes(&asker).await?)
}
