//! «Slett alle notatene mine».

use crate::Fault;
use leptos::prelude::*;

/// Deletes every note one has written. One that is changed meanwhile stays, and says so.
#[server(prefix = "/api", endpoint = "slett-notater")]
pub async fn delete_notes() -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    for note in services.notes.notes(&asker).await? {
        services.notes.save_note(&asker, &note.place, "", note.version).await?;
    }
    Ok(())
}
