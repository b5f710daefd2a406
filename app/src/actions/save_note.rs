//! A private note is saved: its author's own, sealed before it is stored.

use crate::Fault;
use leptos::prelude::*;

/// Saves a note about a page or a prompt, over version `base`; gives its new version. An empty text deletes it.
#[server(prefix = "/api", endpoint = "notat")]
pub async fn save_note(place: String, text: String, base: i64) -> Result<i64, Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    Ok(services.notes.save_note(&asker, &place, &text, base).await?)
}
